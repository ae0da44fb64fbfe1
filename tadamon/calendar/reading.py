"""The activities of a period that a person may see, and what falls due in it."""

from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic

from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.followup.finding import standing
from tadamon.followup.models import OWED, Outcome

MOST, LONGEST = 1500, timedelta(days=62)


def activities(user, first: date, last: date, *where, archived: bool = False) -> list[Activity]:
    """Those that lie in the period by the day they were held, in order; a kind of its own may know that day better."""
    kinds = with_polymorphic(Activity, "*")
    query = (
        select(kinds)
        .where(Activity.visible_to(user) if user.sees_every_office else kinds.id.in_(_seen(user)))
        .where(_in_period(kinds, first, last), *(condition(kinds) for condition in where))
        .order_by(kinds.starts_on, kinds.id)
        .limit(MOST)
        .options(joinedload(kinds.unit, innerjoin=True), *_beside(kinds))
    )
    if not archived:
        query = query.where(kinds.archived_at.is_(None))
    for kind in _of_kinds(kinds, "merged_into_id"):
        query = query.where(kind.merged_into_id.is_(None))
    found = db.session.scalars(query).unique().all()
    held = [each for each in found if each.held[0] <= last and each.held[1] >= first]
    return sorted(held, key=lambda each: (each.held[0], getattr(each, "starts_at", None) is None, _hour(each), each.id))


def due(user, first: date, last: date, *where, states=OWED) -> list[Outcome]:
    """What the person sees of the register and falls due in the period."""
    query = (
        standing(select(Outcome))
        .where(Outcome.visible_to(user), Outcome.state.in_(states))
        .where(Outcome.falls_on >= first, Outcome.falls_on <= last, *where)
        .order_by(Outcome.falls_on, Outcome.id)
        .limit(MOST)
        .options(joinedload(Outcome.owner_unit), joinedload(Outcome.record))
    )
    return list(db.session.scalars(query))


def _seen(user):
    return select(Activity.id).where(Activity.visible_to(user))


def _in_period(kinds, first: date, last: date):
    """Walks the index of days: what began shortly before, and the vague ones of the year."""
    began = and_(kinds.starts_on <= last, kinds.starts_on >= first - LONGEST)
    vague = and_(kinds.date_precision != "day", kinds.starts_on <= last, kinds.starts_on >= date(first.year, 1, 1))
    better = (
        and_(kind.verified_on <= last, kind.verified_on >= date(first.year, 1, 1))
        for kind in _of_kinds(kinds, "verified_on")
    )
    return or_(began, vague, *better)


def _of_kinds(kinds, name: str) -> list:
    """The kinds of activities that have such a column."""
    mappers = [mapper for mapper in Activity.__mapper__.self_and_descendants if name in mapper.columns]
    return [getattr(kinds, mapper.class_.__name__) for mapper in mappers]


def _beside(kinds) -> list:
    mappers = [mapper for mapper in Activity.__mapper__.self_and_descendants if "approval" in mapper.relationships]
    return [selectinload(getattr(kinds, mapper.class_.__name__).approval) for mapper in mappers]


def _hour(each) -> str:
    at = getattr(each, "starts_at", None)
    return at.isoformat() if at else ""
