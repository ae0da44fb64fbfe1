"""Coordination with directorates: an invited unit reads the minutes, and of the assignments its own."""

import pytest

from tadamon.extensions import db
from tadamon.meetings.models import Meeting

OWN, THEIRS, NOBODYS = "كشف تُعدّه الأقصر", "كشف تُعدّه أسوان", "كشف بلا صاحب"
GENERAL = ("قرار عام", "توصية عامة", "توصية لأسوان")
LUXOR, ASWAN = "إدارة الأقصر الاجتماعية", "مديرية التضامن الاجتماعي — أسوان"


@pytest.fixture
def coordination(installation, hq, record):
    """A meeting of the department with Luxor and Aswan, with outcomes for each and for all."""
    return installation.at("coordination", lambda: coordinated(hq, record))


def coordinated(hq, record):
    hidden = record("hq", title="اجتماع سابق خاص")
    id = record("hq", title="تنسيق", invited=["EG-LX", "EG-ASN"])
    hq.post(f"/meetings/{id}/earlier", earlier_id=hidden)
    hq.post(f"/meetings/{id}/attendance", name="وكيلة", presence="present")
    hq.post(f"/meetings/{id}/participants", name="جمعية مدعوة", role="attended")
    hq.post(f"/meetings/{id}/items", title="بند التنسيق", discussion="دار")
    item = db.session.get(Meeting, id).items[0].id
    db.session.rollback()
    for kind, text, owner in (
        ("decision", GENERAL[0], ""),
        ("recommendation", GENERAL[1], ""),
        ("recommendation", GENERAL[2], ASWAN),
        ("assignment", OWN, LUXOR),
        ("assignment", THEIRS, ASWAN),
        ("assignment", NOBODYS, "جهة أخرى"),
    ):
        hq.post(f"/meetings/{id}/outcomes", kind=kind, text=text, owner=owner, item=item)
    return id


def outcomes(id):
    db.session.rollback()
    return {row.text: row.id for row in db.session.get(Meeting, id).outcomes}


@pytest.mark.parametrize("path", ["", "/print", "/print?form=summary", "/print?lang=ar"])
def test_it_reads_what_is_general_and_its_own(writer, reader, stranger, coordination, path):
    for browser, own, other in ((writer, OWN, THEIRS), (reader, OWN, THEIRS), (stranger, THEIRS, OWN)):
        text = browser.get(f"/meetings/{coordination}{path}").page.text
        assert all(words in text for words in (*GENERAL, own)), path
        assert other not in text and NOBODYS not in text and "سابق خاص" not in text, path
    assert "بند التنسيق" in writer.get(f"/meetings/{coordination}").page.text


def test_the_minutes_name_people_and_bodies(writer, coordination):
    for path in ("", "/print"):
        text = writer.get(f"/meetings/{coordination}{path}").page.text
        assert "وكيلة" in text and "جمعية مدعوة" in text


def test_numbers_are_those_of_the_whole_minutes(writer, stranger, coordination):
    assert "تكليف ٢" in stranger.get(f"/meetings/{coordination}/print").page.text
    assert "تكليف ٢" not in writer.get(f"/meetings/{coordination}/print").page.text


def test_the_word_file_says_no_more_than_the_print(writer, coordination):
    from io import BytesIO
    from zipfile import ZipFile

    answer = writer.raw("get", f"/meetings/{coordination}.docx")
    text = ZipFile(BytesIO(answer.get_data())).read("word/document.xml").decode()
    assert OWN in text and THEIRS not in text and "سابق خاص" not in text


def test_rows_of_others_are_none(writer, hq, coordination):
    ids = outcomes(coordination)
    answers = {
        text: writer.get(f"/meetings/{coordination}/outcomes/{ids[text]}", htmx=True).status_code for text in ids
    }
    assert answers == dict.fromkeys((*GENERAL, OWN), 200) | {THEIRS: 404, NOBODYS: 404}
    assert hq.get(f"/meetings/{coordination}/outcomes/{ids[THEIRS]}", htmx=True).status_code == 200


def test_the_history_and_the_news_are_the_offices_own(writer, hq, colleague, coordination):
    for htmx in (True, False):
        assert writer.get(f"/meetings/{coordination}/history", htmx=htmx).status_code == 403
    answer = writer.raw("get", f"/meetings/{coordination}/news?since=0", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.get_data()) == (204, b"")


def test_why_it_was_returned_is_the_offices_own(hq, head, writer, coordination):
    hq.post(f"/meetings/{coordination}/submission")
    head.post(f"/meetings/{coordination}/return", reason="سبب داخلي")
    assert "سبب داخلي" in hq.get(f"/meetings/{coordination}").page.text
    assert "سبب داخلي" not in writer.get(f"/meetings/{coordination}").page.text


def test_the_list_counts_what_is_read(hq, writer, coordination):
    assert "٣ تكليفات" in hq.get("/meetings?q=تنسيق").page.text
    page = writer.get("/meetings?q=تنسيق").page.text
    assert "تكليف واحد" in page and "توصيتان" in page and "٣ تكليفات" not in page


def test_the_approved_paper_is_the_same_for_all(hq, head, writer, stranger, coordination):
    hq.post(f"/meetings/{coordination}/submission")
    assert head.post(f"/meetings/{coordination}/approval").status_code == 303
    for browser in (writer, stranger, hq):
        text = browser.get(f"/meetings/{coordination}/print").page.text
        assert OWN in text and THEIRS in text
    assert THEIRS not in writer.get(f"/meetings/{coordination}").page.text


def test_what_a_correction_changed_is_the_offices_own(hq, head, writer, coordination):
    hq.post(f"/meetings/{coordination}/submission")
    head.post(f"/meetings/{coordination}/approval")
    new = hq.post(f"/meetings/{coordination}/correction", reason="خطأ").location.rpartition("/")[2]
    assert hq.get(f"/meetings/{new}/difference").status_code == 200
    assert writer.get(f"/meetings/{new}/difference").status_code == 403
    assert "ما الذي تغيّر" not in writer.get(f"/meetings/{new}").page.text
