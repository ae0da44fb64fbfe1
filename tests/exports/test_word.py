"""The Word file: it reads like the print, turns the right way, and takes whatever was typed."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.table import Table

from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.meetings.models import Attendance, Meeting
from tadamon.web.word import word
from tadamon.web.word.runs import Piece, runs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines(data):
    """Every paragraph's text, those of tables too, in order."""
    found = []
    for block in Document(BytesIO(data)).iter_inner_content():
        rows = block.rows if isinstance(block, Table) else ()
        found += [cell.text for row in rows for cell in row.cells] if rows else [block.text]
    return [line for line in found if line]


def part(data, name):
    return ZipFile(BytesIO(data)).read(f"word/{name}.xml").decode()


def paper(content, title="عنوان"):
    head = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>"
    return f"{head}{content}</main></body></html>"


def words(text):
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("form", ["minutes", "summary"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_says_what_the_print_says_in_the_same_order(sign_in, meeting, language, form):
    someone = sign_in("writer", language)
    printed = someone.get(f"/meetings/{meeting}/print?form={form}").get_data(as_text=True)
    printed = re.search("<main[^>]*>(.*)</main>", printed, re.DOTALL)[1]
    printed = re.sub(r'<p class="state">.*?</p>', "", printed)
    file = someone.get(f"/meetings/{meeting}.docx?form={form}&lang={language}")
    assert file.status_code == 200 and file.mimetype.endswith("wordprocessingml.document")
    said = " ".join(lines(file.data)).replace("\t", " ")
    numbers = r"(?:^|(?<=\s))[\d٠-٩]+\.\s"  # those of lists are the browser's
    assert words(re.sub(numbers, "", said)) == words(re.sub(numbers, "", re.sub("<[^>]+>", " ", printed)))


def test_the_file_is_named_in_arabic(writer, meeting):
    disposition = writer.get(f"/meetings/{meeting}.docx").headers["Content-Disposition"]
    assert disposition.startswith("attachment") and "%D9%85%D8%AD%D8%B6%D8%B1" in disposition


def test_its_styles_run_right_to_left(writer, meeting):
    data = writer.get(f"/meetings/{meeting}.docx").data
    styles = Document(BytesIO(data)).styles.element
    for style in styles.iterfind(f"{W}style[@{W}type='paragraph']"):
        assert style.find(f"{W}pPr/{W}bidi") is not None, style.get(f"{W}styleId")
        assert style.find(f"{W}rPr/{W}rtl") is not None, style.get(f"{W}styleId")
        for plain, complex in (("b", "bCs"), ("sz", "szCs")):
            found = [style.find(f".//{W}{name}") is not None for name in (plain, complex)]
            assert found[0] == found[1]
    assert 'w:cs="Amiri"' in part(data, "styles") and "Sakkal Majalla" in part(data, "fontTable")
    document = part(data, "document")
    assert document.count("<w:tbl>") == document.count("<w:bidiVisual/>") > 3
    assert "<w:bidi/></w:sectPr>" in document and 'w:w="11906" w:h="16838"' in document


def test_english_runs_left_to_right(writer, meeting):
    data = writer.get(f"/meetings/{meeting}.docx?lang=en").data
    assert "<w:bidi/>" not in part(data, "styles") and "<w:rtl/>" not in part(data, "styles")
    assert "<w:bidiVisual/>" not in part(data, "document")
    assert "<w:bidi/></w:sectPr>" not in part(data, "document")
    assert "Minutes of meeting" in lines(data)


def test_tables_repeat_their_heads_and_rows_stay_whole(writer, meeting):
    tables = Document(BytesIO(writer.get(f"/meetings/{meeting}.docx").data)).tables
    rows = [row._tr for table in tables for row in table.rows]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows) == 3  # people, bodies, what came of it
    signatures = tables[-1]
    assert [cell.paragraphs[0].text for cell in signatures.rows[0].cells] == ["أمين السر", "رئيس الاجتماع"]
    signed = [each for cell in signatures.rows[0].cells for each in cell.paragraphs]
    assert all(each.paragraph_format.keep_with_next for each in signed)


def test_every_page_says_its_number_and_that_it_is_a_draft(writer, meeting):
    data = writer.get(f"/meetings/{meeting}.docx").data
    footer = part(data, "footer")
    assert "صفحة " in footer and 'w:instr=" PAGE "' in footer and 'w:instr=" NUMPAGES "' in footer
    section = Document(BytesIO(data)).sections[0]
    assert "لقاء جماهيري مفتوح" in section.footer.paragraphs[0].text
    assert section.header.paragraphs[0].text.strip() == "مسودة — غير معتمد"


def test_what_was_typed_survives(writer, meeting, app):
    typed = "=1+1 <b>&amp; ]]> «أ» \u202bمقلوب ' \" 😀 {{ 7*7 }}"
    record = db.session.get(Meeting, meeting)
    record.summary, record.title = f"{typed}\x0b\x01\ufffeبعدها", "عنوان " * 40
    db.session.add(Attendance(record=record, position=9, name="John O'Neil", body="+20 95 237-4455"))
    db.session.commit()
    db.session.remove()
    said = " ".join(lines(writer.get(f"/meetings/{meeting}.docx").data))
    assert "=1+1 <b>&amp; ]]> «أ»" in said and "😀 {{ 7*7 }}" in said and "بعدها" in said
    assert "John O'Neil" in said and "+20 95 237-4455" in said


def test_latin_and_telephones_are_runs_of_their_own():
    def cut(text, direction):
        return [(run.text, run.rtl) for run in runs([Piece(text)], direction)]

    assert cut("تليفون +20 95 237-4455 لدى UNICEF Egypt، بتاريخ 27/3/2025.", "rtl") == [
        ("تليفون ", True),
        ("+20 95 237-4455", False),
        (" لدى ", True),
        ("UNICEF Egypt", False),
        ("، بتاريخ ", True),
        ("27/3/2025", False),
        (".", True),
    ]
    assert cut("Called by وكيل الوزارة (Luxor)", "ltr") == [
        ("Called by ", False),
        ("وكيل الوزارة", True),
        (" (Luxor)", False),
    ]


def test_a_paragraph_in_the_other_language_turns_round(app):
    data = word(paper('<p dir="auto">The annex, page 3.</p><p dir="auto">الملحق، صفحة ٣.</p>'))
    english, arabic = Document(BytesIO(data)).paragraphs[1:]
    assert english._p.pPr.find(f"{W}bidi").get(f"{W}val") == "0" and arabic._p.pPr.find(f"{W}bidi") is None
    with speaking("en"):
        data = word(paper("<table><tr><td><bdi>وكيل الوزارة، القاهرة.</bdi></td></tr></table>"))
    cell = Document(BytesIO(data)).tables[0].cell(0, 0).paragraphs[0]
    assert cell._p.pPr.find(f"{W}bidi").get(f"{W}val") == "1" and cell._p.pPr.find(f"{W}jc") is not None


def test_lists_keep_their_numbers_and_outcomes_their_names(app):
    data = word(
        paper(
            '<ol dir="auto" start="3"><li>ثالث</li><li>رابع</li></ol>'
            '<div class="outcome"><b>قرار ١:</b> <div class="prose">'
            '<p dir="auto">نص القرار</p><p>وبقيته</p></div></div>'
        )
    )
    assert lines(data)[1:] == ["٣.\tثالث", "٤.\tرابع", "قرار ١: نص القرار", "وبقيته"]


def test_contents_lead_to_their_headings_and_word_numbers_their_pages(app):
    listed = '<ul class="contents"><li><a href="#part-1">أول</a></li><li><a href="#part-2">ثانٍ</a></li></ul>'
    file = word(paper(f'{listed}<h2 id="part-1">أول</h2><p>نص</p><h2 id="part-2">ثانٍ</h2>'))
    document = part(file, "document")
    marks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', document)
    assert [name for _id, name in marks] == re.findall(r'w:anchor="(\w+)"', document) == ["_Toc_part_1", "_Toc_part_2"]
    assert len({id for id, _name in marks}) == 2 and document.count("PAGEREF") == 2 and "TOC \\o" in document
    assert document.count('"begin"') == document.count('"end"') == 3
    assert "updateFields" in part(file, "settings") and "updateFields" not in part(word(paper("<p>نص</p>")), "settings")


def test_a_map_keeps_west_on_the_left_and_is_not_told_twice(app):
    tiles = '<table dir="ltr"><tr><td>مطروح</td><td>دمياط</td></tr></table>'
    data = word(paper(f"{tiles}<details><summary>اعرض</summary><table><tr><td>٣</td></tr></table></details>"))
    (table,) = Document(BytesIO(data)).tables
    assert table._tbl.tblPr.find(f"{W}bidiVisual").get(f"{W}val") == "0" and "اعرض" not in part(data, "document")


def test_two_tables_stay_two(app):
    table = "<table><tr><td>أ</td></tr></table>"
    assert len(Document(BytesIO(word(paper(table * 2)))).tables) == 2


def test_what_proves_the_approval_is_not_for_an_editable_copy(app):
    proof = '<div class="proof"><svg><path d="M0"/></svg><p>رمز التحقق: ABCD</p></div>'
    data = word(paper(f'<p class="later">صُحّح</p>{proof}'), mark="نسخة للتحرير")
    assert lines(data) == ["عنوان", "صُحّح"]
    assert Document(BytesIO(data)).sections[0].header.paragraphs[0].text.strip() == "نسخة للتحرير"


def test_approved_minutes_are_the_frozen_ones_and_say_which_copy_is_official(writer, approver, meeting, app):
    writer.post(f"/meetings/{meeting}/submission")
    assert approver.post(f"/meetings/{meeting}/approval").status_code == 303
    approval = db.session.get(Meeting, meeting).approval
    number, code = approval.words, approval.code
    frozen = approval.snapshot.items()
    approval.snapshot = {name: html.replace("لقاء جماهيري مفتوح", "كما جُمّد") for name, html in frozen}
    db.session.commit()
    db.session.remove()
    data = writer.get(f"/meetings/{meeting}.docx").data
    said = lines(data)
    assert f"رقم المحضر: {number}" in said[1] and "كما جُمّد" in said and code not in " ".join(said)
    header = Document(BytesIO(data)).sections[0].header.paragraphs[0].text
    assert header.strip() == "نسخة للتحرير؛ النسخة المعتمدة هي المطبوعة من النظام"


def test_who_may_not(stranger, visitor, reader, meeting):
    assert stranger.get(f"/meetings/{meeting}.docx").status_code == 404
    assert visitor.get(f"/meetings/{meeting}.docx").status_code in (302, 303, 401)
    assert reader.get(f"/meetings/{meeting}.docx").status_code == 200
    for query in ("form=nothing", "lang=fr"):
        assert reader.get(f"/meetings/{meeting}.docx?{query}").status_code == 404
