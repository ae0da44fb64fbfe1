"""What a calendar shows of nurseries: visits, days to decide by, and the last days of temporary licences."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tadamon.activities.occasions import Occasion, tells_days
from tadamon.extensions import db
from tadamon.language import _
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.states import DECIDE
from tadamon.nurseries.visits import Visit

MOST = 1500
OPEN = ("applied", "late")


@tells_days("nurseries.read")
def of_nurseries(user, first: date, last: date, *where) -> Iterator[Occasion]:
    seen = (Nursery.visible_to(user), *(condition(Nursery) for condition in where))

    def read(query, day, since=first, until=last):
        query = query.where(day.between(since, until), *seen).options(joinedload(Nursery.unit))
        return db.session.execute(query.order_by(day, Nursery.id).limit(MOST))

    for visit, row in read(select(Visit, Nursery).join(Nursery, Nursery.id == Visit.record_id), Visit.on):
        what = (f"visit-{visit.id}", visit.on, _("زيارة حضانة"), visit.removed_at is not None)
        yield _occasion(row, *what, row.version + visit.version)
    for (row,) in read(select(Nursery), Nursery.applied_on, first - DECIDE, last - DECIDE):
        by = row.applied_on + DECIDE
        yield _occasion(row, f"decision-{row.id}", by, _("موعد البت في طلب ترخيص"), row.state not in OPEN)
    for (row,) in read(select(Nursery), Nursery.licence_until):
        ended = bool(row.licensed_on or row.closed_on)
        yield _occasion(row, f"licence-{row.id}", row.licence_until, _("آخر يوم في ترخيص مؤقت"), ended)


def _occasion(row: Nursery, key: str, day: date, what: str, gone: bool, version: int | None = None) -> Occasion:
    title, place = f"{what}{_(': ')}{row.name}", row.village or row.address
    told = (key, day, title, "nursery", row.id, row.unit, place, what, version or row.version, row.changed_at)
    return Occasion(*told, gone=gone or row.archived_at is not None)
