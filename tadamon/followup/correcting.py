"""Corrected minutes take the place of the first ones: what became of each outcome goes on under its copy, and only there."""

from datetime import datetime

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome, evidence
from tadamon.followup.steps import FollowUp
from tadamon.records.base import Record

ALWAYS = ("state", "priority", "remind_on", "closed_on", "returned_on", "done_on", "done_note")
# What the correction may have decided otherwise; what was done with the first one since goes before that.
SINCE = {
    "extended": ("due_on", "due_days", "due_from", "extensions"),
    "handed": ("owner", "owner_unit", "owner_organisation_id", "owner_person", "owner_person_id"),
}


class CopiedOutcome(db.Model):
    """An outcome that was copied into the correction of its minutes."""

    __tablename__ = "copied_outcomes"
    outcome_id: Mapped[int] = mapped_column(Key, ForeignKey("outcomes.id"), primary_key=True, autoincrement=False)
    from_id: Mapped[int] = mapped_column(Key, ForeignKey("outcomes.id"), index=True)


def copy(row: Outcome, record: Record, item_id: int | None) -> None:
    """The same outcome in the correction, which is not followed up before that is approved."""
    new = row.copy_to(record)
    new.item_id = item_id
    db.session.flush()
    db.session.add(CopiedOutcome(outcome_id=new.id, from_id=row.id))


def aside(record: Record) -> datetime | None:
    """Since when nothing of the record is followed up: it is archived or cancelled, or another version of it stands."""
    if at := getattr(record, "archived_at", None):
        return at
    return None if getattr(record, "counted", True) else record.created_at


def take_over(before: Record, new: Record) -> None:
    """`new` corrects `before` and is about to be approved; what `new` left out stays with `before`, set aside."""
    copies = _copies(new)
    for row in _of(before):
        parent = copies.get(row.from_id)
        if taker := copies.get(row.id):
            _go_on(row, taker, new.created_at)
            if parent:
                taker.from_id = parent.id
        elif parent:
            _move(row, new, parent)
            copies[row.id] = row


def standing_for(row: Outcome) -> Outcome | None:
    """The outcome that took the place of this one when its minutes were corrected, however often."""
    query = select(Outcome).join(CopiedOutcome, CopiedOutcome.outcome_id == Outcome.id)
    copies = [row]
    while copies:
        of_these = query.where(CopiedOutcome.from_id.in_([each.id for each in copies]), Outcome.removed_at.is_(None))
        copies = db.session.scalars(of_these).unique().all()
        if standing := [each for each in copies if each.shelved_at is None]:
            return standing[0]
    return None


def _copies(new: Record) -> dict[int, Outcome]:
    """{id in the first minutes: its copy}."""
    query = select(CopiedOutcome.from_id, Outcome).join(Outcome, Outcome.id == CopiedOutcome.outcome_id)
    query = query.where(Outcome.record_id == new.id, Outcome.removed_at.is_(None))
    return {id: row for id, row in db.session.execute(query).unique()}


def _of(record: Record) -> list[Outcome]:
    query = select(Outcome).where(Outcome.record_id == record.id, Outcome.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Outcome.id)).unique())


def _go_on(row: Outcome, taker: Outcome, begun: datetime) -> None:
    done = set(db.session.scalars(select(FollowUp.action).where(FollowUp.outcome_id == row.id, FollowUp.at >= begun)))
    for name in (*ALWAYS, *(name for action in SINCE.keys() & done for name in SINCE[action])):
        setattr(taker, name, getattr(row, name))
    for table in (FollowUp.__table__, evidence):
        db.session.execute(update(table).where(table.c.outcome_id == row.id).values(outcome_id=taker.id))


def _move(row: Outcome, new: Record, parent: Outcome) -> None:
    """What came of it after the approval; past the session, which keeps approved minutes as they are."""
    values = {"record_id": new.id, "item_id": parent.item_id, "from_id": parent.id}
    db.session.execute(update(Outcome.__table__).where(Outcome.id == row.id).values(values))
    db.session.expire(row)
