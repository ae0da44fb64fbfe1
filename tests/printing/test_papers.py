"""The minutes and the summary, as pages for the browser and as PDFs."""

import io
import re
from datetime import date

import pypdf
import pytest

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings import printing as papers
from tadamon.meetings.models import Meeting
from tadamon.web import printing

TEXT = "دراسة جميع الشكاوى الواردة والرد عليها خلال 15 يوم عمل، وموافاة الإدارة العامة بالنتائج."


@pytest.fixture(scope="module", autouse=True)
def press():
    """One warm process for these tests, ended after them."""
    yield
    if printing.press.child:
        printing.press.child.kill()
        printing.press.child.wait()


@pytest.fixture
def crowd(meeting):
    """The meeting with 60 people and 15 outcomes."""
    record = db.session.get(Meeting, meeting)
    for number in range(57):
        presence = "apologised" if number % 10 == 9 else "present"
        db.session.add(
            Attendance(
                record=record,
                position=10 + number,
                name=f"عبد الرحمن محمد إبراهيم الصعيدي {number}",
                person_title="رئيس مجلس إدارة الجمعية",
                body="جمعية الأورمان",
                presence=presence,
            )
        )
    for number in range(11):
        kind = ("decision", "recommendation", "assignment")[number % 3]
        row = Outcome(
            record=record,
            item_id=record.items[0].id,
            position=10 + number,
            kind=kind,
            text=TEXT,
            owner="جمعية الأورمان" if kind == "assignment" else "",
        )
        row.due(date(2025, 11, 20) if kind == "assignment" else None)
        db.session.add(row)
    db.session.commit()
    db.session.remove()
    return meeting


def pages(response) -> list[str]:
    """The text of each page of a PDF answer."""
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return [page.extract_text() for page in reading(response).pages]


def reading(response):
    return pypdf.PdfReader(io.BytesIO(response.data))


def change(id, **values):
    record = db.session.get(Meeting, id)
    for name, value in values.items():
        setattr(record, name, value)
    db.session.commit()
    db.session.remove()


# ---- the page


@pytest.mark.parametrize("form", ["minutes", "summary"])
def test_the_print_page_is_a_sound_page(meeting, writer, form):
    page = writer.get(f"/meetings/{meeting}/print?form={form}").page
    assert page.all("h1")[0].text == "لقاء جماهيري مفتوح"
    assert "رقم المحضر: ............" in page.text
    assert "مسودة — غير معتمد" in page.text
    assert [button.get("data-print", None) for button in page.all("button")] == [""]
    assert f"/meetings/{meeting}.pdf?form={form}&lang=ar" in [href for _text, href in page.links]


def test_the_minutes_hold_the_whole_meeting_in_order(meeting, writer):
    page = writer.get(f"/meetings/{meeting}/print").page
    headings = [heading.text for heading in page.all("h2")]
    ordered = ["أولًا: الحضور", "ثانيًا: البنود والمناقشات", "ثالثًا: ملخص القرارات والتكليفات"]
    assert headings == ["الموضوع", *ordered]
    wanted = ("الأحد ٥ أكتوبر ٢٠٢٥", "بستاني عبد العزيز", "الحاضرون في القائمة: ٣.", "قرار ١:", "تكليف ١:", "قرار ٢:")
    places = [page.text.index(each) for each in wanted]
    assert places == sorted(places)
    assert "الاستحقاق: ١٩ أكتوبر ٢٠٢٥" in page.text


def test_the_english_print_is_english(meeting, writer):
    writer.language = "en"
    page = writer.get(f"/meetings/{meeting}/print?lang=en").page
    assert {"1. Attendance", "2. Items and discussion"} <= {heading.text for heading in page.all("h2")}
    assert "Sunday 5 October 2025" in page.text


def test_sections_that_are_not_there_are_not_counted(meeting, writer):
    record = db.session.get(Meeting, meeting)
    for row in (*record.attendances, *record.participants):
        row.remove()
    db.session.commit()
    page = writer.get(f"/meetings/{meeting}/print").page
    assert "أولًا: البنود والمناقشات" in page.text


@pytest.mark.parametrize("query", ["form=letter", "lang=fr", "form=", "form=minutes%00", "lang="])
def test_unknown_papers_are_not_found(meeting, writer, query):
    assert writer.get(f"/meetings/{meeting}/print?{query}").status_code == 404
    assert writer.get(f"/meetings/{meeting}.pdf?{query}").status_code == 404


def test_others_neither_see_nor_print_it(meeting, stranger, visitor):
    for path in (f"/meetings/{meeting}/print", f"/meetings/{meeting}.pdf"):
        assert stranger.get(path).status_code == 404
        assert visitor.get(path).status_code in (302, 303, 401)


