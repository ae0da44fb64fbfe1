"""Initiatives and programmes: each once, under all its names, and what of every room belongs to it."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Index, Table, and_, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, synonym

from tadamon.accounts.models import Unit, User
from tadamon.directory.linking import Link
from tadamon.directory.listed import Listed
from tadamon.directory.models import Axis
from tadamon.directory.organisations import Alias, Organisation
from tadamon.extensions import Base, Key, db
from tadamon.language import lazy, reader
from tadamon.language.dates import Vague, show_date
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record
from tadamon.records.history import Told
from tadamon.records.naming import KEY

KINDS = {
    "programme": lazy("برنامج"),
    "initiative": lazy("مبادرة"),
    "campaign": lazy("حملة"),
    "project": lazy("مشروع"),
}
STATES = {"running": lazy("جارية"), "planned": lazy("لم تبدأ بعد"), "ended": lazy("انتهت")}
ROLES = {
    "leads": lazy("تقودها"),
    "partner": lazy("شريكة"),
    "implementer": lazy("منفِّذة"),
    "funder": lazy("مموِّلة"),
    "sponsor": lazy("راعية"),
}
MOST_OFFERED = 300

initiative_axes = Table(
    "initiative_axes",
    Base.metadata,
    Column("initiative_id", Key, ForeignKey("initiatives.id"), primary_key=True),
    Column("axis_id", Key, ForeignKey("axes.id"), primary_key=True),
    Index("ix_initiative_axes_axis_id_initiative_id", "axis_id", "initiative_id"),
)
# What belongs to an initiative: a record of any kind that is Tied.
record_initiatives = Table(
    "record_initiatives",
    Base.metadata,
    Column("record_id", Key, ForeignKey("records.id"), primary_key=True),
    Column("initiative_id", Key, ForeignKey("initiatives.id"), primary_key=True),
    Index("ix_record_initiatives_initiative_id_record_id", "initiative_id", "record_id"),
)


def _told(codes: dict):
    return lambda code: str(codes.get(code, code))


class Initiative(Listed, Record):
    """A programme, an initiative, a campaign. The list is common; the unit that follows it keeps it."""

    __tablename__ = "initiatives"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    kind: Mapped[str] = mapped_column(db.String(20))
    state: Mapped[str] = mapped_column(db.String(20), default="running")
    name_ar: Mapped[str] = mapped_column(db.String(250))
    name_en: Mapped[str] = mapped_column(db.String(250), default="")
    sort_key: Mapped[str] = mapped_column(KEY, default="", index=True)
    about: Mapped[str] = mapped_column(db.Text, default="")
    audience: Mapped[str] = mapped_column(db.String(300), default="")
    began_on: Mapped[date | None]
    began_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    reported_date: Mapped[str] = mapped_column(db.String(200), default="")
    verified_how: Mapped[str] = mapped_column(db.String(300), default="")
    notes: Mapped[str] = mapped_column(db.Text, default="")

    merged_into_id = None
    position = synonym("sort_key")
    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    axes = relationship(Axis, secondary=initiative_axes, order_by=Axis.position)
    aliases = relationship(
        Alias,
        primaryjoin=lambda: and_(Alias.record_id == Initiative.id, Alias.removed_at.is_(None)),
        foreign_keys=[Alias.record_id],
        order_by=[Alias.position, Alias.id],
        viewonly=True,
    )
    bodies = relationship(
        "InitiativeBody",
        primaryjoin=lambda: and_(InitiativeBody.record_id == Initiative.id, InitiativeBody.removed_at.is_(None)),
        foreign_keys="InitiativeBody.record_id",
        order_by="InitiativeBody.position, InitiativeBody.id",
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(Attachment.record_id == Initiative.id, Attachment.removed_at.is_(None)),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "initiative", "inherit_condition": id == Record.id}

    audited = {
        "name_ar": Told(lazy("الاسم")),
        "name_en": Told(lazy("الاسم بالإنجليزية")),
        "kind": Told(lazy("النوع"), _told(KINDS)),
        "state": Told(lazy("الحالة"), _told(STATES)),
        "about": Told(lazy("تعريف بها")),
        "audience": Told(lazy("الفئة المستهدفة")),
        "began_on": Told(lazy("بدأت في"), lambda day: show_date(date.fromisoformat(day))),
        "began_precision": Told(lazy("دقة تاريخ البدء")),
        "reported_date": Told(lazy("البدء كما ورد في المصدر")),
        "verified_how": Told(lazy("مصدر التحقق")),
        "axes": Told(lazy("المحاور")),
        "notes": Told(lazy("ملاحظات")),
    }

    @classmethod
    def offered(cls) -> dict[int, str]:
        """{id: name} of those that stand, by name."""
        standing = select(cls.id, cls.name_ar, cls.name_en).where(cls.archived_at.is_(None))
        english = reader().language == "en"
        rows = db.session.execute(standing.order_by(cls.sort_key, cls.id).limit(MOST_OFFERED))
        return {id: (english and name_en) or name_ar for id, name_ar, name_en in rows}

    @property
    def began(self) -> Vague | None:
        return self.began_on and Vague(self.began_on, self.began_precision)

    @began.setter
    def began(self, vague: Vague | None) -> None:
        self.began_on, self.began_precision = (vague.first, vague.precision) if vague else (None, "day")

    @property
    def began_words(self) -> str:
        return show_date(self.began_on, self.began_precision) if self.began_on else ""

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def described(self) -> str:
        """The kind and the other names, for telling two of a name apart."""
        return " · ".join((self.kind_name, *(row.name for row in self.aliases)))

    def facets(self) -> dict[str, list]:
        return super().facets() | {"kind": [self.kind], "axis": [axis.id for axis in self.axes]}

    def search_text(self) -> str:
        bodies = (row.name for row in self.bodies)
        files = (file.name for file in self.attachments)
        own = (self.name_ar, self.name_en, *(row.name for row in self.aliases), self.about, self.audience, self.notes)
        return "\n".join((*own, self.kind_name, *bodies, *files))


class InitiativeBody(Part, db.Model):
    """A body in an initiative: who leads it, and with whom."""

    __tablename__ = "initiative_bodies"
    name: Mapped[str] = mapped_column(db.String(250))
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(db.String(20), default="partner")
    note: Mapped[str] = mapped_column(db.String(250), default="")
    organisation = relationship(Organisation, foreign_keys=[organisation_id])
    links = (Link("name", "organisation_id", "organisation", ours=True),)
    audited = {
        "name": Told(lazy("الجهة")),
        "role": Told(lazy("دورها"), _told(ROLES)),
        "note": Told(lazy("ملاحظة")),
    }

    def label(self) -> str:
        return self.name

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])


class Tied:
    """A record of any kind that belongs to initiatives; its form offers them, its `audited` tells of them."""

    @declared_attr
    def initiatives(cls) -> Mapped[list[Initiative]]:
        return relationship(
            Initiative,
            secondary=record_initiatives,
            primaryjoin=lambda: Record.id == record_initiatives.c.record_id,
            secondaryjoin=lambda: Initiative.id == record_initiatives.c.initiative_id,
            order_by=lambda: Initiative.sort_key,
        )


TOLD = Told(lazy("المبادرات والبرامج"))
