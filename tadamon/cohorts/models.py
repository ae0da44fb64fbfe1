from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Table, and_, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import PRECISIONS, a_day, named, unit_name
from tadamon.cohorts.words import ACTS, PROGRAMMES, SEXES, STATES
from tadamon.directory.initiatives import TOLD, Tied
from tadamon.directory.linking import Link
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy, reader, speaking
from tadamon.language.dates import Vague, show_date, show_range, today
from tadamon.language.digits import to_reader
from tadamon.records.archive import Archivable
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record, Refused, now
from tadamon.records.history import Told

WHOLE = lazy("كل الدفعة")
cohort_axes = Table(
    "cohort_axes",
    Base.metadata,
    Column("cohort_id", Key, ForeignKey("cohorts.id"), primary_key=True),
    Column("axis_id", Key, ForeignKey("axes.id"), primary_key=True),
    Index("ix_cohort_axes_axis_id_cohort_id", "axis_id", "cohort_id"),
)


class CohortAct(db.Model):
    """What happened to the cohort itself: `on` is the day it did, `at` when it was written down."""

    __tablename__ = "cohort_acts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("cohorts.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)

    @property
    def words(self) -> str:
        return str(ACTS[self.action])


class Cohort(Tied, Archivable, Record):
    """A batch of people in a programme. Seen within the office that holds it, and by the department."""

    __tablename__ = "cohorts"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    programme: Mapped[str] = mapped_column(db.String(20))
    batch: Mapped[int | None]
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    starts_on: Mapped[date]
    date_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    ends_on: Mapped[date | None]
    venue: Mapped[str] = mapped_column(db.String(300), default="")
    state: Mapped[str] = mapped_column(db.String(20), default="planned")
    about: Mapped[str] = mapped_column(db.Text, default="")
    notes: Mapped[str] = mapped_column(db.Text, default="")

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    axes = relationship(Axis, secondary=cohort_axes, order_by=Axis.position)
    acts = relationship(CohortAct, order_by=[CohortAct.on, CohortAct.id], viewonly=True)
    groups = relationship(
        "Group",
        primaryjoin="and_(Group.record_id == Cohort.id, Group.removed_at.is_(None))",
        foreign_keys="Group.record_id",
        order_by="Group.position, Group.id",
        viewonly=True,
    )
    targets = relationship(
        "Target",
        primaryjoin="and_(Target.record_id == Cohort.id, Target.removed_at.is_(None))",
        foreign_keys="Target.record_id",
        order_by="Target.position, Target.id",
        viewonly=True,
    )
    partners = relationship(
        "CohortPartner",
        primaryjoin="and_(CohortPartner.record_id == Cohort.id, CohortPartner.removed_at.is_(None))",
        foreign_keys="CohortPartner.record_id",
        order_by="CohortPartner.position, CohortPartner.id",
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(Attachment.record_id == Cohort.id, Attachment.removed_at.is_(None)),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "cohort", "inherit_condition": id == Record.id}
    __table_args__ = (
        Index("ix_cohorts_programme_batch", "programme", "batch"),
        Index(
            "ix_cohorts_office_id",
            "office_id",
            "id",
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
    )
    audited = {
        "programme": Told(lazy("البرنامج"), named(PROGRAMMES)),
        "batch": Told(lazy("رقم الدفعة القومية"), to_reader),
        "title": Told(lazy("اسم الدفعة")),
        "title_en": Told(lazy("الاسم بالإنجليزية")),
        "starts_on": Told(lazy("تاريخ البدء"), a_day),
        "date_precision": Told(lazy("دقة التاريخ"), named(PRECISIONS)),
        "ends_on": Told(lazy("تاريخ الانتهاء"), a_day),
        "venue": Told(lazy("المكان")),
        "state": Told(lazy("الحالة"), named(STATES)),
        "about": Told(lazy("الهدف والمحتوى")),
        "notes": Told(lazy("ملاحظات")),
        "axes": Told(lazy("المحاور")),
        "initiatives": TOLD,
        "unit_id": Told(lazy("الوحدة المسؤولة"), unit_name),
    }

    @classmethod
    def visible_to(cls, user):
        return true() if user.sees_every_office else cls.office_id == user.office_id

    def editable_by(self, user) -> bool:
        return user.role != "reader" and user.unit_id in (self.unit_id, self.office_id)

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def programme_name(self) -> str:
        return str(PROGRAMMES[self.programme])

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def assignees(self) -> bool:
        """Whether its people are assignees of the public service: with a national number, of a certain age."""
        return self.programme == "public-service"

    @property
    def starts(self) -> Vague | None:
        return self.starts_on and Vague(self.starts_on, self.date_precision)

    @starts.setter
    def starts(self, vague: Vague) -> None:
        self.starts_on, self.date_precision = vague.first, vague.precision

    @property
    def when(self) -> str:
        if self.ends_on and self.ends_on != self.starts_on and self.date_precision == "day":
            return show_range(self.starts_on, self.ends_on)
        return show_date(self.starts_on, self.date_precision)

    def open(self, by, on: date, note: str = "") -> None:
        if self.state == "running":
            raise Refused(_("هذه الدفعة جارية بالفعل."))
        if self.state == "completed":
            raise Refused(_("اكتملت هذه الدفعة. أعد فتحها أولًا إن كان ذلك خطأ."))
        self._act("opened", "running", by, on, note)

    def close(self, by, on: date, note: str = "") -> None:
        if self.state != "running":
            raise Refused(_("سجّل بدء هذه الدفعة أولًا."))
        self._act("closed", "completed", by, on, note)

    def reopen(self, by, on: date, note: str) -> None:
        if self.state != "completed":
            raise Refused(_("لم تكتمل هذه الدفعة بعد."))
        self._act("reopened", "running", by, on, note)

    def _act(self, action: str, state: str, by, on: date, note: str) -> None:
        self.refuse_if_frozen()
        if on > today():
            raise Refused(_("اكتب تاريخًا لا يتجاوز اليوم."))
        db.session.add(CohortAct(record_id=self.id, action=action, by_id=by.id, on=on, note=note))
        self.state = state

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    @property
    def listed_on(self) -> date:
        return self.starts_on

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "kind": [self.programme],
            "axis": [axis.id for axis in self.axes],
            "state": ["archived"] if self.archived_at else ["standing", self.state],
        }

    def search_text(self) -> str:
        """The cohort's own words; its people are found in its list alone."""
        bodies = (row.name for row in self.partners)
        groups = (f"{row.name} {row.trainer}" for row in self.groups)
        files = (file.name for file in self.attachments)
        own = (self.title, self.title_en, self.venue, self.about, self.notes, str(self.batch or ""))
        return "\n".join((*own, *bodies, *groups, *files))


