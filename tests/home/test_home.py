"""The first page: what waits for whom, each line leading to where it is done."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import Vague, today
from tadamon.meetings.models import Meeting
from tadamon.web.drafts import Draft


def lines(browser):
    page = browser.get("/").page
    now = next(each for each in page.all("section") if each.get("aria-labelledby") == "now")
    return [" ".join(line.text.split()) for line in now.all("li")]


@pytest.fixture
def late(meeting):
    """One assignment of the meeting is Luxor's own, and late."""
    row = db.session.scalars(select(Outcome).where(Outcome.kind == "assignment")).first()
    row.owner_unit = db.session.scalars(select(Unit).where(Unit.code == "EG-LX")).one()
    row.due(today() - timedelta(days=3))
    db.session.commit()
    db.session.remove()


def state(id, state):
    db.session.get(Meeting, id).state = state
    db.session.commit()
    db.session.remove()


def test_what_is_late_comes_first_and_leads_to_it(writer, stranger, late):
    [line] = lines(writer)
    assert line.startswith("متأخر") and "إيقاف عدد من البطاقات" in line
    assert lines(stranger) == []


def test_a_submitted_record_waits_for_the_approver_only(approver, writer, meeting):
    state(meeting, "submitted")
    assert [line for line in lines(approver) if "للاعتماد" in line]
    assert not lines(writer)


def test_what_was_returned_waits_for_its_office(writer, reader, stranger, meeting):
    state(meeting, "returned")
    assert "أُعيد لاستكماله" in lines(writer)[0]
    assert not lines(reader) and not lines(stranger)


def test_a_draft_left_open_is_offered(writer, colleague, meeting):
    writer.post("/drafts", {"draft_of": f"/meetings/{meeting}/fields/venue", "venue": "قاعة المؤتمرات"})
    assert db.session.scalar(select(Draft.user_id)) == User.named("luxor").id
    assert "مسودة" in lines(writer)[0] and not lines(colleague)


def test_the_coming_week_is_listed(writer, stranger, people):
    for title, days in (("غدًا", 1), ("بعد شهر", 30)):
        record = Meeting(title=title, kind="open-door", unit=people.writer.unit, state="draft")
        record.date = Vague(today() + timedelta(days=days), "day")
        db.session.add(record)
    db.session.commit()
    db.session.remove()

    def week(browser):
        page = browser.get("/").page
        return next(each.text for each in page.all("section") if each.get("aria-labelledby") == "week")

    assert "غدًا" in week(writer) and "بعد شهر" not in week(writer)
    assert "غدًا" not in week(stranger)


def test_the_first_page_costs_a_fixed_number_of_statements(approver, meeting, late, statements):
    approver.get("/")
    statements.clear()
    approver.get("/")
    assert len(statements) <= 20, statements
