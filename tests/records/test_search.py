"""Found by words and facets, newest first, on both engines."""

from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.records import search


@pytest.fixture
def made(app, people):
    """made("title", day, invited=(…)) → the id of a meeting of Luxor."""

    def make(title, day=date(2025, 1, 1), invited=(), unit=None):
        record = Meeting(title=title, kind="open-door", unit=unit or people.writer.unit, state="draft")
        record.date, record.invited = Vague(day, "day"), list(invited)
        db.session.add(record)
        db.session.commit()
        return record.id

    return make


def ids(found, limit=100, **more) -> list[int]:
    places = found.newest(limit, **more)
    return list(db.session.scalars(select(places.c.record_id).order_by(places.c.place.desc())))


@pytest.mark.parametrize("many", [True, False])
def test_matches_come_newest_day_first_and_page_by_page(made, monkeypatch, many):
    monkeypatch.setattr(search, "RECENT", 3)
    days = [
        date(2025, 3, 1),
        date(2024, 1, 1),
        date(2026, 5, 5),
        date(2025, 3, 1),
        date(2023, 12, 31),
        date(2025, 8, 9),
    ]
    numbered = sorted((day, made(f"ورشة عن التدوير {turn}", day)) for turn, day in enumerate(days))
    made("لا صلة له", date(2026, 1, 1))
    wanted = [id for _day, id in reversed(numbered)]
    found = search.matching("تدوير")
    assert ids(found, many=many) == wanted
    assert ids(found, limit=2, many=many) == wanted[:2]
    second = numbered[-2]
    assert ids(found, before=search.place(*second), many=many) == wanted[2:]
    assert found.count(4) == 4 and found.count(100) == 6
    within = search.matching("تدوير", {}, date(2025, 1, 1), date(2025, 8, 9))
    assert ids(within, many=many) == [id for day, id in reversed(numbered) if day.year == 2025 and day.month < 8]


def test_facets_narrow_and_no_text_can_pass_for_one(made, people):
    id = made("لقاء عن seen0999 وkind0workshop")
    office = people.writer.office_id
    assert ids(search.matching("لقاء", {"seen": office, "kind": "open-door"})) == [id]
    assert ids(search.matching("لقاء", {"seen": 999})) == []
    assert ids(search.matching("لقاء", {"kind": "workshop"})) == []
    assert ids(search.matching("seen0999")) == [id]


def test_the_row_follows_every_change(made, people):
    id = made("لقاء أول", date(2024, 1, 1))
    aswan = db.session.scalar(select(Unit).where(Unit.code == "EG-ASN"))
    meeting = db.session.get(Meeting, id)
    meeting.title, meeting.invited = "اجتماع ثان", [aswan]
    meeting.date = Vague(date(2026, 1, 1), "day")
    db.session.commit()
    assert ids(search.matching("لقاء أول", {"type": "meeting"})) == []
    assert ids(search.matching("ثان", {"seen": aswan.id}, date(2026, 1, 1), date(2026, 1, 2))) == [id]
    meeting.archive(by=people.writer)
    db.session.commit()
    assert ids(search.matching("ثان", {"state": "standing"})) == []
    assert ids(search.matching("ثان", {"state": "archived"})) == [id]


def test_words_are_indexed_in_arabic_whoever_saves(made, sign_in):
    id = made("سجل")
    english = sign_in("writer", "en")
    form = english.get(f"/meetings/{id}/fields/venue/edit", htmx=True).page.forms[0]
    english.send(form, htmx=True, venue="القاعة")
    assert ids(search.matching("لقاء جماهيري")) == [id]


def test_a_query_without_words_finds_nothing(app):
    assert search.matching("؟ ! ،") is None


def test_a_stranger_finds_nothing_of_ours(made, stranger, hq):
    made("تدوير المخلفات")
    assert "تدوير المخلفات" in hq.get("/meetings?q=المخلفات").page.text
    assert "تدوير المخلفات" not in stranger.get("/meetings?q=المخلفات").page.text
    assert db.session.scalar(select(Activity.id).limit(1))
