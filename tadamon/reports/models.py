from datetime import date

from sqlalchemy import Column, ForeignKey, Index, Table, and_, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import a_day, unit_name
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy, reader
from tadamon.language.dates import show_range
from tadamon.records.archive import Archivable
from tadamon.records.base import Part, Record
from tadamon.records.history import Told

PLACES = {
    "axis": lazy("في التقرير"),
    "outside": lazy("خارج الفترة"),
    "left-out": lazy("لا يدخل التقرير"),
}
# What a paragraph was written from.
paragraph_records = Table(
    "paragraph_records",
    Base.metadata,
    Column("paragraph_id", Key, ForeignKey("report_paragraphs.id"), primary_key=True),
    Column("record_id", Key, ForeignKey("records.id"), primary_key=True),
    Index("ix_paragraph_records_record_id", "record_id"),
)


class Report(Archivable, Record):
    """Seen within the office that writes it, and by the department."""

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    introduction: Mapped[str] = mapped_column(db.Text, default="")
    conclusion: Mapped[str] = mapped_column(db.Text, default="")
    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    paragraphs = relationship(
        "ReportParagraph",
        primaryjoin=lambda: and_(ReportParagraph.record_id == Report.id, ReportParagraph.removed_at.is_(None)),
        foreign_keys="ReportParagraph.record_id",
        order_by="ReportParagraph.position, ReportParagraph.id",
        viewonly=True,
    )
    headings = relationship(
        "ReportHeading",
        primaryjoin=lambda: and_(ReportHeading.record_id == Report.id, ReportHeading.removed_at.is_(None)),
        foreign_keys="ReportHeading.record_id",
        order_by="ReportHeading.position, ReportHeading.id",
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "report", "inherit_condition": id == Record.id}
    audited = {
        "title": Told(lazy("عنوان التقرير")),
        "title_en": Told(lazy("العنوان بالإنجليزية")),
        "starts_on": Told(lazy("من"), a_day),
        "ends_on": Told(lazy("إلى"), a_day),
        "introduction": Told(lazy("المقدمة")),
        "conclusion": Told(lazy("الخاتمة")),
        "unit_id": Told(lazy("الوحدة المسؤولة"), unit_name),
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

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def kind_name(self) -> str:
        return _("تقرير فترة")

    @property
    def when(self) -> str:
        return show_range(self.starts_on, self.ends_on)

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
            "state": ["archived"] if self.archived_at else ["standing"],
        }

    def search_text(self) -> str:
        told = (f"{row.text} {row.text_en}" for row in self.paragraphs if row.place != "left-out")
        return "\n".join((self.title, self.title_en, self.introduction, self.conclusion, *told))


class ReportHeading(Part, db.Model):
    """An axis as this report calls it."""

    __tablename__ = "report_headings"
    axis_id: Mapped[int] = mapped_column(Key, ForeignKey("axes.id"))
    title: Mapped[str] = mapped_column(db.String(200))
    title_en: Mapped[str] = mapped_column(db.String(200), default="")
    audited = {"title": Told(lazy("عنوان المحور")), "title_en": Told(lazy("العنوان بالإنجليزية"))}

    def label(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title


class ReportParagraph(Part, db.Model):
    """`text` as it prints; `told` what the records said when it was written, so that a later change is noticed."""

    __tablename__ = "report_paragraphs"
    axis_id: Mapped[int | None] = mapped_column(Key, ForeignKey("axes.id"))
    place: Mapped[str] = mapped_column(db.String(10), default="axis")
    text: Mapped[str] = mapped_column(db.Text)
    text_en: Mapped[str] = mapped_column(db.Text, default="")
    told: Mapped[str] = mapped_column(db.Text, default="")
    reason: Mapped[str] = mapped_column(db.String(500), default="")
    axis = relationship(Axis)
    records = relationship(Record, secondary=paragraph_records, order_by=Record.id)
    audited = {
        "text": Told(lazy("الفقرة")),
        "text_en": Told(lazy("الفقرة بالإنجليزية")),
        "place": Told(lazy("موضعها"), lambda code: str(PLACES.get(code, code))),
        "reason": Told(lazy("السبب")),
    }

    def label(self) -> str:
        return self.text[:80]

    @property
    def words(self) -> str:
        return (self.text_en or self.text) if reader().language == "en" else self.text

    def siblings(self) -> list[Part]:
        """Those it changes places with: of the same axis."""
        return [row for row in super().siblings() if (row.place, row.axis_id) == (self.place, self.axis_id)]
