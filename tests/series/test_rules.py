"""On which days a series falls."""

from datetime import date
from types import SimpleNamespace

import pytest

from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.series.rules import coming


def series(every, first, days_off="move", ends=None):
    return SimpleNamespace(every=every, starts_on=first, ends_on=ends, days_off=days_off)


@pytest.mark.parametrize(
    ("every", "first", "after", "days"),
    [
        ("week", date(2025, 10, 5), None, [date(2025, 10, 5), date(2025, 10, 12), date(2025, 10, 19)]),
        ("week", date(2025, 10, 5), date(2025, 10, 14), [date(2025, 10, 19), date(2025, 10, 26), date(2025, 11, 2)]),
        (
            "fortnight",
            date(2025, 10, 5),
            date(2025, 10, 5),
            [date(2025, 10, 19), date(2025, 11, 2), date(2025, 11, 16)],
        ),
        ("month", date(2025, 1, 31), date(2025, 1, 31), [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)]),
        (
            "month-weekday",
            date(2025, 10, 6),
            date(2025, 10, 6),
            [date(2025, 11, 3), date(2025, 12, 1), date(2026, 1, 5)],
        ),
        ("month-weekday", date(2025, 8, 31), None, [date(2025, 8, 31), date(2025, 9, 28), date(2025, 10, 26)]),
        ("quarter", date(2025, 1, 15), date(2025, 1, 15), [date(2025, 4, 15), date(2025, 7, 15), date(2025, 10, 15)]),
    ],
)
def test_the_days_of_a_rule(app, every, first, after, days):
    assert coming(series(every, first), after) == days


@pytest.mark.parametrize(
    ("days_off", "days"),
    [
        ("move", [date(2025, 10, 13), date(2025, 10, 19)]),
        ("skip", [date(2025, 10, 19), date(2025, 10, 26)]),
        ("keep", [date(2025, 10, 12), date(2025, 10, 19)]),
    ],
)
def test_a_day_off_moves_skips_or_stays(app, days_off, days):
    db.session.add(Holiday(starts_on=date(2025, 10, 12), ends_on=date(2025, 10, 12), name_ar="إجازة"))
    db.session.flush()
    assert coming(series("week", date(2025, 10, 5), days_off), date(2025, 10, 5), 2) == days


def test_a_series_ends(app):
    assert coming(series("week", date(2025, 10, 5), ends=date(2025, 10, 12)), date(2025, 10, 5)) == [date(2025, 10, 12)]
    assert coming(series("week", date(2025, 10, 5), ends=date(2025, 10, 12)), date(2025, 10, 12)) == []
