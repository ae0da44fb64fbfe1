"""Days off: foreseen once, corrected by decree; what was due after working days moves with them."""

from datetime import date

from sqlalchemy import func, select

from tadamon.accounts.acts import Act
from tadamon.directory.foreseen_holidays import ensure_holidays, foreseen
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.followup.models import Outcome

DAY = {"name_ar": "إجازة استثنائية", "starts_on": "14/10/2025"}


def due(id):
    day = db.session.get(Outcome, id).due_on
    db.session.remove()
    return day


def counted(parts):
    """One assignment due five working days after Sunday 12 October 2025: Sunday the 19th."""
    row = db.session.get(Outcome, parts["outcomes"][1])
    row.due_within(5, date(2025, 10, 12))
    id = row.id
    db.session.commit()
    db.session.remove()
    assert due(id) == date(2025, 10, 19)
    return id


def test_a_new_day_off_moves_what_was_counted_in_working_days(admin, parts):
    id = counted(parts)
    answer = admin.post("/administration/holidays", DAY | {"once": "a1"}, follow=True)
    assert "تغيّر موعد بند متابعة واحد" in answer.page.text
    assert due(id) == date(2025, 10, 20)
    holiday = db.session.scalar(select(Holiday.id).where(Holiday.starts_on == date(2025, 10, 14)))
    admin.post(f"/administration/holidays/{holiday}/removal")
    assert due(id) == date(2025, 10, 19)
    assert db.session.scalar(select(func.count(Act.id)).where(Act.action.like("holiday-%"))) == 2


def test_a_span_is_checked_and_a_single_day_needs_no_end(admin, app):
    bad = admin.post("/administration/holidays", DAY | {"ends_on": "1/10/2025"})
    assert bad.status_code == 422 and "لا يسبق" in bad.page.text
    assert admin.post("/administration/holidays", DAY).status_code == 303
    assert db.session.scalars(select(Holiday.ends_on)).one() == date(2025, 10, 14)


def test_the_coming_years_are_foreseen_once_and_decrees_are_left_alone(app):
    db.session.add(Holiday(starts_on=date(2026, 1, 7), ends_on=date(2026, 1, 7), name_ar="ميلاد", decree="قرار 1"))
    db.session.commit()
    ensure_holidays()
    db.session.commit()
    many = db.session.scalar(select(func.count(Holiday.id)))
    ensure_holidays()
    assert db.session.scalar(select(func.count(Holiday.id))) == many > 10
    assert (
        db.session.scalar(
            select(func.count(Holiday.id)).where(
                Holiday.starts_on >= date(2026, 1, 1), Holiday.starts_on < date(2027, 1, 1)
            )
        )
        == 1
    )


def test_days_of_one_feast_stand_together():
    feast = [each for each in foreseen(2027) if each.name_ar.startswith("عيد الأضحى")]
    assert [(each.starts_on, each.ends_on) for each in feast] == [(date(2027, 5, 16), date(2027, 5, 18))]


def test_nobody_else_may(writer, head, app):
    for browser in (writer, head):
        assert browser.get("/administration/holidays").status_code == 403
        assert browser.post("/administration/holidays", DAY).status_code == 403
