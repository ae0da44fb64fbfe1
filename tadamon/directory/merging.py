"""Two records of the directory that are one: every reference follows, and the merge can be undone."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, inspect, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.directory.organisations import Alias
from tadamon.extensions import Base, Key, db
from tadamon.language import _
from tadamon.records.base import Record, Refused, now


class Merge(db.Model):
    """`gone` became `kept`; `moved` = {"table.column": [ids of the rows that followed]}."""

    __tablename__ = "merges"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kept_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), index=True)
    gone_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    moved: Mapped[dict] = mapped_column(JSON, default=dict)
    by = relationship(User, foreign_keys=[by_id])
    kept = relationship(Record, foreign_keys=[kept_id])
    gone = relationship(Record, foreign_keys=[gone_id])

    def undo(self, by) -> None:
        """Give back every row that followed and still stands where it was led; names that came along go."""
        if self.undone_at:
            raise Refused(_("تم التراجع عن هذا الدمج من قبل."))
        if self.kept.merged_into_id:
            raise Refused(_("دُمج السجل الباقي نفسه في سجل آخر. تراجع عن ذلك الدمج أولًا."))
        self.undone_at, self.undone_by_id = now(), by.id
        for place, ids in self.moved.items():
            table, column = _place(place)
            still = (table.c.id.in_(ids), column == self.kept_id)
            db.session.execute(update(table).where(*still).values({column.name: self.gone_id}))
        for alias in db.session.scalars(
            select(Alias).where(Alias.merge_id == self.id, Alias.removed_at.is_(None))
        ):
            alias.remove()
        self.gone.merged_into_id = None


class Distinct(db.Model):
    """Two records that look alike and are not the same; the lower id first."""

    __tablename__ = "distinct_records"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    one_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"))
    other_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id < other_id", name="ordered"),
    )


def merge(gone, kept, by) -> Merge:
    """Lead every reference to `gone` to `kept`, and keep its names as other names of `kept`."""
    if gone.id == kept.id or type(gone) is not type(kept):
        raise Refused(_("اختر سجلين مختلفين من النوع نفسه."))
    if gone.merged_into_id or kept.merged_into_id:
        raise Refused(_("دُمج أحد السجلين في غيره من قبل. افتح السجل الباقي وأعد المحاولة."))
    names = [name for name in gone.names if name not in kept.names]
    moved = {place: ids for place in references(gone) if (ids := _lead(place, gone.id, kept.id))}
    done = Merge(kept_id=kept.id, gone_id=gone.id, by_id=by.id, moved=moved)
    gone.merged_into_id = kept.id
    db.session.add(done)
    db.session.flush()
    for name in names:
        alias = Alias(record=kept, name=name, merge_id=done.id)
        db.session.add(alias)
        alias.place_last()
    return done


def references(record) -> list[str]:
    """ "table.column" of every column that refers to records of this kind.

    What has no id of its own is a detail of the record (its governorates) and stays with it.
    """
    own = inspect(type(record)).local_table
    return [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table is not own and "id" in table.c
        for column in table.columns
        if any(key.column.table is own for key in column.foreign_keys)
    ]


def _lead(place: str, gone: int, kept: int) -> list[int]:
    table, column = _place(place)
    ids = list(db.session.scalars(select(table.c.id).where(column == gone)))
    if ids:
        db.session.execute(update(table).where(table.c.id.in_(ids)).values({column.name: kept}))
    return ids


def _place(place: str):
    table, _dot, column = place.partition(".")
    return Base.metadata.tables[table], Base.metadata.tables[table].c[column]
