"""What a room brings for the import of its rows: the columns, what a row means, how it is written and taken back."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tadamon.extensions import db
from tadamon.language.digits import number, to_reader
from tadamon.language.prose import apart
from tadamon.web.imports.columns import Column
from tadamon.web.imports.models import Import, ImportRow


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
    """What the rows are: one object for each run over them, so that it may remember rows it has seen.

    `at_once` and `writes_at_once`: how many rows a request reads, or writes, itself.
    """

    name: str
    title: object  # what the pages are called
    columns: tuple[Column, ...]
    problems: dict
    most = at_once = writes_at_once = 5000
    undoes = False
    personal = ""  # of rows about people: the action that lets see them whole; each look is noted

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

    def told(self) -> None:
        """Whatever else is to be written when an import, or the way back, is through."""

    def take_back(self, rows: list[ImportRow]) -> None:
        """Undo what some rows wrote, as far as it still stands as it was written; those become "undone"."""
        raise NotImplementedError

    @classmethod
    def home(cls, record_id: int | None) -> tuple[str, str]:
        """(words, address) of the page one comes from."""
        raise NotImplementedError

    @classmethod
    def address(cls, doing: Import, row: ImportRow) -> str | None:
        """The page of what a row is about."""
        raise NotImplementedError

    @classmethod
    def shaded(cls, name: str, said: str) -> str:
        """What a page shows of a cell (`name`: its column, "" for none) to whoever did not ask for it whole."""
        return said

    @classmethod
    def note(cls, doing: Import, act: str) -> None:
        """Write into the log that rows were seen whole, or taken as a workbook: act "seen" or "taken"."""
        raise NotImplementedError

    @classmethod
    def sentence(cls, problem: list | Problem) -> str:
        """A problem as the present reader is told it."""
        _column, code, values, _fatal = problem
        shown = {name: number(value) if isinstance(value, int) else apart(value) for name, value in values.items()}
        return to_reader(cls.problems[code]) % shown
