"""The time to reply: working days, without holidays, standing still while the citizen is awaited."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.issues.models import Category, Issue
from tadamon.language.dates import Vague, today
from tadamon.records.base import Refused
from tadamon.records.history import acting

SUNDAY = date(2025, 10, 5)


def days(count):
    return SUNDAY + timedelta(days=count)


@pytest.fixture
def by(people):
    acting.set(people.writer.id)
    return people.writer.id


def the(id, by):
    return db.session.get(Issue, id), db.session.get(User, by)


def test_ten_working_days_are_two_weeks(raised, stored):
    assert stored(Issue, raised()).due_on == days(14)
    assert stored(Issue, raised(on=SUNDAY + timedelta(days=5))).due_on == days(
        18
    )  # a Friday counts like the Thursday before


def test_a_vague_date_runs_from_its_last_day(raised, stored):
    assert stored(Issue, raised(on=Vague(date(2025, 10, 1), "month"))).due_on == date(2025, 11, 13)


def test_a_holiday_moves_the_day_of_what_is_open_alone(raised, stored, by):
    open_one, answered = raised(), raised(subject="آخر")
    record, who = the(answered, by)
    record.answer(who, "تم", days(1))
    db.session.add(Holiday(starts_on=days(1), ends_on=days(2), name_ar="عيد", decree="1"))
    db.session.commit()
    assert stored(Issue, open_one).due_on == days(16)
    assert stored(Issue, answered).due_on == days(14)
    db.session.delete(db.session.scalars(select(Holiday).where(Holiday.name_ar == "عيد")).one())
    db.session.commit()
    assert stored(Issue, open_one).due_on == days(14)


def test_a_new_target_counts_anew(raised, stored, category):
    id = raised()
    db.session.get(Category, category()).target_days = 5
    db.session.commit()
    assert stored(Issue, id).due_on == days(7)


def test_waiting_stops_the_clock(raised, stored, by):
    id = raised()
    record, who = the(id, by)
    record.wait(who, days(1), "صورة البطاقة")
    db.session.commit()
    record = stored(Issue, id)
    assert record.state == "waiting" and not record.late
    record.resume(stored(User, by), days(8))  # Monday to Monday: five working days
    db.session.commit()
    record = stored(Issue, id)
    assert (record.state, record.paused_days, record.waiting_since, record.due_on) == ("open", 5, None, days(21))


def test_pauses_add_up_and_an_answer_ends_one(raised, stored, by):
    id = raised()
    record, who = the(id, by)
    record.wait(who, days(1))
    record.resume(who, days(2))
    record.wait(who, days(3))
    record.answer(who, "تم", days(9))
    db.session.commit()
    record = stored(Issue, id)
    assert (record.paused_days, record.waiting_since, record.state) == (5, None, "answered")


def test_a_referral_does_not_stop_it_and_stands_after_waiting(raised, stored, by):
    id = raised()
    record, who = the(id, by)
    record.refer(who, "جمعية الأورمان", days(1))
    db.session.commit()
    assert stored(Issue, id).due_on == days(14)
    record, who = the(id, by)
    record.wait(who, days(2))
    record.resume(who, days(3))
    assert record.state == "referred"


def test_acts_out_of_turn_are_refused(raised, by):
    record, who = the(raised(), by)
    for act in (
        lambda: record.resume(who, days(1)),
        lambda: record.reopen(who, days(1), "خطأ"),
        lambda: record.wait(who, days(-1)),
        lambda: record.answer(who, "تم", days(-1)),
        lambda: record.raise_again(record),
    ):
        with pytest.raises(Refused):
            act()
    row = record.refer(who, "جهة", days(2))
    db.session.commit()
    for act in (
        lambda: record.refer(who, "أخرى", days(3)),
        lambda: record.answer(who, "تم", days(3)),
        lambda: record.settle(row, who, "done", days(1), "تم"),
    ):
        with pytest.raises(Refused):
            act()
    record.settle(row, who, "refused", days(4), "ليس من اختصاصنا")
    assert record.state == "refused"
    with pytest.raises(Refused):
        record.settle(row, who, "done", days(5), "تم")


def test_late_is_what_is_over_and_neither_answered_nor_waiting(raised, stored, by):
    late, fresh = raised(), raised(on=today())
    assert stored(Issue, late).late and not stored(Issue, fresh).late


def test_numbers_follow_one_another_by_unit_and_year(raised, stored):
    first, second, other = raised(), raised(), raised("office")
    last_year, theirs = raised(on=date(2024, 12, 30)), raised("stranger")
    told = [f"{stored(Issue, id).number}/{stored(Issue, id).year}" for id in (first, second, other, last_year, theirs)]
    assert told == ["1/2025", "2/2025", "1/2025", "1/2024", "1/2025"]


def test_the_measure_says_what_it_counts(writer, raised, stored, by):
    on_time, too_late, open_late, waiting = (
        raised(subject=f"موضوع {n}", on=today() - timedelta(days=60)) for n in range(4)
    )
    raised(subject="لم يحن موعده", on=today())
    for id, after in ((on_time, 3), (too_late, 40)):
        record, who = the(id, by)
        record.answer(who, "تم", record.raised_on + timedelta(days=after))
    record, who = the(waiting, by)
    record.wait(who, today())
    db.session.commit()
    text = writer.get("/issues").page.text
    assert "٣٣٪" in text and "رُد في الموعد: ١، كل ما رُد عليه: ٢، تأخر الرد عليه: ١" in text
    assert "كيف تُحسب" in text
    assert len([url for _text, url in writer.get("/issues?late=y").page.links if url == f"/issues/{open_late}"]) == 1
    assert f"/issues/{waiting}" not in writer.get("/issues?late=y").page.html
