from datetime import datetime, time

from sqlalchemy import Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import User
from tadamon.activities.models import Activity, a_time, named
from tadamon.approval.models import Step
from tadamon.cohorts.models import Cohort, Group
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy, reader
from tadamon.language.dates import show_time, today
from tadamon.language.digits import to_reader
from tadamon.records.base import Refused, now
from tadamon.records.history import Told
from tadamon.sessions.hours import show_hours
from tadamon.sessions.words import AUDIENCES, COUNTINGS, KINDS, MARKS, STATES

session_groups = Table(
    "session_groups",
    Base.metadata,
    Column("session_id", Key, ForeignKey("sessions.id"), primary_key=True),
    Column("group_id", Key, ForeignKey("cohort_groups.id"), primary_key=True),
    Index("ix_session_groups_group_id", "group_id"),
)


class Session(Activity):
    """An hour of a cohort's training, for all of it or for some of its groups.

    Who came is written down by name (`Mark`), or, when the names are not known, as numbers alone.
    Those made together by one timetable share `timetable`.
    """

    __tablename__ = "sessions"
    id: Mapped[int] = mapped_column(Key, ForeignKey("activities.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(Key, ForeignKey("cohorts.id"), index=True)
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    minutes: Mapped[int | None]
    trainer: Mapped[str] = mapped_column(db.String(150), default="")
    counting: Mapped[str] = mapped_column(db.String(10), default="names")
    audience: Mapped[str] = mapped_column(db.String(10), default="cohort")
    women: Mapped[int | None]
    men: Mapped[int | None]
    total: Mapped[int | None]
    timetable: Mapped[str | None] = mapped_column(db.String(16))

    kinds = KINDS
    cohort = relationship(Cohort, foreign_keys=[cohort_id])
    groups = relationship(Group, secondary=session_groups, order_by=[Group.position, Group.id])
    steps = relationship(
        Step,
        primaryjoin=lambda: Step.record_id == Session.id,
        foreign_keys=[Step.record_id],
        order_by=Step.id,
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "session", "inherit_condition": id == Activity.id}
    audited = Activity.audited | {
        "kind": Told(lazy("النوع"), named(KINDS)),
        "state": Told(lazy("الحالة"), named(STATES)),
        "starts_at": Told(lazy("ساعة البدء"), a_time),
        "ends_at": Told(lazy("ساعة الانتهاء"), a_time),
        "minutes": Told(lazy("عدد الساعات"), show_hours),
        "trainer": Told(lazy("المدرب أو المحاضر")),
        "groups": Told(lazy("المجموعات")),
        "counting": Told(lazy("تسجيل الحضور"), named(COUNTINGS)),
        "audience": Told(lazy("الحضور ممن"), named(AUDIENCES)),
        "women": Told(lazy("حضور الإناث"), to_reader),
        "men": Told(lazy("حضور الذكور"), to_reader),
        "total": Told(lazy("إجمالي الحضور"), to_reader),
    }

    @validates("cohort")
    def _belongs(self, _, cohort: Cohort) -> Cohort:
        self.unit, self.governorate = cohort.unit, cohort.unit.office.governorate
        return cohort

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def hours(self) -> str:
        """«من ١٠ صباحًا إلى ١٢ ظهرًا», as far as known."""
        start, end = self.starts_at and show_time(self.starts_at), self.ends_at and show_time(self.ends_at)
        return _("من %(start)s إلى %(end)s", start=start, end=end) if start and end else start or end or ""

    @property
    def length(self) -> str:
        return show_hours(self.minutes) if self.minutes else ""

    @property
    def for_whom(self) -> str:
        return _("، ").join(group.name for group in self.groups) or _("كل الدفعة")

    @property
    def by_name(self) -> bool:
        return self.counting == "names"

    @property
    def begun(self) -> bool:
        return self.starts_on <= today()

    @property
    def frozen(self) -> str | None:
        if self.state == "cancelled":
            return _("أُلغيت هذه الجلسة فلا تُعدَّل. أعدها أولًا إن تقرر عقدها.")
        return super().frozen or self.cohort.frozen

    @property
    def unexplained(self) -> int:
        """How many of the total are said to be neither women nor men; less than none when the parts exceed it."""
        parts = [each for each in (self.women, self.men) if each is not None]
        return (self.total or 0) - sum(parts) if parts and self.total is not None else 0

    # verbs

    def cancel(self, by, reason: str) -> None:
        if self.state == "cancelled":
            raise Refused(_("أُلغيت هذه الجلسة من قبل."))
        self.refuse_if_frozen()
        if self.has_attendance():
            raise Refused(_("سُجّل حضور في هذه الجلسة، فقد عُقدت. امسح الحضور أولًا إن كان ذلك خطأ."))
        db.session.add(Step(record=self, action="cancelled", by=by, reason=reason))
        self.state = "cancelled"

    def reinstate(self, by) -> None:
        if self.state != "cancelled":
            raise Refused(_("هذه الجلسة ليست ملغاة."))
        db.session.add(Step(record=self, action="reinstated", by=by))
        self.state = "planned"

    def count(self, total: int, women: int | None, men: int | None, audience: str) -> None:
        """The numbers alone, of people whose names are not known."""
        if self.has_marks():
            raise Refused(_("سُجّل في هذه الجلسة حضور بالأسماء. امسحه أولًا إن أردت الأعداد وحدها."))
        self.counting, self.audience = "totals", audience
        self.total, self.women, self.men = total, women, men

    def take_names(self) -> None:
        """Go back to writing down who came; the numbers are forgotten, and stay in the history."""
        self.counting, self.audience = "names", "cohort"
        self.total = self.women = self.men = None

    def has_marks(self) -> bool:
        return db.session.scalar(db.select(Mark.trainee_id).where(Mark.session_id == self.id).limit(1)) is not None

    def has_attendance(self) -> bool:
        return bool(self.total) or self.has_marks()

    # what searches and lists know of it

    @property
    def ours(self) -> bool:
        return self.state != "cancelled"

    def facets(self) -> dict:
        return super().facets() | {"cohort": [self.cohort_id]}

    def search_text(self) -> str:
        own = (self.kind_name, self.trainer, self.cohort.title, *(group.name for group in self.groups))
        return "\n".join((super().search_text(), *own))


class Mark(db.Model):
    """Whether one trainee came to one session. It stays when the trainee moves on."""

    __tablename__ = "session_marks"
    session_id: Mapped[int] = mapped_column(Key, ForeignKey("sessions.id"), primary_key=True, autoincrement=False)
    trainee_id: Mapped[int] = mapped_column(
        Key, ForeignKey("trainees.id"), primary_key=True, autoincrement=False, index=True
    )
    state: Mapped[str] = mapped_column(db.String(10))
    version: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by = relationship(User)

    @property
    def words(self) -> str:
        return str(MARKS[self.state])
