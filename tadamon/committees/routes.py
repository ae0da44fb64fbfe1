from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.committees import attending
from tadamon.committees.forms import ActForm, CommitteeForm, EndForm, FilterForm
from tadamon.committees.listing import committees
from tadamon.committees.models import KINDS, STATES, TONES, Committee
from tadamon.directory.linking import Known
from tadamon.extensions import db
from tadamon.followup.models import OPEN, Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.web import drafts, once
from tadamon.web.inline import inline_fields
from tadamon.web.standing import changes, standing_routes

bp = Blueprint("committees", __name__, url_prefix="/committees", template_folder="templates")
LISTS = SimpleNamespace()  # the lists of the sheet by name; parts.py fills it
SHEET = (joinedload(Committee.unit, innerjoin=True), joinedload(Committee.office, innerjoin=True))
OUTCOMES = 50


@bp.get("")
@allow("committees.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    return render_template(
        "committees/index.html",
        filters=filters,
        page=committees(filters.given),
        can_write=can("committees.write"),
        offices=Unit.offices() if current_user.sees_every_office else {},
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
    ), status


@bp.get("/new")
@allow("committees.write")
def new():
    form = CommitteeForm(formdata=None, data={"unit_id": current_user.unit_id, "kind": "standing"})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("committees.write")
@drafts.drafted(lazy("لجنة جديدة"))
def create():
    form = CommitteeForm()
    if "unit_id" not in request.form:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = Committee(created_by_id=current_user.id, state="agreed")
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
        db.session.flush()
        record.agree(current_user, record.decided_on or today())
        if record.decision:
            record.form(current_user, record.decided_on or today(), record.decision)
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت اللجنة. أضف أعضاءها ومن يمثلون في هذه الصفحة."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("committees.read")
def show(id):
    return render_template("committees/show.html", **sheet(load(Committee, id, options=SHEET)))


inline_fields(bp, Committee, CommitteeForm, "committees.write", "committees/_field.html")
standing_routes(
    bp,
    Committee,
    "committees.write",
    lazy("اللجان"),
    lazy("نُقلت اللجنة إلى الأرشيف."),
    lazy("أُعيدت اللجنة من الأرشيف."),
)


@bp.get("/<id:id>/formation")
@allow("committees.write")
def forming(id):
    record = load(Committee, id, to="edit")
    record.refuse_if_frozen()
    return _act(record, ActForm(formdata=None, data={"on": record.decided_on or today()}), "formation")


@bp.post("/<id:id>/formation")
@allow("committees.write")
def form(id):
    record, form = load(Committee, id, to="edit"), ActForm()
    if not form.validate():
        return _act(record, form, "formation", 422)
    record.form(current_user, form.on.data, form.note.data)
    db.session.commit()
    flash(_("سُجّل تشكيل اللجنة."), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.get("/<id:id>/ending")
@allow("committees.write")
def closing(id):
    record = load(Committee, id, to="edit")
    record.refuse_if_frozen()
    return _act(record, EndForm(formdata=None, data={"on": today()}), "ending")


@bp.post("/<id:id>/ending")
@allow("committees.write")
def end(id):
    record, form = load(Committee, id, to="edit"), EndForm()
    if not form.validate():
        return _act(record, form, "ending", 422)
    record.end(current_user, form.on.data, form.note.data)
    db.session.commit()
    flash(_("سُجّل انتهاء اللجنة، وبقيت اجتماعاتها وتكليفاتها."), "done")
    return redirect(url_for(".show", id=id), 303)


def sheet(record) -> dict:
    """What the page and the paper need, read in a fixed number of statements."""
    held = attending.meetings(record)
    can_edit = may_edit(record, "committees.write")
    day = today()
    return {
        "record": record,
        "lists": LISTS,
        "labels": CommitteeForm.labels(),
        "meetings": held,
        "attended": attending.records(record, held),
        "needed": record.needed(len(record.members_on(day))),
        "outcomes": open_outcomes(record, held),
        "day": day,
        "trail": changes(record.id),
        "known": Known(record.members) if can_edit else None,
        "can_edit": can_edit,
        "can_meet": can("meetings.write") and not record.archived_at and record.state != "ended",
        "can_restore": can("committees.write") and record.editable_by(current_user),
    }


def open_outcomes(record, held) -> list[Outcome]:
    """What its meetings, and the committee itself, left to be done: the earliest due first."""
    ids = [record.id, *(each.id for each in held if each.held_by(current_user))]
    query = select(Outcome).where(Outcome.record_id.in_(ids), Outcome.removed_at.is_(None), Outcome.state.in_(OPEN))
    query = query.where(Outcome.kind != "decision").options(joinedload(Outcome.owner_unit))
    return db.session.scalars(query.order_by(Outcome.falls_on, Outcome.id).limit(OUTCOMES)).all()


@bp.context_processor
def words() -> dict:
    return {"KINDS": KINDS, "STATES": STATES, "TONES": TONES}


def _act(record, form, noun: str, status=200):
    heading = {"formation": _("تسجيل تشكيل اللجنة"), "ending": _("تسجيل انتهاء اللجنة")}[noun]
    return render_template("committees/act.html", record=record, form=form, noun=noun, heading=heading), status


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in CommitteeForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template("committees/new.html", form=form, asked=asked, draft=draft, once=once.fresh_key()), status
