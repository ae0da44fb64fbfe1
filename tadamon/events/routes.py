from types import SimpleNamespace

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, can, load, may_edit, visible
from tadamon.activities.counting import told
from tadamon.activities.reading import read_lists
from tadamon.activities.sequels import Sequel
from tadamon.directory.linking import Known
from tadamon.directory.merging import Merge
from tadamon.events.forms import ClassificationForm, EventForm, FilterForm
from tadamon.events.listing import events, place, title
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Nation, Output, Source
from tadamon.events.words import KINDS, OUR_ROLES, STATES, TONES
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import _
from tadamon.records.base import Record
from tadamon.records.history import Change
from tadamon.web.answers import fragment_or_page, wants_fragment
from tadamon.web.inline import inline_fields

LISTS = SimpleNamespace()  # the lists of the sheet by name; rows.py fills it
bp = Blueprint("events", __name__, url_prefix="/events", template_folder="templates")

SHEET = (joinedload(Event.unit, innerjoin=True), joinedload(Event.office, innerjoin=True))
STARTS = {"partnership": "partnerships.new", "initiative": "initiatives.new"}  # what an output may start
PARTS = {"delegates": Delegate, "outputs": Output, "sources": Source, "nations": Nation}
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


@bp.context_processor
def starts() -> dict:
    """{"starts": {what: the endpoint of its new form}} of the rooms that are there and that the person may write in."""
    views = current_app.view_functions
    return {"starts": {what: end for what, end in STARTS.items() if end in views and can(views[end].allowed)}}


@bp.get("")
@allow("events.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    return render_template(
        "events/index.html",
        filters=filters,
        page=events(filters),
        can_write=can("events.write"),
        offices=filters.unit.offers if current_user.sees_every_office else {},
        title=title,
        place=place,
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        kind_names={code: str(words) for code, words in KINDS.items()},
        role_names={code: str(words) for code, words in OUR_ROLES.items()},
        states={code: str(words) for code, words in STATES.items()},
        tones=TONES,
        labels={"date": _("التاريخ"), "place": _("المكان"), "office": _("الوحدة"), "outputs": _("المخرجات")},
    ), status


@bp.get("/<id:id>")
@allow("events.read")
def show(id):
    record = load(Event, id, options=SHEET)
    return render_template("events/show.html", **sheet(record))


inline_fields(bp, Event, EventForm, "events.write", "events/_field.html")


@bp.get("/<id:id>/history")
@allow("events.read")
def history(id):
    """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
    record = load(Event, id)
    if not record.held_by(current_user):
        abort(403)
    if wants_fragment():
        return fragment_or_page("events/_trail.html", record=record, trail=changes(id, 6))
    return render_template("events/history.html", record=record, changes=changes(id, 500))


@bp.get("/<id:id>/classification")
@allow("events.write")
def classifying(id):
    record = _opened(id)
    form = ClassificationForm(formdata=None, data={"state": record.state, "reason": record.state_reason})
    return _classification(record, form)


@bp.post("/<id:id>/classification")
@allow("events.write")
def classify(id):
    record, form = _opened(id), ClassificationForm()
    if not form.validate():
        return _classification(record, form, 422)
    record.classify(form.state.data, form.reason.data)
    db.session.commit()
    flash(_("حُفظ: %(state)s.", state=record.state_name), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/archive")
@allow("events.write")
def archive(id):
    record = _opened(id)
    record.archive(by=current_user)
    db.session.commit()
    flash((_("نُقلت الفعالية إلى الأرشيف."), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("events.write")
def restore(id):
    record = load(Event, id, to="edit")
    record.unarchive()
    db.session.commit()
    flash(_("أُعيدت الفعالية من الأرشيف."), "done")
    return redirect(url_for(".show", id=id), 303)


def sheet(record) -> dict:
    """What the templates of the sheet need, read in a fixed number of statements."""
    read_lists(record, **PARTS)
    outcomes = record.shown_to(current_user, db.session.scalars(OUTCOMES, {"id": record.id}).all())
    held, can_edit = record.held_by(current_user), may_edit(record, "events.write")
    named = (*record.attendances, *record.participants, *record.delegates, *outcomes)
    return {
        "record": record,
        "outcomes": outcomes,
        "lists": LISTS,
        "labels": EventForm.labels(),
        "tones": TONES,
        "outcome_kinds": OUTCOME_KINDS,
        "known": Known(named) if can_edit else None,
        "counted": told(record.participants),
        "started": started(record.outputs),
        "trail": changes(record.id, 6) if held else None,
        "merged_into": record.merged_into_id and record.merged_into,
        "merges": merges(record),
        "mine": can("events.write") and record.editable_by(current_user),
        "held": held,
        "can_edit": can_edit,
        "can_write": can("events.write"),
    }


def started(outputs) -> dict[int, list[Record]]:
    """{output id: the records it started}, as far as the person may know of them."""
    ids = [row.id for row in outputs]
    if not ids:
        return {}
    ties = db.session.execute(select(Sequel.output_id, Sequel.later_id).where(Sequel.output_id.in_(ids))).all()
    records = visible({later for _output, later in ties})
    found: dict[int, list[Record]] = {}
    for output, later in ties:
        if later in records:
            found.setdefault(output, []).append(records[later])
    return found


def merges(record) -> list[Merge]:
    """Those that led others to this record and were not undone."""
    query = select(Merge).where(Merge.kept_id == record.id, Merge.undone_at.is_(None)).order_by(Merge.id.desc())
    return db.session.scalars(query.options(joinedload(Merge.by))).all()


def changes(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def _opened(id) -> Event:
    record = load(Event, id, to="edit")
    record.refuse_if_frozen()
    return record


def _classification(record, form, status=200):
    return render_template("events/classification.html", record=record, form=form), status