class Group(Part, db.Model):
    """A part of a cohort that is trained together."""

    __tablename__ = "cohort_groups"
    name: Mapped[str] = mapped_column(db.String(120))
    trainer: Mapped[str] = mapped_column(db.String(150), default="")
    place: Mapped[str] = mapped_column(db.String(250), default="")
    audited = {
        "name": Told(lazy("اسم المجموعة")),
        "trainer": Told(lazy("المدرب أو المشرف")),
        "place": Told(lazy("المكان")),
    }

    def label(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name


class Target(Part, db.Model):
    """How many people were meant or reported: of an administration or of all, of one sex or of both."""

    __tablename__ = "cohort_targets"
    administration_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    sex: Mapped[str | None] = mapped_column(db.String(10))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(db.String(250), default="")
    administration = relationship(Unit)
    audited = {
        "administration_id": Told(lazy("الإدارة"), unit_name),
        "sex": Told(lazy("ذكر أو أنثى"), named(SEXES)),
        "number": Told(lazy("العدد"), to_reader),
        "note": Told(lazy("ملاحظة")),
    }

    @property
    def of_whom(self) -> str:
        """«إدارة الأقصر الاجتماعية، إناث», «كل الدفعة»."""
        whole = self.administration.name if self.administration else str(WHOLE)
        return f"{whole}{_('، ')}{SEXES[self.sex]}" if self.sex else whole

    def label(self) -> str:
        with speaking("ar"):
            where = str(self.administration or WHOLE)
        return f"{where}: {self.number}"


class CohortPartner(Part, db.Model):
    """A body that takes part in the training."""

    __tablename__ = "cohort_partners"
    name: Mapped[str] = mapped_column(db.String(250))
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(db.String(250), default="")
    links = (Link("name", "organisation_id", "organisation", ours=True),)
    audited = {"name": Told(lazy("الجهة")), "role": Told(lazy("دورها"))}

    def label(self) -> str:
        return self.name
