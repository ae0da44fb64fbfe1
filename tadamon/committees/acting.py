"""The acts on a committee as pages: form, end, resume; and a member in another's place."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.committees.forms import EndingForm, FormingForm, ReplacementForm, ResumingForm
from tadamon.committees.members import Member
from tadamon.committees.models import Committee
from tadamon.committees.routes import bp
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.records.base import Refused

PAGES = {
    "formation": (lazy("تسجيل تشكيل اللجنة"), lazy("سجّل التشكيل")),
    "ending": (lazy("إنهاء عمل اللجنة"), lazy("سجّل انتهاء عملها")),
    "resumption": (lazy("استئناف عمل اللجنة"), lazy("سجّل استئناف عملها")),
}


@bp.get("/<id:id>/formation")
@allow("committees.write")
def forming(id):
    record = load(Committee, id, to="edit")
    names = ("decision_number", "decision_year", "decision_by")
    data = {name: getattr(record, name) for name in names} | {"on": record.decided_on}
    return _act(record, FormingForm(formdata=None, data=data), "formation")


@bp.post("/<id:id>/formation")
@allow("committees.write")
def form(id):
    record, form = load(Committee, id, to="edit"), FormingForm()
    if not form.validate():
        return _act(record, form, "formation", 422)
    record.form(by=current_user, on=form.on.data, reason=form.reason.data)
    for name in ("decision_number", "decision_year", "decision_by"):
        form[name].populate_obj(record, name)
    db.session.commit()
    return _back(record, _("سُجّل تشكيل اللجنة."))


@bp.get("/<id:id>/ending")
@allow("committees.write")
def ending(id):
    return _act(load(Committee, id, to="edit"), EndingForm(formdata=None), "ending")


@bp.post("/<id:id>/ending")
@allow("committees.write")
def end(id):
    record, form = load(Committee, id, to="edit"), EndingForm()
    if not form.validate():
        return _act(record, form, "ending", 422)
    record.end(by=current_user, on=form.on.data, reason=form.reason.data)
    db.session.commit()
    return _back(record, _("سُجّل انتهاء عمل اللجنة."))


@bp.get("/<id:id>/resumption")
@allow("committees.write")
def resuming(id):
    return _act(load(Committee, id, to="edit"), ResumingForm(formdata=None), "resumption")


@bp.post("/<id:id>/resumption")
@allow("committees.write")
def resume(id):
    record, form = load(Committee, id, to="edit"), ResumingForm()
    if not form.validate():
        return _act(record, form, "resumption", 422)
    record.resume(by=current_user, on=form.on.data, reason=form.reason.data)
    db.session.commit()
    return _back(record, _("سُجّل استئناف عمل اللجنة."))


@bp.get("/<id:id>/members/<id:row_id>/replacement")
@allow("committees.write")
def replacing(id, row_id):
    record, row = _member(id, row_id)
    return render_template(
        "committees/acts/replacement.html", record=record, row=row, form=ReplacementForm(formdata=None)
    )


@bp.post("/<id:id>/members/<id:row_id>/replacement")
@allow("committees.write")
def replace(id, row_id):
    record, row = _member(id, row_id)
    form = ReplacementForm()
    right = form.validate()
    if right and row.from_on and form.on.data <= row.from_on:
        form.on.errors, right = [_("اكتب تاريخًا بعد بداية عضوية من يحل محله.")], False
    if not right:
        return render_template("committees/acts/replacement.html", record=record, row=row, form=form), 422
    new = Member(record=record, name=form.name.data, person_title=form.person_title.data, from_on=form.on.data)
    new.body, new.organisation_id, new.role, new.replaces_id = row.body, row.organisation_id, row.role, row.id
    row.until_on = form.on.data - timedelta(days=1)
    db.session.add(new)
    with db.session.no_autoflush:
        new.place_last()
        link([new])
    db.session.commit()
    return _back(record, _("حل %(new)s محل %(old)s.", new=new.name, old=row.name))


def _member(id, row_id) -> tuple[Committee, Member]:
    record = load(Committee, id, to="edit")
    record.refuse_if_frozen()
    row = db.session.get(Member, row_id)
    if row is None or row.record_id != record.id or row.removed_at:
        abort(404)
    if row.until_on:
        raise Refused(_("انتهت عضوية هذا العضو. أضف العضو الجديد إلى القائمة."))
    return record, row


def _act(record, form, name: str, status=200):
    heading, button = PAGES[name]
    return render_template(
        "committees/acts/act.html", record=record, form=form, name=name, act_heading=heading, button=button
    ), status


def _back(record, sentence: str):
    flash(sentence, "done")
    return redirect(url_for("committees.show", id=record.id), 303)
