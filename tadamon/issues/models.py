from datetime import date, datetime
from functools import cache

from sqlalchemy import ForeignKey, Index, UniqueConstraint, and_, select, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import (
    PRECISIONS,
    Activity,
    a_day,
    named,
    record_label,
    unit_name,
)
from tadamon.activities.participants import COUNT_PRECISIONS
from tadamon.approval.models import Counter
from tadamon.directory.personal import masks
from tadamon.extensions import Key, db
from tadamon.issues.acts import Acting, Step
from tadamon.issues.referrals import Referral
from tadamon.language import _, lazy, ngettext, reader
from tadamon.language.dates import Vague, show_date, today
from tadamon.language.digits import to_reader
from tadamon.records.archive import Archivable
from tadamon.records.base import Record, now
from tadamon.records.history import Told

STATES = {
    "open": lazy("لم يُرد عليه بعد"),
    "referred": lazy("محال، لم يصل الرد"),
    "accepted": lazy("قبلته الجهة"),
    "refused": lazy("اعتذرت عنه الجهة"),
    "done": lazy("أنجزته الجهة"),
    "waiting": lazy("بانتظار المواطن"),
    "answered": lazy("تم الرد"),
}
TONES = {
    "open": "warn",
    "referred": "warn",
    "accepted": "",
    "refused": "bad",
    "done": "ok",
    "waiting": "",
    "answered": "ok",
}


class Category(db.Model):
    """What issues are about; each has its time to reply, in working days."""

    __tablename__ = "issue_categories"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(db.String(40), unique=True)
    name_ar: Mapped[str] = mapped_column(db.String(200))
    name_en: Mapped[str] = mapped_column(db.String(200))
    target_days: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]

    @property
    def name(self) -> str:
        return self.name_en if reader().language == "en" else self.name_ar

    @classmethod
    def offered(cls) -> dict[int, str]:
        """{id: name} of those in use, in their order."""
        return dict(db.session.execute(_offered(reader().language)).all())

    def __str__(self) -> str:
        return self.name_ar


@cache
def _offered(language: str):
    name = Category.name_en if language == "en" else Category.name_ar
    return select(Category.id, name).where(Category.archived_at.is_(None)).order_by(Category.position, Category.id)


def category_name(id: int) -> str:
    category = db.session.get(Category, id)
    return category.name if category else str(id)


