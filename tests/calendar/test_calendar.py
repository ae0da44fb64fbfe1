"""What stands on which day, what stands beside, and what a calendar program is told."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.calendar.models import Feed
from tadamon.directory.working_days import Holiday
from tadamon.events.models import Event
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import Vague, today
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting_as
from tests.conftest import CAST


@pytest.fixture
def happens(app):
    """happens(Meeting, "writer", Vague(…), title=…) → the id of an activity."""

    def made(model, writer, on, title, **values):
        by = User.named(CAST[writer][0])
        with acting_as(by.id):
            kind = {"kind": "open-door", "state": "draft"} if model is Meeting else {"kind": "conference"}
            record = model(title=title, unit=by.unit, created_by_id=by.id, **kind, **values)
            record.date = on
            db.session.add(record)
            db.session.commit()
        id = record.id
        db.session.remove()
        return id

    return made


def feed_of(browser, of="me"):
    page = browser.post("/calendar/feeds", of=of).page
    return re.search(r"/calendar\.ics\?token=[-\w]{32}", page.text, re.ASCII)[0]


def entries(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    return {str(each["uid"]).partition("@")[0]: each for each in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_a_day_a_range_and_what_is_vague(writer, stranger, happens):
    happens(Meeting, "writer", Vague(date(2025, 10, 5)), "لقاء الأحد", ends_on=date(2025, 10, 6))
    happens(Event, "writer", Vague(date(2025, 2, 1), "month"), "مؤتمر خارجي", verified_on=date(2025, 10, 8))
    happens(Meeting, "writer", Vague(date(2025, 10, 1), "quarter"), "اجتماع بلا يوم")
    happens(Meeting, "stranger", Vague(date(2025, 10, 5)), "لقاء أسوان")
    page = writer.get("/calendar?view=month&on=2025-10-17").page.text
    assert page.count("لقاء الأحد") == 2 and page.count("مؤتمر خارجي") == 1 and page.count("اجتماع بلا يوم") == 1
    assert "لقاء أسوان" not in page
    assert page.index("الأحد") < page.index("السبت")
    text = stranger.get("/calendar?view=year&on=2025-10-17").page.text
    assert "لقاء الأحد" not in text and "اجتماع بلا يوم" not in text
    paper = writer.get("/calendar/print?view=quarter&on=2025-10-17").page.text
    assert "لقاء الأحد" in paper and "اجتماع بلا يوم" in paper


@pytest.mark.parametrize(
    "address", ["view=x&on=y", "on=9999-12-31", "view=year&on=2100-12-31", "view=year&on=1900-01-01"]
)
def test_whatever_is_asked_is_a_calendar(writer, address):
    assert writer.get(f"/calendar?{address}").status_code == 200


def test_days_off_and_what_falls_due(writer, meeting):
    db.session.add(Holiday(starts_on=date(2025, 10, 6), ends_on=date(2025, 10, 6), name_ar="عيد القوات المسلحة"))
    db.session.commit()
    page = writer.get("/calendar?on=2025-10-05").page.text
    assert "عيد القوات المسلحة" in page and "assignment" not in page
    assert "assignment" in writer.get("/calendar?on=2025-10-05&due=1").page.text


def test_a_feed_is_read_by_its_token_alone(writer, visitor, happens):
    day = today() + timedelta(days=5)
    id = happens(Meeting, "writer", Vague(day), "لقاء قريب")
    happens(Meeting, "stranger", Vague(day), "لقاء أسوان")
    path = feed_of(writer)
    first = entries(visitor, path)
    assert list(first) == [f"meeting-{id}"] and str(first[f"meeting-{id}"]["status"]) == "CONFIRMED"
    assert path.partition("=")[2] not in db.session.scalar(select(Feed.token_hash))
    writer.post(f"/meetings/{id}/archive")
    then = entries(visitor, path)[f"meeting-{id}"]
    assert str(then["status"]) == "CANCELLED" and then["sequence"] > first[f"meeting-{id}"]["sequence"]
    assert visitor.get(path + "x").status_code == 404
    writer.post(f"/calendar/feeds/{db.session.scalar(select(Feed.id))}/removal")
    assert visitor.get(path).status_code == 404


def test_what_a_unit_owes_stands_in_its_feed(writer, visitor, meeting):
    row = db.session.scalars(select(Outcome).where(Outcome.kind == "assignment")).first()
    with acting_as(User.named(CAST["writer"][0]).id):
        row.due(today() + timedelta(days=3))
        row.owner_unit = User.named(CAST["writer"][0]).unit
        db.session.commit()
    id = row.id
    path = feed_of(writer, "unit")
    assert str(entries(visitor, path)[f"outcome-{id}"]["status"]) == "CONFIRMED"


def test_a_feed_ends_with_the_account(writer, visitor, colleague):
    path = feed_of(writer)
    id = db.session.scalar(select(Feed.id))
    assert colleague.post(f"/calendar/feeds/{id}/removal").status_code == 404
    User.named(CAST["writer"][0]).disable()
    db.session.commit()
    assert visitor.get(path).status_code == 404


def test_a_month_costs_no_statement_for_each_entry(writer, happens, statements):
    sent = []
    for many in (1, 12):
        for n in range(many):
            happens(Meeting, "writer", Vague(date(2025, 3, n + 1)), f"لقاء {n}")
            happens(Event, "writer", Vague(date(2025, 3, n + 1)), f"فعالية {n}")
        statements.clear()
        writer.get("/calendar/print?on=2025-03-01")
        sent.append(len(statements))
    assert sent[1] <= sent[0]
