from datetime import date, time

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Table,
    and_,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.governorates import GOVERNORATES, governorate, placed
from tadamon.accounts.models import Unit, User
from tadamon.directory.initiatives import TOLD, Tied
from tadamon.directory.linking import Link
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy, ngettext
from tadamon.language.dates import Vague, last_day, show_date, show_range, show_time
from tadamon.language.digits import number, to_reader
from tadamon.records.archive import Archivable
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record
from tadamon.records.history import Told

PRECISIONS = {
    "day": lazy("يوم محدد"),
    "month": lazy("شهر"),
    "quarter": lazy("ربع سنة"),
    "year": lazy("سنة"),
}
PRESENCE = {
    "present": lazy("حاضر"),
    "apologised": lazy("معتذر"),
    "absent": lazy("غائب"),
    "deputising": lazy("نائب عن"),
    "guest": lazy("ضيف"),
}
CITATION_KINDS = {
    "law": lazy("قانون"),
    "presidential": lazy("قرار رئيس الجمهورية"),
    "cabinet": lazy("قرار رئيس مجلس الوزراء"),
    "ministerial": lazy("قرار وزاري"),
    "governor": lazy("قرار محافظ"),
    "circular": lazy("كتاب دوري"),
    "other": lazy("مرجع آخر"),
}


def named(choices: dict):
    """Words for a code in the history."""
    return lambda code: str(choices.get(code, code))


def a_day(value: str) -> str:
    return show_date(date.fromisoformat(value))


def unit_name(id: int) -> str:
    unit = db.session.get(Unit, id)
    return unit.name if unit else str(id)


def record_label(id: int) -> str:
    record = db.session.get(Record, id)
    return record.label() if record else str(id)


def a_time(value: str) -> str:
    return show_time(time.fromisoformat(value))


activity_axes = Table(
    "activity_axes",
    Base.metadata,
    Column("activity_id", Key, ForeignKey("activities.id"), primary_key=True),
    Column("axis_id", Key, ForeignKey("axes.id"), primary_key=True),
    Index("ix_activity_axes_axis_id_activity_id", "axis_id", "activity_id"),
)
invitations = Table(
    "invitations",
    Base.metadata,
    Column("activity_id", Key, ForeignKey("activities.id"), primary_key=True),
    Column("unit_id", Key, ForeignKey("units.id"), primary_key=True),
    Index("ix_invitations_unit_id_activity_id", "unit_id", "activity_id"),
)
earlier_activities = Table(
    "earlier_activities",
    Base.metadata,
    Column("activity_id", Key, ForeignKey("activities.id"), primary_key=True),
    Column("earlier_id", Key, ForeignKey("activities.id"), primary_key=True),
)


def _listed(name: str, *columns: str) -> Index:
    """An index that a list walks in its order: of what stands, with all that its count looks at."""
    standing = text("archived_at IS NULL")
    return Index(f"ix_activities_{name}", *columns, sqlite_where=standing, postgresql_where=standing)


