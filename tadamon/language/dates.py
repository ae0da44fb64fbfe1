"""Dates and times as people type and read them; the clock is Cairo's."""

from .periods import PRECISIONS, Vague, first_day, last_day, show_date, show_range
from .times import CAIRO, in_cairo, parse_time, show_moment, show_time, today
from .typed_dates import parse_date

__all__ = [
    "CAIRO",
    "PRECISIONS",
    "Vague",
    "first_day",
    "in_cairo",
    "last_day",
    "parse_date",
    "parse_time",
    "show_date",
    "show_moment",
    "show_range",
    "show_time",
    "today",
]
