"""Workbooks as people send them: sheets, rows with their own numbers, plain values, headings under titles."""

import io
from datetime import date, datetime

import pytest

from tadamon.records.files import FileRefused
from tadamon.web import workbooks
from tadamon.web.imports.columns import Column, headings, key, match
from tests.imports.making import legacy, open_document, text, xlsx

COLUMNS = (
    Column("name", "الاسم", ("اسم الجمعية",), required=True),
    Column("number", "رقم الإشهار"),
    Column("phone", "الهاتف", ("ت",)),
    Column("place", "العنوان"),
)
ROWS = (("الاسم", "الهاتف"), ("جمعية الأورمان", "0100"), None, ("=1+1", 5))


def rows(file, name="list.xlsx", sheet=0, most=100):
    with workbooks.opened(name, file) as book:
        return list(book.rows(sheet, most))


def test_rows_keep_the_numbers_of_the_sheet():
    assert [row.number for row in rows(xlsx(*ROWS))] == [1, 2, 4]


def test_values_are_plain():
    found = rows(xlsx((1, 2.5, 3.0, "نص", datetime(2025, 10, 5, 9), None, True, "  ")))
    assert found[0].cells == [1, 2.5, 3, "نص", date(2025, 10, 5), None, "TRUE"]


def test_a_formula_is_not_worked_out():
    import openpyxl

    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["نص", '=HYPERLINK("http://x","y")'])
    book.save(file)
    assert rows(file)[0].cells == ["نص"]


def test_blank_columns_and_rows_above_keep_their_places():
    found = rows(xlsx(None, None, (None, None, "الاسم"), (None, None, "جمعية")))
    assert [(row.number, row.cells) for row in found] == [
        (3, [None, None, "الاسم"]),
        (4, [None, None, "جمعية"]),
    ]


def test_only_so_many_rows_are_read():
    with workbooks.opened("x.xlsx", xlsx(*((number,) for number in range(1, 30)))) as book:
        assert len(list(book.rows(0, 10))) == 10 and book.more


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_any_make(encoding, separator):
    file = text(
        ("الاسم", "الهاتف"),
        ("جمعية الأورمان", "0100"),
        ("", ""),
        ("نص\nسطران", "01"),
        separator=separator,
        encoding=encoding,
    )
    found = rows(file, "list.csv")
    assert [(row.number, row.cells[1]) for row in found] == [(1, "الهاتف"), (2, "0100"), (4, "01")]
    assert found[1].cells[0] == "جمعية الأورمان"


def test_csv_that_names_its_separator():
    assert rows(io.BytesIO("sep=;\nأ;ب,ج\n".encode()), "x.csv")[0] == (2, ["أ", "ب,ج"])


def test_older_and_open_formats():
    for name, file in (("list.xls", legacy()), ("list.ods", open_document())):
        found = rows(file, name)
        assert [row.number for row in found] == [3, 4, 6], name
        assert found[1].cells == ["جمعية الأورمان", 1234, "01001234567"], name


def test_hidden_sheets_are_passed_over():
    import openpyxl

    book, file = (
        openpyxl.load_workbook(xlsx(sheets={"خفية": [("الاسم",)], "ظاهرة": [("الاسم",)]})),
        io.BytesIO(),
    )
    book["خفية"].sheet_state = "hidden"
    book.save(file)
    with workbooks.opened("x.xlsx", file) as opened:
        assert [sheet.name for sheet in opened.sheets] == ["ظاهرة"]


# ---- headings


def top(*cells, merged=()):
    with workbooks.opened("x.xlsx", xlsx(*cells, merged=merged)) as book:
        return book.sheets[0].top


def test_headings_under_titles():
    found = top(
        ("مديرية التضامن الاجتماعي بالأقصر",),
        None,
        ("بيان بالجمعيات لعام 2025",),
        ("م", "اسم الجمعية", "رقم الإشهار"),
        (1, "جمعية", 12),
        merged=("A1:C1", "A3:C3"),
    )
    guess = headings(found, COLUMNS)
    assert found[guess.row].number == 4 and guess.headings == ["م", "اسم الجمعية", "رقم الإشهار"]


def test_headings_in_two_merged_rows():
    found = top(
        ("الاسم", "بيانات الاتصال", None),
        (None, "الهاتف", "العنوان"),
        ("جمعية", "0100", "الأقصر"),
        merged=("A1:A2", "B1:C1"),
    )
    guess = headings(found, COLUMNS)
    assert (found[guess.row].number, guess.headings) == (2, ["الاسم", "الهاتف", "العنوان"])


def test_the_first_of_equal_rows_is_the_heading():
    found = top(("الاسم", "الهاتف"), ("الاسم", "الهاتف"), ("جمعية", None))
    assert found[headings(found, COLUMNS).row].number == 1


def test_a_sheet_of_texts_without_known_headings():
    assert headings(top(("عنوان القائمة",), ("س", "ص"), ("1", "2")), COLUMNS).row == 1
    assert headings([], COLUMNS) is None


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("الاسم", "name"),
        ("الإســم", "name"),
        ("أسم الجمعيه", "name"),
        ("اسم الجمعية / المؤسسة", "name"),
        ("رقم الاشهار", "number"),
        ("رقم الإشهار (إن وجد)", "number"),
        ("ت", "phone"),
        ("تاريخ", None),
        ("", None),
    ],
)
def test_headings_are_known_however_they_are_spelt(heading, name):
    assert match([heading], COLUMNS).get(0) == name


def test_a_column_is_found_once_and_the_same_words_win():
    assert match(["الاسم بالكامل", "الاسم"], COLUMNS) == {1: "name"}


def test_what_an_office_said_wins():
    known = {key("الاسم"): "place", key("الهاتف"): ""}
    assert match(["الاسم", "الهاتف"], COLUMNS, known) == {0: "place"}


# ---- what is refused


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF-1.4"),
        ("x.xlsm", b"PK"),
        ("x", b"x"),
        ("x.xlsx", b""),
        ("x.xlsx", b"\x89PNG\r\n"),
        ("x.xls", b"<html><table>"),
        ("x.xls", b"PK\x03\x04"),
        ("x.csv", b"\x00\x01"),
        ("x.csv", b"%PDF-1.4 %%EOF"),
        ("x.csv", b" \n \n"),
        ("x.csv", b""),
    ],
)
def test_what_is_no_workbook(name, content):
    with pytest.raises(FileRefused) as refused:
        rows(io.BytesIO(content), name)
    assert refused.value.sentence and refused.value.status == 422


def test_an_empty_workbook():
    with pytest.raises(FileRefused, match="لا توجد في الملف صفوف"):
        rows(xlsx())
