"""The list of partnerships a person may see, the newest first."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from tadamon.directory.models import Axis
from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.followup.acting import IN_HAND
from tadamon.followup.models import Outcome
from tadamon.language import _, ngettext, reader
from tadamon.language.dates import today
from tadamon.partnerships.models import Partnership, partnership_axes, partnership_governorates
from tadamon.partnerships.parties import Party
from tadamon.partnerships.states import expires_within, state_sql
from tadamon.records import search
from tadamon.web.listing import Listing, in_turn, listing

# The bare tables: a list does not need the identity row.
p, o, party = Partnership.__table__.c, Outcome.__table__.c, Party.__table__.c
LISTED = (
    p.id,
    p.listed_on,
    p.kind,
    p.title,
    p.title_en,
    p.reference,
    p.office_id,
    p.unit_id,
    p.archived_at,
    p.our_signed_on,
    p.their_signed_on,
    p.starts_on,
    p.starts_precision,
    p.ends_on,
    p.ends_precision,
    p.open_ended,
    p.extended_to,
    p.renewal,
    p.notice_days,
    p.ended_on,
    p.superseded_on,
)
EXPORTED = (
    *LISTED,
    p.our_signed_precision,
    p.their_signed_precision,
    p.value,
    p.value_precision,
    p.currency,
    p.beneficiaries,
)
PARTIES = (
    select(Party)
    .where(
        Party.record_id.in_(bindparam("ids", expanding=True)),
        Party.removed_at.is_(None),
        Party.side == "theirs",
    )
    .order_by(Party.position, Party.id)
    .options(joinedload(Party.organisation), joinedload(Party.unit))
)


def partnerships(filters) -> Listing:
    """One page; `partners` gives {id: names}, `late` {id: how many obligations are overdue}."""
    page = listing([narrow(select(*LISTED), chosen(filters))], p.listed_on, p.id, counted)
    ids = [row.id for row in page.rows]
    page.partners = {id: _("، ").join(each.name_now for each in rows) for id, rows in partners_of(ids).items()}
    page.late = late_of(ids)
    return page


def every(filters) -> Iterator[tuple[list, dict, dict, dict]]:
    """All of the list, part by part: (rows, {id: parties of the other side}, {id: overdue}, {id: open})."""
    for rows in in_turn([narrow(select(*EXPORTED), chosen(filters))], p.listed_on, p.id):
        ids = [row.id for row in rows]
        yield rows, partners_of(ids), late_of(ids), open_of(ids)


def of_body(organisation_id: int, most: int = 20) -> list:
    """The newest partnerships the person may see that this body of the directory is a party of."""
    with_it = select(party.record_id).where(party.organisation_id == organisation_id, party.removed_at.is_(None))
    query = narrow(select(*LISTED), {}).where(p.id.in_(with_it))
    return list(db.session.execute(query.order_by(p.listed_on.desc(), p.id.desc()).limit(most)))


def counted(many: int) -> str:
    return ngettext("شراكة واحدة", "%(num)s شراكات", many)


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def narrow(query, given: dict):
    """States go by the day, so they are in no index of words: what a search found is narrowed like the rest."""
    if not current_user.sees_every_office:
        query = query.where(p.office_id == current_user.office_id)
    if "q" in given:
        facets = {"type": "partnership"} | Partnership.facets_seen_by(current_user)
        found = search.matching(given["q"], facets)
        query = query.where(p.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    query = _in_state(query, given.get("state"))
    for name, column in (("kind", p.kind), ("unit", p.office_id)):
        if name in given:
            query = query.where(column == given[name])
    if "axis" in given:
        under = select(partnership_axes.c.partnership_id).where(partnership_axes.c.axis_id == given["axis"])
        query = query.where(p.id.in_(under))
    if "governorate" in given:
        there = select(partnership_governorates.c.partnership_id).where(
            partnership_governorates.c.code == given["governorate"]
        )
        query = query.where(p.id.in_(there))
    if "partner" in given:
        query = query.where(p.id.in_(_with(given["partner"])))
    if "from" in given:
        query = query.where(p.listed_on >= given["from"].first)
    return query.where(p.listed_on < given["to"].last + timedelta(days=1)) if "to" in given else query


def _in_state(query, state: str | None):
    day = today()
    if state == "archived":
        return query.where(p.archived_at.is_not(None))
    query = query.where(p.archived_at.is_(None))
    if state == "overdue":
        return query.where(p.id.in_(select(o.record_id).where(*_overdue(day))))
    if state and state.startswith("expires-"):
        return query.where(expires_within(p, day, int(state.removeprefix("expires-"))))
    return query.where(state_sql(p, day) == state) if state else query


def _with(kind: str):
    """Those with a party of the other side that is a body of this kind."""
    bodies = Organisation.__table__.c
    return (
        select(party.record_id)
        .join(Organisation.__table__, bodies.id == party.organisation_id)
        .where(party.side == "theirs", party.removed_at.is_(None), bodies.kind == kind)
    )


def _overdue(day) -> tuple:
    return (*_obliged(), o.state.in_(IN_HAND), o.due_on < day)


def _obliged() -> tuple:
    return o.kind == "obligation", o.removed_at.is_(None)


def partners_of(ids: list[int]) -> dict[int, list[Party]]:
    found: dict = {}
    for row in db.session.scalars(PARTIES, {"ids": ids}):
        found.setdefault(row.record_id, []).append(row)
    return found


def late_of(ids: list[int]) -> dict[int, int]:
    return _count(ids, *_overdue(today()))


def open_of(ids: list[int]) -> dict[int, int]:
    return _count(ids, *_obliged(), o.state.in_(IN_HAND))


def _count(ids: list[int], *where) -> dict[int, int]:
    query = select(o.record_id, func.count()).where(o.record_id.in_(ids), *where).group_by(o.record_id)
    return dict(db.session.execute(query).all())


def axes_of(ids: list[int]) -> dict[int, list[Axis]]:
    named = select(partnership_axes.c.partnership_id, Axis).join(Axis, Axis.id == partnership_axes.c.axis_id)
    found: dict = {}
    for id, axis in db.session.execute(named.where(partnership_axes.c.partnership_id.in_(ids)).order_by(Axis.position)):
        found.setdefault(id, []).append(axis)
    return found


def places_of(ids: list[int]) -> dict[int, list[str]]:
    c = partnership_governorates.c
    found: dict = {}
    for id, code in db.session.execute(
        select(c.partnership_id, c.code).where(c.partnership_id.in_(ids)).order_by(c.code)
    ):
        found.setdefault(id, []).append(code)
    return found


def title(row) -> str:
    """The title in the reader's language, as far as it is written."""
    return (reader().language == "en" and row.title_en) or row.title