def test_a_page_costs_six_statements(crowd, writer, statements):
    for form in papers.FORMS:
        statements.clear()
        writer.get(f"/meetings/{crowd}/print?form={form}")
        assert len(statements) <= 6, statements


def test_what_people_type_stays_text(meeting, writer):
    hostile = '<img src="http://example.com/x.png"><style>@import "file:///etc/passwd";</style><b>نص</b>'
    change(meeting, summary=hostile, venue=hostile)
    page = writer.get(f"/meetings/{meeting}/print").page
    assert not page.all("img", "style")
    assert "passwd" in page.text


# ---- the PDF


def test_the_pdf_is_arabic_text_tagged_and_titled(meeting, writer):
    response = writer.get(f"/meetings/{meeting}.pdf")
    text = "\n".join(pages(response))
    catalog = reading(response).trailer["/Root"]
    assert catalog["/Lang"] == "ar"
    assert catalog["/MarkInfo"]["/Marked"]
    assert reading(response).metadata.title == "محضر الاجتماع: لقاء جماهيري مفتوح"
    for words in ("لقاء جماهيري مفتوح", "بستاني عبد العزيز", "استُعرضت الأسباب"):
        assert words in text


def test_the_pdf_opens_under_an_arabic_name_and_is_not_kept(meeting, writer):
    headers = writer.get(f"/meetings/{meeting}.pdf?form=summary").headers
    assert headers["Content-Disposition"].startswith("inline;")
    assert "%D9%85%D9%84%D8%AE%D8%B5" in headers["Content-Disposition"]
    assert headers["Cache-Control"] == "no-store"


def test_digits_are_the_readers(meeting, writer):
    assert "صفحة ١ من" in pages(writer.get(f"/meetings/{meeting}.pdf"))[0]
    db.session.get(User, writer.user_id).digits = "latn"
    db.session.commit()
    db.session.remove()
    assert not re.search("[٠-٩]", "".join(pages(writer.get(f"/meetings/{meeting}.pdf"))))
    assert "5 أكتوبر 2025" in writer.get(f"/meetings/{meeting}/print").page.text


def test_table_heads_repeat_on_every_page(crowd, writer):
    spread = [text for text in pages(writer.get(f"/meetings/{crowd}.pdf")) if "الصعيدي" in text]
    assert len(spread) > 2
    assert all("التوقيع" in text for text in spread[:-1])


def test_the_draft_is_marked_on_every_page(crowd, writer):
    assert all("غير معتمد" in text for text in pages(writer.get(f"/meetings/{crowd}.pdf")))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_summary_of_sixty_people_and_fifteen_outcomes_is_one_page(crowd, writer, language):
    texts = pages(writer.get(f"/meetings/{crowd}.pdf?form=summary&lang={language}"))
    assert len(texts) == 1


def test_a_summary_names_the_first_and_counts_the_rest(crowd, writer):
    page = writer.get(f"/meetings/{crowd}/print?form=summary").page
    assert "بستاني عبد العزيز" in page.text
    assert "آخرون" in page.text
    assert "الحاضرون في القائمة: ٥٥، المعتذرون: ٥." in page.text


def test_a_summary_shortens_what_is_too_long_and_says_so(crowd, writer):
    for row in db.session.get(Meeting, crowd).outcomes:
        row.text = TEXT * 5
    db.session.commit()
    assert len(pages(writer.get(f"/meetings/{crowd}.pdf?form=summary"))) == 1
    assert "اختُصر بعض النصوص هنا" in writer.get(f"/meetings/{crowd}/print?form=summary").page.text
    assert TEXT * 5 in writer.get(f"/meetings/{crowd}/print").page.text


# ---- when it cannot be drawn


def fails(error):
    def pdf(_html):
        raise error

    return pdf


def test_without_pango_the_page_says_what_to_do(meeting, writer, monkeypatch):
    monkeypatch.setattr(printing.press, "pdf", fails(printing.Unavailable))
    response = writer.get(f"/meetings/{meeting}.pdf?form=summary")
    assert response.status_code == 503
    assert "libpango-1.0-0" in response.page.text
    assert f"/meetings/{meeting}/print?form=summary&lang=ar" in [href for _text, href in response.page.links]


def test_a_paper_too_heavy_to_draw_is_refused_politely(meeting, writer, monkeypatch):
    monkeypatch.setattr(printing.press, "pdf", fails(printing.TooHeavy))
    response = writer.get(f"/meetings/{meeting}.pdf")
    assert response.status_code == 503
    assert "libpango" not in response.page.text
