"""Workbooks as people send them, made for the tests."""

import csv
import io
from pathlib import Path

import openpyxl


def xlsx(*rows, sheets=None, merged=()):
    """One sheet of `rows`, or {name: rows}; a row of None is a blank one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in (sheets or {"الجهات": rows}).items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(content, 1):
            for place, value in enumerate(row or (), 1):
                if value is not None:
                    cell = sheet.cell(number, place)
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"
        for area in merged:
            sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def text(*rows, separator=",", encoding="utf-8-sig"):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return io.BytesIO(file.getvalue().encode(encoding))


def read(content: bytes) -> list[list]:
    """The rows of the only sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 1
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def legacy():
    """files/list.xls, the same list as list.ods.

    Both were made from a workbook of openpyxl (headings in row 3, a blank row 5) by `soffice --headless
    --convert-to`; no library that we have writes them.
    """
    return _committed("list.xls")


def open_document():
    return _committed("list.ods")


def _committed(name):
    return io.BytesIO((Path(__file__).parent / "files" / name).read_bytes())
