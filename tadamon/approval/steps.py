"""The steps that every kind of record takes towards approval and after it.

GET  …/<id>/submission     what is missing before it is sent      POST: send it
POST …/<id>/withdrawal
GET  …/<id>/approval       the check page of the approver         POST: approve it
POST …/<id>/return         with a reason
GET  …/<id>/correction     why an approved one is to be corrected POST: begin the correction
GET  …/<id>/difference     what a correction says otherwise
GET  …/<id>/official.pdf   the very bytes whose hash is shown
GET  …/<id>/seal           how far they are, of a long paper
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.approval import papers
from tadamon.approval.corrections import changes
from tadamon.approval.forms import ApprovalForm, CorrectionForm, ReturnForm
from tadamon.extensions import db
from tadamon.records.base import Refused


@dataclass(frozen=True)
class Approving:
    """What a kind of record brings to its approval.

    `freeze(record, approval)` gives {name: HTML} of every print, `named(record)` the file name of the official PDF;
    `options` are loaded with it, and `form` asks the approver what this kind asks beside the number.
    """

    model: type
    freeze: Callable
    named: Callable
    options: tuple = ()
    form: type[ApprovalForm] = ApprovalForm

    @property
    def room(self) -> str:
        return f"{self.model.__mapper__.polymorphic_identity}s"

    def load(self, id: int, to: str = "edit"):
        return load(self.model, id, to=to, options=self.options)

    def to_approve(self, id: int):
        record = self.load(id, to="read")
        return record if record.approvable_by(current_user) else abort(403)

    def back(self, record, sentence: str):
        flash(sentence, "done")
        return redirect(url_for(f"{self.room}.show", id=record.id), 303)

    def page(self, name: str, record, status: int = 200, **more):
        room, home = self.room, url_for(f"{self.room}.show", id=record.id)
        return render_template(f"approval/{name}.html", record=record, room=room, home=home, **more), status


def approval_routes(bp: Blueprint, kind: Approving) -> None:
    bp.context_processor(lambda: {"room": kind.room})
    _submission(bp, kind)
    _judgement(bp, kind)
    _correction(bp, kind)
    _official(bp, kind)


def _submission(bp, kind):
    @bp.get("/<id:id>/submission", endpoint="checking")
    @allow(f"{kind.room}.write")
    def checking(id):
        record = kind.load(id)
        record.refuse_if_frozen()
        return kind.page("submission", record, missing=record.missing())

    @bp.post("/<id:id>/submission", endpoint="submit")
    @allow(f"{kind.room}.write")
    def submit(id):
        record = kind.load(id)
        record.submit(by=current_user)
        db.session.commit()
        return kind.back(record, str(record.said["submitted"]))

    @bp.post("/<id:id>/withdrawal", endpoint="withdraw")
    @allow(f"{kind.room}.write")
    def withdraw(id):
        record = kind.load(id)
        record.withdraw(by=current_user)
        db.session.commit()
        return kind.back(record, str(record.said["withdrawn"]))


def _judgement(bp, kind):
    def review(record, form, status=200, returning=None):
        return kind.page(
            "review",
            record,
            status,
            approving=form,
            form=returning or form,
            returning=returning or ReturnForm(formdata=None),
            missing=record.missing(),
            alone=current_user.id in record.authors(),
            others=record.other_approvers(current_user),
        )

    @bp.get("/<id:id>/approval", endpoint="reviewing")
    @allow(f"{kind.room}.approve")
    def reviewing(id):
        record = kind.to_approve(id)
        if record.state != "submitted":
            raise Refused(str(record.said["idle"]))
        return review(record, kind.form(formdata=None))

    @bp.post("/<id:id>/approval", endpoint="approve")
    @allow(f"{kind.room}.approve")
    def approve(id):
        record, form = kind.to_approve(id), kind.form()
        if record.state != "submitted":
            raise Refused(str(record.said["faster"]))
        if not form.validate():
            return review(record, form, 422)
        approval = record.approve(by=current_user, freeze=kind.freeze, number=form.number.data, dated=form.dated.data)
        form.put(approval)
        db.session.commit()
        papers.seal(approval)
        return kind.back(record, record.said["approved"] % {"number": approval.words})

    @bp.post("/<id:id>/return", endpoint="send_back")
    @allow(f"{kind.room}.approve")
    def send_back(id):
        record, form = kind.to_approve(id), ReturnForm()
        if not form.validate():
            return review(record, kind.form(formdata=None), 422, returning=form)
        record.send_back(by=current_user, reason=form.reason.data)
        db.session.commit()
        return kind.back(record, str(record.said["returned"]))


def _correction(bp, kind):
    def begun(record):
        return kind.back(record, str(record.said["under_way"]))

    @bp.get("/<id:id>/correction", endpoint="correcting")
    @allow(f"{kind.room}.write")
    def correcting(id):
        record = kind.load(id)
        record.refuse_correction()
        if earlier := record.correction_under_way:
            return begun(earlier)
        return kind.page("correction", record, form=CorrectionForm(formdata=None))

    @bp.post("/<id:id>/correction", endpoint="correct")
    @allow(f"{kind.room}.write")
    def correct(id):
        record, form = kind.load(id), CorrectionForm()
        record.refuse_correction()
        if earlier := record.correction_under_way:
            return begun(earlier)
        if not form.validate():
            return kind.page("correction", record, 422, form=form)
        new = record.correction(by=current_user, reason=form.reason.data)
        db.session.commit()
        return kind.back(new, record.said["correction_begun"] % {"number": record.approval.words})

    @bp.get("/<id:id>/difference", endpoint="difference")
    @allow(f"{kind.room}.read")
    def difference(id):
        record = kind.load(id, to="read")
        earlier = record.corrects or abort(404)
        if not record.held_by(current_user):
            abort(403)
        return kind.page("difference", record, corrects=earlier, changed=changes(earlier.telling(), record.telling()))


def _official(bp, kind):
    def approved(id):
        record = kind.load(id, to="read")
        return record, record.approval or abort(404)

    @bp.get("/<id:id>/official.pdf", endpoint="official")
    @allow(f"{kind.room}.read")
    def official(id):
        record, approval = approved(id)
        return papers.shown(approval, kind.named(record), kind.room)

    @bp.get("/<id:id>/seal", endpoint="sealing")
    @allow(f"{kind.room}.read")
    def sealing(id):
        record, approval = approved(id)
        return papers.progress(record, approval, kind.room)