class Citizen(db.Model):
    """Who raised an issue, as far as they told: in no history, no search and no export.

    It is no part of the record for that reason; whoever sees all of it is written into the log.
    """

    __tablename__ = "citizens"
    issue_id: Mapped[int] = mapped_column(Key, ForeignKey("issues.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(db.String(150), default="")
    national_id: Mapped[str] = mapped_column(db.String(14), default="", index=True)
    phone: Mapped[str] = mapped_column(db.String(20), default="")
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    __mapper_args__ = {"version_id_col": version}

    @property
    def masks(self) -> dict[str, str]:
        return masks(self.name, self.national_id, self.phone)


def _listed(name: str, *columns: str) -> Index:
    standing = text("archived_at IS NULL")
    return Index(f"ix_issues_{name}", *columns, sqlite_where=standing, postgresql_where=standing)


class Issue(Acting, Archivable, Record):
    """What citizens raised. Seen within the office that holds it; the department sees all, but for the citizen."""

    __tablename__ = "issues"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    activity_id: Mapped[int | None] = mapped_column(Key, ForeignKey("activities.id"))
    raised_on: Mapped[date]
    raised_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    year: Mapped[int]
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(db.String(300))
    category_id: Mapped[int] = mapped_column(Key, ForeignKey("issue_categories.id"))
    administration_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    people_count: Mapped[int | None]
    people_precision: Mapped[str] = mapped_column(db.String(20), default="exactly")
    details: Mapped[str] = mapped_column(db.Text, default="")
    state: Mapped[str] = mapped_column(db.String(20), default="open")
    reply: Mapped[str] = mapped_column(db.Text, default="")
    replied_on: Mapped[date | None]
    on_the_spot: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date]
    waiting_since: Mapped[date | None]
    paused_days: Mapped[int] = mapped_column(default=0)
    again_id: Mapped[int | None] = mapped_column(Key, ForeignKey("issues.id"), index=True)

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    administration = relationship(Unit, foreign_keys=[administration_id])
    category = relationship(Category)
    activity = relationship(Activity, foreign_keys=[activity_id])
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    again = relationship("Issue", remote_side=[id], foreign_keys=[again_id])
    citizen = relationship(Citizen, uselist=False, cascade="all, delete-orphan")
    steps = relationship(Step, order_by=Step.id, viewonly=True)
    referrals = relationship(
        Referral,
        primaryjoin=lambda: and_(Referral.record_id == Issue.id, Referral.removed_at.is_(None)),
        foreign_keys=[Referral.record_id],
        order_by=Referral.id,
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "issue", "inherit_condition": id == Record.id}
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "number"),
        _listed("raised_on_id", "raised_on", "id", "state", "due_on", "replied_on"),
        _listed("office_id", "office_id", "raised_on", "id", "state", "due_on", "replied_on"),
        _listed("state", "office_id", "state", "raised_on", "id"),
        _listed("category_id", "category_id", "raised_on", "id"),
        _listed("due_on", "state", "due_on"),
        Index("ix_issues_activity_id", "activity_id", "id"),
    )

    audited = {
        "subject": Told(lazy("الموضوع")),
        "category_id": Told(lazy("الفئة"), category_name),
        "administration_id": Told(lazy("الإدارة"), unit_name),
        "raised_on": Told(lazy("تاريخ الطرح"), a_day),
        "raised_precision": Told(lazy("دقة التاريخ"), named(PRECISIONS)),
        "activity_id": Told(lazy("اللقاء"), record_label),
        "people_count": Told(lazy("عدد من طرحوه"), to_reader),
        "people_precision": Told(lazy("دقة العدد"), named(COUNT_PRECISIONS)),
        "details": Told(lazy("التفاصيل")),
        "state": Told(lazy("الحالة"), named(STATES)),
        "reply": Told(lazy("الرد")),
        "replied_on": Told(lazy("تاريخ الرد"), a_day),
        "again_id": Told(lazy("سبق طرحه في"), record_label),
    }

    @classmethod
    def visible_to(cls, user):
        return true() if user.sees_every_office else cls.office_id == user.office_id

    @classmethod
    def facets_seen_by(cls, user) -> dict:
        return {} if user.sees_every_office else {"seen": user.office_id}

    def editable_by(self, user) -> bool:
        """Writers of the unit that holds the record, or of the office above it."""
        return user.role != "reader" and user.unit_id in (self.unit_id, self.office_id)

    def answered_for_by(self, user, referral: Referral) -> bool:
        """Whoever holds the issue writes down what the body said; a unit of ours may say it itself."""
        return self.editable_by(user) or (user.role != "reader" and referral.unit_id == user.unit_id)

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    def take_number(self) -> None:
        """The next of its unit in the year it was raised; taken with the record, so none is ever missing."""
        self.year = self.raised_on.year
        with db.session.no_autoflush:  # without its number it cannot be written
            self.number = Counter.held(self.unit, "issue", self.year).next()

    @property
    def number_words(self) -> str:
        """«37/2025», in the reader's digits."""
        return to_reader(f"{self.number}/{self.year}")

    @property
    def raised(self) -> Vague | None:
        return self.raised_on and Vague(self.raised_on, self.raised_precision)

    @raised.setter
    def raised(self, period: Vague) -> None:
        self.raised_on, self.raised_precision = period.first, period.precision

    @property
    def when(self) -> str:
        return show_date(self.raised_on, self.raised_precision)

    @property
    def late(self) -> bool:
        return self.state not in ("answered", "waiting") and self.due_on < today()

    @property
    def in_time(self) -> bool:
        return self.state == "answered" and self.replied_on <= self.due_on

    @property
    def state_words(self) -> str:
        return _("رُد عليه في اللقاء") if self.on_the_spot and self.state == "answered" else str(STATES[self.state])

    @property
    def people_words(self) -> str:
        return people(self.people_count, self.people_precision)

    @property
    def sent(self) -> Referral | None:
        """The referral that is still under way."""
        return next((row for row in self.referrals if row.state in ("sent", "accepted")), None)

    def label(self) -> str:
        return self.subject

    def __str__(self) -> str:
        return self.subject

    @property
    def listed_on(self) -> date:
        return self.raised_on

    def facets(self) -> dict[str, list]:
        standing = self.archived_at is None
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "category": [self.category_id],
            "state": [self.state if standing else "archived"],
            "still": ["open"] if standing and self.state != "answered" else [],
        }

    def search_text(self) -> str:
        """Nothing of the citizen: what no one may read no one may find."""
        bodies = (f"{row.body} {row.note} {row.answer}" for row in self.referrals)
        names = (each.name_ar for each in (self.category, self.administration) if each)
        return "\n".join((f"{self.number}/{self.year}", self.subject, self.details, self.reply, *names, *bodies))


def people(count: int | None, precision: str) -> str:
    """«نحو ٢٠ مواطنًا»; "" when it was not said."""
    if count is None:
        return ""
    many = ngettext("مواطن واحد", "%(num)s مواطنين", count)
    return many if precision == "exactly" else f"{COUNT_PRECISIONS[precision]} {many}"
