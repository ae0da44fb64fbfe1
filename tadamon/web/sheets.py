"""Lists as Excel files: text stays text, dates are dates, and memory does not grow with the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile

from flask import Response, send_file
from xlsxwriter import Workbook

from tadamon.language import reader
from tadamon.language.clean import printable
from tadamon.records import files

CELL = {"font_name": "Arial", "valign": "top"}
BY_THE_FIRST_LETTER, RIGHT_TO_LEFT = 0, 2
LONGEST = 32_767  # characters a cell can hold
# Rows go to a temporary file as they come, and nothing typed is taken for a formula, a link or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Column:
    """`width`: of about so many characters."""

    title: str
    width: int


def answer(name: str, title: str, columns: list[Column], rows: Iterable) -> Response:
    """The file of `rows` to be saved under `name`; see `fill` for the rest."""
    file = TemporaryFile()  # noqa: SIM115 — closed with the answer that is read from it
    fill(file, title, columns, rows)
    file.seek(0)
    response = send_file(file, mimetype=files.KINDS["xlsx"].media_type)
    response.headers["Content-Disposition"] = files.disposition(name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def fill(file, title: str, columns: list[Column], rows: Iterable) -> None:
    """Write one sheet to a binary file.

    A row holds a value for each column: text, a whole number, a date, or None. A text in place of a row
    is a remark at the end.
    """
    book = Workbook(file, OPTIONS)
    book.set_properties({"title": title})
    rtl = reader().direction == "rtl"
    line = CELL | {"reading_order": RIGHT_TO_LEFT if rtl else BY_THE_FIRST_LETTER}
    text = line | {"text_wrap": True}
    remark, words = book.add_format(line), book.add_format(text)
    head = book.add_format(text | {"bold": True, "bg_color": "#EEF5F3"})
    day = book.add_format(CELL | {"num_format": "dd/mm/yyyy", "align": "center"})
    sheet = book.add_worksheet(title[:31])
    if rtl:
        sheet.right_to_left()
    _paper(sheet, columns)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.title, head)
    last = 0
    for place, row in enumerate(rows, 1):
        if isinstance(row, str):
            sheet.write_string(place, 0, row, remark)
            continue
        last = place
        for across, value in enumerate(row):
            _write(sheet, last, across, value, words, day)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()


def _paper(sheet, columns: list[Column]) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _write(sheet, row: int, place: int, value, words, day) -> None:
    if value in (None, ""):
        return
    if isinstance(value, str):
        sheet.write_string(row, place, printable(value)[:LONGEST], words)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    else:
        sheet.write_number(row, place, value, words)
