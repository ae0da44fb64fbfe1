"""The steps of an import: take a file, understand its columns, check every row, complete it.

A room brings a `Target`; reading, mapping, checking and applying stay apart, so that a later import may do
them in the background.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import current_app
from sqlalchemy import bindparam, delete, insert, select, update

from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.digits import number, to_reader
from tadamon.language.prose import apart
from tadamon.records import files
from tadamon.records.base import Refused
from tadamon.records.history import plain
from tadamon.web import workbooks
from tadamon.web.imports.columns import Column, Guess, headings, headings_at, key, match
from tadamon.web.imports.models import Import, ImportRow, KnownHeading
from tadamon.web.workbooks.cells import pack, unpack

PART = 500  # rows that are checked together
LARGEST_FILE = 20 * 2**20


class Problem(NamedTuple):
    """`code` is one of the target's `problems`, `values` fill it; a row with a `fatal` one is not taken."""

    column: str | None
    code: str
    values: dict
    fatal: bool = True


class Read(NamedTuple):
    """A row by the names of its columns; blank cells are not in `values`."""

    number: int
    values: dict


@dataclass
class Checked:
    """What becomes of a row: `outcome`, the record it is about if there is one, and what is written to it."""

    read: Read
    outcome: str = "new"
    problems: list[Problem] = field(default_factory=list)
    record: object = None
    written: dict = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)  # names of the columns that change the record
    # Of a row that is about a part of a record: the part; once written its id, its version, what it held before.
    part: object = None
    part_id: int | None = None
    version: int | None = None
    before: dict | None = None

    def wrong(self, column: str | None, code: str, **values) -> None:
        self.problems.append(Problem(column, code, values))
        self.outcome = "error"

    def warn(self, column: str | None, code: str, **values) -> None:
        self.problems.append(Problem(column, code, values, fatal=False))

    @property
    def warned(self) -> bool:
        return self.outcome != "error" and bool(self.problems)


class Target:
    """What the rows are: one object for each run over them, so that it may remember rows it has seen."""

    name: str
    columns: tuple[Column, ...]
    problems: dict
    most = 5000

    def __init__(self, doing: Import, by):
        self.doing, self.by = doing, by

    def check(self, reads: list[Read]) -> list[Checked]:
        """Judge some of the rows against what is stored now; writes nothing."""
        raise NotImplementedError

    def apply_all(self, rows: list[Checked]) -> None:
        """Write the new and changed ones of some rows."""
        for each in rows:
            each.record = self.apply(each)
        db.session.flush()

    def apply(self, checked: Checked):
        """Write a new or changed row; the record."""
        raise NotImplementedError

    @classmethod
    def sentence(cls, problem: list | Problem) -> str:
        """A problem as the present reader is told it."""
        _column, code, values, _fatal = problem
        shown = {name: number(value) if isinstance(value, int) else apart(value) for name, value in values.items()}
        return str(cls.problems[code]) % shown


# ---- taking a file


def take(target: type[Target], by, name: str, stream, record_id: int | None = None) -> Import:
    """A new import of the file, with every row checked; FileRefused when it cannot be read."""
    known = KnownHeading.of(by.office_id, target.name)
    db.session.rollback()  # a workbook may take seconds to read, and nobody should wait for them to write
    with workbooks.opened(name, stream) as book:
        sheet, guess = _guessed(book.sheets, target, known)
        heading_row = book.sheets[sheet].top[guess.row].number
        rows = _rows(book, sheet, heading_row, target)
        sheets = [each.name for each in book.sheets]
    stored = files.store_for(current_app.config["TADAMON_FILES"]).put(stream, LARGEST_FILE)
    doing = Import(
        target=target.name,
        office_id=by.office_id,
        unit_id=by.unit_id,
        by_id=by.id,
        file_name=name,
        file_sha256=stored.sha256,
        size=stored.size,
        sheets=sheets,
        record_id=record_id,
    )
    db.session.add(doing)
    _understand(doing, target, known, sheet, heading_row, guess.headings, rows)
    review(doing, target, by)
    return doing


def reread(doing: Import, target: type[Target], by, sheet: int, heading_row: int) -> None:
    """Read another sheet of the file, or headings in another row of it; columns are guessed anew."""
    known = KnownHeading.of(doing.office_id, doing.target)
    store = files.store_for(current_app.config["TADAMON_FILES"])
    with store.open(doing.file_sha256) as stream, workbooks.opened(doing.file_name, stream) as book:
        top = book.sheets[sheet].top
        if sheet != doing.sheet:
            guess = headings(top, target.columns, known) or _none(top)
            heading_row, texts = top[guess.row].number if top else 1, guess.headings
        else:
            place = next((place for place, row in enumerate(top) if row.number == heading_row), None)
            if place is None:
                raise Refused(_("لا عناوين في الصف %(row)s من الورقة.", row=to_reader(heading_row)))
            texts = headings_at(top, place)
        rows = _rows(book, sheet, heading_row, target)
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == doing.id))
    _understand(doing, target, known, sheet, heading_row, texts, rows)
    review(doing, target, by)


