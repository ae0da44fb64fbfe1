from types import SimpleNamespace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, can, load, load_any, may_edit
from tadamon.accounts.models import Unit
from tadamon.activities.counting import told
from tadamon.activities.models import Activity
from tadamon.activities.reading import read_lists
from tadamon.approval.models import STATES, TONES, Approval, Recipient, Step
from tadamon.directory.linking import Known
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import _, lazy
from tadamon.meetings.forms import FilterForm, MeetingForm
from tadamon.meetings.listing import meetings
from tadamon.meetings.models import KINDS, AgendaItem, Meeting
from tadamon.meetings.permits import actions
from tadamon.records.base import Record
from tadamon.records.history import Change
from tadamon.web import drafts, once
from tadamon.web.answers import fragment_or_page, wants_fragment
from tadamon.web.inline import inline_fields

LISTS = SimpleNamespace()  # the lists of the sheet by name; parts.py fills it
bp = Blueprint("meetings", __name__, url_prefix="/meetings", template_folder="templates")

SHEET = (
    joinedload(Meeting.unit, innerjoin=True),
    joinedload(Meeting.office, innerjoin=True),
    joinedload(Meeting.approval).joinedload(Approval.by),
    joinedload(Meeting.steps).joinedload(Step.by),
)

# Put together once: SQLAlchemy takes longer to build a statement than to send it.
OUTCOMES = (
    select(Outcome)
    .where(Outcome.record_id == bindparam("id"), Outcome.removed_at.is_(None))
    .order_by(Outcome.position, Outcome.id)
    .options(joinedload(Outcome.owner_unit))
)
TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)


@bp.get("")
@allow("meetings.read")
def index():
    filters = FilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    page = meetings(filters)
    offices = filters.unit.offers if current_user.sees_every_office else {}
    return render_template(
        "meetings/index.html",
        filters=filters,
        page=page,
        offices=offices,
        can_write=can("meetings.write"),
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        kind_names={code: str(words) for code, words in KINDS.items()},
        states={code: str(words) for code, words in STATES.items()},
        tones=TONES,
        labels={"date": _("التاريخ"), "office": _("الوحدة"), "outcomes": _("المُخرجات")},
    ), status


@bp.get("/new")
@allow("meetings.write")
def new():
    form = MeetingForm(formdata=None, data={"unit_id": current_user.unit_id, **_from()})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("meetings.write")
@drafts.drafted(lazy("اجتماع جديد"))
def create():
    form = MeetingForm()
    if "unit_id" not in request.form:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        meeting = _made(form)
        db.session.flush()
        once.made(meeting)
        drafts.forget()
        db.session.commit()
        earlier = meeting.id
        flash(_("سُجّل الاجتماع. أكمل الحضور والبنود في هذه الصفحة."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("meetings.read")
def show(id):
    meeting = load(Meeting, id, options=SHEET)
    return render_template("meetings/show.html", **sheet(meeting))


inline_fields(bp, Meeting, MeetingForm, "meetings.write", "meetings/_field.html")


@bp.get("/<id:id>/history")
@allow("meetings.read")
def history(id):
    """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
    meeting = load(Meeting, id)
    if not meeting.held_by(current_user):
        abort(403)
    if wants_fragment():
        return fragment_or_page("meetings/_trail.html", record=meeting, trail=changes(id, 6))
    return render_template("meetings/history.html", record=meeting, changes=changes(id, 500))


@bp.post("/<id:id>/archive")
@allow("meetings.write")
def archive(id):
    meeting = load(Meeting, id, to="edit")
    meeting.refuse_if_frozen()
    meeting.archive(by=current_user)
    db.session.commit()
    flash((_("نُقل الاجتماع إلى الأرشيف."), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("meetings.write")
def restore(id):
    meeting = load(Meeting, id, to="edit")
    meeting.unarchive()
    db.session.commit()
    flash(_("أُعيد الاجتماع من الأرشيف."), "done")
    return redirect(url_for(".show", id=id), 303)


def sheet(meeting) -> dict:
    """What the templates of the sheet need, read in a fixed number of statements."""
    read_lists(meeting, items=AgendaItem)
    outcomes = meeting.shown_to(current_user, db.session.scalars(OUTCOMES, {"id": meeting.id}).all())
    approved, held = meeting.state == "approved", meeting.held_by(current_user)
    can_edit = may_edit(meeting, "meetings.write")
    named = (*meeting.attendances, *meeting.participants, *meeting.items, *outcomes)
    return {
        "record": meeting,
        "items": meeting.items,
        "outcomes": outcomes,
        "lists": LISTS,
        "labels": MeetingForm.labels(),
        "states": STATES,
        "tones": TONES,
        "outcome_kinds": OUTCOME_KINDS,
        "earlier": meeting.earlier_for(current_user),
        "can_restore": can("meetings.write") and meeting.editable_by(current_user) and not approved,
        "may": actions(meeting),
        "trail": None if not held else [] if approved else changes(meeting.id, 6),
        "recipients": recipients(meeting.id) if approved else [],
        "corrects": meeting.corrects,
        "corrected_by": meeting.corrected_by if approved else None,
        "signed": approved and meeting.signed_original,
        "file": file_of(meeting),
        "known": Known(named) if can_edit else None,
        "counted": told(meeting.participants),
        "held": held,
        "can_edit": can_edit,
        "can_write": can("meetings.write"),
    }


def recipients(id: int) -> list[Recipient]:
    query = select(Recipient).where(Recipient.record_id == id, Recipient.removed_at.is_(None))
    return db.session.scalars(query.order_by(Recipient.position, Recipient.id)).all()


def changes(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def _from() -> dict:
    """What a new meeting takes over from the one it is made from, or from the event it is held beside."""
    source = given_id("from")
    if source is None:
        file = file_given()
        beside = isinstance(file, Activity)
        return {"kind": "bilateral", "starts_on": file.date, "venue": file.place} if beside else {}
    meeting = load(Meeting, source)
    names = ("title", "kind", "venue", "starts_at", "ends_at", "governorate", "online_link")
    return {name: getattr(meeting, name) for name in names}


def _made(form) -> Meeting:
    source, file = given_id("from"), file_given()
    meeting = Meeting(created_by_id=current_user.id, state="draft")
    with db.session.no_autoflush:
        form.put(meeting)
        db.session.add(meeting)
        meeting.file_id = file and file.id
        if source is not None:
            meeting.take_over(load(Meeting, source))
        elif not meeting.governorate:
            meeting.governorate = meeting.unit.governorate
    return meeting


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in MeetingForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template(
        "meetings/new.html",
        form=form,
        asked=asked,
        draft=draft,
        once=once.fresh_key(),
        source=given_id("from"),
        file=file_given(),
    ), status


def given_id(name: str) -> int | None:
    """An id in the address or the form; what is none counts as not given."""
    typed = request.values.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 19 else None


def file_given() -> Record | None:
    """The record a new meeting belongs to: the one named, or that of the meeting it is made from."""
    id = given_id("file")
    if id is not None:
        return load_any(id)
    source = given_id("from")
    return source and file_of(load(Meeting, source))


def file_of(meeting) -> Record | None:
    """The record the meeting belongs to, as far as the person may know of it."""
    kind = meeting.file_id and type(db.session.get(Record, meeting.file_id))
    seen = kind and db.session.scalar(select(kind).where(kind.id == meeting.file_id, kind.visible_to(current_user)))
    return seen or None
