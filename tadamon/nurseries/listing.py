"""The nurseries a person may see, narrowed by where they stand today."""

from collections.abc import Iterator

from flask_login import current_user
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import ngettext, reader
from tadamon.language.dates import today
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.states import STATES, state_sql
from tadamon.records import search
from tadamon.web.listing import Listing, in_turn, listing

FOUND = 5000  # of the newest matches of a search, narrowed further by state
n = Nursery.__table__.c
LISTED = (
    n.id,
    n.listed_on,
    n.title,
    n.title_en,
    n.owner,
    n.village,
    n.floor,
    n.children,
    n.staff,
    n.unit_id,
    n.office_id,
    n.applied_on,
    n.licence_until,
    n.licensed_on,
    n.refused_on,
    n.closed_on,
    n.handed_on,
    n.received_on,
    n.archived_at,
)


def nurseries(given: dict) -> Listing:
    page = listing([narrowed(given)], n.listed_on, n.id, counted)
    page.capacities = capacities([row.id for row in page.rows])
    page.units = units(page.rows)
    return page


def every(given: dict) -> Iterator[list]:
    return in_turn([narrowed(given)], n.listed_on, n.id)


def narrowed(given: dict):
    state = given.get("state")
    query = select(*LISTED).where(n.archived_at.is_not(None) if state == "archived" else n.archived_at.is_(None))
    if state in STATES:
        query = query.where(state_sql(n, today()) == state)
    office = given.get("unit") if current_user.sees_every_office else current_user.office_id
    query = query.where(n.office_id == office) if office else query
    query = query.where(n.unit_id == given["administration"]) if "administration" in given else query
    if "q" in given:
        seen = {} if current_user.sees_every_office else {"seen": current_user.office_id}
        found = search.matching(given["q"], {"type": "nursery"} | seen)
        ids = select(found.newest(FOUND).c.record_id) if found is not None else ()
        query = query.where(n.id.in_(ids))
    return query


def counted(many: int) -> str:
    return ngettext("حضانة واحدة", "%(num)s حضانات", many)


def capacities(ids: list[int]) -> dict[int, int]:
    """{nursery: the places it is licensed for now}."""
    rows = select(Capacity.record_id, Capacity.places).where(
        Capacity.record_id.in_(ids), Capacity.removed_at.is_(None), Capacity.since <= today()
    )
    return dict(db.session.execute(rows.order_by(Capacity.since, Capacity.id)).all()) if ids else {}


def units(rows) -> dict[int, str]:
    name = Unit.name_en if reader().language == "en" else Unit.name_ar
    return dict(db.session.execute(select(Unit.id, name).where(Unit.id.in_({row.unit_id for row in rows}))).all())
