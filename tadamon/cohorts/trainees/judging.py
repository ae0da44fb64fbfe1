"""What may be wrong with a trainee's national number, beside what makes it none: said, never a block."""

from datetime import date

from sqlalchemy import select

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.words import STANDING
from tadamon.directory.national_id import NationalId
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import show_date
from tadamon.language.digits import to_reader

YOUNGEST, OLDEST = 18, 45  # of an assignee, on the day the cohort begins


def age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def unlikely_age(read: NationalId, cohort: Cohort) -> int | None:
    """The age when the cohort begins, if no assignee is of that age."""
    years = age(read.born, cohort.starts_on)
    return years if cohort.assignees and not YOUNGEST <= years <= OLDEST else None


def warnings(read: NationalId, sex: str | None, born: date | None, cohort: Cohort, besides: int | None) -> list[str]:
    """Sentences; `sex` and `born` are what was told beside the number, `besides` the trainee it is about."""
    found = read.warnings(None if sex is None else sex == "female")
    if born and born != read.born:
        found.append(
            _("تاريخ الميلاد المكتوب يخالف الرقم القومي، فسُجّل ما في الرقم: %(day)s.", day=show_date(read.born))
        )
    if (years := unlikely_age(read, cohort)) is not None:
        found.append(_("السن عند بدء الدفعة %(years)s. راجع الرقم القومي.", years=to_reader(years)))
    for title in elsewhere([read.digits], cohort, besides).values():
        found.append(
            _("هذا الرقم مقيد في دفعة أخرى لم تكتمل: %(title)s.", title=title)
            if title
            else _("هذا الرقم مقيد في دفعة لم تكتمل بجهة أخرى.")
        )
    return found


def elsewhere(numbers: list[str], cohort: Cohort, besides: int | None = None) -> dict[str, str]:
    """{national number: title of another cohort, not completed, where someone with it stands}.

    The title is "" when another office holds that cohort: who may not see it does not hear its name.
    """
    t, c = Trainee.__table__.c, Cohort.__table__.c
    query = (
        select(t.national_id, c.title, c.office_id)
        .join(Cohort.__table__, c.id == t.record_id)
        .where(
            t.national_id.in_(numbers),
            t.national_id != "",
            t.removed_at.is_(None),
            t.state != "transferred",
            t.state.in_(STANDING),
            t.record_id != cohort.id,
            t.id != (besides or 0),
            c.state != "completed",
            c.archived_at.is_(None),
        )
        .order_by(t.id)
    )
    return {
        row.national_id: row.title if row.office_id == cohort.office_id else "" for row in db.session.execute(query)
    }
