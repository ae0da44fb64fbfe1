"""What a calendar shows of nurseries: visits, and the last days of temporary licences."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import _
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.visits import Visit

MOST = 1500


@dataclass(frozen=True)
class Occasion:
    """`id` is the nursery's."""

    day: date
    title: str
    id: int
    unit: Unit
    place: str
    kind_name: str
    type = "nursery"
    title_en = ""
    starts_at = None


def occasions(user, first: date, last: date) -> list[Occasion]:
    """Of the nurseries that the person sees and that stand, in the order of the days."""
    visits = select(Visit.on, Nursery).join(Nursery, Nursery.id == Visit.record_id)
    visits = visits.where(Visit.removed_at.is_(None), Visit.on.between(first, last))
    ends = select(Nursery.licence_until, Nursery).where(Nursery.licence_until.between(first, last))
    ends = ends.where(Nursery.licensed_on.is_(None), Nursery.closed_on.is_(None))
    found = [_occasion(day, row, _("زيارة حضانة")) for day, row in _seen(user, visits, Visit.on)]
    found += [_occasion(day, row, _("آخر يوم في ترخيص مؤقت")) for day, row in _seen(user, ends, Nursery.licence_until)]
    return sorted(found, key=lambda each: (each.day, each.id))


def _occasion(day: date, row: Nursery, what: str) -> Occasion:
    return Occasion(day, f"{what}{_(': ')}{row.name}", row.id, row.unit, row.village or row.address, what)


def _seen(user, query, day):
    query = query.where(Nursery.archived_at.is_(None), Nursery.visible_to(user)).options(joinedload(Nursery.unit))
    return db.session.execute(query.order_by(day, Nursery.id).limit(MOST)).all()
