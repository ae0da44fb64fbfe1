"""On which days an outcome is reminded of: three days before it is due, on the day, then every week."""

from datetime import date, timedelta

from tadamon.followup.models import OWED

BEFORE, EVERY = 3, 7


def falls(due: date, days: list[date]) -> bool:
    """Whether one of these days is a day to remind of it."""
    return any(
        day in (due - timedelta(days=BEFORE), due) or (day > due and (day - due).days % EVERY == 0) for day in days
    )


def coming(row, day: date) -> date | None:
    """The first day from `day` on that it is reminded of, also by a reminder of one's own; None when it is not owed."""
    if row.state not in OWED:
        return row.remind_on
    ahead = [each for each in (row.remind_on, *_of(row.due_on, day)) if each and each >= day]
    return min(ahead, default=None)


def _of(due: date | None, day: date) -> tuple:
    if due is None:
        return ()
    weeks = max(0, -(-(day - due).days // EVERY))
    return due - timedelta(days=BEFORE), due + timedelta(days=EVERY * weeks)