class Activity(Tied, Archivable, Record):
    __tablename__ = "activities"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(db.String(30))
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    date_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    reported_date: Mapped[str] = mapped_column(db.String(120), default="")
    venue: Mapped[str] = mapped_column(db.String(300), default="")
    governorate: Mapped[str | None] = mapped_column(db.String(10))
    summary: Mapped[str] = mapped_column(db.Text, default="")
    state: Mapped[str] = mapped_column(db.String(20), default="draft")
    # The file it belongs to: a partnership, a committee, an event it happened at.
    file_id: Mapped[int | None] = mapped_column(Key, ForeignKey("records.id"), index=True)

    file = relationship(Record, foreign_keys=[file_id])
    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    axes = relationship(Axis, secondary=activity_axes, order_by=Axis.position)
    invited = relationship(Unit, secondary=invitations, order_by=Unit.position)
    earlier = relationship(
        "Activity",
        secondary=earlier_activities,
        primaryjoin=id == earlier_activities.c.activity_id,
        secondaryjoin=id == earlier_activities.c.earlier_id,
        order_by="Activity.starts_on.desc()",
    )
    attendances = relationship(
        "Attendance",
        primaryjoin="and_(Attendance.record_id == Activity.id, Attendance.removed_at.is_(None))",
        foreign_keys="Attendance.record_id",
        order_by="Attendance.position, Attendance.id",
        viewonly=True,
    )
    participants = relationship(
        "Participant",
        primaryjoin="and_(Participant.record_id == Activity.id, Participant.removed_at.is_(None))",
        foreign_keys="Participant.record_id",
        order_by="Participant.position, Participant.id",
        viewonly=True,
    )
    citations = relationship(
        "Citation",
        primaryjoin="and_(Citation.record_id == Activity.id, Citation.removed_at.is_(None))",
        foreign_keys="Citation.record_id",
        order_by="Citation.position, Citation.id",
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(
            Attachment.record_id == Activity.id, Attachment.removed_at.is_(None), Attachment.purpose != "evidence"
        ),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )

    # An abstract mapper would be the root of an identity of its own: no lookup of a Record would find it.
    __mapper_args__ = {"polymorphic_identity": "activity", "inherit_condition": id == Record.id}
    __table_args__ = (
        _listed("starts_on_id", "starts_on", "id", "kind"),
        _listed("kind", "kind", "starts_on", "id"),
        _listed("office_id", "office_id", "starts_on", "id", "kind"),
        _listed("office_id_kind", "office_id", "kind", "starts_on", "id"),
        Index("ix_activities_unit_id", "unit_id"),
        Index(
            "ix_activities_archived",
            "starts_on",
            "id",
            sqlite_where=text("archived_at IS NOT NULL"),
            postgresql_where=text("archived_at IS NOT NULL"),
        ),
    )

    audited = {
        "title": Told(lazy("العنوان")),
        "title_en": Told(lazy("العنوان بالإنجليزية")),
        "kind": Told(lazy("النوع")),
        "starts_on": Told(lazy("التاريخ"), a_day),
        "ends_on": Told(lazy("تاريخ الانتهاء"), a_day),
        "date_precision": Told(lazy("دقة التاريخ"), named(PRECISIONS)),
        "reported_date": Told(lazy("التاريخ كما ورد في المصدر")),
        "venue": Told(lazy("المكان")),
        "governorate": Told(lazy("المحافظة"), lambda code: governorate(code)),
        "summary": Told(lazy("الموضوع")),
        "axes": Told(lazy("المحاور")),
        "initiatives": TOLD,
        "invited": Told(lazy("المديريات المدعوة")),
        "unit_id": Told(lazy("الوحدة المنظِّمة"), unit_name),
        "earlier": Told(lazy("اجتماعات سابقة")),
        "file_id": Told(lazy("يتبع"), record_label),
    }

    @classmethod
    def visible_to(cls, user):
        """The SQL condition of what this person may see: their office's, and what it is invited to."""
        if user.sees_every_office:
            return true()
        invited = select(invitations.c.activity_id).where(invitations.c.unit_id == user.office_id)
        return or_(cls.office_id == user.office_id, cls.id.in_(invited))

    @classmethod
    def facets_seen_by(cls, user) -> dict:
        """The facets of what this person may see."""
        return {} if user.sees_every_office else {"seen": user.office_id}

    def editable_by(self, user) -> bool:
        """Writers of the unit that holds the record, or of the office above it."""
        return user.role != "reader" and user.unit_id in (self.unit_id, self.office_id)

    def held_by(self, user) -> bool:
        """Whether it is this person's office's own, not one they were invited to."""
        return user.sees_every_office or self.office_id == user.office_id

    def earlier_for(self, user) -> list["Activity"]:
        """The earlier activities that this person may know of."""
        return [other for other in self.earlier if other.held_by(user)]

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    @property
    def when(self) -> str:
        """The date as precisely as it is known, in words."""
        if self.ends_on and self.ends_on != self.starts_on:
            return show_range(self.starts_on, self.ends_on, self.date_precision)
        return show_date(self.starts_on, self.date_precision, weekday=self.date_precision == "day")

    @property
    def held(self) -> tuple[date, date, str]:
        """(the first day, the last, how precisely they are known) on which it took place, as far as is known."""
        last = max(self.ends_on or self.starts_on, last_day(self.starts_on, self.date_precision))
        return self.starts_on, last, self.date_precision

    @property
    def place(self) -> str:
        return placed(self.venue, self.governorate)

    @property
    def date(self) -> Vague:
        return Vague(self.starts_on, self.date_precision)

    @date.setter
    def date(self, vague: Vague) -> None:
        self.starts_on, self.date_precision = vague.first, vague.precision

    @property
    def invited_words(self) -> str:
        """«٣ مديريات: القاهرة، الأقصر، أسوان»; «كل المديريات (٢٧)» when none is left out."""
        count = len(self.invited)
        if not count:
            return ""
        if count == len(GOVERNORATES):
            return _("كل المديريات (%(num)s)", num=number(count))
        names = _("، ").join(governorate(unit.governorate) or unit.name for unit in self.invited)
        return ngettext("مديرية واحدة", "%(num)s مديريات", count) + _(": ") + names

    @property
    def governorate_name(self) -> str:
        return governorate(self.governorate)

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    @property
    def listed_on(self):
        return self.starts_on

    @property
    def ours(self) -> bool:
        """Whether it counts among what we did."""
        return self.state != "not-ours"

    counted = True  # whether it is the one that does, of several records of the same

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "ours": ["yes"] if self.ours and self.counted else [],
            "seen": {self.office_id, *(unit.id for unit in self.invited)},
            "office": [self.office_id],
            "kind": [self.kind],
            "governorate": [self.governorate] if self.governorate else [],
            "axis": [axis.id for axis in self.axes],
            "state": ["standing", self.state] if self.archived_at is None else ["archived"],
        }

    def search_text(self) -> str:
        people = (f"{row.name} {row.person_title} {row.body}" for row in self.attendances)
        bodies = (row.name for row in self.participants)
        sources = (row.words for row in self.citations)
        files = (file.name for file in self.attachments)
        own = (self.title, self.title_en, self.venue, self.governorate_name, self.summary)
        return "\n".join((*own, *people, *bodies, *sources, *files))


