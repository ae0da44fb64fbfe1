"""What the outcomes of a record add to the sums: what was done, what was done in time and what is still owed, by the month it falls in."""

from collections.abc import Iterable

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup.models import NEVER, OWED, Outcome
from tadamon.records import tallies
from tadamon.records.base import Record


def added(records: list[Record]) -> Iterable[tuple]:
    query = select(Outcome).where(
        Outcome.record_id.in_([record.id for record in records]), Outcome.removed_at.is_(None)
    )
    for row in db.session.scalars(query):
        if row.office_id is None or row.falls_on == NEVER:
            continue
        mark = (row.record_id, row.office_id, row.falls_on)
        if row.state == "confirmed":
            yield *mark, "done", row.kind, 1
            done_on = row.done_on or row.closed_on
            if done_on and done_on <= row.falls_on:
                yield *mark, "done-in-time", row.kind, 1
        elif row.state in OWED:
            yield *mark, "owed", row.kind, 1


tallies.also.append(added)
