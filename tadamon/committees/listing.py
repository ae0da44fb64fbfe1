"""The list of committees a person may see, the newest first."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import func, or_, select

from tadamon.committees.members import Member
from tadamon.committees.models import Committee, committee_axes
from tadamon.extensions import db
from tadamon.language import ngettext, reader
from tadamon.language.dates import today
from tadamon.records import search
from tadamon.web.listing import Listing, in_turn, listing

# The bare tables: a list does not need the identity row.
c, m = Committee.__table__.c, Member.__table__.c
LISTED = tuple(column for column in c if column.key not in ("mandate", "archived_by_id"))


def committees(filters) -> Listing:
    """One page; `members` gives {id: how many members it has today}."""
    page = listing([narrow(select(*LISTED), chosen(filters))], c.listed_on, c.id, counted)
    page.members = members_of([row.id for row in page.rows])
    return page


def every(filters) -> Iterator[tuple[list, dict]]:
    """All of the list, part by part: (rows, {id: how many members})."""
    for rows in in_turn([narrow(select(*c), chosen(filters))], c.listed_on, c.id):
        yield rows, members_of([row.id for row in rows])


def counted(many: int) -> str:
    return ngettext("لجنة واحدة", "%(num)s لجان", many)


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def narrow(query, given: dict):
    if not current_user.sees_every_office:
        query = query.where(c.office_id == current_user.office_id)
    if "q" in given:
        found = search.matching(given["q"], {"type": "committee"} | Committee.facets_seen_by(current_user))
        query = query.where(c.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    archived = given.get("state") == "archived"
    query = query.where(c.archived_at.is_not(None) if archived else c.archived_at.is_(None))
    if "state" in given and not archived:
        query = query.where(c.state == given["state"])
    for name, column in (("kind", c.kind), ("unit", c.office_id)):
        if name in given:
            query = query.where(column == given[name])
    if "axis" in given:
        under = select(committee_axes.c.committee_id).where(committee_axes.c.axis_id == given["axis"])
        query = query.where(c.id.in_(under))
    if "from" in given:
        query = query.where(c.listed_on >= given["from"].first)
    return query.where(c.listed_on < given["to"].last + timedelta(days=1)) if "to" in given else query


def members_of(ids: list[int]) -> dict[int, int]:
    day = today()
    sitting = or_(m.from_on.is_(None), m.from_on <= day), or_(m.until_on.is_(None), m.until_on >= day)
    query = select(m.record_id, func.count()).where(m.record_id.in_(ids), m.removed_at.is_(None), *sitting)
    return dict(db.session.execute(query.group_by(m.record_id)).all())


def title(row) -> str:
    """The title in the reader's language, as far as it is written."""
    return (reader().language == "en" and row.title_en) or row.title
