"""The committees a person may see: all of them by the search index, whose facets the filters are."""

from collections.abc import Iterator
from datetime import date

from flask_login import current_user
from sqlalchemy import select

from tadamon.committees.models import Committee, Member
from tadamon.extensions import db
from tadamon.language import ngettext
from tadamon.language.dates import today
from tadamon.records import search
from tadamon.web.listing import Listing, found_listing

c = Committee.__table__.c
LISTED = (
    c.id,
    c.title,
    c.title_en,
    c.kind,
    c.state,
    c.decision,
    c.decided_on,
    c.decided_by,
    c.office_id,
    c.archived_at,
)


def committees(given: dict) -> Listing:
    page = found_listing(found(given), select(*LISTED), c.id, counted)
    page.members = members_of([row.id for row in page.rows], today())
    return page


def every(given: dict, size: int = 1000) -> Iterator[list]:
    matches, before = found(given), None
    while matches is not None:
        places = matches.newest(size, before)
        query = select(*LISTED, c.mandate, places.c.place).join(places, places.c.record_id == c.id)
        rows = db.session.execute(query.order_by(places.c.place.desc())).all()
        yield rows
        if len(rows) < size:
            return
        before = rows[-1].place


def found(given: dict):
    wanted = {"type": "committee", "kind": given.get("kind"), "office": given.get("unit")}
    wanted |= {"state": given.get("state", "standing")}
    wanted |= {} if current_user.sees_every_office else {"seen": current_user.office_id}
    facets = {name: value for name, value in wanted.items() if value}
    return search.matching(given["q"], facets) if "q" in given else search.having(facets)


def counted(many: int) -> str:
    return ngettext("لجنة واحدة", "%(num)s لجان", many)


def members_of(ids: list[int], day: date) -> dict[int, list[Member]]:
    """{committee: who sat on it that day}."""
    query = select(Member).where(Member.record_id.in_(ids), Member.removed_at.is_(None))
    found: dict = {}
    for row in db.session.scalars(query.order_by(Member.position, Member.id)) if ids else ():
        if row.serves_on(day):
            found.setdefault(row.record_id, []).append(row)
    return found
