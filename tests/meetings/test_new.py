"""A new meeting: six questions at most, made once, or continued from an earlier one."""

from threading import Thread

import pytest
from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tests.meetings.test_fields import MARKUP, beside, unit

ENOUGH = {"title": "لقاء جديد", "kind": "ngos", "starts_on": "٥/١٠/٢٠٢٥", "starts_at": "١٠:٣٠", "venue": "القاعة"}


def count():
    db.session.rollback()
    many = db.session.scalar(select(func.count(Meeting.id)))
    db.session.rollback()
    return many


def made(answer, stored):
    assert answer.status_code == 303, answer.page and answer.page.text
    return stored(Meeting, int(answer.location.rpartition("/")[2]))


def form_of(page):
    """The form of a new meeting; the search in the bar goes to the same address."""
    return next(form for form in page.forms if form.method == "post" and form.action == "/meetings")


def test_at_most_six_questions(writer, office, hq):
    for browser in (writer, office, hq):
        form = form_of(browser.get("/meetings/new").page)
        assert len({control.get("name") for control in form.controls} - {"csrf_token", "once", "", "from"}) <= 6


def test_made(writer, stored):
    record = made(writer.post("/meetings", ENOUGH), stored)
    assert (record.title, record.unit.code, record.governorate, record.state) == (
        "لقاء جديد",
        "EG-LX",
        "EG-LX",
        "draft",
    )
    assert (record.date_precision, str(record.starts_at)) == ("day", "10:30:00")


def test_an_administration_makes_its_own(office, stored):
    record = made(office.post("/meetings", ENOUGH), stored)
    assert (record.unit.code, record.office.code) == ("EG-LX-2", "EG-LX")


def test_a_directorate_may_make_one_of_its_administration(writer, office, stored):
    record = made(writer.post("/meetings", ENOUGH | {"unit_id": str(unit("EG-LX-2").id)}), stored)
    assert record.unit.code == "EG-LX-2"


@pytest.mark.parametrize("code", ["EG-ASN", "ER", "MOSS", "EG-ASN-1"])
def test_nobody_makes_one_of_a_unit_that_is_not_theirs(writer, office, code):
    for browser in (writer, office):
        before = count()
        answer = browser.post("/meetings", ENOUGH | {"unit_id": str(unit(code).id)})
        assert answer.status_code == 422 and beside(answer.page, "unit_id") and count() == before


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("title", ""),
        ("title", "ع" * 301),
        ("kind", "x"),
        ("starts_on", ""),
        ("starts_on", "أول أمس"),
        ("starts_on", "30/2/2025"),
        ("starts_at", "99"),
        ("venue", "ق" * 301),
        ("unit_id", "x"),
        ("ends_on", "1/1/2020"),
        ("ends_at", "9:00"),
        ("online_link", "javascript:alert(1)"),
        ("axes", "999"),
        ("governorate", "EG-XX"),
        ("summary", "س" * 5001),
    ],
)
def test_refused_with_everything_kept(writer, name, typed):
    before = count()
    answer = writer.post("/meetings", ENOUGH | {name: typed})
    assert answer.status_code == 422 and beside(answer.page, name) and answer.page.title.startswith("خطأ:")
    fields = form_of(answer.page).fields
    assert all(fields[other].split() == value.split() for other, value in ENOUGH.items() if other not in (name, "kind"))
    assert count() == before


def test_nothing_at_all(writer):
    assert writer.post("/meetings").status_code == 422


def test_markup_stays_text(writer):
    page = writer.post("/meetings", ENOUGH | {"title": MARKUP, "venue": MARKUP}, follow=True).page
    assert "<script>alert" not in page.html and "alert(1)" in page.text


def test_sent_twice_made_once(writer):
    form = form_of(writer.get("/meetings/new").page)
    before = count()
    places = {writer.send(form, **ENOUGH).location for _turn in range(3)}
    assert len(places) == 1 and count() == before + 1


def test_sent_at_once_made_once(writer):
    form = form_of(writer.get("/meetings/new").page)
    before, answers, cookie = count(), [], writer.client.get_cookie("tadamon").value
    db.session.remove()

    def send():
        client = writer.client.application.test_client()
        client.set_cookie("tadamon", cookie)
        answers.append(client.post(form.action, data=form.fields | ENOUGH).location)

    threads = [Thread(target=send) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4 and len(set(answers)) == 1 and count() == before + 1


def test_a_new_one_from_this(writer, meeting, stored):
    page = writer.get(f"/meetings/new?from={meeting}").page
    form = form_of(page)
    assert (form.fields["title"], form.fields["kind"]) == ("لقاء جماهيري مفتوح", "open-door")
    record = made(writer.send(form, starts_on="1/11/2025"), stored)
    assert [row.name for row in record.attendances] == ["بستاني عبد العزيز", "سعاد محمود", "علي حسين"]
    assert [other.id for other in record.earlier] == [meeting] and len(record.axes) == 1 and not record.items


@pytest.mark.parametrize("source", ["999999", "x", "-1", "9" * 18, "9" * 30, "\x00", "١"])
def test_a_new_one_from_nothing(writer, meeting, source):
    assert writer.get("/meetings/new", headers=None).status_code == 200
    assert writer.raw("get", "/meetings/new", query_string={"from": source}).status_code in (200, 404)
    assert writer.post("/meetings", ENOUGH | {"from": source}).status_code in (303, 404)


def test_a_new_one_from_behind_the_wall(stranger, meeting):
    before = count()
    assert stranger.get(f"/meetings/new?from={meeting}").status_code == 404
    assert stranger.post("/meetings", ENOUGH | {"from": str(meeting)}).status_code == 404
    assert count() == before
