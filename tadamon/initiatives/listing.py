"""The list of initiatives, by name."""

from sqlalchemy import select

from tadamon.directory.initiatives import Initiative, initiative_axes
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import ngettext
from tadamon.organisations.listing import ALIASES, chosen, grouped, name_of
from tadamon.records import search
from tadamon.web.listing import Listing, in_turn, listing

i = Initiative.__table__.c
LISTED = (
    i.id, i.sort_key, i.name_ar, i.name_en, i.kind, i.state, i.began_on, i.began_precision, i.office_id, i.archived_at,
)  # fmt: skip
EXPORTED = (*LISTED, i.about, i.audience, i.reported_date, i.verified_how, i.unit_id)

__all__ = ["axes_of", "every", "initiatives", "name_of"]


def initiatives(filters) -> Listing:
    """One page; `aliases` gives {id: other names}, `axes` its axes."""
    page = listing([narrow(select(*LISTED), chosen(filters))], i.sort_key, i.id, counted)
    ids = [row.id for row in page.rows]
    page.aliases, page.axes = grouped(ALIASES, ids), axes_of(ids)
    return page


def every(filters):
    """All of the list, part by part."""
    return in_turn([narrow(select(*EXPORTED), chosen(filters))], i.sort_key, i.id)


def counted(many: int) -> str:
    return ngettext("مبادرة واحدة", "%(num)s مبادرات", many)


def narrow(query, given: dict):
    state = given.get("state")
    query = query.where(i.archived_at.is_not(None) if state == "archived" else i.archived_at.is_(None))
    if "q" in given:
        found = search.matching(given["q"], {"type": "initiative"})
        query = query.where(i.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    for name, column in (("kind", i.kind), ("unit", i.office_id)):
        if name in given:
            query = query.where(column == given[name])
    if state and state != "archived":
        query = query.where(i.state == state)
    if "axis" in given:
        under = select(initiative_axes.c.initiative_id).where(initiative_axes.c.axis_id == given["axis"])
        query = query.where(i.id.in_(under))
    return query


def axes_of(ids: list[int]) -> dict[int, list[Axis]]:
    named = select(initiative_axes.c.initiative_id, Axis).join(Axis, Axis.id == initiative_axes.c.axis_id)
    found: dict = {}
    for id, axis in db.session.execute(named.where(initiative_axes.c.initiative_id.in_(ids)).order_by(Axis.position)):
        found.setdefault(id, []).append(axis)
    return found
