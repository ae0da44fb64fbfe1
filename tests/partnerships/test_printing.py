"""The one-page profile: page, PDF and Word say the same, in both languages, and the file of Orman is one page."""

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from tadamon.accounts.models import User
from tadamon.demo.partnerships import ORMAN, agree, organisation
from tadamon.extensions import db
from tadamon.partnerships.models import Partnership
from tadamon.records.history import acting_as


@pytest.fixture
def orman(app):
    by = User.named("luxor")
    with acting_as(by.id):
        organisation(by, "جمعية الأورمان", "Orman Association", "ngo")
        id = agree(ORMAN, by).id
        db.session.commit()
    db.session.remove()
    return id


@pytest.mark.parametrize(("language", "words"), [("ar", "جمعية الأورمان"), ("en", "Orman Association")])
def test_the_file_of_orman(sign_in, orman, language, words):
    reader = sign_in("reader", language)
    page = reader.get(f"/partnerships/{orman}/print").page
    assert words in page.text
    pdf = reader.get(f"/partnerships/{orman}.pdf?lang={language}")
    assert pdf.status_code == 200 and len(PdfReader(BytesIO(pdf.data)).pages) == 1
    docx = Document(BytesIO(reader.get(f"/partnerships/{orman}.docx?lang={language}").data))
    said = " ".join(cell.text for table in docx.tables for row in table.rows for cell in row.cells)
    assert words in said


def test_nothing_is_said_that_is_not_known(reader, orman):
    text = reader.get(f"/partnerships/{orman}/print").page.text
    assert "قائمة دون اتفاق" in text and "توقيعنا" not in text and "لا التزامات مفتوحة" in text
    assert "None" not in text


def test_a_full_one_stays_on_one_page(writer, signed, stored):
    record = stored(Partnership, signed)
    rows = len(record.obligations)
    pdf = writer.get(f"/partnerships/{signed}.pdf")
    assert rows and len(PdfReader(BytesIO(pdf.data)).pages) == 1
    assert (
        date(2035, 12, 31) == record.ends_on
        and "٣١ ديسمبر ٢٠٣٥" in writer.get(f"/partnerships/{signed}/print").page.text
    )


def test_another_language_is_none_of_ours(writer, draft):
    for path in ("/print", ".pdf", ".docx"):
        assert writer.get(f"/partnerships/{draft}{path}?lang=fr").status_code == 404


def test_the_file_is_named(writer, draft):
    disposition = writer.get(f"/partnerships/{draft}.docx").headers["Content-Disposition"]
    assert re.search(r"filename\*=UTF-8''%D9%85", disposition)
