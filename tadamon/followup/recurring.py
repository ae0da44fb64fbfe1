"""When something that repeats falls due again."""

from calendar import monthrange
from datetime import date

MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
LAST_YEAR = 2199


def add_months(day: date, months: int) -> date | None:
    """The same day so many months later, or the last of that month; None beyond what calendars hold."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_due(first: date, repeats: str, after: date) -> date | None:
    """The first day after `after` on which what began on `first` falls due; None when it does not repeat.

    Counted from the first day each time, so that the 31st stays the last of the month.
    """
    step = MONTHS.get(repeats)
    if not step:
        return None
    passed = (after.year - first.year) * 12 + after.month - first.month
    times = max(0, passed // step)
    while (due := add_months(first, times * step)) and due <= after:
        times += 1
    return due
