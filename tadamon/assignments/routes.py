from types import SimpleNamespace

from flask import Blueprint, abort, current_app, render_template, request, send_file, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

import tadamon.followup.finding  # noqa: F401 — outcomes are found by words from the first request on
from tadamon.access import allow, can
from tadamon.accounts.models import Unit
from tadamon.assignments.forms import FilterForm, NoteForm
from tadamon.assignments.listing import extendable, kind_names, origins, outcomes
from tadamon.extensions import db
from tadamon.followup import acting
from tadamon.followup.correcting import aside, standing_for
from tadamon.followup.models import KINDS, OUTCOME_STATES, PRIORITIES, TONES, Outcome
from tadamon.followup.reminding import coming
from tadamon.followup.steps import FollowUp
from tadamon.language import _, reader
from tadamon.language.dates import today
from tadamon.records import files
from tadamon.records.base import Record
from tadamon.records.transactions import writes
from tadamon.web import once
from tadamon.web.addresses import page_of

bp = Blueprint("assignments", __name__, url_prefix="/assignments", template_folder="templates")

SHEET = (
    joinedload(Outcome.owner_unit),
    joinedload(Outcome.office),
    joinedload(Outcome.parent),
    selectinload(Outcome.evidence),
)


@bp.context_processor
def words() -> dict:
    return {
        "outcome_kinds": KINDS,
        "outcome_states": OUTCOME_STATES,
        "priorities": PRIORITIES,
        "tones": {code: TONES.get(code, "") for code in OUTCOME_STATES},
        "title": title,
    }


@bp.get("")
@allow("assignments.read")
def index():
    filters = FilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return render_template("assignments/index.html", **register(filters)), status


def register(filters) -> dict:
    """What the page of the list needs, and the print of it."""
    page = outcomes(filters)
    address = {field.name: field.raw_data[0] for field in filters if field.data}
    return {
        "filters": filters,
        "page": page,
        "day": today(),
        "address": address,
        "kind_names": kind_names(),
        "states": {code: str(words) for code, words in OUTCOME_STATES.items()},
        "units": unit_names(page.rows),
        "extendable": extendable(page.rows, page.origins) if can("assignments.write") else set(),
        "labels": SimpleNamespace(owner=_("المسؤول"), due=_("الاستحقاق"), origin=_("المصدر"), number=_("الرقم")),
    }


def unit_names(rows) -> dict[int, str]:
    """{id: name in the reader's language} of the units these rows name."""
    ids = {id for row in rows for id in (row.owner_unit_id, row.office_id) if id}
    name = Unit.name_en if reader().language == "en" else Unit.name_ar
    return dict(db.session.execute(select(Unit.id, name).where(Unit.id.in_(ids))).all()) if ids else {}


@bp.get("/<id:id>")
@allow("assignments.read")
def show(id):
    row = loaded(id)
    return render_template("assignments/show.html", **sheet(row, NoteForm(formdata=None)))


@bp.get("/<id:id>/evidence/<id:file_id>")
@allow("assignments.read")
def evidence(id, file_id):
    """A file that proves what was done, for whoever may see the outcome, though not always its record."""
    row = loaded(id)
    file = next((each for each in row.evidence if each.id == file_id and not each.removed_at), None) or abort(404)
    stored = files.store_for(current_app.config["TADAMON_FILES"])
    if not stored.exists(file.sha256):
        abort(404)
    answer = send_file(stored.path(file.sha256), mimetype=file.media_type, etag=file.sha256)
    answer.headers.update(files.headers(file.name, inline="download" not in request.args))
    return answer


def loaded(id, to: str = "read") -> Outcome:
    """Fetch an outcome through the person: invisible is 404; `to` act on it as a stranger to it is 403."""
    query = (
        select(Outcome)
        .where(Outcome.id == id, Outcome.removed_at.is_(None), Outcome.visible_to(current_user))
        .options(*SHEET)
    )
    if writes.get():
        query = query.with_for_update(of=Outcome)
    row = db.session.scalars(query).unique().first() or abort(404)
    if to == "act" and not (acting.assigns(row, current_user) or row.owned_by_unit_of(current_user)):
        abort(403)
    return row


def sheet(row: Outcome, note_form) -> dict:
    """What the page of one outcome needs."""
    from tadamon.assignments.verbs import offered

    origin = origins([SimpleNamespace(record_id=row.record_id)]).get(row.record_id)
    steps = db.session.scalars(
        select(FollowUp).where(FollowUp.outcome_id == row.id).order_by(FollowUp.id).options(joinedload(FollowUp.by))
    ).all()
    put_aside = aside(row.record) is not None
    mine = (
        not put_aside
        and can("assignments.write")
        and (acting.assigns(row, current_user) or row.owned_by_unit_of(current_user))
    )
    came = select(Outcome).where(Outcome.from_id == row.id, Outcome.removed_at.is_(None)).order_by(Outcome.id)
    parent = row.parent if row.parent and not row.parent.removed_at and seen(row.parent) else None
    return {
        "row": row,
        "origin": origin,
        "origin_url": origin and origin_page(origin, row),
        "steps": steps,
        "day": today(),
        "aside": put_aside,
        "instead": standing_for(row) if put_aside else None,
        "reminder": coming(row, today()),
        "verbs": offered(row, current_user) if can("assignments.write") else [],
        "form": note_form if mine else None,
        "children": [each for each in db.session.scalars(came).all() if seen(each)],
        "parent": parent,
        "once": once.fresh_key(),
        "first": row.first_due_on or row.due_on,
        "proof": [each for each in row.evidence if not each.removed_at],
    }


def seen(row: Outcome) -> bool:
    return (
        db.session.scalar(select(Outcome.id).where(Outcome.id == row.id, Outcome.visible_to(current_user))) is not None
    )


def origin_page(record: Record, row) -> str | None:
    """The address of the place in the record where the outcome stands."""
    page = page_of(record.type, record.id)
    anchor = "obligations" if row.kind == "obligation" else "outcomes"
    return page and f"{page}#{anchor}-{row.id}"


def title(record) -> str:
    """What the record is called, in the reader's language as far as it is written."""
    return (reader().language == "en" and getattr(record, "title_en", "")) or record.label()


def back(row: Outcome) -> str:
    return url_for("assignments.show", id=row.id)
