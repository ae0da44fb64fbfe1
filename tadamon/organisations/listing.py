"""The lists of the directory: by name; what a search finds comes newest first.

One index walks the whole list, another each kind and each office. Anything narrower is asked of the
search index by its facets: few are read whole and sorted, of many the names are walked and tried.
"""

from collections.abc import Iterator

from sqlalchemy import bindparam, select

from tadamon.directory.organisations import Alias, Organisation, worked_fields, worked_governorates
from tadamon.directory.people import Person, Post
from tadamon.extensions import db
from tadamon.language import ngettext, reader
from tadamon.records import search
from tadamon.web.listing import CAP, Listing, found_listing, in_turn, listing, sorted_listing

o, p = Organisation.__table__.c, Person.__table__.c

ALIASES = (
    select(Alias.record_id, Alias.name)
    .where(Alias.record_id.in_(bindparam("ids", expanding=True)), Alias.removed_at.is_(None))
    .order_by(Alias.position, Alias.id)
)
GOVERNORATES = (
    select(worked_governorates.c.organisation_id, worked_governorates.c.code)
    .where(worked_governorates.c.organisation_id.in_(bindparam("ids", expanding=True)))
    .order_by(worked_governorates.c.code)
)
FIELDS = (
    select(worked_fields.c.organisation_id, worked_fields.c.code)
    .where(worked_fields.c.organisation_id.in_(bindparam("ids", expanding=True)))
    .order_by(worked_fields.c.code)
)
POSTS = (
    select(Post)
    .where(Post.record_id.in_(bindparam("ids", expanding=True)), Post.removed_at.is_(None))
    .order_by(Post.position, Post.id)
)


def organisations(filters) -> Listing:
    """One page of bodies; `aliases` and `governorates` give {id: [those of it]}."""
    query = select(o.id, o.sort_key, o.name_ar, o.name_en, o.kind, o.number, o.country, o.archived_at, o.merged_into_id)
    page = _page("organisation", o, query, chosen(filters), _organisations_counted)
    ids = [row.id for row in page.rows]
    page.aliases, page.governorates = grouped(ALIASES, ids), grouped(GOVERNORATES, ids)
    return page


def people(filters) -> Listing:
    """One page of people; `posts` gives {id: [their posts]}."""
    query = select(p.id, p.sort_key, p.name_ar, p.name_en, p.titles, p.archived_at, p.merged_into_id)
    page = _page("person", p, query, chosen(filters), _people_counted)
    page.posts = {}
    for post in db.session.scalars(POSTS, {"ids": [row.id for row in page.rows]}):
        page.posts.setdefault(post.record_id, []).append(post)
    return page


def every(filters) -> Iterator[list]:
    """All bodies of the list, part by part, by name."""
    columns = (
        o.id,
        o.sort_key,
        o.name_ar,
        o.name_en,
        o.kind,
        o.number,
        o.registered_with_id,
        o.country,
        o.phone,
        o.email,
        o.website,
        o.address,
        o.unit_id,
        o.archived_at,
        o.merged_into_id,
    )
    given = chosen(filters)
    query = narrow(select(*columns), o, given)
    if "q" in given:
        found = search.matching(given["q"], facets("organisation", given))
        query = query.where(o.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    return in_turn([query], o.sort_key, o.id)


def _page(type: str, t, query, given: dict, counted) -> Listing:
    if "q" in given:
        return found_listing(search.matching(given["q"], facets(type, given)), query, t.id, counted)
    if set(given) <= {"kind"} or set(given) <= {"unit"}:
        return listing([narrow(query, t, given)], t.sort_key, t.id, counted)
    found = search.having(facets(type, given))
    if found.count(CAP + 1) > CAP:
        return listing([narrow(query, t, given)], t.sort_key, t.id, counted, many=True)
    ids = db.session.scalars(select(found.found.subquery().c.record_id)).all()
    return sorted_listing(db.session.execute(query.where(t.id.in_(ids))).all(), "sort_key", counted)


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def facets(type: str, given: dict) -> dict:
    wanted = {name: given.get(name) for name in ("kind", "governorate", "field")} | {"office": given.get("unit")}
    return {"type": type, "state": given.get("state", "standing")} | {
        name: value for name, value in wanted.items() if value
    }


def narrow(query, t, given: dict):
    """The query under every filter but the words."""
    state = given.get("state")
    query = query.where(t.archived_at.is_not(None) if state == "archived" else t.archived_at.is_(None))
    if state != "archived":
        query = query.where(t.merged_into_id.is_not(None) if state == "merged" else t.merged_into_id.is_(None))
    if "kind" in given:
        query = query.where(t.kind == given["kind"])
    if "unit" in given:
        query = query.where(t.office_id == given["unit"])
    for name, table in (("governorate", worked_governorates), ("field", worked_fields)):
        if name in given:
            one = select(1).where(table.c.organisation_id == t.id, table.c.code == given[name])
            query = query.where(one.exists())
    return query


def grouped(query, ids: list[int]) -> dict[int, list]:
    """{id: [values]} of a query of (id, value)."""
    found: dict = {}
    for id, value in db.session.execute(query, {"ids": ids}):
        found.setdefault(id, []).append(value)
    return found


def name_of(row) -> str:
    """The name in the reader's language, as far as it is written."""
    return (reader().language == "en" and row.name_en) or row.name_ar


def _organisations_counted(many: int) -> str:
    return ngettext("جهة واحدة", "%(num)s جهات", many)


def _people_counted(many: int) -> str:
    return ngettext("شخص واحد", "%(num)s أشخاص", many)