def _guessed(sheets: list, target: type[Target], known: dict) -> tuple[int, Guess]:
    """The sheet whose headings we know most of, and where they stand in it."""
    guesses = [headings(sheet.top, target.columns, known) or _none(sheet.top) for sheet in sheets]
    best = max(range(len(sheets)), key=lambda at: (guesses[at].found, bool(sheets[at].top), -at))
    return best, guesses[best]


def _none(top: list) -> Guess:
    return Guess(0, headings_at(top, 0) if top else [], -1)


def _rows(book, sheet: int, heading_row: int, target: type[Target]) -> list:
    rows = [row for row in book.rows(sheet, heading_row + target.most + 1) if row.number > heading_row]
    if len(rows) > target.most or book.more:
        raise files.FileRefused(
            ngettext(
                "في الورقة أكثر من صف واحد.",
                "في الورقة أكثر من %(num)s صف. قسّمها إلى ملفات أصغر.",
                target.most,
            )
        )
    return rows


def _understand(doing, target, known, sheet, heading_row, texts, rows) -> None:
    width = max([len(texts), *(len(row.cells) for row in rows)])
    doing.sheet, doing.heading_row = sheet, heading_row
    doing.headings = [*texts, *[""] * (width - len(texts))]
    doing.columns = {str(place): name for place, name in match(texts, target.columns, known).items()}
    db.session.flush()
    kept = [
        {
            "import_id": doing.id,
            "number": row.number,
            "cells": [pack(cell) for cell in row.cells],
            "outcome": "blank",
        }
        for row in rows
    ]
    if kept:
        db.session.execute(insert(ImportRow), kept)


def assign(doing: Import, columns: dict[str, str]) -> None:
    """Let the columns mean what the person says, here and in the files that this office brings later."""
    doing.columns = {place: name for place, name in columns.items() if name}
    said = {key(heading): columns.get(str(place), "") for place, heading in enumerate(doing.headings)}
    said.pop("", None)
    KnownHeading.remember(doing.office_id, doing.target, said)


# ---- judging and writing the rows


def lacking(doing: Import, target: type[Target]) -> list[Column]:
    """The columns without which nothing can be imported."""
    return [column for column in target.columns if column.required and column.name not in doing.columns.values()]


def review(doing: Import, target: type[Target], by) -> None:
    """Judge every row against what is stored now, and keep the judgement."""
    if lacking(doing, target):
        db.session.execute(update(ImportRow).where(ImportRow.import_id == doing.id).values(outcome="blank"))
    else:
        run = target(doing, by)
        for part in _parts(doing):
            _keep(run.check(_read(part, doing)), part)
    doing.count()


def complete(doing: Import, target: type[Target], by) -> None:
    """Judge every row once more, for much may have happened since, and write what is new or changed."""
    if lacking(doing, target):
        raise Refused(_("حدّد أولًا العمود الذي فيه: %(columns)s.", columns=_named(lacking(doing, target))))
    run = target(doing, by)
    for part in _parts(doing):
        checked = run.check(_read(part, doing))
        run.apply_all([each for each in checked if each.outcome in ("new", "update")])
        _keep(checked, part)
    doing.complete(by)
    doing.count()


def _named(columns: list[Column]) -> str:
    return _("، ").join(str(column.label) for column in columns)


def _parts(doing: Import) -> Iterator[list]:
    """The rows in the order of the file, a part at a time: (id, number, cells)."""
    after = 0
    while True:
        query = select(ImportRow.id, ImportRow.number, ImportRow.cells).where(ImportRow.import_id == doing.id)
        query = query.where(ImportRow.number > after).order_by(ImportRow.number).limit(PART)
        part = db.session.execute(query).all()
        if not part:
            return
        yield part
        after = part[-1].number


def _read(part: list, doing: Import) -> list[Read]:
    """Rows with anything in a column that means something; headings repeated further down are no rows."""
    named = {int(place): name for place, name in doing.columns.items()}
    above = {place: key(heading) for place, heading in enumerate(doing.headings)}
    found = []
    for row in part:
        cells = {place: unpack(cell) for place, cell in enumerate(row.cells) if cell is not None}
        values = {name: cells[place] for place, name in named.items() if place in cells}
        if values and any(key(cell) != above.get(place) for place, cell in cells.items()):
            found.append(Read(row.number, values))
    return found


def _keep(checked: list[Checked], part: list) -> None:
    ids = {row.number: row.id for row in part}
    blank = {"outcome": "blank", "warned": False, "problems": [], "changed": [], "record_id": None}
    blank |= {"part_id": None, "written": None, "before": None}
    kept = {id: {"row_id": id, **blank} for id in ids.values()}
    for each in checked:
        kept[ids[each.read.number]] |= {
            "outcome": each.outcome,
            "warned": each.warned,
            "problems": [list(problem) for problem in each.problems],
            "changed": each.changed if each.outcome == "update" else [],
            "record_id": each.record.id if each.record is not None else None,
            "part_id": each.part_id or (each.part.id if each.part is not None else None),
            "written": each.version,
            "before": each.before and {name: plain(value) for name, value in each.before.items()},
        }
    table = ImportRow.__table__
    names = ("outcome", "warned", "problems", "changed", "record_id", "part_id", "written", "before")
    db.session.connection().execute(
        update(table).where(table.c.id == bindparam("row_id")).values({name: bindparam(name) for name in names}),
        list(kept.values()),
    )
