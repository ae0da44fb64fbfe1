"""How a record becomes official: submitted, returned or approved, numbered and frozen."""

import secrets
from datetime import date

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, Session, declared_attr, foreign, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.approval.corrections import Correctable
from tadamon.approval.models import ALPHABET, Approval, Counter, Step
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.digits import to_reader
from tadamon.language.times import today
from tadamon.records import search
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record, Refused, now


class Approvable(Correctable):
    """A record that goes draft → submitted → approved, or back with a reason.

    The record says what must be there first (`missing()`) and in which year it is counted
    (`counted_year()`). `said` is what is said of it on its way, `official` the print whose PDF is kept.
    """

    said: dict
    official: str
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
            raise Refused(self.said["taken"] % {"number": to_reader(number), "year": to_reader(year)})
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
        if self.corrects_id:
            self.take_place_of(self.corrects)
        self._step("approved", by, state="approved")
        approval.snapshot = freeze(self, approval)
        db.session.add(approval)
        if self.corrects_id:
            search.again(self.corrects)  # it is counted no more
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
