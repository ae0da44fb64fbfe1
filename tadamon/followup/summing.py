"""How many outcomes were done, in time or late, and how many are still owed, by the day and by the month they fall on.

Kept in the transaction that changes an outcome, for all of them together and for each office: of those it sees, assigned
or answers for. So a year is read in some hundred rows of its months, and the days at its edges, however many outcomes it
has. What an outcome added is written beside it: a change of it takes away exactly that.
"""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from sqlalchemy import ForeignKey, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.followup.models import NEVER, OWED, Outcome
from tadamon.records import search
from tadamon.records.adding import add_up

ALL = "all"
UNKNOWN = -1


class Sum:
    """`amount` outcomes alike: `state` is "done" or "owed", `delay` the days it was done late, UNKNOWN without a day."""

    scope: Mapped[str] = mapped_column(db.String(30), primary_key=True)
    state: Mapped[str] = mapped_column(db.String(10), primary_key=True)
    falls_on: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(db.String(20), primary_key=True)
    priority: Mapped[str] = mapped_column(db.String(10), primary_key=True)
    delay: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    extensions: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[int]
    __table_args__ = {"sqlite_with_rowid": False}


class OutcomeSum(Sum, db.Model):
    """By the day they fall on."""

    __tablename__ = "outcome_sums"


class OutcomeMonth(Sum, db.Model):
    """The same by the month, as its first day."""

    __tablename__ = "outcome_months"


SPANS = {"day": OutcomeSum, "month": OutcomeMonth}
KEYS = [column.name for column in OutcomeSum.__table__.primary_key]


class OutcomeSummed(db.Model):
    """What one outcome has added: "scope scope|state|day|kind|priority|delay|extensions"."""

    __tablename__ = "outcome_summed"
    outcome_id: Mapped[int] = mapped_column(Key, ForeignKey("outcomes.id"), primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(db.Text)


@dataclass(frozen=True)
class Mark:
    """Where an outcome counts, and as what."""

    scopes: str
    state: str
    falls_on: str
    kind: str
    priority: str
    delay: int
    extensions: int

    def __str__(self) -> str:
        return "|".join(map(str, astuple(self)))

    @classmethod
    def read(cls, written: str) -> "Mark":
        *words, delay, extensions = written.split("|")
        return cls(*words, int(delay), int(extensions))

    def keys(self) -> list[tuple]:
        _scopes, state, day, *rest = astuple(self)
        spans = (("day", day), ("month", f"{day[:-2]}01"))
        return [(span, scope, state, first, *rest) for scope in self.scopes.split() for span, first in spans]


def mark(row: Outcome, facets: dict[str, set]) -> Mark | None:
    """As what it counts, by its facets in the register; None of what has no day, was set aside or is neither done nor owed."""
    if row.removed_at or row.falls_on == NEVER or "standing" not in facets["state"]:
        return None
    if row.state != "confirmed" and row.state not in OWED:
        return None
    scopes = sorted(search.facet(name, each) for name in ("seen", "office", "owner") for each in facets[name])
    state = "done" if row.state == "confirmed" else "owed"
    day = row.falls_on.isoformat()
    return Mark(" ".join((ALL, *scopes)), state, day, row.kind, row.priority, delay(row), row.extensions)


def delay(row: Outcome) -> int:
    if row.state != "confirmed":
        return 0
    done = row.done_on or row.closed_on
    return max(0, (done - row.falls_on).days) if done else UNKNOWN


def write(marks: dict[int, Mark | None]) -> None:
    """Bring the sums up to date; `marks`: {outcome id: as what it counts now}."""
    kept = {
        row.outcome_id: row
        for row in db.session.scalars(select(OutcomeSummed).where(OutcomeSummed.outcome_id.in_(marks)))
    }
    changes: Counter = Counter()
    for id, now in marks.items():
        row = kept.get(id)
        before = Mark.read(row.mark) if row else None
        if now != before:
            changes.update(now.keys() if now else ())
            changes.subtract(before.keys() if before else ())
            remember(id, row, now)
    add(changes)


def remember(id: int, row: OutcomeSummed | None, now: Mark | None) -> None:
    if row is None:
        db.session.add(OutcomeSummed(outcome_id=id, mark=str(now)))
    elif now:
        row.mark = str(now)
    else:
        db.session.delete(row)


def add(changes: dict[tuple, int]) -> None:
    """Add {key: amount} to the sums, always in one order, so that no two savers block each other; no sum of nothing stays."""
    for span, model in SPANS.items():
        rows = [row_of(key) | {"amount": many} for key, many in sorted(changes.items()) if many and key[0] == span]
        add_up(model, KEYS, rows)
        if fewer := [{f"of_{name}": row[name] for name in KEYS} for row in rows if row["amount"] < 0]:
            c = model.__table__.c
            alike = (c[name] == bindparam(f"of_{name}") for name in KEYS)
            db.session.execute(delete(model.__table__).where(c.amount == 0, *alike), fewer)


def row_of(key: tuple) -> dict:
    """{column: value} of a key, whose day is written in ISO form."""
    row = dict(zip(KEYS, key[1:], strict=True))
    return row | {"falls_on": date.fromisoformat(row["falls_on"])}


def kept() -> dict[tuple, int]:
    """{key: amount} of all sums."""
    found = {}
    for span, model in SPANS.items():
        c = model.__table__.c
        for scope, state, day, *rest, many in db.session.execute(select(*(c[name] for name in KEYS), c.amount)):
            found[span, scope, state, day.isoformat(), *rest] = many
    return found


def spans(first: date | None, end: date) -> list[tuple[str, date | None, date]]:
    """[("month" or "day", first, end)]: from `first` (None: ever) to the day before `end`, in whole months where it can be."""
    last = end.replace(day=1)
    start = first and (first if first.day == 1 else (first.replace(day=1) + timedelta(days=31)).replace(day=1))
    if start and start >= last:
        return [("day", first, end)] if first < end else []
    parts = [("day", first, start), ("month", start, last), ("day", last, end)]
    return [part for part in parts if part[1] != part[2]]


def clear() -> None:
    """Forget all sums: before everything is counted anew."""
    for model in (*SPANS.values(), OutcomeSummed):
        db.session.execute(delete(model))
