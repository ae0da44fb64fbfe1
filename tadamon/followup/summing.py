"""How many outcomes were done, in time or late, and how many are still owed, by the day they fall on.

Kept in the transaction that changes an outcome, for all of them together and for each office: of those it sees, assigned
or answers for. So a year is read in some thousand rows, however many outcomes it has. What an outcome added is written
beside it: a change of it takes away exactly that.
"""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import date

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.followup.models import NEVER, OWED, Outcome
from tadamon.records import search
from tadamon.records.adding import add_up

ALL = "all"
UNKNOWN = -1


class OutcomeSum(db.Model):
    """`amount` outcomes alike: `state` is "done" or "owed", `delay` the days it was done late, UNKNOWN without a day."""

    __tablename__ = "outcome_sums"
    scope: Mapped[str] = mapped_column(db.String(30), primary_key=True)
    state: Mapped[str] = mapped_column(db.String(10), primary_key=True)
    falls_on: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(db.String(20), primary_key=True)
    priority: Mapped[str] = mapped_column(db.String(10), primary_key=True)
    delay: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    extensions: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[int]
    __table_args__ = {"sqlite_with_rowid": False}


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
        _scopes, *rest = astuple(self)
        return [(scope, *rest) for scope in self.scopes.split()]


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
    """Add {key: amount} to the sums, always in one order, so that no two savers block each other."""
    rows = [
        dict(zip(KEYS, key, strict=True)) | {"falls_on": date.fromisoformat(key[2]), "amount": amount}
        for key, amount in sorted(changes.items())
        if amount
    ]
    add_up(OutcomeSum, KEYS, rows)


def clear() -> None:
    """Forget all sums: before everything is counted anew."""
    db.session.execute(delete(OutcomeSum))
    db.session.execute(delete(OutcomeSummed))
