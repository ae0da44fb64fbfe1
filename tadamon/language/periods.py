"""Days, months, quarters and years as they are shown."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .reading import reader

PRECISIONS = ("day", "month", "quarter", "year")

MONTHS = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
QUARTERS = {"ar": "الأول الثاني الثالث الرابع".split(), "en": "first second third fourth".split()}


@dataclass(frozen=True, slots=True)
class Vague:
    """A day, month, quarter or year; `first` is its first day, `precision` one of PRECISIONS."""

    first: date
    precision: str = "day"

    @property
    def last(self) -> date:
        """The last day of the period."""
        return last_day(self.first, self.precision)

    def __str__(self):
        return show_date(self.first, self.precision)


def first_day(day: date, precision: str) -> date:
    """The first day of the period of that precision in which the day lies."""
    if precision == "day":
        return day
    if precision == "year":
        return date(day.year, 1, 1)
    return date(day.year, day.month if precision == "month" else _quarter(day) * 3 - 2, 1)


def last_day(day: date, precision: str) -> date:
    """The last day of the period of that precision in which the day lies."""
    if precision == "day":
        return day
    month = {"month": day.month, "quarter": _quarter(day) * 3, "year": 12}[precision]
    return date(day.year, month, monthrange(day.year, month)[1])


def show_date(first: date | None, precision: str = "day", weekday: bool = False) -> str:
    """٥ أكتوبر ٢٠٢٥, with the weekday الأحد ٥ أكتوبر ٢٠٢٥; vaguer: أكتوبر ٢٠٢٥, عام ٢٠٢٥. None gives ""."""
    if first is None:
        return ""
    who = reader()
    text = _PERIOD[precision](first, who.language)
    if weekday and precision == "day":
        text = f"{WEEKDAYS[who.language][first.weekday()]} {text}"
    return who.in_digits(text)


def show_range(first: date | None, last: date | None = None, precision: str = "day") -> str:
    """من ٥ إلى ٧ أكتوبر ٢٠٢٥, the shared month and year said once; a single period as `show_date`."""
    if first is None or last is None or last_day(first, precision) >= last:
        return show_date(first, precision)
    start, end = show_date(first, precision), show_date(last, precision)
    who = reader()
    if first.year == last.year and precision != "year":
        if precision == "day" and first.month == last.month:
            start = who.in_digits(str(first.day))
        else:
            start = _without_year(start, precision)
    return f"من {start} إلى {end}" if who.language == "ar" else f"{start} – {end}"


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _show_quarter(day: date, language: str) -> str:
    which = QUARTERS[language][_quarter(day) - 1]
    return f"الربع {which} من عام {day.year}" if language == "ar" else f"{which} quarter of {day.year}"


_PERIOD = {
    "day": lambda day, language: f"{day.day} {MONTHS[language][day.month - 1]} {day.year}",
    "month": lambda day, language: f"{MONTHS[language][day.month - 1]} {day.year}",
    "quarter": _show_quarter,
    "year": lambda day, language: f"عام {day.year}" if language == "ar" else str(day.year),
}


def _without_year(text: str, precision: str) -> str:
    text = text[:-5]
    if precision == "quarter":
        return text.removesuffix(" من عام").removesuffix(" of")
    return text
