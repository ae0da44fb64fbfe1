"""One box over everything: what is found, by whom, how it is shown; the same on both engines."""

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.directory.organisations import Alias, Organisation
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import Meeting


def unit_of(code):
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


@pytest.fixture
def giz(app):
    """A body of the directory under two Arabic names."""
    body = Organisation(
        name_ar="الوكالة الألمانية للتعاون الدولي", name_en="GIZ", kind="international", unit=unit_of("ER")
    )
    db.session.add(body)
    db.session.flush()
    db.session.add(Alias(record=body, position=1, name="هيئة المعونة الألمانية"))
    db.session.commit()
    id = body.id
    db.session.remove()
    return id


def inside(page, cls, tag):
    """The texts of the elements of that tag within those of that class."""
    return [
        each.text for box in page.all("ul", "nav", "div") if cls in box.get("class").split() for each in box.all(tag)
    ]


def titles(browser, query, **filters):
    """The headings of the results, in order."""
    page = browser.get("/search?" + "&".join(f"{k}={v}" for k, v in ({"q": query} | filters).items())).page
    return inside(page, "results", "h2")


@pytest.mark.parametrize("query", ["هيئه المعونه الالمانيه", "GIZ", "الوكالة الألمانية للتعاون الدولي", "giz"])
def test_one_body_under_all_its_names(writer, giz, query):
    assert titles(writer, query) == ["الوكالة الألمانية للتعاون الدولي"]


@pytest.mark.parametrize(
    "query", ["الباب المفتوح", "بستاني", "إيقاف بطاقات", "٤٥٨٦", "قرار 4586 لسنة ٢٠٢٣", "لقاءات", "الأورمان", "اورمان"]
)
def test_a_meeting_by_any_of_its_words(writer, meeting, query):
    assert titles(writer, query) == ["لقاء جماهيري مفتوح"]


def test_what_was_found_is_marked_in_whole_words(writer, meeting):
    page = writer.get("/search?q=مفتوح").page
    assert inside(page, "results", "mark")[0] == "مفتوح"
    page = writer.get("/search?q=سياسه").page
    assert inside(page, "results", "mark") == ["سياسة"]


def test_another_directorate_finds_nothing_and_counts_nothing(stranger, writer, meeting):
    for query in ("مفتوح", "بستاني", "4586"):
        page = stranger.get(f"/search?q={query}").page
        assert not inside(page, "results", "h2") and not inside(page, "sorts", "a") and "لقاء" not in page.text
    assert not stranger.get("/search/suggestions?q=لقاء", htmx=True).page.all("option")
    assert len(titles(writer, "مفتوح")) == 1


def test_whoever_is_invited_finds_the_meeting_but_not_by_what_others_were_assigned(
    stranger, writer, hq, meeting, people
):
    record = db.session.get(Meeting, meeting)
    record.invited = [unit_of("EG-ASN")]
    db.session.scalars(select(Outcome).where(Outcome.kind == "assignment")).first().text = "حصر الزرافات"
    db.session.commit()
    assert titles(stranger, "مفتوح") == ["لقاء جماهيري مفتوح"]
    assert titles(stranger, "الزرافات") == []
    page = writer.get("/search?q=الزرافات").page
    assert "القرارات والتوصيات والتكليفات" in page.text
    assert "القرارات والتوصيات والتكليفات" not in stranger.get("/search?q=الزرافات").page.text


def test_types_are_counted_and_narrow_the_results(writer, giz, meeting):
    page = writer.get("/search?q=الأورمان المديرية").page
    assert inside(page, "results", "h2") == ["لقاء جماهيري مفتوح"]
    page = writer.get("/search?q=الدولي").page
    assert inside(page, "sorts", "a") == ["الكل", "الجهات ١"]
    assert titles(writer, "الدولي", type="meeting") == []
    assert writer.get("/search?type=nonsense").status_code == 422


def test_filters_alone_list_what_was_recorded(writer, meeting):
    assert titles(writer, "", governorate="EG-LX", type="meeting") == ["لقاء جماهيري مفتوح"]
    assert titles(writer, "", type="meeting", **{"from": "2025", "to": "2025"}) == ["لقاء جماهيري مفتوح"]
    assert titles(writer, "", type="meeting", **{"from": "2026"}) == []


def test_an_archived_record_is_not_found(writer, meeting):
    record = db.session.get(Meeting, meeting)
    record.archive(by=User.named("luxor"))
    db.session.commit()
    assert titles(writer, "مفتوح") == []


def test_the_wrong_keyboard_and_a_word_only_begun_are_offered(writer, meeting):
    page = writer.get("/search?q=grhx").page  # «لقاء» typed on Latin keys
    assert not inside(page, "results", "h2") and "لقاء" in inside(page, "empty", "a")
    assert "دون تصفية" in writer.get("/search?q=جماهيري&from=2020&to=2020").page.text
    page = writer.get("/search?q=جماه").page
    assert "جماه*" in page.text
    assert titles(writer, "جماه*") == ["لقاء جماهيري مفتوح"]


def test_suggestions_know_a_word_that_has_begun(writer, meeting, giz):
    found = writer.get("/search/suggestions?q=لقاء+جما", htmx=True).page
    assert [option.get("value") for option in found.all("option")] == ["لقاء جماهيري مفتوح"]
    assert writer.get("/search/suggestions?q=ال", htmx=True).status_code == 200


def test_english_shows_the_english_name(sign_in, giz):
    assert titles(sign_in("writer", language="en"), "المعونه") == ["GIZ"]


@pytest.mark.parametrize("query", ["%22", "'", "*", "AND", "a*", "%00", "(" * 300, "ـ", "١" * 400, "NEAR(a b)"])
def test_whatever_is_typed_is_only_words(writer, query):
    assert writer.get(f"/search?q={query}").status_code in (200, 400, 422)
    assert writer.get(f"/search/suggestions?q={query}", htmx=True).status_code in (200, 400)


def test_statements_do_not_grow_with_the_results(writer, meeting, giz, statements):
    writer.get("/search?q=الدولي")
    for number in range(12):
        db.session.add(Organisation(name_ar=f"المركز الدولي رقم {number}", kind="company", unit=unit_of("ER")))
    db.session.commit()
    db.session.remove()
    statements.clear()
    assert len(titles(writer, "الدولي")) == 13
    assert len(statements) <= 14, statements  # three ask for trainees, three ask PostgreSQL how many it expects


def test_units_of_the_house_are_offered_to_the_department_only(hq, writer, meeting):
    unit = db.session.scalar(select(Unit.id).where(Unit.code == "EG-LX"))
    assert titles(hq, "مفتوح", unit=unit) == ["لقاء جماهيري مفتوح"]
    assert "unit" not in writer.get("/search?q=مفتوح").page.form("/search").fields
