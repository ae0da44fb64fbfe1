"""Record, the identity every kind of record shares, and Part, a row that belongs to one."""

from datetime import UTC, date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tadamon.extensions import Key, db


def now() -> datetime:
    """The present moment in UTC, without a zone, as every column stores it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class Refused(Exception):
    """A record declines a verb; the message is a sentence for a person. Becomes a 409."""


class Record(db.Model):
    """What has an address, a version, a history, files and a row in the search index."""

    __tablename__ = "records"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    type: Mapped[str] = mapped_column(db.String(20))
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    __mapper_args__ = {"polymorphic_on": "type", "version_id_col": version}

    audited: dict = {}

    @property
    def record(self) -> "Record":
        return self

    def label(self) -> str:
        """What the history calls this record."""
        raise NotImplementedError

    def search_text(self) -> str:
        """All the words this record should be found by."""
        raise NotImplementedError

    @property
    def listed_on(self) -> date:
        """The day this record stands at in lists."""
        return self.created_at.date()

    def facets(self) -> dict[str, list]:
        """{name: values} that searches are narrowed by, beside the words."""
        return {"type": [self.type]}


class Part:
    """A row of a record that is edited, moved, removed and restored on its own.

    The row is the unit of conflict: it has its own version.
    """

    audited: dict = {}

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    removed_at: Mapped[datetime | None]

    @declared_attr
    def version(cls) -> Mapped[int]:
        return mapped_column()

    @declared_attr
    def record_id(cls) -> Mapped[int]:
        return mapped_column(Key, ForeignKey("records.id"))

    @declared_attr
    def record(cls) -> Mapped[Record]:
        return relationship(Record, foreign_keys=[cls.record_id])

    @declared_attr.directive
    def __table_args__(cls):
        return (Index(f"ix_{cls.__tablename__}_record_id_position", "record_id", "position"),)

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version}

    def remove(self) -> None:
        self.removed_at = self.removed_at or now()

    def restore(self) -> None:
        self.removed_at = None

    def copy_to(self, record: Record) -> "Part":
        """The same row on another record."""
        columns = {column.key for column in type(self).__table__.columns} - {"id", "version", "record_id", "removed_at"}
        copy = type(self)(record=record, **{name: getattr(self, name) for name in columns})
        db.session.add(copy)
        return copy

    def siblings(self) -> list["Part"]:
        """The standing rows of the same list, this one too, in order."""
        cls = type(self)
        record_id = self.record_id or (self.record and self.record.id)  # a new row has its record before its key
        query = db.select(cls).where(cls.record_id == record_id, cls.removed_at.is_(None))
        return list(db.session.scalars(query.order_by(cls.position, cls.id)))

    def place_last(self) -> None:
        rows = [row for row in self.siblings() if row is not self]
        self.position = max((row.position for row in rows), default=0) + 1

    def move(self, direction: str) -> "Part | None":
        """Change places with the row above ("up") or below ("down"); that row, if there is one."""
        rows = self.siblings()
        place = rows.index(self)
        other = place + {"up": -1, "down": 1}[direction]
        if not 0 <= other < len(rows):
            return None
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, 1):
            if row.position != position:
                row.position = position
        return rows[place]
