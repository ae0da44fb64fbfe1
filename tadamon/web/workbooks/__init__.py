"""Workbooks that come from outside: .xlsx, .xls, .ods and .csv of many hands, read without trusting them.

The bytes are judged first by what they claim to be, then read by a process of its own (reading.py) with
limits of memory, processor, time and answer; what is made to break its reader breaks that, nothing else.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from tadamon.language import lazy
from tadamon.records.files import FileRefused, extension, inspect
from tadamon.records.files.refusal import BROKEN, ENCODING, LOCKED
from tadamon.web import children
from tadamon.web.workbooks.cells import unpack

ENDINGS = ("xlsx", "xls", "ods", "csv")
COMMAND = children.command(Path(__file__).with_name("reading.py"))
MEMORY = 640 * 2**20
SECONDS, CPU_SECONDS = 25, 15  # on a busy machine an honest list of 50,000 rows waits longer than it works
TOP = 40  # rows of each sheet that the headings are looked for in
LONGEST_LINE = 8 * 2**20

UNSUITED = lazy("اختر ملف Excel (بامتداد ‎.xlsx أو ‎.xls)، أو ملف ‎.ods أو ‎.csv.")
SWOLLEN = lazy("محتوى الملف أكبر مما يمكن قراءته. انسخ الصفوف المطلوبة وحدها إلى ملف جديد ثم ارفعه.")
WIDE = lazy("في الورقة أعمدة كثيرة جدًّا. انسخ الأعمدة المطلوبة وحدها إلى ملف جديد ثم ارفعه.")
EMPTY = lazy("لا توجد في الملف صفوف مكتوبة. تأكد من أنك اخترت الملف الصحيح.")
OCCUPIED = lazy("الخادم يقرأ ملفات أخرى الآن. انتظر لحظة ثم أعد المحاولة.")
SENTENCES = {
    "broken": BROKEN,
    "locked": LOCKED,
    "encoding": ENCODING,
    "swollen": SWOLLEN,
    "wide": WIDE,
    "empty": EMPTY,
}

Cell = str | int | float | date | None
_one_at_a_time = Lock()


class Row(NamedTuple):
    """`number`: where it stands in the sheet, from 1, as the person sees it."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Sheet:
    """`top`: the first rows with anything in them, where the headings are looked for."""

    name: str
    top: list[Row]


class Occupied(FileRefused):
    status = 503


class Book:
    """An open workbook: its `sheets`, and the rows of one of them, once."""

    def __init__(self, child):
        self.child = child
        self.more = False

    def ask(self, asked: dict, data: bytes = b"") -> None:
        with suppress(BrokenPipeError):
            self.child.stdin.write(json.dumps(asked).encode() + b"\n" + data)
            self.child.stdin.flush()

    def hear(self):
        """The next line; FileRefused when it is a refusal or the process is gone."""
        line = self.child.stdout.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            # What breaks the process without a word was too much for it; the rest it says itself.
            raise FileRefused(SWOLLEN if children.end(self.child) else BROKEN)
        said = json.loads(line)
        if isinstance(said, dict) and "refused" in said:
            raise FileRefused(SENTENCES[said["refused"]])
        return said

    def rows(self, sheet: int, most: int) -> Iterator[Row]:
        """At most `most` rows of the sheet; afterwards `more` says whether others were left."""
        self.ask({"sheet": sheet, "most": most})
        while isinstance(said := self.hear(), list):
            yield _row(said)
        self.more = said["more"]


@contextmanager
def opened(name: str, stream, seconds: float | None = None):
    """A Book of the binary, seekable `stream` of a file called `name`; FileRefused says why not.

    After so many `seconds`, SECONDS unless told, it is closed, whoever still reads.
    """
    check(name, stream)
    stream.seek(0)
    data = stream.read()
    if not _one_at_a_time.acquire(timeout=SECONDS):
        raise Occupied(OCCUPIED)
    try:
        child = children.start(COMMAND, MEMORY, CPU_SECONDS, quiet=True)
        try:
            with children.within(child, seconds or SECONDS):
                book = Book(child)
                book.ask({"ending": extension(name), "size": len(data), "top": TOP}, data)
                del data
                book.sheets = [
                    Sheet(each["name"], [_row(row) for row in each["top"]]) for each in book.hear()["sheets"]
                ]
                if not any(sheet.top for sheet in book.sheets):
                    next(book.rows(0, 1), None)  # says why, when there is more to say than that it is empty
                    raise FileRefused(EMPTY)
                yield book
        finally:
            children.end(child)
    finally:
        _one_at_a_time.release()


def check(name: str, stream) -> None:
    """Refuse what is no workbook, or only says so, before any of it is unpacked."""
    if extension(name) not in ENDINGS:
        raise FileRefused(UNSUITED)
    try:
        inspect(name, stream)
    except FileRefused as refused:
        raise FileRefused(refused.sentences[0]) from refused  # not what else could be attached


def _row(said: list) -> Row:
    number, cells = said
    return Row(number, [unpack(cell) for cell in cells])
