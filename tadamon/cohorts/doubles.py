"""Which cohorts an office has already under a national batch number."""

from sqlalchemy import select

from tadamon.cohorts import batches
from tadamon.cohorts.models import Cohort
from tadamon.extensions import db
from tadamon.language.dates import Vague

TOLD = ("programme", "batch", "starts_on", "unit_id")  # what makes two the same
INTAKES = 2
MOST = 10


def of(office_id: int, batch: int, starts: Vague, besides: int | None) -> list[Cohort]:
    """Those of the same intake; all of the number when each of its intakes has one."""
    query = select(Cohort).where(
        Cohort.programme == "public-service",
        Cohort.batch == batch,
        Cohort.office_id == office_id,
        Cohort.archived_at.is_(None),
        Cohort.id != (besides or 0),
    )
    found = list(db.session.scalars(query.order_by(Cohort.id).limit(MOST)))
    return found if len(found) >= INTAKES else [each for each in found if same_intake(each.starts, starts)]


def same_intake(one: Vague, other: Vague) -> bool:
    """Whether they may be, as far as the days are known."""
    first, last = (batches.intake(max(one.first, other.first)), batches.intake(min(one.last, other.last)))
    return first <= last
