from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import Unit, User
from tadamon.extensions import Key, db
from tadamon.language import _, lazy
from tadamon.language.digits import to_reader
from tadamon.records.base import Part, Record, now
from tadamon.records.history import Told

STATES = {
    "draft": lazy("مسودة"),
    "submitted": lazy("قيد المراجعة"),
    "returned": lazy("أُعيد للاستكمال"),
    "approved": lazy("معتمد"),
    "cancelled": lazy("أُلغي"),
}
TONES = {"draft": "", "submitted": "warn", "returned": "bad", "approved": "ok", "cancelled": "bad"}
STEPS = {
    "submitted": lazy("أُرسل للاعتماد"),
    "withdrawn": lazy("سُحب من الاعتماد"),
    "returned": lazy("أُعيد للاستكمال"),
    "approved": lazy("اعتُمد"),
    "cancelled": lazy("أُلغي انعقاده"),
    "reinstated": lazy("أُعيد بعد إلغائه"),
    "correction": lazy("بدأ التصحيح"),
}
# Letters and digits that are not taken for one another on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Step(db.Model):
    """One step on the way to approval: what, who, when, why."""

    __tablename__ = "approval_steps"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)
    record = relationship(Record)

    @property
    def words(self) -> str:
        return str(STEPS[self.action])


class Counter(db.Model):
    """The last number given to a kind of record of a unit in a year."""

    __tablename__ = "counters"
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(db.String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)

    @classmethod
    def held(cls, unit: Unit, kind: str, year: int) -> "Counter":
        """The counter; nobody else's until this transaction ends, so no number is given twice, by hand either."""
        key = {"unit_id": unit.id, "kind": kind, "year": year}
        insert = _insert_for(db.engine.dialect.name)(cls).values(**key, last=0).on_conflict_do_nothing()
        db.session.execute(insert)
        return db.session.scalar(
            select(cls).filter_by(**key).with_for_update().execution_options(populate_existing=True)
        )

    def next(self) -> int:
        """Take the next number; those given by hand are passed over."""
        self.last += 1
        while Approval.taken(self.unit_id, self.kind, self.year, self.last):
            self.last += 1
        return self.last


def _insert_for(dialect: str):
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert
    return insert


class Approval(db.Model):
    """The number, the frozen print and its PDF of an approved record."""

    __tablename__ = "approvals"
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(db.String(20))
    year: Mapped[int]
    number: Mapped[int]
    manual: Mapped[bool] = mapped_column(default=False)
    alone: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)
    dated: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    code: Mapped[str] = mapped_column(db.String(12), unique=True)
    snapshot: Mapped[dict] = mapped_column(JSON)
    pdf_sha256: Mapped[str | None] = mapped_column(db.String(64))
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by = relationship(User, foreign_keys=[by_id])
    unit = relationship(Unit)
    record = relationship(Record)
    __table_args__ = (UniqueConstraint("unit_id", "kind", "year", "number"),)

    @classmethod
    def taken(cls, unit_id: int, kind: str, year: int, number: int) -> bool:
        mine = (cls.unit_id == unit_id, cls.kind == kind, cls.year == year, cls.number == number)
        return db.session.scalar(select(func.count()).select_from(cls).where(*mine)) > 0

    def publish(self, by: User) -> None:
        self.published_at, self.published_by_id = now(), by.id

    @property
    def words(self) -> str:
        """«١٨ لسنة ٢٠٢٥», in the reader's digits."""
        return _("%(number)s لسنة %(year)s", number=to_reader(self.number), year=to_reader(self.year))


class Recipient(Part, db.Model):
    """Who gets a copy of the approved record."""

    __tablename__ = "recipients"
    after_approval = True
    name: Mapped[str] = mapped_column(db.String(250))
    sent_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(db.String(250), default="")
    audited = {
        "name": Told(lazy("صورة إلى")),
        "sent_on": Told(lazy("أُرسلت في")),
        "note": Told(lazy("ملاحظة")),
    }

    def label(self) -> str:
        return self.name
