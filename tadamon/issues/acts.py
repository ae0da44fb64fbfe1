"""What is done to an issue: referred, accepted, waiting, answered. Each act is a row: who, when, why."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import Unit, User
from tadamon.directory import working_days
from tadamon.directory.linking import link
from tadamon.extensions import Key, db
from tadamon.issues.referrals import Referral
from tadamon.language import _, lazy
from tadamon.records.base import Record, Refused, now

STEPS = {
    "answered": lazy("تسجيل الرد على المواطن"),
    "answered-there": lazy("تسجيل الرد في اللقاء نفسه"),
    "referred": lazy("إحالته"),
    "accepted": lazy("تسجيل قبول الجهة"),
    "refused": lazy("تسجيل اعتذار الجهة"),
    "done": lazy("تسجيل إنجاز الجهة"),
    "recalled": lazy("استرداد إحالته"),
    "waiting": lazy("وقف مدته بانتظار المواطن"),
    "resumed": lazy("استئناف مدته"),
    "reopened": lazy("إعادة فتحه"),
}


class Step(db.Model):
    """`on` is the day it happened; `at` when it was written down."""

    __tablename__ = "issue_steps"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("issues.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(Key, ForeignKey("referrals.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    on: Mapped[date]
    note: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)
    record = relationship(Record, foreign_keys=[record_id], primaryjoin=lambda: Record.id == Step.record_id)
    referral = relationship(Referral)

    @property
    def words(self) -> str:
        return str(STEPS[self.action])


class Acting:
    """The verbs of an issue."""

    def answer(self, by, words: str, on: date, there: bool = False) -> None:
        """Write down what the citizen was told; the clock stops."""
        self.refuse_if_frozen()
        if self.state == "answered":
            raise Refused(_("سُجّل الرد على هذا الموضوع من قبل. أعد فتحه أولًا إن تغيّر الرد."))
        if self.sent:
            raise Refused(
                _(
                    "هذا الموضوع محال إلى «%(body)s» ولم يُغلق بعد. سجّل رد الجهة أو استرد الإحالة أولًا.",
                    body=self.sent.name_now,
                )
            )
        self._after_it_was_raised(on)
        if self.state == "waiting":
            self._count_pause(on)
        self.reply, self.replied_on, self.on_the_spot, self.state = words, on, there, "answered"
        self._step("answered-there" if there else "answered", by, on)

    def refer(self, by, body: str, on: date, note: str = ""):
        """Send it to a unit of ours or to another body; one at a time."""
        self._must_be_open()
        if self.sent:
            raise Refused(
                _(
                    "هذا الموضوع محال بالفعل إلى «%(body)s». استرد الإحالة قبل إحالته إلى غيرها.",
                    body=self.sent.name_now,
                )
            )
        self._after_it_was_raised(on)
        unit, place = Unit.named(body), len(self.referrals) + 1
        row = Referral(record=self, body=body, unit=unit, sent_on=on, note=note, state="sent", position=place)
        link([row])
        db.session.add(row)
        db.session.flush()
        if self.state != "waiting":
            self.state = "referred"
        self._step("referred", by, on, note, row)
        return row

    def settle(self, row, by, state: str, on: date, words: str = "") -> None:
        """The body accepted it, refused it with a reason, or did it; or it was taken back."""
        self._must_be_open()
        if row.state not in ("sent", "accepted") or row.state == state:
            raise Refused(_("انتهت هذه الإحالة من قبل: %(state)s.", state=row.state_words))
        if on < row.sent_on:
            raise Refused(_("اكتب تاريخًا لا يسبق تاريخ الإحالة."))
        row.state, row.answer, row.settled_on = state, words or row.answer, on
        if self.state != "waiting":
            self.state = "open" if state == "recalled" else state
        self._step(state, by, on, words, row)

    def wait(self, by, on: date, note: str = "") -> None:
        """Something is asked of the citizen; the clock stands still until it comes."""
        self._must_be_open()
        if self.state == "waiting":
            raise Refused(_("هذا الموضوع بانتظار المواطن بالفعل."))
        self._after_it_was_raised(on)
        self.state, self.waiting_since = "waiting", on
        self._step("waiting", by, on, note)

    def resume(self, by, on: date, note: str = "") -> None:
        """The citizen brought it; the days of waiting are added to the time to reply."""
        self._must_be_open()
        if self.state != "waiting":
            raise Refused(_("هذا الموضوع ليس بانتظار المواطن الآن."))
        self._count_pause(on)
        self.state = self._standing()
        self._step("resumed", by, on, note)

    def reopen(self, by, on: date, reason: str) -> None:
        """The reply was wrong or not enough; the clock has been running all the while."""
        self.refuse_if_frozen()
        if self.state != "answered":
            raise Refused(_("هذا الموضوع مفتوح بالفعل."))
        self.replied_on, self.on_the_spot = None, False
        self.state = self._standing()
        self._step("reopened", by, on, reason)

    def raise_again(self, earlier) -> None:
        """Link it to the earlier issue that it repeats."""
        self.refuse_if_frozen()
        seen, at = {self.id}, earlier
        while at is not None:
            if at.id in seen:
                raise Refused(_("لا يرتبط الموضوع بنفسه ولا بموضوع طُرح بعده."))
            seen.add(at.id)
            at = at.again
        if earlier.office_id != self.office_id:
            raise Refused(_("اختر موضوعًا سابقًا من الجهة نفسها."))
        self.again = earlier

    def _standing(self) -> str:
        """Where it stands by its last referral."""
        last = self.referrals[-1].state if self.referrals else "recalled"
        return {"sent": "referred", "recalled": "open"}.get(last, last)

    def _count_pause(self, on: date) -> None:
        if on < self.waiting_since:
            raise Refused(_("اكتب تاريخًا لا يسبق بدء انتظار المواطن."))
        self.paused_days += working_days.between(self.waiting_since, on)
        self.waiting_since = None

    def _must_be_open(self) -> None:
        self.refuse_if_frozen()
        if self.state == "answered":
            raise Refused(_("تم الرد على هذا الموضوع. أعد فتحه أولًا إن لزم."))

    def _after_it_was_raised(self, on: date) -> None:
        if on < self.raised_on:
            raise Refused(_("اكتب تاريخًا لا يسبق تاريخ طرح الموضوع."))

    def _step(self, action: str, by, on: date, note: str = "", referral=None) -> None:
        db.session.add(Step(record=self, action=action, by=by, on=on, note=note, referral=referral))
