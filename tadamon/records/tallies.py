"""How many records of each sort an office has in a month, kept in the transaction that changes them.

A dashboard of ten years reads some hundred rows, however many records there are. What a record adds
is written beside it, so that a change of it takes away exactly what it had added.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.records.adding import add_up
from tadamon.records.base import Record

FACETS = ("type", "kind", "axis", "governorate", "category", "state")
PASSED_OVER = {"standing"}


class Tally(db.Model):
    """`amount` of what `measure` counts under `key`, in one month of one office."""

    __tablename__ = "tallies"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    month: Mapped[date]
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    measure: Mapped[str] = mapped_column(db.String(30))
    key: Mapped[str] = mapped_column(db.String(60))
    amount: Mapped[int]
    __table_args__ = (UniqueConstraint("office_id", "month", "measure", "key"),)


class Tallied(db.Model):
    """What one record has added: [[office, month, measure, key, amount], …]."""

    __tablename__ = "tallied"
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True, autoincrement=False)
    marks: Mapped[list] = mapped_column(JSON)


# Functions from records to what more they add: (record id, office, day, measure, key, amount).
also: list[Callable[[list[Record]], Iterable[tuple]]] = []


def marks(records: list[Record]) -> dict[int, dict[tuple, int]]:
    """{record id: {(office, month, measure, key): amount}} of what each record adds as it now stands."""
    found: dict = {record.id: Counter() for record in records}
    standing = [record for record in records if stands(record)]
    added = chain(_facets(standing), *(more(standing) for more in also if standing))
    for id, office, day, measure, key, amount in added:
        found[id][office, day.replace(day=1).isoformat(), measure, str(key)] += amount
    return {id: {mark: amount for mark, amount in each.items() if amount} for id, each in found.items()}


def stands(record: Record) -> bool:
    held = getattr(record, "office_id", None) is not None and not getattr(record, "archived_at", None)
    return held and getattr(record, "ours", True)


def _facets(records: list[Record]) -> Iterable[tuple]:
    for record in records:
        if not getattr(record, "counted", True):
            continue
        facets = record.facets()
        for name in FACETS:
            for value in set(facets.get(name, ())) - PASSED_OVER:
                key = value if name == "type" else f"{record.type}:{value}"
                yield record.id, record.office_id, record.listed_on, name, key, 1


def tally(records: list[Record]) -> None:
    """Bring the sums up to date with these records."""
    if not records:
        return
    found = marks(records)
    kept = {row.record_id: row for row in db.session.scalars(select(Tallied).where(Tallied.record_id.in_(found)))}
    changes: Counter = Counter()
    for id, now in found.items():
        row = kept.get(id)
        before = read(row.marks) if row else {}
        if now == before:
            continue
        changes.update(now)
        changes.subtract(before)
        if row:
            row.marks = written(now)
        else:
            db.session.add(Tallied(record_id=id, marks=written(now)))
    add(changes)


def add(changes: dict[tuple, int]) -> None:
    """Add {(office, month, measure, key): amount} to the sums, always in one order, so that no two savers block each other."""
    rows = [
        {"office_id": office, "month": date.fromisoformat(month), "measure": measure, "key": key, "amount": amount}
        for (office, month, measure, key), amount in sorted(changes.items())
        if amount
    ]
    add_up(Tally, ("office_id", "month", "measure", "key"), rows)


def read(kept: list) -> dict[tuple, int]:
    return {tuple(mark): amount for *mark, amount in kept}


def written(found: dict[tuple, int]) -> list:
    return sorted([*mark, amount] for mark, amount in found.items())


def sums(by: tuple, first: date, last: date, measures: Iterable[str], office: int | None = None) -> list:
    """[(…, amount)] for each value of the columns `by`, of the months from `first` to `last`; `office`: None for all."""
    query = select(*by, func.sum(Tally.amount)).where(
        Tally.month >= first.replace(day=1), Tally.month <= last, Tally.measure.in_(list(measures))
    )
    if office is not None:
        query = query.where(Tally.office_id == office)
    return [tuple(row) for row in db.session.execute(query.group_by(*by)) if row[-1]]


def clear() -> None:
    """Forget all sums: before everything is counted anew."""
    db.session.execute(delete(Tally))
    db.session.execute(delete(Tallied))
