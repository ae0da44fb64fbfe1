"""What became of an outcome, step by step: who, when, why. A row each; nothing of it is ever rewritten."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import lazy
from tadamon.records.base import now

STEPS = {
    "noted": lazy("كتابة ملاحظة متابعة"),
    "started": lazy("بدء تنفيذه"),
    "reported": lazy("الإبلاغ بتنفيذه"),
    "returned": lazy("إعادته لاستكمال التنفيذ"),
    "confirmed": lazy("تأكيد تنفيذه"),
    "cancelled": lazy("إلغاؤه"),
    "reopened": lazy("إعادة فتحه"),
    "extended": lazy("مدّ موعده"),
    "submitted": lazy("رفعه إلى السلطة المختصة"),
    "approved": lazy("تسجيل الموافقة"),
    "refused": lazy("تسجيل الرفض"),
    "sent-back": lazy("تسجيل إعادته من السلطة المختصة"),
    "handed": lazy("إسناده إلى جهة أخرى"),
}


class FollowUp(db.Model):
    """One step. `on` is the day it happened by the paper; `from_on` → `to_on` is an extension; `body` an authority."""

    __tablename__ = "follow_ups"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    outcome_id: Mapped[int] = mapped_column(Key, ForeignKey("outcomes.id"))
    action: Mapped[str] = mapped_column(db.String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(db.Text, default="")
    on: Mapped[date | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    body: Mapped[str] = mapped_column(db.String(250), default="")
    reference: Mapped[str] = mapped_column(db.String(120), default="")
    by = relationship(User)
    outcome = relationship(Outcome)
    __table_args__ = (Index("ix_follow_ups_outcome_id", "outcome_id", "id"),)

    @property
    def words(self) -> str:
        return str(STEPS[self.action])
