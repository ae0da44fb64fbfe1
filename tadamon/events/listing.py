"""The list of events a person may see, newest first: read by the facets of the search index, whatever narrows it."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import bindparam, func, select

from tadamon.accounts.governorates import placed
from tadamon.activities.models import Activity, activity_axes
from tadamon.directory.countries import HOME, country
from tadamon.directory.models import Axis
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Output
from tadamon.extensions import db
from tadamon.language import _, ngettext, reader, words
from tadamon.records import search
from tadamon.web.listing import Listing, found_listing

PART = 1000
# The bare tables: a list does not need the identity row.
a, e = Activity.__table__.c, Event.__table__.c
LISTED = (
    a.id, a.starts_on, a.ends_on, a.date_precision, a.kind, a.title, a.title_en, a.venue, a.governorate, a.office_id,
    a.unit_id, a.state, a.archived_at, e.country, e.city, e.city_en, e.our_role, e.verified_on, e.verified_ends_on,
    e.verified_precision,
)  # fmt: skip
EXPORTED = (*LISTED, a.reported_date, e.series, e.edition, e.state_reason)


def events(filters) -> Listing:
    """One page; `outputs` gives {id: how many outputs}."""
    page = found_listing(found(chosen(filters)), query(LISTED), a.id, counted)
    page.outputs = count(Output, [row.id for row in page.rows])
    return page


def every(filters) -> Iterator[tuple[list, dict, dict, dict]]:
    """All of the list, part by part: (rows, {id: axes}, {id: delegates}, {id: outputs})."""
    matches, after = found(chosen(filters)), None
    while matches is not None:
        places = matches.newest(PART, after)
        each = query(EXPORTED).add_columns(places.c.place)
        rows = db.session.execute(each.join(places, places.c.record_id == a.id).order_by(places.c.place.desc())).all()
        ids = [row.id for row in rows]
        yield rows, axes_of(ids), count(Delegate, ids), count(Output, ids)
        if len(rows) < PART:
            return
        after = rows[-1].place


def query(columns):
    return select(*columns).join_from(Activity.__table__, Event.__table__, e.id == a.id)


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def found(given: dict):
    """What the words and the facets find; None when there are words but none to look for."""
    typed = given.get("q", "")
    if typed and not words.terms(typed):
        return None
    wanted = {"kind": "kind", "axis": "axis", "unit": "office", "country": "country", "role": "role"}
    facets = {facet: given[name] for name, facet in wanted.items() if name in given}
    facets |= {"type": "event", "state": given.get("state", "standing")} | Event.facets_seen_by(current_user)
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    return search.having(facets, typed, first, end)


def counted(many: int) -> str:
    return ngettext("فعالية واحدة", "%(num)s فعاليات", many)


def count(model, ids: list[int]) -> dict[int, int]:
    """{id: how many standing rows of this class}."""
    if not ids:
        return {}
    rows = select(model.record_id, func.count()).where(
        model.record_id.in_(bindparam("ids", expanding=True)), model.removed_at.is_(None)
    )
    return dict(db.session.execute(rows.group_by(model.record_id), {"ids": ids}).all())


def axes_of(ids: list[int]) -> dict[int, list[Axis]]:
    named = select(activity_axes.c.activity_id, Axis).join(Axis, Axis.id == activity_axes.c.axis_id)
    named = named.where(activity_axes.c.activity_id.in_(ids)).order_by(Axis.position)
    found: dict = {}
    for id, axis in db.session.execute(named):
        found.setdefault(id, []).append(axis)
    return found


def title(row) -> str:
    """The title in the reader's language, as far as it is written."""
    return (row.title_en or row.title) if reader().language == "en" else row.title


def place(row) -> str:
    """Where it was, from the nearest to the widest, as far as it is known."""
    if not row.country or row.country == HOME:
        return placed(row.city or row.venue, row.governorate)
    city = (row.city_en or row.city) if reader().language == "en" else row.city
    return _("، ").join(dict.fromkeys(filter(None, (city, country(row.country)))))
