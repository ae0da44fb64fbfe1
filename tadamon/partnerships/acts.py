"""What is done to a partnership as a whole: signed, renewed, ended, amended. Each act is a row."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.extensions import Key, db
from tadamon.followup.acting import IN_HAND
from tadamon.language import _
from tadamon.language.dates import Vague, show_date, today
from tadamon.partnerships import states
from tadamon.records.base import Record, Refused, now

# What an amendment does not take over from the text it amends.
OWN = {
    "id",
    "unit_id",
    "office_id",
    "our_signed_on",
    "our_signed_precision",
    "their_signed_on",
    "their_signed_precision",
    "extended_to",
    "ended_on",
    "end_reason",
    "amends_id",
    "superseded_on",
    "listed_on",
    "archived_at",
    "archived_by_id",
}


class Act(db.Model):
    """`day` is the day the act is about: of a signature, of the new end."""

    __tablename__ = "partnership_acts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("partnerships.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    day: Mapped[date | None]
    precision: Mapped[str] = mapped_column(db.String(10), default="day")
    reason: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)
    record = relationship(Record, foreign_keys=[record_id], primaryjoin=lambda: Record.id == Act.record_id)

    @property
    def name(self) -> str:
        """What was done, where its day is said already."""
        said = {"ours": _("توقيعنا"), "theirs": _("توقيع الطرف الشريك"), "ended": _("إنهاء الشراكة")}
        return said.get(self.action) or self.words

    @property
    def words(self) -> str:
        day = show_date(self.day, self.precision)
        return {
            "ours": _("توقيعنا: %(day)s", day=day),
            "theirs": _("توقيع الطرف الشريك: %(day)s", day=day),
            "renewed": _("جُدّدت حتى %(day)s", day=day),
            "ended": _("أُنهيت اعتبارًا من %(day)s", day=day),
            "amending": _("بدأ إعداد تعديل لها"),
            "superseded": _("حل محلها تعديل موقَّع"),
        }[self.action]


class Acting:
    """The verbs of a partnership."""

    def sign(self, by, ours: Vague | None = None, theirs: Vague | None = None) -> None:
        """Write down the signature of one side or of both; there is no way back."""
        self._may_be_signed()
        for period in filter(None, (ours, theirs)):
            if period.first > today():
                raise Refused(_("لا يُسجَّل توقيع لم يحدث بعد."))
        if theirs:
            self._refuse_without_clearance()
        if ours:
            self._once(self.our_signed_on)
            self.our_signature = ours
            self._act("ours", by, ours.first, precision=ours.precision)
        if theirs:
            self._once(self.their_signed_on)
            self.their_signature = theirs
            self._act("theirs", by, theirs.first, precision=theirs.precision)
        if self.our_signed_on and self.their_signed_on and self.amends:
            self.amends.give_way(by, max(self.our_signed_on, self.their_signed_on))

    def renew(self, by, until: date, reason: str) -> None:
        """Extend what was signed to another last day; the day that was signed stays as it was."""
        self._must_stand()
        if not (self.our_signed_on and self.their_signed_on):
            raise Refused(_("لم تُوقَّع هذه الشراكة بعد؛ عدّل تاريخ انتهائها مباشرة."))
        if self.renewal == "automatic":
            raise Refused(_("تتجدد هذه الشراكة تلقائيًا، فلا حاجة إلى تسجيل تجديد."))
        if self.renewal == "none":
            raise Refused(_("لا ينص الاتفاق على تجديده. سجّل تعديلًا مرتبطًا به."))
        end = states.last(self)
        if end is None:
            raise Refused(_("هذه الشراكة بلا تاريخ انتهاء، فلا يُمدّ."))
        if until <= end:
            raise Refused(_("اكتب تاريخًا بعد %(day)s، وهو آخر يوم فيها الآن.", day=show_date(end)))
        self.extended_to = until
        self._act("renewed", by, until, reason)

    def end(self, by, on: date, reason: str) -> None:
        """End it before its time, or what had no time."""
        self._must_stand()
        if self.state in ("draft", "signing"):
            raise Refused(_("لم تقم هذه الشراكة بعد. إن لم تعد مطلوبة فانقلها إلى الأرشيف."))
        begun = min(filter(None, (self.starts_on, self.our_signed_on, self.their_signed_on)), default=None)
        if begun and on < begun:
            raise Refused(_("اكتب تاريخ إنهاء لا يسبق بداية الشراكة."))
        self.ended_on, self.end_reason = on, reason
        self._act("ended", by, on, reason)

    def amend(self, by):
        """A copy of what was signed, to be changed and signed in its own right, linked to it."""
        self._must_stand()
        if not (self.our_signed_on and self.their_signed_on):
            raise Refused(_("يُعدَّل بملحق ما وقّعه الطرفان؛ هذه الشراكة تُعدَّل مباشرة."))
        if self.amended_by:
            raise Refused(_("بدأ تعديل لهذه الشراكة ولم يوقَّع بعد: «%(title)s».", title=self.amended_by[0].title))
        columns = {column.key for column in type(self).__table__.columns} - OWN
        new = type(self)(**{name: getattr(self, name) for name in columns}, unit=self.unit, created_by_id=by.id)
        new.amends, new.axes, new.codes = self, list(self.axes), self.codes
        new.initiatives = list(self.initiatives)
        if self.extended_to:
            new.ends = Vague(self.extended_to)
        db.session.add(new)
        db.session.flush()
        parties = {row.id: row.copy_to(new) for row in self.parties}
        db.session.flush()
        for row in self.obligations:
            if row.state in IN_HAND:
                copy = row.copy_to(new)
                copy.series_id, copy.party = None, parties.get(row.party_id)
        self._act("amending", by)
        return new

    def give_way(self, by, on: date) -> None:
        """An amendment was signed: it stands in place of this one, and so do its obligations."""
        self.superseded_on = on
        for row in self.obligations:
            if row.state in IN_HAND:
                row.state = "superseded"
        self._act("superseded", by, on)

    def needs(self) -> list[str]:
        """What is missing before a foreign party may sign, in sentences."""
        if not any(party.foreign for party in self.theirs):
            return []
        if not self.clearances:
            return [_("في هذه الشراكة طرف أجنبي: سجّل الموافقة اللازمة قبل توقيعه، أو سجّل أنها لا تلزم مع السبب.")]
        return [
            _("لم تصدر بعد موافقة «%(body)s» اللازمة قبل توقيع الطرف الأجنبي.", body=row.body)
            for row in self.clearances
            if not row.settled
        ]

    def _refuse_without_clearance(self) -> None:
        if needs := self.needs():
            raise Refused(" ".join(needs))

    def _may_be_signed(self) -> None:
        self._must_stand()
        if self.kind == "lead":
            raise Refused(_("هذه فرصة قيد البحث. اختر نوع الاتفاق أولًا ثم سجّل التوقيع."))
        if self.kind == "informal":
            raise Refused(_("هذه شراكة دون اتفاق مسجَّل. اختر نوع الاتفاق أولًا ثم سجّل التوقيع."))
        if not self.theirs:
            raise Refused(_("أضف الطرف الشريك أولًا ثم سجّل التوقيع."))

    def _must_stand(self) -> None:
        if self.archived_at:
            raise Refused(_("هذا السجل محفوظ في الأرشيف. استعده أولًا ثم عدّله."))
        if self.ended_on:
            raise Refused(_("أُنهيت هذه الشراكة من قبل."))
        if self.superseded_on:
            raise Refused(_("حل محل هذه الشراكة تعديل موقَّع. افتح التعديل وسجّل فيه."))

    def _once(self, signed: date | None) -> None:
        if signed:
            raise Refused(_("سُجّل هذا التوقيع من قبل، ولا رجوع فيه."))

    def _act(self, action: str, by, day: date | None = None, reason: str = "", precision: str = "day") -> None:
        db.session.add(Act(record_id=self.id, action=action, by=by, day=day, reason=reason, precision=precision))
