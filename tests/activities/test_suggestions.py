"""People met before are suggested while a name is typed: my office's, never another's (T4)."""

import pytest

from tadamon.accounts.models import User
from tadamon.activities.acquaintances import Acquaintance
from tadamon.extensions import db
from tadamon.records.base import now
from tests.pages import Page


def options(browser, typed):
    answer = browser.raw("get", "/people/suggestions", query_string={"name": typed}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return [one.get("value") for one in Page(answer.get_data(as_text=True)).all("option")]


def test_by_the_beginning_of_any_word(writer, meeting):
    for typed in ("بستان", "عبد", "بستاني عبد", "بُستاني", "العزيز", "د. بستاني"):
        assert options(writer, typed) in (["بستاني عبد العزيز"], []), typed
    assert options(writer, "بستان") == ["بستاني عبد العزيز"] and options(writer, "محمود") == ["سعاد محمود"]


@pytest.mark.parametrize(
    "typed", ["", " ", "%", "_", "%%%", "\\", "'", '"', "\x00", "\u202e", "س" * 40_000, "ٌ" * 500, "<script>", "بستاني%"]
)
def test_anything_typed(writer, meeting, typed):
    assert len(options(writer, typed)) <= 1


def test_only_of_my_own_office(writer, office, stranger, hq, meeting):
    assert [len(options(each, "بستان")) for each in (writer, office, stranger, hq)] == [1, 1, 0, 0]


def test_no_more_than_fit(writer):
    office = User.named("luxor").office_id
    for number in range(40):
        db.session.add(
            Acquaintance(
                office_id=office,
                name_key=f"سالم {number}",
                name=f"سالم {number}",
                person_title="<b>",
                body='"',
                last_met=now(),
            )
        )
    db.session.commit()
    assert len(options(writer, "سالم")) == 8


def test_the_newest_title_is_suggested(writer, meeting):
    writer.post(
        f"/meetings/{meeting}/attendance", name="أ. بستاني عبدالعزيز", person_title="وكيل وزارة", presence="present"
    )
    page = writer.get("/people/suggestions?name=بستان", htmx=True).page
    assert [one.get("data-person-title") for one in page.all("option")] == ["وكيل وزارة"]
