"""The rows of an import as they are kept: as they stood in the file, what becomes of each, and what it wrote."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from sqlalchemy import Text, bindparam, cast, select, update

from tadamon.extensions import db
from tadamon.records import adding
from tadamon.records.history import plain
from tadamon.web.imports.columns import key
from tadamon.web.imports.models import Import, ImportRow
from tadamon.web.imports.targets import Checked, Read
from tadamon.web.workbooks.cells import pack, unpack

PART = 1000  # rows that are checked together
ROWS = ImportRow.__table__.c
UNJUDGED = {"outcome": "blank", "warned": False, "problems": [], "changed": [], "before": None}
ABOUT = ("record_id", "part_id", "written")
BLANK = UNJUDGED | dict.fromkeys(ABOUT)
KNOWN = (*(ROWS.id, ROWS.number, ROWS.cells, ROWS.outcome, ROWS.warned), *(ROWS[name] for name in ABOUT))
JSON_KEPT = ("problems", "changed", "before")
EMPTY = {list: "[]", dict: "{}", type(None): None}  # as they are kept
STORED = [cast(ROWS[name], Text).label(f"{name}_text") for name in JSON_KEPT]

Check = Callable[[list[Read]], list[Checked]]


def store(doing: Import, rows: list, check: Check) -> None:
    """Keep rows of the file with what becomes of them; they may be wider than the headings."""
    if not rows:
        return
    width = max([len(doing.headings), *(len(row.cells) for row in rows)])
    doing.headings = [*doing.headings, *[""] * (width - len(doing.headings))]
    judged = _judged(rows, doing, check)
    db.session.flush()
    kept = [
        {"import_id": doing.id, "number": row.number, "cells": [pack(cell) for cell in row.cells]} | judged[row.number]
        for row in rows
    ]
    adding.add_rows(ImportRow.__table__, kept)


def parts(doing: Import) -> Iterator[list]:
    """The rows in the order of the file, a part at a time."""
    after = 0
    while True:
        query = select(*KNOWN, *STORED).where(ROWS.import_id == doing.id, ROWS.number > after)
        part = db.session.execute(query.order_by(ROWS.number).limit(PART)).all()
        if not part:
            return
        yield part
        after = part[-1].number


def read(rows: Iterable, doing: Import) -> list[Read]:
    """Rows with anything in a column that means something; headings repeated further down are no rows."""
    named = [(name, int(place)) for place, name in doing.columns.items()]
    above = [key(heading) for heading in doing.headings]
    found = []
    for row in rows:
        cells, wide = row.cells, len(row.cells)
        values = {name: unpack(cells[at]) for name, at in named if at < wide and cells[at] is not None}
        if values and any(cell is not None and key(cell) != over for cell, over in zip(cells, above, strict=False)):
            found.append(Read(row.number, values))
    return found


def keep(part: list, checked: list[Checked]) -> None:
    """Write down what became of the rows of a part, of those for which it is not what was known."""
    judged = {row.number: BLANK for row in part} | {each.read.number: judgement(each) for each in checked}
    other, wrote = [], []
    for row in part:
        new = judged[row.number]
        if _as_stored(new) != (row.outcome, row.warned, row.problems_text, row.changed_text, row.before_text):
            other.append({"row_id": row.id} | {name: new[name] for name in UNJUDGED})
        if tuple(new[name] for name in ABOUT) != (row.record_id, row.part_id, row.written):
            wrote.append((row.id, *(new[name] for name in ABOUT)))
    _judge_anew(other)
    _refer(wrote)


def judgement(each: Checked) -> dict:
    """The columns of a row that say what becomes of it."""
    return {
        "outcome": each.outcome,
        "warned": each.warned,
        "problems": [list(problem) for problem in each.problems],
        "changed": each.changed if each.outcome == "update" else [],
        "before": each.before and {name: plain(value) for name, value in each.before.items()},
        "record_id": each.record.id if each.record is not None else None,
        "part_id": each.part_id or (each.part.id if each.part is not None else None),
        "written": each.version,
    }


def _judged(rows: list, doing: Import, check: Check) -> dict[int, dict]:
    checked = check(read(rows, doing))
    return {row.number: BLANK for row in rows} | {each.read.number: judgement(each) for each in checked}


def _as_stored(judged: dict) -> tuple:
    texts = (EMPTY[type(said)] if not said else json.dumps(said) for said in map(judged.get, JSON_KEPT))
    return (judged["outcome"], judged["warned"], *texts)


def _judge_anew(rows: list[dict]) -> None:
    """Most are judged alike: these are written together, the others one by one."""
    alike: dict[str, list[dict]] = {}
    for row in rows:
        alike.setdefault(repr([row[name] for name in UNJUDGED]), []).append(row)
    connection, single = db.session.connection(), []
    for same in alike.values():
        if len(same) == 1:
            single += same
        else:
            ids, values = [row["row_id"] for row in same], {name: same[0][name] for name in UNJUDGED}
            connection.execute(update(ImportRow.__table__).where(ROWS.id.in_(ids)).values(values))
    if single:
        query = update(ImportRow.__table__).where(ROWS.id == bindparam("row_id"))
        connection.execute(query.values({name: bindparam(name) for name in UNJUDGED}), single)


def _refer(rows: list[tuple]) -> None:
    """Write what rows are about: (id, record, part, version). Ids of parts run on beside those of rows, mostly."""
    runs = []
    for (_apart, record_id, ahead, written), run in groupby(enumerate(rows), _run):
        ids = [row[0] for _at, row in run]
        runs.append({"first": ids[0], "last": ids[-1], "about": record_id, "ahead": ahead, "wrote": written})
    if runs:
        query = update(ImportRow.__table__).where(ROWS.id.between(bindparam("first"), bindparam("last")))
        ahead = bindparam("ahead", type_=ROWS.id.type)
        values = {"record_id": bindparam("about"), "part_id": ROWS.id + ahead, "written": bindparam("wrote")}
        db.session.connection().execute(query.values(values), runs)


def _run(numbered: tuple) -> tuple:
    at, (id, record_id, part_id, written) = numbered
    return id - at, record_id, None if part_id is None else part_id - id, written
