"""The list of meetings a person may see, newest first."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import bindparam, func, select

from tadamon.activities.models import Activity, activity_axes, invitations
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language import _, ngettext, reader
from tadamon.meetings.models import KINDS, Meeting
from tadamon.records import search
from tadamon.records.attachments import Attachment
from tadamon.web.listing import Listing, found_listing, in_turn, listing, newest

# The bare table: a list needs neither the identity row nor the minutes' columns.
a, m = Activity.__table__.c, Meeting.__table__.c

OUTCOMES = (
    select(Outcome.record_id, Outcome.kind, func.count())
    .where(Outcome.record_id.in_(bindparam("ids", expanding=True)), Outcome.removed_at.is_(None))
    .group_by(Outcome.record_id, Outcome.kind)
)


def meetings(filters) -> Listing:
    """One page of meetings; `outcomes` gives {meeting id: "٣ قرارات، تكليفان"}."""
    given = chosen(filters)
    query = select(
        a.id,
        a.starts_on,
        a.ends_on,
        a.date_precision,
        a.kind,
        title(),
        a.venue,
        a.archived_at,
        a.office_id,
        a.state,
        m.number,
    ).join_from(Activity.__table__, Meeting.__table__, m.id == a.id)
    if "q" in given:
        page = found_listing(search.matching(given["q"], facets(given), *period(given)), query, a.id, counted)
    else:
        page = listing(branches(narrow(query, given)), a.starts_on, a.id, counted)
    page.outcomes = outcomes_of(page.rows)
    return page


def counted(many: int) -> str:
    return ngettext("اجتماع واحد", "%(num)s اجتماعات", many)


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def title():
    """The title in the reader's language, as far as it is written."""
    return func.coalesce(func.nullif(a.title_en, ""), a.title).label("title") if reader().language == "en" else a.title


def every(filters) -> Iterator[tuple[list, dict, dict]]:
    """All meetings of the list, part by part: (rows, {id: its axes}, {id: {kind of outcome: how many}})."""
    columns = (
        a.id,
        a.starts_on,
        a.ends_on,
        a.date_precision,
        a.kind,
        title(),
        a.venue,
        a.governorate,
        a.unit_id,
        a.office_id,
        a.state,
        a.archived_at,
        m.number,
    )
    given = chosen(filters)
    query = narrow(select(*columns).join_from(Activity.__table__, Meeting.__table__, m.id == a.id), given)
    if "q" in given:
        found = search.matching(given["q"], facets(given), *period(given))
        query = query.where(a.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    for rows in in_turn(branches(query), a.starts_on, a.id):
        yield rows, axes_of([row.id for row in rows]), counts_of(rows)


def branches(query) -> list:
    """The queries whose union the person may see: each can walk an index of its own."""
    if current_user.sees_every_office:
        return [query]
    office = current_user.office_id
    invited = select(invitations.c.activity_id).where(invitations.c.unit_id == office)
    return [query.where(a.office_id == office), query.where(a.office_id != office, a.id.in_(invited))]


def facets(given: dict) -> dict:
    """What a search is narrowed by, beside the words and the period."""
    wanted = {"type": "meeting", "kind": given.get("kind"), "office": given.get("unit"), "axis": given.get("axis")}
    given_facets = {name: value for name, value in wanted.items() if value}
    return given_facets | {"state": given.get("state", "standing")} | Activity.facets_seen_by(current_user)


def period(given: dict) -> tuple:
    """(the first day, the day after the last); None for a side that is open."""
    first = given["from"].first if "from" in given else None
    return first, given["to"].last + timedelta(days=1) if "to" in given else None


def narrow(query, given: dict):
    query = query.where(a.kind == given["kind"]) if "kind" in given else query.where(is_meeting())
    archived = given.get("state") == "archived"
    query = query.where(a.archived_at.is_not(None) if archived else a.archived_at.is_(None))
    if given.get("state") == "unsigned":
        query = query.where(a.state == "approved", ~signed_original().exists())
    elif "state" in given and not archived:
        query = query.where(a.state == given["state"])
    if "unit" in given:
        query = query.where(a.office_id == given["unit"])
    if "axis" in given:
        under = select(1).where(activity_axes.c.activity_id == a.id, activity_axes.c.axis_id == given["axis"])
        query = query.where(under.exists())
    first, end = period(given)
    if first:
        query = query.where(a.starts_on >= first)
    return query.where(a.starts_on < end) if end else query


def signed_original():
    return select(1).where(
        Attachment.record_id == a.id, Attachment.purpose == "signed", Attachment.removed_at.is_(None)
    )


def is_meeting():
    """A sum is in no index: SQLite would sort eight kinds rather than walk the list in its order."""
    return (a.kind + "").in_(KINDS)


def outcomes_of(rows) -> dict:
    found = counts_of(rows).items()
    return {id: _("، ").join(counted_words(*each) for each in kinds.items()) for id, kinds in found}


def counts_of(rows) -> dict:
    """{meeting id: {kind of outcome: how many}} of what the person reads: those invited, not what others were assigned."""
    office, found = current_user.office_id, {}
    held = [row.id for row in rows if current_user.sees_every_office or row.office_id == office]
    others = [row.id for row in rows if row.id not in set(held)]
    for query, ids in ((OUTCOMES, held), (OUTCOMES.where(Outcome.shown_in(office)), others)):
        for id, kind, count in db.session.execute(query, {"ids": ids}) if ids else ():
            found.setdefault(id, {})[kind] = count
    return found


def axes_of(ids: list[int]) -> dict:
    named = select(activity_axes.c.activity_id, Axis).join(Axis, Axis.id == activity_axes.c.axis_id)
    named = named.where(activity_axes.c.activity_id.in_(ids)).order_by(Axis.position)
    found: dict = {}
    for id, axis in db.session.execute(named):
        found.setdefault(id, []).append(axis)
    return found


def counted_words(kind: str, count: int) -> str:
    if kind == "decision":
        return ngettext("قرار واحد", "%(num)s قرارات", count)
    if kind == "recommendation":
        return ngettext("توصية واحدة", "%(num)s توصيات", count)
    return ngettext("تكليف واحد", "%(num)s تكليفات", count)


def latest(today, most: int = 8) -> tuple[list, list]:
    """(the next meetings from `today` on, the most recent before it) that the person may see."""
    columns = select(a.id, a.starts_on, a.ends_on, a.date_precision, a.kind, title(), a.venue, a.office_id)
    query = columns.join_from(Activity.__table__, Meeting.__table__, m.id == a.id)
    query = query.where(a.archived_at.is_(None), is_meeting())
    ahead = newest([each.where(a.starts_on >= today) for each in branches(query)], a.starts_on, a.id, most)
    past = newest([each.where(a.starts_on < today) for each in branches(query)], a.starts_on, a.id, most)
    return list(reversed(db.session.execute(ahead).all())), db.session.execute(past).all()
