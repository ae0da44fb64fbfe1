"""The register as a person may see it: the earliest due first, what has no day at the end."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_login import current_user
from sqlalchemy import or_, select, text

from tadamon.activities.models import invitations
from tadamon.extensions import db
from tadamon.followup import finding
from tadamon.followup.finding import standing
from tadamon.followup.models import HEARD, KINDS, OPEN, OUTCOME_STATES, OWED, Outcome
from tadamon.followup.steps import FollowUp
from tadamon.language import ngettext
from tadamon.language.dates import today
from tadamon.records.base import Record
from tadamon.web.listing import Listing, found_listing, in_turn, listing

o = Outcome.__table__.c
LISTED = (
    o.id,
    o.falls_on,
    o.kind,
    o.text,
    o.record_id,
    o.owner,
    o.owner_unit_id,
    o.owner_person,
    o.due_on,
    o.first_due_on,
    o.state,
    o.priority,
    o.office_id,
    o.owner_office_id,
    o.remind_on,
    o.extensions,
    o.done_on,
    o.done_note,
    o.closed_on,
)
WEEK = timedelta(days=7)
FACETS = {"q", "kind", "priority"}
BODIES = {"unit": o.office_id, "owner": o.owner_office_id}


def outcomes(filters) -> Listing:
    """One page; `origins` gives {record id: its record} of those the person sees, `reasons` why a day was moved."""
    given = filters.given
    query = select(*LISTED)
    if indexed(given):
        page = found_listing(found(given), query, o.id, counted, rising=True)
    else:
        page = listing(branches(query, given), o.falls_on, o.id, counted, rising=True)
    page.origins, page.reasons = origins(page.rows), reasons(page.rows)
    return page


def every(filters) -> Iterator[list]:
    """All of them, part by part."""
    given = filters.given
    if not indexed(given):
        yield from in_turn(branches(select(*LISTED), given), o.falls_on, o.id, rising=True)
        return
    matches, after = found(given), None
    while matches is not None:
        places = matches.newest(1000, after, many=False, rising=True)
        rows = db.session.execute(
            select(*LISTED, places.c.place).join(places, places.c.record_id == o.id).order_by(places.c.place)
        ).all()
        yield rows
        if len(rows) < 1000:
            return
        after = rows[-1].place


def counted(many: int) -> str:
    return ngettext("بند متابعة واحد", "%(num)s بنود متابعة", many)


def asked(given: dict) -> tuple[tuple, str, date | None, date | None]:
    """(the states, the facet that stands for them, the first day, the day after the last)."""
    state, day = given.get("state"), today()
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    if state == "overdue":
        return OWED, "owed", first, min(filter(None, (end, day)))
    if state == "week":
        return OWED, "owed", max(filter(None, (first, day))), min(filter(None, (end, day + WEEK)))
    if state == "all":
        return tuple(OUTCOME_STATES), "standing", first, end
    return ((state,), state, first, end) if state else (OPEN, "still-open", first, end)


def indexed(given: dict) -> bool:
    """Whether the search index is asked: not for what one office assigned or answers for, if the person sees all of that.

    On SQLite it also gives all that an office sees, in the order of the days; PostgreSQL would gather all of it first.
    """
    bodies = [given[name] for name in BODIES if name in given]
    seen = current_user.sees_every_office or bodies == [current_user.office_id]
    if not seen and db.engine.dialect.name == "sqlite":
        return True
    return bool(FACETS & set(given)) or len(bodies) > 1 or bool(bodies and not seen)


def found(given: dict):
    """What the words and the facets find; None when there is nothing to look for."""
    _states, state, first, end = asked(given)
    wanted = {
        "state": state,
        "kind": given.get("kind"),
        "owner": given.get("owner"),
        "office": given.get("unit"),
        "priority": given.get("priority"),
        "seen": None if current_user.sees_every_office else current_user.office_id,
    }
    return finding.having({name: value for name, value in wanted.items() if value}, given.get("q", ""), first, end)


def branches(query, given: dict) -> list:
    """The queries whose union the person may see: each walks an index of its own, a state at a time."""
    states, _facet, first, end = asked(given)
    query = standing(query)
    query = query.where(o.falls_on >= first) if first else query
    query = query.where(o.falls_on < end) if end else query
    if bodies := BODIES.keys() & given.keys():  # one of them, see `indexed`
        [name] = bodies
        return [query.where(BODIES[name] == given[name], o.state == state) for state in states]
    if current_user.sees_every_office:
        return [query.where(o.state == state) for state in states]
    ours, owed, heard = walls(query, current_user.office_id)
    heard = heard.where(*([text(HEARD)] if set(states) <= set(OPEN) else []), o.state.in_(states))
    return [each.where(o.state == state) for each in (ours, owed) for state in states] + [heard]


def walls(query, office: int) -> tuple:
    """(of the office's own records, what its units answer for elsewhere, what it was invited to hear)."""
    invited = select(invitations.c.activity_id).where(invitations.c.unit_id == office)
    elsewhere = query.where(or_(o.office_id != office, o.office_id.is_(None)))
    heard = elsewhere.where(
        o.kind != "assignment", o.record_id.in_(invited), or_(o.owner_office_id != office, o.owner_office_id.is_(None))
    )
    return query.where(o.office_id == office), elsewhere.where(o.owner_office_id == office), heard


def origins(rows) -> dict[int, Record]:
    """{id: the record} of those the person may see."""
    ids = {row.record_id for row in rows}
    if not ids:
        return {}
    types = dict(db.session.execute(select(Record.id, Record.type).where(Record.id.in_(ids))).all())
    seen: dict[int, Record] = {}
    for type in set(types.values()):
        model = Record.__mapper__.polymorphic_map[type].class_
        mine = [id for id, each in types.items() if each == type]
        for record in db.session.scalars(
            select(model).where(model.id.in_(mine), model.visible_to(current_user))
        ).unique():
            seen[record.id] = record
    return seen


def reasons(rows) -> dict[int, list[FollowUp]]:
    """{id: its extensions in time} of those that were extended."""
    ids = [row.id for row in rows if row.extensions]
    if not ids:
        return {}
    query = select(FollowUp).where(FollowUp.outcome_id.in_(ids), FollowUp.action == "extended").order_by(FollowUp.id)
    told: dict = {}
    for step in db.session.scalars(query):
        told.setdefault(step.outcome_id, []).append(step)
    return told


def extendable(rows, origins: dict[int, Record]) -> set[int]:
    """The ids of those whose day the person may move: still owed, assigned by their body, and not set aside."""
    mine = {
        id for id, each in origins.items() if each.editable_by(current_user) and not getattr(each, "archived_at", None)
    }
    return {row.id for row in rows if row.state in OWED and row.record_id in mine}


def kind_names() -> dict[str, str]:
    return {code: str(words) for code, words in KINDS.items()}
