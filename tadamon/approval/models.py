import secrets
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, event, func, select
from sqlalchemy.orm import Mapped, Session, declared_attr, foreign, mapped_column, relationship

from tadamon.accounts.models import Unit, User
from tadamon.extensions import Key, db
from tadamon.language import _, lazy
from tadamon.language.digits import to_reader
from tadamon.language.times import today
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record, Refused, now
from tadamon.records.history import Told

STATES = {
    "draft": lazy("مسودة"),
    "submitted": lazy("قيد المراجعة"),
    "returned": lazy("أُعيد للاستكمال"),
    "approved": lazy("معتمد"),
    "cancelled": lazy("أُلغي"),
}
STEPS = {
    "submitted": lazy("أُرسل للاعتماد"),
    "withdrawn": lazy("سُحب من الاعتماد"),
    "returned": lazy("أُعيد للاستكمال"),
    "approved": lazy("اعتُمد"),
    "cancelled": lazy("أُلغي انعقاده"),
    "reinstated": lazy("أُعيد بعد إلغائه"),
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


# What is said of minutes on their way; another kind of record says its own.
SAID = {
    "frozen": lazy("اعتُمد هذا المحضر فلا يُعدَّل. إن وجدت خطأ فابدأ محضر تصحيح مرتبطًا به."),
    "waits": lazy("هذا المحضر قيد المراجعة. اسحبه من الاعتماد أولًا ثم عدّله."),
    "sent": lazy("أُرسل هذا المحضر للاعتماد من قبل."),
    "idle": lazy("هذا المحضر ليس قيد المراجعة الآن."),
    "faster": lazy("هذا المحضر ليس قيد المراجعة الآن؛ ربما اعتمده زميل قبلك."),
    "own": lazy("أنت من أعدّ هذا المحضر أو أرسله، فليعتمده زميل آخر له صلاحية الاعتماد."),
    "verified": lazy("هذا الرمز لمحضر معتمد. قارن ما يلي بما على الورق:"),
    "number": lazy("رقم المحضر"),
}


class Approvable:
    """A record that goes draft → submitted → approved, or back with a reason.

    The record says what must be there first (`missing()`) and in which year it is counted
    (`counted_year()`).
    """

    said = SAID
    corrected_by = None
    number: Mapped[str | None] = mapped_column(db.String(20), index=True)

    @declared_attr
    def approval(cls) -> Mapped["Approval"]:
        return relationship(
            Approval, primaryjoin=lambda: foreign(Approval.record_id) == cls.id, uselist=False, viewonly=True
        )

    @declared_attr
    def steps(cls) -> Mapped[list["Step"]]:
        return relationship(
            Step, primaryjoin=lambda: foreign(Step.record_id) == cls.id, order_by=Step.id, viewonly=True
        )

    @property
    def frozen(self) -> str | None:
        if self.state == "approved":
            return str(self.said["frozen"])
        if self.state == "submitted":
            return str(self.said["waits"])
        if self.state == "cancelled":
            return _("أُلغي هذا الاجتماع فلا يُعدَّل. أعده أولًا إن تقرر عقده.")
        return super().frozen

    def approvable_by(self, user) -> bool:
        """Approvers of the unit that holds the record, or of the office above it."""
        return user.role == "approver" and user.unit_id in (self.unit_id, self.office_id)

    def submit(self, by) -> None:
        self._must_be(("draft", "returned"), str(self.said["sent"]))
        self._must_be_complete()
        self._step("submitted", by, state="submitted")

    def withdraw(self, by) -> None:
        self._must_be(("submitted",), str(self.said["idle"]))
        self._step("withdrawn", by, state="draft")

    def send_back(self, by, reason: str) -> None:
        self._must_be(("submitted",), str(self.said["idle"]))
        self._step("returned", by, state="returned", reason=reason)

    def cancel(self, by, reason: str) -> None:
        """It does not take place; the record stays with the reason."""
        self._must_be(("draft", "returned"), _("يُلغى ما لم يُرسل للاعتماد. اسحبه من الاعتماد أولًا."))
        self._step("cancelled", by, state="cancelled", reason=reason)

    def reinstate(self, by) -> None:
        self._must_be(("cancelled",), _("هذا الاجتماع ليس ملغى."))
        self._step("reinstated", by, state="draft")

    def approve(self, by, freeze, number: int | None = None, dated: date | None = None) -> Approval:
        """Number it and keep what `freeze(record, approval)` prints; `number` and `dated` are for back-entered paper."""
        self._must_be(("submitted",), str(self.said["faster"]))
        self._must_be_complete()
        alone = by.id in self.authors()
        if alone and self.other_approvers(by):
            raise Refused(str(self.said["own"]))
        year, manual = self.counted_year(), number is not None
        counter = Counter.held(self.unit, self.type, year)
        if manual and Approval.taken(self.unit_id, self.type, year, number):
            raise Refused(
                _("الرقم %(number)s لسنة %(year)s مستخدم لمحضر آخر.", number=to_reader(number), year=to_reader(year))
            )
        approval = Approval(
            record_id=self.id,
            unit_id=self.unit_id,
            kind=self.type,
            year=year,
            manual=manual,
            alone=alone,
            number=number if manual else counter.next(),
            by=by,
            dated=dated or today(),
            code="".join(secrets.choice(ALPHABET) for _each in range(8)),
            at=now(),
        )
        self.number = f"{approval.number}/{year}"
        self._step("approved", by, state="approved")
        approval.snapshot = freeze(self, approval)
        db.session.add(approval)
        return approval

    def authors(self) -> set[int]:
        """Who made the record and who last submitted it."""
        submitters = [step.by_id for step in self.steps if step.action == "submitted"]
        return {self.created_by_id, *submitters[-1:]}

    def other_approvers(self, than) -> bool:
        units = (self.unit_id, self.office_id)
        query = select(User.id).where(
            User.role == "approver", User.unit_id.in_(units), User.disabled_at.is_(None), User.id.not_in(self.authors())
        )
        return db.session.scalar(query.where(User.id != than.id).limit(1)) is not None

    @property
    def signed_original(self) -> Attachment | None:
        return next((file for file in self.attachments if file.purpose == "signed"), None)

    def _must_be(self, states: tuple, otherwise: str) -> None:
        if self.archived_at is not None:
            raise Refused(_("هذا السجل محفوظ في الأرشيف. استعده أولًا ثم عدّله."))
        if self.state not in states:
            raise Refused(otherwise)

    def _must_be_complete(self) -> None:
        blocking = [each for each in self.missing() if each.blocks]
        if blocking:
            raise Refused(_("يلزم قبل ذلك:") + " " + "؛ ".join(each.words for each in blocking))

    def _step(self, action: str, by, state: str, reason: str = "") -> None:
        db.session.add(Step(record=self, action=action, by=by, reason=reason))
        self.state = state


@event.listens_for(Session, "before_flush")
def keep_frozen(session, *_context):
    """The last wall: whatever the path, an approved record and its rows are not written to."""
    for thing in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(thing, Record | Part) or not session.is_modified(thing):
            continue
        record = thing.record
        if isinstance(record, Approvable) and _was_approved(record) and not _may_follow(thing):
            raise Refused(str(record.said["frozen"]))


def _was_approved(record) -> bool:
    past = db.inspect(record).attrs.state.history
    return (record.state == "approved" and not past.added) or bool(past.deleted and past.deleted[0] == "approved")


def _may_follow(thing) -> bool:
    """Whether this may be written beside an approved record: what follows it, not what it says."""
    if getattr(thing, "after_approval", False) or getattr(thing, "purpose", None) in ("signed", "evidence"):
        return True
    if getattr(thing, "born_after", False):
        return True
    changed = {each.key for each in db.inspect(thing).attrs if each.history.has_changes()}
    return db.inspect(thing).persistent and changed - {"version"} <= getattr(thing, "followed", frozenset())
