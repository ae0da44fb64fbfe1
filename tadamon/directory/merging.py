"""Two records of the directory that are one: every reference follows, and the merge can be undone."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, func, inspect, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.directory.organisations import Alias
from tadamon.extensions import Base, Key, db
from tadamon.language import _
from tadamon.records import history, search
from tadamon.records.base import Record, Refused, now

# The parts of a record that go to the one it became; its own names stay, and are copied.
BATCH = 1000
PARTS = ("attachments.record_id", "contacts.record_id", "posts.record_id")


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
        if self.gone.merged_into_id != self.kept_id:
            raise Refused(_("تم التراجع عن هذا الدمج من قبل."))
        self.undone_at, self.undone_by_id = now(), by.id
        for place, ids in self.moved.items():
            table, column = _place(place)
            for at in range(0, len(ids), BATCH):
                still = (table.c.id.in_(ids[at : at + BATCH]), column == self.kept_id)
                db.session.execute(update(table).where(*still).values({column.name: self.gone_id}))
        for alias in db.session.scalars(select(Alias).where(Alias.merge_id == self.id, Alias.removed_at.is_(None))):
            alias.remove()
        self.gone.merged_into_id = None
        history.tell(self.kept, "gave-back", self.gone.label())
        search.again(self.kept)


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
    for each in (kept, gone):
        each.refuse_if_frozen()
    places = (*references(gone), *PARTS)
    moved = {place: ids for place in places if (ids := _lead(place, gone.id, kept.id))}
    done = Merge(kept_id=kept.id, gone_id=gone.id, by_id=by.id, moved=moved)
    gone.merged_into_id = kept.id
    db.session.add(done)
    db.session.flush()
    for name in names:
        alias = Alias(record=kept, name=name, merge_id=done.id)
        db.session.add(alias)
        alias.place_last()
    history.tell(kept, "took-in", gone.label())
    search.again(kept)
    return done


def merged_into(record) -> list[Merge]:
    """The merges that led others to this record, and those that led yet others to them."""
    found, ids = [], [record.id]
    while ids:
        query = select(Merge).where(Merge.kept_id.in_(ids), Merge.undone_at.is_(None)).order_by(Merge.id.desc())
        later = list(db.session.scalars(query.options(joinedload(Merge.by))))
        found, ids = found + later, [merge.gone_id for merge in later]
    return found


def counts(record) -> dict[str, int]:
    """{table: how many of its rows refer to the record, or are parts of it that would follow}."""
    found: dict[str, int] = {}
    for place in (*references(record), *PARTS):
        table, column = _place(place)
        many = db.session.scalar(select(func.count()).select_from(table).where(column == record.id))
        if many:
            found[table.name] = found.get(table.name, 0) + many
    return found


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
    led = update(table).where(column == gone).values({column.name: kept}).returning(table.c.id)
    return sorted(db.session.scalars(led))


def _place(place: str):
    table, _dot, column = place.partition(".")
    return Base.metadata.tables[table], Base.metadata.tables[table].c[column]
