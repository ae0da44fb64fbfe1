"""The list of figures a person may see, by the day of their newest value, newest first."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.extensions import db
from tadamon.figures.models import Figure
from tadamon.language import ngettext, words
from tadamon.records import search
from tadamon.web.listing import Listing, found_listing

PART = 500
TABLE = Figure.__table__.c


def figures(filters) -> Listing:
    """One page; its rows are the figures with their values."""
    page = found_listing(found(chosen(filters)), select(TABLE.id), TABLE.id, counted)
    page.rows = loaded([row.id for row in page.rows])
    return page


def every(filters) -> Iterator[Figure]:
    """All of the list in its order."""
    matches, after = found(chosen(filters)), None
    while matches is not None:
        places = matches.newest(PART, after)
        query = select(TABLE.id, places.c.place).join(places, places.c.record_id == TABLE.id)
        rows = db.session.execute(query.order_by(places.c.place.desc())).all()
        yield from loaded([row.id for row in rows])
        if len(rows) < PART:
            return
        after = rows[-1].place


def loaded(ids: list[int]) -> list[Figure]:
    query = select(Figure).where(Figure.id.in_(ids)).options(selectinload(Figure.values), selectinload(Figure.axes))
    by_id = {each.id: each for each in db.session.scalars(query)}
    return [by_id[id] for id in ids]


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def found(given: dict):
    """What the words and the facets find; None when there are words but none to look for."""
    typed = given.get("q", "")
    if typed and not words.terms(typed):
        return None
    wanted = {"kind": "kind", "axis": "axis", "unit": "office"}
    facets = {facet: given[name] for name, facet in wanted.items() if name in given}
    facets |= {"type": "figure", "state": given.get("state", "standing")} | Figure.facets_seen_by(current_user)
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    return search.having(facets, typed, first, end)


def counted(many: int) -> str:
    return ngettext("مؤشر واحد", "%(num)s مؤشرات", many)
