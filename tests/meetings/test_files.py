"""A meeting that belongs to another record: a partnership, an organisation, another meeting."""

import pytest

from tadamon.meetings.models import Meeting


def made(browser, query, **typed):
    form = creating(browser.get(f"/meetings/new?{query}").page)
    return browser.send(form, title="اجتماع دوري", starts_on="5/10/2025", **typed)


def creating(page):
    return next(form for form in page.forms if form.method == "post" and form.action == "/meetings")


def id_of(answer):
    assert answer.status_code == 303
    return int(answer.location.rpartition("/")[2])


def test_made_from_a_record_shown_and_removed(writer, meeting, stored):
    page = writer.get(f"/meetings/new?file={meeting}").page
    assert "يتبع: لقاء جماهيري مفتوح" in page.text
    new = id_of(made(writer, f"file={meeting}"))
    assert stored(Meeting, new).file_id == meeting
    page = writer.get(f"/meetings/{new}").page
    assert (
        f"/meetings/{meeting}" in [url for _text, url in page.links] and "لقاء جماهيري مفتوح" in page.find("file").text
    )
    assert writer.send(page.form("/file/removal")).status_code == 303
    assert stored(Meeting, new).file_id is None
    assert "لقاء جماهيري مفتوح" in writer.get(f"/meetings/{new}/history").page.text
    assert writer.post(f"/meetings/{new}/file/removal").status_code == 303


def test_a_body_of_the_directory(writer, known, stored):
    body = known("organisation", "جمعية الأورمان")
    new = id_of(made(writer, f"file={body}"))
    assert ("جمعية الأورمان", f"/organisations/{body}") in writer.get(f"/meetings/{new}").page.links


def test_a_mistake_in_the_form_keeps_the_file(writer, meeting, stored):
    answer = made(writer, f"file={meeting}", venue="م" * 400)
    assert answer.status_code == 422
    assert stored(Meeting, id_of(writer.send(creating(answer.page), venue="قاعة"))).file_id == meeting


@pytest.mark.parametrize("file", ["999999", "0", "9" * 18])
def test_no_such_record(writer, file):
    assert writer.get(f"/meetings/new?file={file}").status_code == 404
    assert (
        writer.post("/meetings", {"title": "ن", "kind": "ngos", "starts_on": "2025", "file": file}).status_code == 404
    )


@pytest.mark.parametrize("file", ["", "x", "-1", "9" * 40, "\x00", "١", "1.5"])
def test_what_is_no_id_is_not_given(writer, stored, file):
    answer = writer.post("/meetings", {"title": "ن", "kind": "ngos", "starts_on": "2025", "file": file})
    assert stored(Meeting, id_of(answer)).file_id is None


def test_a_record_behind_the_wall_is_none(stranger, writer, meeting):
    assert stranger.get(f"/meetings/new?file={meeting}").status_code == 404
    assert (
        stranger.post(
            "/meetings", {"title": "ن", "kind": "ngos", "starts_on": "2025", "file": str(meeting)}
        ).status_code
        == 404
    )


def test_who_is_invited_learns_of_the_file_only_when_they_see_it(hq, writer, stranger, meeting, record, stored):
    id = record("hq", invited=["EG-LX", "EG-ASN"], file_id=meeting)
    for browser, seen in ((hq, True), (writer, True), (stranger, False)):
        assert ("لقاء جماهيري مفتوح" in browser.get(f"/meetings/{id}").page.text) is seen
    copy = id_of(made(stranger, f"from={id}"))
    assert stored(Meeting, copy).file_id is None
    assert stored(Meeting, id_of(made(writer, f"from={id}"))).file_id == meeting


def test_a_correction_keeps_it_and_an_approved_one_is_not_touched(writer, approver, meeting, stored):
    new = id_of(made(writer, f"file={meeting}"))
    writer.post(f"/meetings/{new}/attendance", name="فلان", presence="present")
    writer.post(f"/meetings/{new}/items", title="بند", discussion="دار")
    writer.post(f"/meetings/{new}/submission")
    assert approver.post(f"/meetings/{new}/approval").status_code == 303
    assert writer.post(f"/meetings/{new}/file/removal").status_code == 409
    assert stored(Meeting, id_of(writer.post(f"/meetings/{new}/correction", reason="خطأ"))).file_id == meeting


def test_readers_remove_nothing(reader, writer, meeting):
    new = id_of(made(writer, f"file={meeting}"))
    assert "/file/removal" not in reader.get(f"/meetings/{new}").page.html
    assert reader.post(f"/meetings/{new}/file/removal").status_code == 403
