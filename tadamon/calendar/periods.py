"""A month, a quarter or a year as a calendar shows it: weeks from Sunday to Saturday."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tadamon.directory.working_days import WEEKEND
from tadamon.language import lazy
from tadamon.language.dates import Vague, first_day, last_day

VIEWS = {"month": lazy("شهر"), "quarter": lazy("ربع سنة"), "year": lazy("سنة")}
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)


@dataclass
class Day:
    day: date
    inside: bool
    holiday: str = ""
    entries: list = field(default_factory=list)
    due: list = field(default_factory=list)

    @property
    def off(self) -> bool:
        return self.day.weekday() in WEEKEND or bool(self.holiday)


def period(view: str, day: date) -> Vague:
    return Vague(first_day(day, view), view)


def before(period: Vague) -> date | None:
    """A day of the period before; None where the calendar ends."""
    return period.first - timedelta(days=1) if period.first.year > 1900 or period.first.month > 1 else None


def after(period: Vague) -> date | None:
    return period.last + timedelta(days=1) if period.last.year < 2100 or period.last.month < 12 else None


def months(period: Vague) -> list[date]:
    """The first days of its months."""
    count = {"month": 1, "quarter": 3, "year": 12}[period.precision]
    return [date(period.first.year, period.first.month + each, 1) for each in range(count)]


def weeks(month: date, holidays: dict) -> list[list[Day]]:
    """Whole weeks; the days of other months are there to be passed over."""
    last = last_day(month, "month")
    day = month - timedelta(days=SUNDAY_FIRST.index(month.weekday()))
    found = []
    while day <= last:
        week = [day + timedelta(days=each) for each in range(7)]
        found.append([Day(each, each.month == month.month, _name(holidays, each)) for each in week])
        day += timedelta(days=7)
    return found


def _name(holidays: dict, day: date) -> str:
    return holidays[day].name if day in holidays else ""
