from datetime import date

from sqlalchemy import ForeignKey, Index, and_, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import a_day, named, unit_name
from tadamon.directory.initiatives import TOLD, Tied
from tadamon.directory.linking import Link
from tadamon.directory.organisations import Organisation
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy, reader
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number, to_reader
from tadamon.nurseries import states
from tadamon.nurseries.acts import Acting, NurseryAct
from tadamon.nurseries.checklists import asked
from tadamon.nurseries.visits import Paper, Visit
from tadamon.records.archive import Archivable
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record
from tadamon.records.history import Told

FLOORS = {
    "ground": lazy("الدور الأرضي"),
    "first": lazy("الدور الأول بعد الأرضي"),
    "above": lazy("أعلى من الدور الأول (لا يُرخَّص)"),
}


def _rows(model, order) -> dict:
    """A list of rows that stand, for its relationship."""
    return {
        "primaryjoin": lambda: and_(model.record_id == Nursery.id, model.removed_at.is_(None)),
        "foreign_keys": [model.record_id],
        "order_by": [order, model.id],
        "viewonly": True,
    }


class Nursery(Tied, Acting, Archivable, Record):
    """Children of one day to four years. Seen within the office that holds it, and by the department."""

    __tablename__ = "nurseries"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    owner: Mapped[str] = mapped_column(db.String(250), default="")
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    village: Mapped[str] = mapped_column(db.String(200), default="")
    address: Mapped[str] = mapped_column(db.String(300), default="")
    floor: Mapped[str | None] = mapped_column(db.String(10))
    building: Mapped[str] = mapped_column(db.Text, default="")
    children: Mapped[int | None]
    staff: Mapped[int | None]
    applied_on: Mapped[date | None]
    licence_until: Mapped[date | None]
    licensed_on: Mapped[date | None]
    refused_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    handed_by: Mapped[str] = mapped_column(db.String(250), default="")
    handed_on: Mapped[date | None]
    received_by: Mapped[str] = mapped_column(db.String(250), default="")
    received_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(db.Text, default="")
    listed_on: Mapped[date] = mapped_column(default=today)
    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    organisation = relationship(Organisation, foreign_keys=[organisation_id])
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    acts = relationship(NurseryAct, order_by=[NurseryAct.on, NurseryAct.id], viewonly=True)
    capacities = relationship(
        "Capacity",
        primaryjoin="and_(Capacity.record_id == Nursery.id, Capacity.removed_at.is_(None))",
        foreign_keys="Capacity.record_id",
        order_by="Capacity.since, Capacity.id",
        viewonly=True,
    )
    papers = relationship(Paper, **_rows(Paper, Paper.position))
    visits = relationship(Visit, **_rows(Visit, Visit.on.desc()))
    attachments = relationship(Attachment, **_rows(Attachment, Attachment.position))
    outcomes = relationship(Outcome, **_rows(Outcome, Outcome.falls_on))
    links = (Link("owner", "organisation_id", "organisation", ours=True),)

    __mapper_args__ = {"polymorphic_identity": "nursery", "inherit_condition": id == Record.id}
    __table_args__ = (
        Index(
            "ix_nurseries_office_id",
            "office_id",
            "listed_on",
            "id",
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
        Index("ix_nurseries_listed_on", "listed_on", "id"),
    )
    audited = {
        "title": Told(lazy("اسم الحضانة")),
        "title_en": Told(lazy("الاسم بالإنجليزية")),
        "owner": Told(lazy("المالك أو الجمعية")),
        "village": Told(lazy("القرية أو النجع")),
        "address": Told(lazy("عنوان الحضانة")),
        "floor": Told(lazy("الدور في المبنى"), named(FLOORS)),
        "building": Told(lazy("وصف المبنى")),
        "children": Told(lazy("عدد الأطفال المقيدين"), to_reader),
        "staff": Told(lazy("عدد العاملين"), to_reader),
        "applied_on": Told(lazy("تاريخ تقديم الطلب"), a_day),
        "licence_until": Told(lazy("الترخيص المؤقت حتى"), a_day),
        "licensed_on": Told(lazy("تاريخ الترخيص"), a_day),
        "refused_on": Told(lazy("تاريخ رفض الطلب"), a_day),
        "closed_on": Told(lazy("تاريخ قرار الإغلاق"), a_day),
        "handed_by": Told(lazy("الجهة المسلِّمة")),
        "handed_on": Told(lazy("تاريخ التسليم"), a_day),
        "received_by": Told(lazy("الجهة المستلِمة")),
        "received_on": Told(lazy("تاريخ الاستلام"), a_day),
        "notes": Told(lazy("ملاحظات")),
        "initiatives": TOLD,
        "unit_id": Told(lazy("الإدارة الاجتماعية"), unit_name),
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
    def state(self) -> str:
        return states.state(self, today())

    @property
    def state_words(self) -> str:
        return states.words(self, today())

    @property
    def tone(self) -> str:
        return states.tone(self, today())

    @property
    def floor_name(self) -> str:
        return str(FLOORS[self.floor]) if self.floor else ""

    @property
    def capacity(self) -> int | None:
        """The places it is licensed for now."""
        rows = [row for row in self.capacities if row.since <= today()]
        return rows[-1].places if rows else None

    @property
    def occupancy_words(self) -> str:
        """«٨٠٪»: of the licensed places, how many are filled."""
        if self.children is None or not self.capacity:
            return ""
        return _("%(num)s٪", num=number(round(100 * self.children / self.capacity)))

    def ask_for_papers(self) -> None:
        """What an application needs, as it is asked today; what was asked before stays."""
        known = {row.text for row in self.papers}
        fresh = [pair for pair in asked("nursery_papers") if pair[0] not in known]
        for place, (words, english) in enumerate(fresh, len(known) + 1):
            db.session.add(Paper(record=self, position=place, text=words, text_en=english))

    @property
    def lacking(self) -> list[Paper]:
        """The papers that have not come."""
        return [row for row in self.papers if row.came_on is None]

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "state": ["archived"] if self.archived_at else ["standing"],
        }

    def search_text(self) -> str:
        files = (file.name for file in self.attachments)
        visits = (f"{row.visitors} {row.note}" for row in self.visits)
        place = (self.unit.name_ar, self.village, self.address)
        own = (self.title, self.title_en, self.owner, *place, self.building, self.handed_by, self.received_by)
        return "\n".join((*own, self.notes, *visits, *files))


class Capacity(Part, db.Model):
    """How many places a nursery is licensed for from a day on; a later row takes over."""

    __tablename__ = "capacities"
    since: Mapped[date]
    places: Mapped[int]
    note: Mapped[str] = mapped_column(db.String(250), default="")
    audited = {
        "since": Told(lazy("من يوم"), a_day),
        "places": Told(lazy("الطاقة المرخصة"), to_reader),
        "note": Told(lazy("السند")),
    }

    def label(self) -> str:
        return _("%(num)s من %(day)s", num=number(self.places), day=show_date(self.since))
