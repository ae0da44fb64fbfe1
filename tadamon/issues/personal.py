"""The citizen behind an issue: shown whole on this page alone, to who may, and each time it is written into the log."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load
from tadamon.accounts import acts
from tadamon.directory.personal import beside, fill
from tadamon.extensions import db
from tadamon.issues.forms import CitizenForm
from tadamon.issues.models import Citizen, Issue
from tadamon.issues.routes import bp
from tadamon.language import _
from tadamon.web.forms import posted_version

OF = {"citizen_name": "name", "citizen_id": "national_id", "citizen_phone": "phone"}


@bp.get("/<id:id>/citizen")
@allow("issues.personal")
def citizen(id):
    """What is known, masked; of a citizen not yet named, the empty form."""
    record = load(Issue, id, to="edit")
    return _page(record, None if record.citizen else CitizenForm(formdata=None))


@bp.post("/<id:id>/citizen/disclosure")
@allow("issues.personal")
def disclose(id):
    record = load(Issue, id, to="edit")
    _note("citizen-seen", record)
    form = CitizenForm.of_citizen(record.citizen)
    fill(form, _saved(record))
    others = _others(record)
    db.session.commit()
    return _page(record, form, others=others)


@bp.post("/<id:id>/citizen")
@allow("issues.personal")
def update_citizen(id):
    record = load(Issue, id, to="edit")
    record.refuse_if_frozen()
    form = CitizenForm()
    if not form.validate():
        return _page(record, form, 422, version=posted_version())
    if record.citizen and posted_version() != record.citizen.version:
        return _stale(record, form)
    _note("citizen-changed", record)
    form.put_into(record)
    db.session.commit()
    flash(_("حُفظت بيانات المواطن."), "done")
    for words in form.citizen_id.warnings:
        flash(words, "undone")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/citizen/removal")
@allow("issues.personal")
def remove_citizen(id):
    """The citizen's data go for good; the issue stays."""
    record = load(Issue, id, to="edit")
    record.refuse_if_frozen()
    if record.citizen:
        record.citizen = None
        _note("citizen-removed", record)
    db.session.commit()
    flash(_("مُحيت بيانات المواطن من هذا الموضوع."), "done")
    return redirect(url_for(".show", id=id), 303)


def _stale(record, form):
    """A colleague was faster: what is saved now stands beside each field that differs, which is a view as well."""
    _note("citizen-seen", record)
    beside(form, _saved(record))
    answer = _page(record, form, 409)
    db.session.commit()
    return answer


def _saved(record) -> dict:
    return {name: getattr(record.citizen, attribute, "") for name, attribute in OF.items()}


def _others(record) -> list[Issue]:
    """Other issues of the office that the same citizen raised, by the national number."""
    number = record.citizen.national_id if record.citizen else ""
    if not number:
        return []
    theirs = select(Citizen.issue_id).where(Citizen.national_id == number, Citizen.issue_id != record.id)
    query = select(Issue).where(
        Issue.id.in_(theirs), Issue.visible_to(current_user), Issue.office_id == record.office_id
    )
    return list(db.session.scalars(query.order_by(Issue.id.desc()).limit(10)))


def _note(action: str, record: Issue) -> None:
    acts.note(action, f"{record.number}/{record.year} — {record.unit.name_ar}")


def _page(record, form, status=200, others=(), version=None):
    known = record.citizen
    return render_template(
        "issues/citizen.html",
        record=record,
        form=form,
        known=known,
        others=others,
        version=version or (known.version if known else 0),
        masks=known.masks if known else {},
    ), status
