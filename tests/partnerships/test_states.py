"""Where a partnership stands on every edge of its dates; Python and SQL say the same on both engines."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup.recurring import add_months, next_due
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.states import expires_within, present_end, state, state_sql, words

TODAY = date(2026, 6, 15)


def day(n):
    return TODAY + timedelta(days=n)


SIGNED = {"our_signed_on": date(2025, 1, 1), "their_signed_on": date(2025, 1, 5)}
CASES = [
    ({}, "draft"),
    ({"kind": "lead"}, "draft"),
    ({"kind": "lead", "ends_on": day(-1)}, "draft"),
    ({"starts_on": day(-9), "ends_on": day(-1)}, "draft"),
    ({"our_signed_on": day(0)}, "signing"),
    ({"their_signed_on": day(0)}, "signing"),
    (SIGNED, "active"),
    (SIGNED | {"starts_on": day(1)}, "signed"),
    (SIGNED | {"starts_on": day(0)}, "active"),
    (SIGNED | {"ends_on": day(61)}, "active"),
    (SIGNED | {"ends_on": day(60)}, "renewal"),
    (SIGNED | {"ends_on": day(0)}, "renewal"),
    (SIGNED | {"ends_on": day(-1)}, "expired"),
    (SIGNED | {"ends_on": day(30), "notice_days": 29}, "active"),
    (SIGNED | {"ends_on": day(30), "notice_days": 30}, "renewal"),
    (SIGNED | {"ends_on": day(0), "notice_days": 0}, "renewal"),
    (SIGNED | {"ends_on": day(1), "notice_days": 0}, "active"),
    (SIGNED | {"ends_on": day(-400), "renewal": "automatic"}, "active"),
    (SIGNED | {"ends_on": day(5), "renewal": "automatic"}, "active"),
    (SIGNED | {"ends_on": day(-400), "renewal": "automatic", "starts_on": day(1)}, "signed"),
    (SIGNED | {"ends_on": day(-1), "renewal": "agreement"}, "expired"),
    (SIGNED | {"ends_on": day(-1), "extended_to": day(100)}, "active"),
    (SIGNED | {"ends_on": day(-1), "extended_to": day(10)}, "renewal"),
    (SIGNED | {"ends_on": day(-9), "extended_to": day(-1)}, "expired"),
    (SIGNED | {"ended_on": day(0)}, "ended"),
    (SIGNED | {"ended_on": day(1)}, "active"),
    (SIGNED | {"ended_on": day(-1), "ends_on": day(-5), "renewal": "automatic"}, "ended"),
    (SIGNED | {"superseded_on": day(0)}, "superseded"),
    (SIGNED | {"superseded_on": day(-3), "ended_on": day(-2)}, "ended"),
    ({"kind": "informal"}, "informal"),
    ({"kind": "informal", "starts_on": day(0)}, "informal"),
    ({"kind": "informal", "starts_on": day(1)}, "draft"),
    ({"kind": "informal", "ends_on": day(-1)}, "expired"),
    ({"kind": "informal", "ends_on": day(10)}, "renewal"),
    ({"kind": "informal", "ended_on": day(-1)}, "ended"),
]


def blank(**values):
    return Partnership(**({"kind": "protocol", "renewal": "none", "notice_days": 60} | values))


@pytest.mark.parametrize(("values", "wanted"), CASES)
def test_each_edge(values, wanted):
    assert state(blank(**values), TODAY) == wanted


def test_lists_say_the_same(agreed):
    ids = [agreed(**values) for values, _wanted in CASES]
    found = dict(db.session.execute(select(Partnership.id, state_sql(Partnership.__table__.c, TODAY))).all())
    assert [found[id] for id in ids] == [wanted for _values, wanted in CASES]


def test_what_expires_soon(agreed):
    soon = {n: agreed(**SIGNED, ends_on=day(n)) for n in (-1, 0, 30, 31, 90, 91)}
    agreed(**SIGNED, ends_on=day(5), renewal="automatic")
    agreed(**SIGNED, ends_on=day(5), ended_on=day(-1))
    agreed(ends_on=day(5))

    def within(days):
        query = select(Partnership.id).where(expires_within(Partnership.__table__.c, TODAY, days))
        return {n for n, id in soon.items() if id in set(db.session.scalars(query))}, len(
            db.session.scalars(query).all()
        )

    assert within(30) == ({0, 30}, 2)
    assert within(90) == ({0, 30, 31, 90}, 4)


def test_a_term_that_is_not_renewed_ends_soon(app):
    assert words(blank(**SIGNED, ends_on=day(3)), TODAY) == "تنتهي قريبًا"
    assert words(blank(**SIGNED, ends_on=day(3), renewal="agreement"), TODAY) == "حان موعد تجديدها"


ROLLS = [
    ((2025, 1, 1), (2025, 12, 31), date(2026, 12, 31)),
    ((2024, 6, 15), (2026, 6, 14), date(2028, 6, 14)),
    ((2024, 6, 15), (2025, 6, 15), date(2026, 6, 15)),
    ((2026, 1, 1), (2026, 1, 10), date(2026, 6, 19)),
    ((2020, 2, 29), (2024, 2, 28), date(2028, 2, 28)),
    ((2030, 1, 1), (2030, 12, 31), date(2030, 12, 31)),
]


@pytest.mark.parametrize(("start", "end", "wanted"), ROLLS)
def test_an_automatic_renewal_rolls_on(start, end, wanted):
    row = blank(**SIGNED, starts_on=date(*start), ends_on=date(*end), renewal="automatic")
    assert present_end(row, TODAY) == wanted
    assert state(row, TODAY) in ("active", "signed")


def test_without_a_known_start_it_rolls_by_years():
    row = blank(ends_on=date(2020, 2, 29), renewal="automatic")
    assert present_end(row, TODAY) == date(2027, 2, 28)


def test_months_keep_the_last_day():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert next_due(date(2026, 1, 31), "monthly", date(2026, 2, 28)) == date(2026, 3, 31)
    assert next_due(date(2024, 2, 29), "yearly", date(2024, 2, 29)) == date(2025, 2, 28)
    assert next_due(date(2025, 11, 30), "quarterly", date(2025, 11, 30)) == date(2026, 2, 28)
    assert next_due(date(2026, 1, 1), "", date(2026, 1, 1)) is None
    assert next_due(date(2026, 5, 1), "monthly", date(2026, 1, 1)) == date(2026, 5, 1)
    assert add_months(date(2199, 12, 1), 1) is None
