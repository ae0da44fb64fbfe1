"""On which days a series falls: by its rule from its first day, and around the days off as it says."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from tadamon.directory import working_days
from tadamon.followup.recurring import add_months
from tadamon.language import lazy

EVERY = {
    "week": lazy("كل أسبوع"),
    "fortnight": lazy("كل أسبوعين"),
    "month": lazy("كل شهر، في اليوم نفسه من الشهر"),
    "month-weekday": lazy("كل شهر، في اليوم نفسه من الأسبوع"),
    "quarter": lazy("كل ثلاثة أشهر"),
}
DAYS_OFF = {
    "move": lazy("يُنقل إلى أول يوم عمل بعدها"),
    "skip": lazy("لا يُعقد تلك المرة"),
    "keep": lazy("يبقى في موعده"),
}
MONTHS = {"month": 1, "month-weekday": 1, "quarter": 3}
FURTHEST = 600  # times that a rule is followed, looking for the next day


def days(series) -> Iterator[date]:
    """Every day the rule names, first to last, days off or not."""
    for turn in count():
        day = _turn(series, turn)
        if day is None or (series.ends_on and day > series.ends_on):
            return
        yield day


def _turn(series, turn: int) -> date | None:
    first = series.starts_on
    if series.every in ("week", "fortnight"):
        return first + timedelta(weeks=turn * (2 if series.every == "fortnight" else 1))
    day = add_months(first, MONTHS[series.every] * turn)
    return _same_weekday(day.replace(day=1), first) if series.every == "month-weekday" and day else day


def _same_weekday(month: date, first: date) -> date:
    """The same weekday of the same week of another month; of a fifth week that is missing, the last."""
    day = month + timedelta(days=(first.weekday() - month.weekday()) % 7 + 7 * ((first.day - 1) // 7))
    return day if day.month == month.month else day - timedelta(days=7)


def held_on(series, day: date) -> date | None:
    """The day the meeting of this turn takes place: moved past days off, or None when it is left out."""
    if series.days_off == "keep" or not working_days.holidays(day, day):
        return day
    return None if series.days_off == "skip" else working_days.next_working(day)


def coming(series, after: date | None, many: int = 3) -> list[date]:
    """The next days it takes place after a day, `many` at the most; from its first day on when there is none."""
    found = []
    for turn, day in enumerate(days(series)):
        if len(found) == many or turn == FURTHEST:
            break
        held = held_on(series, day)
        if held and (after is None or held > after) and held not in found:
            found.append(held)
    return found
