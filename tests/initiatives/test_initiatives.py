"""An initiative once under all its names, and what of every room belongs to it."""

import pytest

from tadamon.directory.initiatives import Initiative
from tadamon.extensions import db


@pytest.fixture
def initiative(writer):
    """initiative("تكافل وكرامة", …) → its id."""

    def write(name, **more):
        given = {"name_ar": name, "kind": "programme"} | more
        return int(writer.post("/initiatives", given).location.rpartition("/")[2])

    return write


def test_a_name_that_is_there_already_is_shown_before_it_is_saved(writer, initiative):
    first = initiative("برنامج تكافل وكرامة")
    writer.post(f"/initiatives/{first}/aliases", name="الدعم النقدي")
    page = writer.get("/initiatives/new").page
    sent = page.form("/initiatives").fields | {"name_ar": "الدعم النقدى", "kind": "programme"}
    answer = writer.post("/initiatives", sent)
    assert answer.status_code == 422 and f"/initiatives/{first}" in answer.text
    assert writer.post("/initiatives", sent | {"other": first, "confirmed": "1"}).status_code == 303
    assert db.session.query(Initiative).count() == 2


def test_a_meeting_is_tied_on_its_own_sheet_and_stands_on_the_time_line(writer, stranger, head, meeting, initiative):
    id = initiative("تكافل وكرامة")
    field = f"/meetings/{meeting}/fields/initiatives"
    assert "تكافل وكرامة" in writer.get(f"{field}/edit").text
    assert writer.post(field, initiatives=id, version="1").status_code == 303
    title = "لقاء جماهيري مفتوح"
    assert "تكافل وكرامة" in writer.get(f"/meetings/{meeting}").page.find("field-initiatives").text
    assert "تكافل وكرامة" in writer.get(f"/meetings/{meeting}/print").text
    assert "تكافل وكرامة" in writer.get(f"/meetings/{meeting}/history").text
    for someone, seen in ((writer, True), (head, True), (stranger, False)):
        assert (title in someone.get(f"/initiatives/{id}").page.find("belonging").text) is seen
        assert (title in someone.get(f"/initiatives/{id}/print").text) is seen


def test_a_partnership_is_tied_and_its_archive_takes_it_off_the_line(writer, initiative):
    id = initiative("حياة كريمة")
    home = writer.post("/partnerships", title="بروتوكول الحضانات", kind="protocol").location
    writer.post(f"{home}/fields/initiatives", initiatives=id, version="1")
    assert "بروتوكول الحضانات" in writer.get(f"/initiatives/{id}").text
    writer.post(f"{home}/archive")
    assert "بروتوكول الحضانات" not in writer.get(f"/initiatives/{id}").text


def test_what_is_no_initiative_is_refused(writer, meeting, initiative):
    initiative("تكافل وكرامة")
    answer = writer.post(f"/meetings/{meeting}/fields/initiatives", initiatives=meeting, version="1")
    assert answer.status_code == 422


def test_the_list_narrows_and_finds_by_every_name(writer, stranger, initiative):
    one, two = initiative("تكافل وكرامة", name_en="Takaful"), initiative("حياة كريمة", kind="initiative")
    writer.post(f"/initiatives/{two}/fields/state", state="planned", version="1")
    for query, wanted in (("q=takaful", {one}), ("kind=initiative", {two}), ("state=planned", {two}), ("", {one, two})):
        links = [url for _text, url in stranger.get(f"/initiatives?{query}").page.links]
        assert {id for id in (one, two) if f"/initiatives/{id}" in links} == wanted, query
    assert writer.get("/initiatives?state=x").status_code == 422


def test_another_directorate_reads_it_and_changes_nothing(writer, stranger, initiative):
    id = initiative("حياة كريمة")
    assert stranger.get(f"/initiatives/{id}").status_code == 200
    assert stranger.post(f"/initiatives/{id}/fields/about", about="x", version="1").status_code == 403
    writer.post(f"/initiatives/{id}/archive")
    assert writer.post(f"/initiatives/{id}/fields/about", about="x", version="1").status_code == 409
    assert writer.post(f"/initiatives/{id}/restore").status_code == 303
