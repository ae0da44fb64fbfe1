"""A report on its way to being official: submitted, withdrawn, returned, approved."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, can, load
from tadamon.approval import papers
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.clean import clean_text
from tadamon.records.base import Refused
from tadamon.reports import printing
from tadamon.reports.forms import ApprovalForm
from tadamon.reports.models import Report
from tadamon.reports.routes import SHEET, bp


@bp.get("/<id:id>/submission")
@allow("reports.write")
def checking(id):
    record = load(Report, id, to="edit", options=SHEET)
    record.refuse_if_frozen()
    return render_template("reports/approval/submission.html", record=record, missing=record.missing())


@bp.post("/<id:id>/submission")
@allow("reports.write")
def submit(id):
    record = load(Report, id, to="edit")
    record.submit(by=current_user)
    db.session.commit()
    return back(record, _("أُرسل التقرير للاعتماد. لا يُعدَّل ما دام قيد المراجعة، ويمكنك سحبه."))


@bp.post("/<id:id>/withdrawal")
@allow("reports.write")
def withdraw(id):
    record = load(Report, id, to="edit")
    record.withdraw(by=current_user)
    db.session.commit()
    return back(record, _("سُحب التقرير من الاعتماد، ويمكنك تعديله الآن."))


@bp.get("/<id:id>/approval")
@allow("reports.approve")
def reviewing(id):
    record = to_approve(id)
    if record.state != "submitted":
        raise Refused(str(record.said["idle"]))
    return review(record, ApprovalForm(formdata=None))


@bp.post("/<id:id>/approval")
@allow("reports.approve")
def approve(id):
    record, form = to_approve(id), ApprovalForm()
    if record.state != "submitted":
        raise Refused(str(record.said["faster"]))
    if not form.validate():
        return review(record, form, 422)
    approval = record.approve(by=current_user, freeze=printing.freeze, number=form.number.data, dated=form.dated.data)
    db.session.commit()
    papers.keep_pdf(approval, printing.OFFICIAL)
    return back(record, _("اعتُمد التقرير برقم %(number)s.", number=approval.words))


@bp.post("/<id:id>/return")
@allow("reports.approve")
def send_back(id):
    record = to_approve(id)
    reason = clean_text(request.form.get("reason", ""))[:2000]
    if not reason:
        return review(record, ApprovalForm(formdata=None), 422, _("اكتب سبب الإعادة ليعرف المحرّر ما يستكمله."))
    record.send_back(by=current_user, reason=reason)
    db.session.commit()
    return back(record, _("أُعيد التقرير إلى محرّره للاستكمال."))


def permits(record: Report) -> dict:
    """{step: whether it is open to the signed-in person now}."""
    mine = can("reports.write") and record.editable_by(current_user) and not record.archived_at
    judge = can("reports.approve") and record.approvable_by(current_user) and not record.archived_at
    return {
        "submit": mine and record.state in ("draft", "returned"),
        "withdraw": mine and record.state == "submitted",
        "review": judge and record.state == "submitted",
    }


bp.context_processor(lambda: {"permits": permits})


def to_approve(id) -> Report:
    record = load(Report, id, options=SHEET)
    return record if record.approvable_by(current_user) else abort(403)


def review(record, form, status=200, problem=None):
    return render_template(
        "reports/approval/review.html",
        record=record,
        form=form,
        missing=record.missing(),
        problem=problem,
        reason=request.form.get("reason", ""),
        alone=current_user.id in record.authors(),
        others=record.other_approvers(current_user),
    ), status


def back(record, sentence: str):
    flash(sentence, "done")
    return redirect(url_for("reports.show", id=record.id), 303)
