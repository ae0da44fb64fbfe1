"""The process that reads one workbook and ends: bytes in on stdin, rows out on stdout, a line of JSON each.

It runs alone (`python -I reading.py`), so that a workbook made to break its reader breaks nothing else.

    in   {"ending": "xlsx", "size": 12345, "top": 40}, then that many bytes
    out  {"sheets": [{"name": …, "top": [[row number, [cell, …]], …]}, …]}, or {"refused": "locked"}
    in   {"sheet": 0, "most": 5000}
    out  [row number, [cell, …]] for each row with anything in it, then {"more": whether there are others}

A cell is a text, a whole number, a fraction, null, or a list of one: a day in ISO form.
"""

import csv
import io
import json
import re
import sys
import zipfile
import zlib
from contextlib import suppress
from datetime import date, datetime
from itertools import islice

MOST_SHEETS, MOST_COLUMNS = 30, 200
LONGEST_TEXT = 32_767
# 50,000 rows of 16 texts, each written into its cell, are some 150 MB of XML; such a sheet packs fifty times, a bomb more.
LARGEST_XML, LARGE, HIGHEST_RATIO = 192 * 2**20, 8 * 2**20, 100
ROOMY = 64 * 2**20  # so much is read unpacked; more would take too much memory, and is packed anew
LARGEST_ANSWER = 128 * 2**20
LARGEST_WHOLE = 2**53
MOST_BLANK, MOST_BLANK_CELLS = 100_000, 2_000_000  # in between, with nothing in them
LONGEST_LINE = 100 * MOST_COLUMNS  # separators in a line of a .csv: so many may stand within its texts
KEPT_MEMBERS = (".xml", ".rels", "mimetype")
SEPARATORS = ",;\t|"
LAST_ROW = re.compile(rb"""<row [^>]*?\br=["'](\d{1,7})["']""")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, csv.Error)


class Refusal(Exception):
    """The workbook is not read; `args[0]` is one word for why."""


def main() -> int:
    given = sys.stdin.buffer
    try:
        asked = json.loads(given.readline())
        data = given.read(asked["size"])
        sheets = _csv(data) if asked["ending"] == "csv" else _workbook(asked["ending"], data)
        del data
        tell({"sheets": [{"name": name, "top": _top(rows, asked["top"])} for name, rows in sheets]})
        if line := given.readline():
            asked = json.loads(line)
            _rows(sheets[asked["sheet"]][1], asked["most"])
    except Refusal as refusal:
        tell({"refused": refusal.args[0]})
    except MemoryError:
        return 1
    return 0


class Telling:
    """Lines to whoever asked, LARGEST_ANSWER bytes of them at the most; rows go out many together."""

    written = 0
    said = staticmethod(json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode)

    def __call__(self, something) -> None:
        self.row(something)
        sys.stdout.buffer.flush()

    def row(self, something) -> None:
        line = self.said(something).encode(errors="replace") + b"\n"
        self.written += len(line)
        if self.written > LARGEST_ANSWER:
            raise Refusal("swollen")
        sys.stdout.buffer.write(line)


tell = Telling()


def _top(rows, many: int) -> list:
    top = []
    with suppress(Refusal):  # of this sheet; another one may be meant
        for row in islice(rows(), many):
            top.append(row)
    return top


def _rows(rows, most: int) -> None:
    read = rows()
    for row in islice(read, most):
        tell.row(row)
    tell({"more": next(read, None) is not None})


def _workbook(ending: str, data: bytes) -> list:
    """[(name, a function that gives the rows)] of the sheets one sees."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data) if ending == "xls" else _plain_zip(data))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        seen = [sheet for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible] or sheets
        if not seen:
            raise Refusal("empty")
        return [(sheet.name[:100], _sheet(book, sheet.name)) for sheet in seen[:MOST_SHEETS]]
    except PasswordError as error:
        raise Refusal("locked") from error
    except (CalamineError, *BROKEN) as error:
        raise Refusal("broken") from error


def _sheet(book, name: str):
    kept = []

    def rows():
        from python_calamine import CalamineError

        try:
            if not kept:
                kept.append(book.get_sheet_by_name(name))
            sheet = kept[0]
            if sheet.start is None:
                return
            across = sheet.start[1]
            if across + sheet.width > MOST_COLUMNS:
                raise Refusal("wide")
            yield from _numbered(sheet.iter_rows(), across)  # from the first row, but from the first column in use
        except (CalamineError, *BROKEN) as error:
            raise Refusal("broken") from error

    return rows


def _numbered(rows, across: int = 0, above: int = 0):
    last, blank = above, 0
    for number, row in enumerate(rows, above + 1):
        cells = [None] * across + [_cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells
            last, blank = number, 0
            continue
        blank += len(row)
        if number - last > MOST_BLANK or blank > MOST_BLANK_CELLS:
            raise Refusal("swollen")


def _cell(value):
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return value[:LONGEST_TEXT] if value and not value.isspace() else None
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return None
        return int(value) if value.is_integer() and abs(value) < LARGEST_WHOLE else value
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    if isinstance(value, date):
        return [value.isoformat()]
    return value if value is None or isinstance(value, int) else str(value)


def _plain_zip(data: bytes) -> io.BytesIO:
    """The same workbook in an archive that we wrote: only its texts, each as long as it says it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        members = [each for each in given.infolist() if each.filename.lower().endswith(KEPT_MEMBERS)]
        whole = sum(each.file_size for each in members)
        if whole > LARGEST_XML or any(map(_swollen, members)):
            raise Refusal("swollen")
        packed = zipfile.ZIP_DEFLATED if whole > ROOMY else zipfile.ZIP_STORED
        with zipfile.ZipFile(out, "w", packed, compresslevel=1) as plain:
            for member in members:
                content = given.read(member)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                    raise Refusal("broken")
                if _hollow(content):
                    raise Refusal("swollen")
                plain.writestr(member.filename, content)
    out.seek(0)
    return out


def _swollen(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(LARGE, HIGHEST_RATIO * member.compress_size)


def _hollow(sheet: bytes) -> bool:
    """Whether its last row stands far below the others, which its reader would lay out all the rows between for."""
    last = LAST_ROW.match(sheet, max(0, sheet.rfind(b"<row ")))
    return last is not None and int(last[1]) - sheet.count(b"<row ") > MOST_BLANK


def _csv(data: bytes) -> list:
    text = _decoded(data)
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text, above = first.strip()[4], rest, 1
    else:
        separator, above = _separator(text), 0
    text = text.rstrip(f"{SEPARATORS} \r\n")  # a million rows of nothing below the list

    def rows():
        try:
            read = csv.reader(_lines(text, separator), delimiter=separator)
            for number, row in _numbered(read, above=above):
                if len(row) > MOST_COLUMNS:
                    raise Refusal("wide")
                yield number, row
        except BROKEN as error:
            raise Refusal("broken") from error

    return [("CSV", rows)]


def _lines(text: str, separator: str):
    for line in io.StringIO(text, newline=""):
        if line.count(separator) > LONGEST_LINE:
            raise Refusal("wide")
        yield line


def _decoded(data: bytes) -> str:
    """Excel writes UTF-8 with a mark, and on older machines the Arabic of Windows."""
    for encoding in ("utf-8-sig", "windows-1256"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("encoding")


def _separator(text: str) -> str:
    """The mark that the first lines hold most often; in Arabic Windows it is the semicolon."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:10]
    return max(SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines))


if __name__ == "__main__":
    sys.exit(main())