class Attendance(Part, db.Model):
    """A person at an activity, with the title held that day."""

    __tablename__ = "attendances"
    person_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(db.String(150))
    person_title: Mapped[str] = mapped_column(db.String(250), default="")
    body: Mapped[str] = mapped_column(db.String(250), default="")
    presence: Mapped[str] = mapped_column(db.String(20), default="present")
    note: Mapped[str] = mapped_column(db.String(250), default="")
    links = (Link("name", "person_id", "person"), Link("body", "organisation_id", "organisation", ours=True))
    audited = {
        "name": Told(lazy("الاسم")),
        "person_title": Told(lazy("الصفة")),
        "body": Told(lazy("الجهة")),
        "presence": Told(lazy("الحضور"), named(PRESENCE)),
        "note": Told(lazy("سبب الاعتذار أو اسم من ينوب عنه")),
    }

    def label(self) -> str:
        return self.name

    @property
    def presence_words(self) -> str:
        """«حاضر», «معتذر: سفر», «نائب عن …»."""
        said = str(PRESENCE[self.presence])
        if not self.note:
            return said
        return f"{said} {self.note}" if self.presence == "deputising" else f"{said}: {self.note}"


class Citation(Part, db.Model):
    """A law or decree the activity refers to."""

    __tablename__ = "citations"
    kind: Mapped[str] = mapped_column(db.String(20))
    number: Mapped[str] = mapped_column(db.String(20), default="")
    year: Mapped[int | None]
    subject: Mapped[str] = mapped_column(db.String(300), default="")
    audited = {
        "kind": Told(lazy("النوع"), named(CITATION_KINDS)),
        "number": Told(lazy("الرقم")),
        "year": Told(lazy("السنة")),
        "subject": Told(lazy("بشأن")),
    }

    @property
    def words(self) -> str:
        """«قرار رئيس مجلس الوزراء رقم ٤٥٨٦ لسنة ٢٠٢٣ — …», in the reader's digits."""
        said = str(CITATION_KINDS[self.kind])
        if self.number:
            said += " " + _("رقم %(number)s", number=to_reader(self.number))
        if self.year:
            said += " " + _("لسنة %(year)s", year=to_reader(self.year))
        if not self.subject:
            return said
        return f"{said} — {self.subject}" if self.number or self.year else f"{said} {self.subject}"

    def label(self) -> str:
        return self.words
