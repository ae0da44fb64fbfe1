"""What of a nursery is told by mail, and on which days."""

from datetime import date, timedelta

import pytest

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.language.dates import today
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.terms import due
from tadamon.records.history import acting_as
from tadamon.reminders import composing

DAY = date(2026, 3, 1)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


CASES = (
    *(({"licence_until": after(left)}, left in (60, 30, 7, 0)) for left in (61, 60, 59, 30, 7, 1, 0, -1)),
    *(({"applied_on": after(-ago)}, ago in (23, 30)) for ago in (22, 23, 30, 31)),
    ({"licence_until": after(30), "licensed_on": DAY}, False),
    ({"licence_until": after(30), "closed_on": DAY}, False),
    ({"applied_on": after(-30), "refused_on": DAY}, False),
)


@pytest.fixture
def made(app):
    by = User.named("luxor")
    with acting_as(by.id):
        rows = [Nursery(title="حضانة", unit=by.unit, created_by_id=by.id, **facts) for facts, _told in CASES]
        db.session.add_all(rows)
        db.session.commit()
    return rows


def test_the_days_before_a_licence_ends_and_before_a_decision(made):
    told = {row.id for row in due([DAY])}
    assert [row.id in told for row in made] == [expected for _facts, expected in CASES]


def test_the_message_names_the_number_and_the_day_and_no_more(made):
    by = User.named("luxor")
    made[0].licence_until = today() + timedelta(days=7)
    db.session.commit()
    mail = composing.written(by, today(), [], list(due([today()])))
    assert f"/nurseries/{made[0].id}" in mail.body and made[0].title not in mail.body.replace("حضانة رقم", "")
