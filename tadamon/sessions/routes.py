from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.approval.models import Step
from tadamon.cohorts.models import Cohort
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.records.attachments import Attachment
from tadamon.sessions import counting
from tadamon.sessions.forms import CancelForm, FilterForm, SessionForm, TotalsForm
from tadamon.sessions.listing import has_rest, sessions
from tadamon.sessions.models import Session
from tadamon.sessions.words import AUDIENCES, KINDS, MARKS, STATES
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.conflicts import reconcile
from tadamon.web.forms import posted_version
from tadamon.web.inline import inline_fields
from tadamon.web.standing import changes, standing_routes

bp = Blueprint("sessions", __name__, url_prefix="/sessions", template_folder="templates")
SHEET = (
    joinedload(Session.cohort).joinedload(Cohort.office),
    joinedload(Session.unit, innerjoin=True),
    selectinload(Session.groups),
    selectinload(Session.steps).joinedload(Step.by),
)


@bp.context_processor
def words() -> dict:
    return {"KINDS": KINDS, "STATES": STATES, "MARKS": MARKS, "AUDIENCES": AUDIENCES}


@bp.get("")
@allow("cohorts.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    cohort = load(Cohort, filters.cohort.data) if filters.given.get("cohort") else None
    return render_template(
        "sessions/index.html",
        filters=filters,
        cohort=cohort,
        page=sessions(filters.given),
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        offices=Unit.offices() if current_user.sees_every_office else {},
        can_edit=cohort is not None and may_edit(cohort, "cohorts.write"),
    ), status


@bp.get("/<id:id>")
@allow("cohorts.read")
def show(id):
    record = load(Session, id, options=SHEET)
    can_edit = may_edit(record, "cohorts.write")
    return render_template(
        "sessions/show.html",
        record=record,
        files=FILES,
        labels=SessionForm.labels(),
        came=counting.of_session(record),
        trail=changes(id),
        can_edit=can_edit,
        has_rest=can_edit and has_rest(record),
        can_restore=can("cohorts.write") and record.editable_by(current_user),
    )


inline_fields(bp, Session, SessionForm, "cohorts.write", "sessions/_field.html")
standing_routes(
    bp,
    Session,
    "cohorts.write",
    lazy("الجلسات"),
    lazy("نُقلت الجلسة إلى الأرشيف."),
    lazy("أُعيدت الجلسة من الأرشيف."),
)
FILES = FileRows(
    bp,
    "attachments",
    owner=Session,
    model=Attachment,
    form=FileForm,
    action="cohorts.write",
    folder="pieces/files",
    heading=lazy("المستندات"),
)


@bp.get("/<id:id>/cancellation")
@allow("cohorts.write")
def cancelling(id):
    record = opened(id)
    return _cancelling(record, CancelForm(formdata=None))


@bp.post("/<id:id>/cancellation")
@allow("cohorts.write")
def cancel(id):
    record, form = load(Session, id, to="edit"), CancelForm()
    if not form.validate():
        return _cancelling(record, form, 422)
    record.cancel(current_user, form.reason.data)
    db.session.commit()
    flash(_("أُلغيت الجلسة، وبقيت في السجل مع السبب."), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/reinstatement")
@allow("cohorts.write")
def reinstate(id):
    record = load(Session, id, to="edit")
    record.reinstate(current_user)
    db.session.commit()
    flash(_("أُعيدت الجلسة إلى مواعيد الدفعة."), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.get("/<id:id>/totals")
@allow("cohorts.write")
def totalling(id):
    record = opened(id)
    return _totalling(record, _totals(record))


@bp.post("/<id:id>/totals")
@allow("cohorts.write")
def count(id):
    record = opened(id)
    form = _totals(record)
    if not form.validate():
        return _totalling(record, form, 422)
    if conflict := reconcile(record, form):
        return _totalling(record, form, 409, conflict)
    record.count(form.total.data, form.women.data, form.men.data, form.audience.data)
    db.session.commit()
    flash(_("سُجّلت أعداد الحضور. تُحسب حضورًا ولا تُجمع على عدد المتدربين."), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/names")
@allow("cohorts.write")
def take_names(id):
    record = opened(id)
    record.take_names()
    db.session.commit()
    flash(_("صار الحضور يُسجَّل بالأسماء."), "done")
    return redirect(url_for(".show", id=id), 303)


def opened(id: int) -> Session:
    record = load(Session, id, to="edit", options=SHEET)
    record.refuse_if_frozen()
    return record


def _totals(record: Session) -> TotalsForm:
    """Of whom they are is never taken for granted."""
    return TotalsForm.of(record, audience=None if record.by_name else record.audience)


def _cancelling(record, form, status=200):
    return render_template("sessions/cancel.html", record=record, form=form), status


def _totalling(record, form, status=200, conflict=None):
    version = posted_version() if status == 422 else record.version
    return render_template("sessions/totals.html", record=record, form=form, conflict=conflict, version=version), status
