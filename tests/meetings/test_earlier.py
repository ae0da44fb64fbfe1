"""Links to earlier meetings."""

from datetime import date

import pytest

from tadamon.meetings.models import Meeting


def linked(stored, meeting):
    return [other.id for other in stored(Meeting, meeting).earlier]


def test_found_linked_and_unlinked(writer, meeting, record, stored):
    old = record("writer", title="لقاء سبتمبر")
    assert "لقاء سبتمبر" in writer.get(f"/meetings/{meeting}/earlier?q=سبتمبر").page.text
    assert writer.post(f"/meetings/{meeting}/earlier", earlier_id=old).status_code == 303
    assert writer.post(f"/meetings/{meeting}/earlier", earlier_id=old).status_code == 303
    assert linked(stored, meeting) == [old] and "لقاء سبتمبر" in writer.get(f"/meetings/{meeting}").page.text
    assert writer.post(f"/meetings/{meeting}/earlier/removal", earlier_id=old).status_code == 303
    assert writer.post(f"/meetings/{meeting}/earlier/removal", earlier_id=old).status_code == 303
    assert linked(stored, meeting) == []


def test_not_to_itself(writer, meeting, stored):
    writer.post(f"/meetings/{meeting}/earlier", earlier_id=meeting)
    assert linked(stored, meeting) == []


def test_not_to_a_meeting_behind_the_wall(writer, meeting, record, stored):
    foreign = record("stranger", title="لقاء أسوان", on=date(2025, 1, 1))
    answers = [writer.post(f"/meetings/{meeting}/earlier", earlier_id=id).status_code for id in (foreign, 999_999)]
    assert answers == [404, 404] and linked(stored, meeting) == []
    assert "لقاء أسوان" not in writer.get(f"/meetings/{meeting}/earlier").page.text
    assert "لقاء أسوان" not in writer.get(f"/meetings/{meeting}/earlier?q=أسوان").page.text


@pytest.mark.parametrize("id", ["", "x", "-1", "9" * 19, "9" * 400, "\x00", "1.5", "١"])
def test_ids_that_are_none(writer, meeting, id):
    for path in ("/earlier", "/earlier/removal"):
        assert writer.post(f"/meetings/{meeting}{path}", earlier_id=id).status_code in (400, 404)


@pytest.mark.parametrize(
    "typed", ["%00", "%22*", "NEAR(a b)", "%25", "ا" * 3000, "%F0%9F%99%82", "''", "و", "%D9%8E" * 300]
)
def test_searching_for_anything(writer, meeting, typed):
    assert writer.get(f"/meetings/{meeting}/earlier?q={typed}").status_code == 200


def test_later_meetings_are_not_offered(writer, meeting, record):
    record("writer", title="لقاء لاحق", on=date(2025, 10, 6))
    assert "لقاء لاحق" not in writer.get(f"/meetings/{meeting}/earlier").page.text
