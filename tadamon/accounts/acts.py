"""The log of sign-ins and administration: written with the act, read by administrators, changed by no one."""

from datetime import datetime

from flask import has_request_context, request
from flask_login import current_user
from sqlalchemy import JSON, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.extensions import Key, db
from tadamon.language import lazy
from tadamon.language.clean import clean_line
from tadamon.language.words import fold
from tadamon.records.base import now

ACTS = {
    "signed-in": lazy("تسجيل دخول"),
    "sign-in-failed": lazy("محاولة دخول فاشلة"),
    "first-password-expired": lazy("دخول بكلمة مرور أولى منتهية"),
    "signed-out": lazy("تسجيل خروج"),
    "password-changed": lazy("تغيير كلمة المرور"),
    "sessions-ended": lazy("إنهاء الجلسات الأخرى"),
    "user-added": lazy("إضافة مستخدم"),
    "user-changed": lazy("تعديل مستخدم"),
    "password-reset": lazy("كلمة مرور أولى جديدة"),
    "user-disabled": lazy("إيقاف مستخدم"),
    "user-enabled": lazy("إعادة تفعيل مستخدم"),
    "unit-added": lazy("إضافة وحدة"),
    "unit-changed": lazy("تعديل وحدة"),
    "unit-logo": lazy("تغيير شعار وحدة"),
    "unit-moved": lazy("ترتيب الوحدات"),
    "unit-archived": lazy("نقل وحدة إلى الأرشيف"),
    "unit-restored": lazy("استعادة وحدة"),
    "axis-added": lazy("إضافة محور"),
    "axis-changed": lazy("تعديل محور"),
    "axis-moved": lazy("ترتيب المحاور"),
    "axis-archived": lazy("نقل محور إلى الأرشيف"),
    "axis-restored": lazy("استعادة محور"),
    "sentence-changed": lazy("تعديل صياغة في التقارير"),
    "kind-changed": lazy("تعديل نوع اجتماع"),
    "nursery-lists-changed": lazy("تعديل قوائم الحضانات"),
    "checklist-changed": lazy("تعديل شروط الاعتماد"),
    "settings-changed": lazy("تعديل الإعدادات"),
    "issue-category-added": lazy("إضافة فئة موضوعات"),
    "issue-category-changed": lazy("تعديل فئة موضوعات"),
    "issue-category-moved": lazy("ترتيب فئات الموضوعات"),
    "issue-category-archived": lazy("نقل فئة موضوعات إلى الأرشيف"),
    "issue-category-restored": lazy("استعادة فئة موضوعات"),
    "holiday-added": lazy("إضافة إجازة رسمية"),
    "holiday-changed": lazy("تعديل إجازة رسمية"),
    "holiday-removed": lazy("حذف إجازة رسمية"),
    "citizen-seen": lazy("اطلاع على بيانات مواطن"),
    "citizen-printed": lazy("طباعة إيصال باسم مواطن"),
    "citizen-changed": lazy("تعديل بيانات مواطن"),
    "citizen-removed": lazy("محو بيانات مواطن"),
    "trainee-seen": lazy("اطلاع على بيانات متدرب"),
    "trainee-changed": lazy("تعديل البيانات الشخصية لمتدرب"),
    "trainee-exported": lazy("تصدير كل بيانات متدرب"),
    "trainee-anonymised": lazy("محو بيانات متدرب"),
    "import-seen": lazy("اطلاع على أرقام قومية في كشف يُستورد"),
    "import-taken": lazy("تنزيل صفوف لم تُستورد بأرقامها القومية"),
    "trainees-exported": lazy("تصدير كشف متدربين بأرقامهم القومية"),
}
SUBJECT = 200


class Act(db.Model):
    """`by` is who did it (None: not signed in, or the command line), `subject` what or whom it was done to.

    `detail` is {field: [before, after]}; never a password.
    """

    __tablename__ = "acts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    address: Mapped[str] = mapped_column(db.String(64), default="")
    action: Mapped[str] = mapped_column(db.String(40))
    subject: Mapped[str] = mapped_column(db.String(SUBJECT), default="")
    detail: Mapped[dict] = mapped_column(JSON, default=dict)
    search_key: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)
    __table_args__ = (Index("ix_acts_action_id", "action", "id"), Index("ix_acts_by_id_id", "by_id", "id"))

    @property
    def words(self) -> str:
        return str(ACTS.get(self.action, self.action))


def note(action: str, subject: str = "", detail: dict | None = None, by: User | None = None) -> None:
    """Write an act of `by`, or of the signed-in person; it is committed with what was done."""
    if action not in ACTS:
        raise KeyError(action)
    inside = has_request_context()
    if by is None and inside and current_user.is_authenticated:
        by = db.session.get(User, current_user.id)
    subject = clean_line(subject)[:SUBJECT]
    found = fold(" ".join(filter(None, (subject, by and by.full_name, by and by.username))))
    db.session.add(
        Act(
            at=now(),
            by_id=by and by.id,
            address=(request.remote_addr or "")[:64] if inside else "",
            action=action,
            subject=subject,
            detail=detail or {},
            search_key=found,
        )
    )


def called(user: User) -> str:
    """How the log names a person."""
    return f"{user.full_name} ({user.username})"


@event.listens_for(Session, "before_flush")
def keep(session, *_context):
    """No path of ours changes or removes a line."""
    if any(
        isinstance(thing, Act) and (thing in session.deleted or session.is_modified(thing))
        for thing in (*session.dirty, *session.deleted)
    ):
        raise RuntimeError("the log of acts is only added to")
