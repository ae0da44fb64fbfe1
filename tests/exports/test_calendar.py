"""The calendar file: read back by another program's rules, and rising with every change."""

from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from tadamon.extensions import db
from tadamon.language.dates import CAIRO, Vague
from tadamon.meetings.models import Meeting


@pytest.fixture
def calendar(writer, meeting):
    """calendar(field=value, …) changes the meeting and gives (its calendar, its event, the file's bytes)."""

    def read(**fields):
        record = db.session.get(Meeting, meeting)
        for name, value in fields.items():
            setattr(record, name, value)
        db.session.commit()
        db.session.remove()
        answer = writer.get(f"/meetings/{meeting}.ics")
        assert answer.status_code == 200 and answer.mimetype == "text/calendar"
        parsed = Calendar.from_ical(answer.data)
        (event,) = parsed.events
        assert not parsed.errors and not event.errors
        return parsed, event, answer.data

    return read


def test_an_hour_in_cairo(calendar, meeting):
    parsed, event, _data = calendar()
    assert event.decoded("dtstart") == datetime(2025, 10, 5, 10, 30, tzinfo=CAIRO)
    assert event.decoded("dtstart").astimezone(UTC).hour == 7  # summer time
    assert event.decoded("dtend") == datetime(2025, 10, 5, 12, 0, tzinfo=CAIRO)
    assert [zone["tzid"] for zone in parsed.walk("VTIMEZONE")] == ["Africa/Cairo"]
    assert event["summary"] == "لقاء جماهيري مفتوح" and event["location"] == "قاعة المديرية — الأقصر"
    assert event["status"] == "CONFIRMED" and parsed["method"] == "PUBLISH"
    assert str(event["uid"]).startswith(f"meeting-{meeting}@") and "url" not in event


def test_nobody_is_named(calendar):
    _parsed, event, data = calendar()
    assert "attendee" not in event
    text = data.decode().replace("\r\n ", "")
    people = ("بستاني عبد العزيز", "سعاد محمود", "مدير المديرية", "منى عبد الباسط")
    assert not any(name in text for name in people)


def test_lines_are_folded_by_bytes(calendar):
    _parsed, event, data = calendar(title="لقاء 😀 " * 40, venue="سطر\\أول; ثان, «ثالث»")
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")
    assert event["summary"].strip() == ("لقاء 😀 " * 40).strip()
    assert event["location"].startswith("سطر\\أول; ثان, «ثالث»")


def test_the_sequence_rises_with_an_edit_and_the_uid_stays(writer, calendar, meeting):
    _parsed, before, _data = calendar()
    form = writer.get(f"/meetings/{meeting}/fields/venue/edit", htmx=True).page.forms[0]
    assert writer.send(form, htmx=True, venue="قاعة أخرى").status_code == 200
    _parsed, after, _data = calendar()
    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") >= before.decoded("dtstamp") and "قاعة أخرى" in after["location"]


def test_the_archive_takes_it_back(writer, calendar, meeting):
    _parsed, before, _data = calendar()
    writer.post(f"/meetings/{meeting}/archive")
    parsed, after, _data = calendar()
    assert parsed["method"] == "CANCEL" and after["status"] == "CANCELLED"
    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]


@pytest.mark.parametrize(
    ("known", "start", "end", "words"),
    [
        (Vague(date(2025, 3, 1), "month"), date(2025, 3, 1), date(2025, 4, 1), "مارس ٢٠٢٥"),
        (Vague(date(2025, 10, 1), "quarter"), date(2025, 10, 1), date(2026, 1, 1), "الربع الرابع"),
        (Vague(date(2025, 1, 1), "year"), date(2025, 1, 1), date(2026, 1, 1), "عام ٢٠٢٥"),
    ],
)
def test_a_vague_date_is_its_whole_period_and_fills_nobodys_time(calendar, known, start, end, words):
    _parsed, event, _data = calendar(date=known)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (start, end)
    assert words in event["summary"] and event["transp"] == "TRANSPARENT" and event["status"] == "TENTATIVE"


def test_several_days_and_half_known_hours(calendar):
    _parsed, event, _data = calendar(ends_on=date(2025, 10, 7))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 10, 5), date(2025, 10, 8))
    assert "١٠:٣٠" in event["description"]
    _parsed, event, _data = calendar(ends_on=None, ends_at=None)
    assert event.decoded("dtstart").hour == 10 and "dtend" not in event
    _parsed, event, _data = calendar(starts_at=None, ends_at=time(12, 0))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 10, 5), date(2025, 10, 6))


def test_the_ends_of_time(calendar):
    for day in (date(1900, 1, 1), date(2100, 12, 31)):
        _parsed, event, _data = calendar(date=Vague(day, "day"))
        assert event.decoded("dtstart").date() == day


def test_who_may_not(stranger, visitor, reader, meeting):
    assert stranger.get(f"/meetings/{meeting}.ics").status_code == 404
    assert visitor.get(f"/meetings/{meeting}.ics").status_code in (302, 303, 401)
    assert reader.get(f"/meetings/{meeting}.ics").status_code == 200
