from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.committees import attending
from tadamon.committees.forms import CommitteeForm, FilterForm
from tadamon.committees.listing import committees, title
from tadamon.committees.models import Act, Committee
from tadamon.committees.words import KINDS, STATES, TONES
from tadamon.directory.linking import Known
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.records.history import Change
from tadamon.web import drafts, once
from tadamon.web.answers import fragment_or_page, wants_fragment
from tadamon.web.inline import inline_fields

LISTS = SimpleNamespace()  # the lists of the sheet by name; parts.py fills it
bp = Blueprint("committees", __name__, url_prefix="/committees", template_folder="templates")

STANDARD = {"kind": "standing", "quorum": "none"}
MEETINGS, OUTCOMES = 50, 50
SHEET = (
    joinedload(Committee.unit, innerjoin=True),
    joinedload(Committee.office, innerjoin=True),
    selectinload(Committee.axes),
    selectinload(Committee.members),
    selectinload(Committee.attachments),
    selectinload(Committee.acts).joinedload(Act.by),
)
TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)


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
        page=committees(filters),
        can_write=can("committees.write"),
        offices=filters.unit.offers if current_user.sees_every_office else {},
        title=title,
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        kind_names={code: str(words) for code, words in KINDS.items()},
        states={code: str(words) for code, words in STATES.items()},
        tones=TONES,
        labels={"office": _("الوحدة"), "members": _("الأعضاء"), "decision": _("قرار التشكيل")},
    ), status


@bp.get("/new")
@allow("committees.write")
def new():
    form = CommitteeForm(formdata=None, data={"unit_id": current_user.unit_id, **STANDARD})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("committees.write")
@drafts.drafted(lazy("لجنة جديدة"))
def create():
    form = CommitteeForm()
    for name, value in {"unit_id": current_user.unit_id, **STANDARD}.items():
        if name not in request.form:
            form[name].data = value
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = Committee(created_by_id=current_user.id, state="agreed")
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
        db.session.flush()
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت اللجنة. أضف أعضاءها، ثم سجّل تشكيلها حين يصدر قراره."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("committees.read")
def show(id):
    return render_template("committees/show.html", **sheet(load(Committee, id, options=SHEET)))


inline_fields(bp, Committee, CommitteeForm, "committees.write", "committees/_field.html")


@bp.get("/<id:id>/history")
@allow("committees.read")
def history(id):
    """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
    record = load(Committee, id)
    if wants_fragment():
        return fragment_or_page("committees/_trail.html", record=record, trail=changes(id, 6))
    return render_template("committees/history.html", record=record, changes=changes(id, 500))


@bp.post("/<id:id>/archive")
@allow("committees.write")
def archive(id):
    record = load(Committee, id, to="edit")
    if not record.archived_at:
        record.archive(by=current_user)
    db.session.commit()
    flash((_("نُقلت اللجنة إلى الأرشيف."), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("committees.write")
def restore(id):
    record = load(Committee, id, to="edit")
    record.unarchive()
    db.session.commit()
    flash(_("أُعيدت اللجنة من الأرشيف."), "done")
    return redirect(url_for(".show", id=id), 303)


def sheet(record) -> dict:
    """What the templates of the sheet need, read in a fixed number of statements."""
    mine = can("committees.write") and record.editable_by(current_user)
    can_edit = may_edit(record, "committees.write")
    meetings = attending.held(record, current_user)
    rows = attending.rows_of(meetings)
    return {
        "record": record,
        "lists": LISTS,
        "labels": CommitteeForm.labels(),
        "tones": TONES,
        "day": today(),
        "meetings": meetings[:MEETINGS],
        "more_meetings": len(meetings) > MEETINGS,
        "quorums": attending.quorums(record, meetings[:MEETINGS], rows),
        "shares": attending.shares(record, meetings, rows),
        "outcomes": outcomes(meetings),
        "outcome_kinds": OUTCOME_KINDS,
        "title_of": title,
        "known": Known(record.members) if can_edit else None,
        "trail": changes(record.id, 6),
        "can_edit": can_edit,
        "can_write": can("committees.write"),
        "can_meet": mine and not record.frozen and can("meetings.write"),
        "mine": mine,
    }


def outcomes(meetings) -> list[Outcome]:
    """What came of these meetings that the person may see, the open ones first."""
    query = (
        select(Outcome)
        .where(
            Outcome.record_id.in_([each.id for each in meetings]),
            Outcome.removed_at.is_(None),
            Outcome.visible_to(current_user),
        )
        .order_by(Outcome.closed_on.is_not(None), Outcome.falls_on, Outcome.id.desc())
        .limit(OUTCOMES)
        .options(joinedload(Outcome.owner_unit))
    )
    return list(db.session.scalars(query))


def changes(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in CommitteeForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template("committees/new.html", form=form, asked=asked, draft=draft, once=once.fresh_key()), status
