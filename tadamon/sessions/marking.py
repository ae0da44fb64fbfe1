"""Marks as they are typed into the grid: each saved alone, upon exactly what was seen.

A cell is named `m<session>.<trainee>.<version>.<letter>`: where it stands, and what stood there when it was read.
"""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import _, lazy, reader
from tadamon.language.clean import clean_line
from tadamon.language.dates import show_date
from tadamon.language.digits import to_ascii
from tadamon.language.folding import fold
from tadamon.records.base import now
from tadamon.records.history import Change, Told
from tadamon.sessions.models import Mark, Session
from tadamon.sessions.wordings import LETTERS, TYPED
from tadamon.sessions.words import MARKS

CELL = re.compile(r"m(\d{1,18})\.(\d{1,18})\.(\d{1,9})\.([a-z]*)")


@dataclass
class Cell:
    """What was sent of one cell; `problem` says why it is not saved, `theirs` what stands there instead."""

    session_id: int
    trainee_id: int
    version: int
    seen: str
    typed: str
    problem: str = ""
    theirs: str | None = None

    @property
    def state(self) -> str | None:
        """The state that was typed, "" for none; None when it cannot be understood."""
        return read(self.typed)

    @property
    def untouched(self) -> bool:
        return self.state == self.seen


def read(typed: str) -> str | None:
    text = fold(to_ascii(typed)).strip()
    return TYPED.get(text) if text else ""


def cells(form) -> list[Cell]:
    """The cells of a posted form, those alone in which something was typed that did not stand there."""
    return [cell for cell in named(form) if not cell.untouched]


def named(form) -> list[Cell]:
    """Every cell of a posted form."""
    found = []
    for name, typed in form.items():
        if match := CELL.fullmatch(name):
            session, trainee, version, seen = match.groups()
            found.append(Cell(int(session), int(trainee), int(version), seen, clean_line(typed[:40])))
    return found


def stands(cell: Cell) -> tuple[str, int] | None:
    """(state, version) of the mark of this cell as it is kept now."""
    mark = db.session.get(Mark, (cell.session_id, cell.trainee_id), populate_existing=True)
    return mark and (mark.state, mark.version)


def name_of(cell: Cell) -> str:
    return db.session.scalar(select(Trainee.name).where(Trainee.id == cell.trainee_id)) or ""


def save(sessions: dict[int, Session], sent: list[Cell], by) -> list[Cell]:
    """Save what can be saved of cells whose people and sessions are right; the cells that could not be."""
    kept = _standing(sent)
    for cell in sent:
        mark = kept.get((cell.session_id, cell.trainee_id))
        if cell.state is None:
            cell.problem = _("اكتب حرفًا من الحروف أعلى الجدول، أو رقمًا من 1 إلى 5.")
        elif (mark.state if mark else "") == cell.state:
            continue
        elif (mark.version if mark else 0) != cell.version:
            cell.theirs = mark.state if mark else ""
            cell.problem = _("غيّره زميل بعد أن فتحت الصفحة.")
        else:
            _write(sessions[cell.session_id], cell, mark, by)
    return [cell for cell in sent if cell.problem]


def _standing(sent: list[Cell]) -> dict[tuple[int, int], Mark]:
    ids = {cell.session_id for cell in sent}, {cell.trainee_id for cell in sent}
    query = select(Mark).where(Mark.session_id.in_(ids[0]), Mark.trainee_id.in_(ids[1])).with_for_update()
    return {(mark.session_id, mark.trainee_id): mark for mark in db.session.scalars(query)}


def _write(session: Session, cell: Cell, mark: Mark | None, by) -> None:
    if mark is None:
        if not _first(cell, by):
            cell.problem, cell.theirs = _("غيّره زميل بعد أن فتحت الصفحة."), ""
        return
    _tell(session, cell, mark.state, by)
    if cell.state:
        mark.state, mark.version, mark.at, mark.by_id = cell.state, mark.version + 1, now(), by.id
    else:
        db.session.delete(mark)
    db.session.flush()


def _first(cell: Cell, by) -> bool:
    """Write the first mark of a cell, unless someone has done so by now."""
    values = {"session_id": cell.session_id, "trainee_id": cell.trainee_id, "state": cell.state}
    new = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(Mark)
    new = new.values(**values, version=1, at=now(), by_id=by.id).on_conflict_do_nothing()
    return db.session.scalar(new.returning(Mark.trainee_id)) is not None


def _tell(session: Session, cell: Cell, before: str, by) -> None:
    """A mark that is changed is told in the trainee's history; a first one is told by the mark itself."""
    trainee = db.session.get(Trainee, cell.trainee_id)
    where = f"{session.starts_on.isoformat()} {session.title}"
    told = {
        "record_id": trainee.record_id,
        "at": now(),
        "by_id": by.id,
        "action": "changed",
        "version": trainee.version,
    }
    part = {"part": Trainee.__tablename__, "part_id": trainee.id, "label": trainee.name[:200]}
    diff = {"attendance": [f"{before} {where}", f"{cell.state} {where}"]}
    db.session.execute(insert(Change), told | part | {"diff": diff})


def _shown(value: str) -> str:
    state, day, title = [*value.split(" ", 2), "", ""][:3]
    words = str(MARKS[state]) if state in MARKS else _("بلا تسجيل")
    when = show_date(date.fromisoformat(day)) if day else ""
    return f"{words} ({title} — {when})"


Trainee.audited["attendance"] = Told(lazy("الحضور"), _shown)


def letter(state: str) -> str:
    """What a cell shows."""
    return LETTERS[reader().language][state] if state else ""
