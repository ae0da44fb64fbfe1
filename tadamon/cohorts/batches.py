"""National batches of the public service: two a year, in April and in October, each for one year."""

from datetime import date, timedelta

KNOWN, KNOWN_ON = 105, date(2025, 10, 1)
FIRST, LAST = 1, 400
MONTHS = (4, 10)


def starts_of(number: int) -> date:
    """The day a batch begins: 105 in October 2025, 106 in April 2026."""
    halves = (KNOWN_ON.year * 2 + MONTHS.index(KNOWN_ON.month)) + number - KNOWN
    return date(halves // 2, MONTHS[halves % 2], 1)


def ends_of(start: date) -> date:
    """The last day of the year that begins with `start`."""
    return start.replace(year=start.year + 1) - timedelta(days=1)


def intake(day: date) -> int:
    """The half-year that an intake opens, by a number that grows: April to September, October to March."""
    return (day.year * 12 + day.month - MONTHS[0]) // 6
