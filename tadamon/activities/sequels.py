"""What came of what: from a record to a later one, one thread from an event to the agreement it led to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.extensions import Key, db
from tadamon.records.base import Record, now


class Sequel(db.Model):
    """`later` came of `earlier`; of which of its outputs, if that is known."""

    __tablename__ = "sequels"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    earlier_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"))
    later_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), index=True)
    output_id: Mapped[int | None] = mapped_column(Key, ForeignKey("outputs.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    earlier = relationship(Record, foreign_keys=[earlier_id])
    later = relationship(Record, foreign_keys=[later_id])
    __table_args__ = (
        UniqueConstraint("earlier_id", "later_id"),
        CheckConstraint("earlier_id <> later_id", name="another"),
    )


def follow(earlier: Record, later: Record, by, output_id: int | None = None) -> Sequel | None:
    """Tie a record to what it came of; None when they are tied already, or are the same."""
    if earlier.id == later.id:
        return None
    pairs = ((earlier.id, later.id), (later.id, earlier.id))
    known = select(Sequel.id).where(db.or_(*(db.and_(Sequel.earlier_id == a, Sequel.later_id == b) for a, b in pairs)))
    if db.session.scalar(known.limit(1)) is not None:
        return None
    tie = Sequel(earlier_id=earlier.id, later_id=later.id, output_id=output_id, by_id=by and by.id)
    db.session.add(tie)
    return tie
