from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Table, and_, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import a_day, named, unit_name
from tadamon.approval.approvable import Approvable
from tadamon.approval.models import STATES
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy, reader
from tadamon.language.dates import show_range
from tadamon.language.spans import Span
from tadamon.records.archive import Archivable
from tadamon.records.base import Part, Record
from tadamon.records.history import Told, plain, words
from tadamon.reports.said import SAID

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


@dataclass(frozen=True)
class Lack:
    """What a report had better have before it is submitted; `place` is where on the sheet."""

    words: str
    place: str
    blocks: bool = False


class Report(Approvable, Archivable, Record):
    """Seen within the office that writes it, and by the department."""

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    span: Mapped[str] = mapped_column(db.String(20), default="free")
    with_map: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(db.String(20), default="draft")
    introduction: Mapped[str] = mapped_column(db.Text, default="")
    conclusion: Mapped[str] = mapped_column(db.Text, default="")
    introduction_en: Mapped[str] = mapped_column(db.Text, default="", server_default="")
    conclusion_en: Mapped[str] = mapped_column(db.Text, default="", server_default="")
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
    photos = relationship(
        "ReportPhoto",
        primaryjoin="and_(ReportPhoto.record_id == Report.id, ReportPhoto.removed_at.is_(None))",
        foreign_keys="ReportPhoto.record_id",
        order_by="ReportPhoto.position, ReportPhoto.id",
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "report", "inherit_condition": id == Record.id}
    __table_args__ = (Index("ix_reports_office_id_starts_on", "office_id", "starts_on"),)
    audited = {
        "title": Told(lazy("عنوان التقرير")),
        "title_en": Told(lazy("العنوان بالإنجليزية")),
        "starts_on": Told(lazy("من"), a_day),
        "ends_on": Told(lazy("إلى"), a_day),
        "introduction": Told(lazy("المقدمة")),
        "conclusion": Told(lazy("الخاتمة")),
        "introduction_en": Told(lazy("المقدمة بالإنجليزية")),
        "conclusion_en": Told(lazy("الخاتمة بالإنجليزية")),
        "with_map": Told(lazy("خريطة المحافظات"), lambda value: _("نعم") if value else _("لا")),
        "unit_id": Told(lazy("الوحدة المسؤولة"), unit_name),
        "state": Told(lazy("الحالة"), named(STATES)),
        "number": Told(lazy("رقم التقرير")),
    }
    said, official = SAID, "report/ar-arab"

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
    def titled(self) -> str:
        """The field that it goes by in the reader's language."""
        return "title_en" if reader().language == "en" and self.title_en else "title"

    @property
    def name(self) -> str:
        return getattr(self, self.titled)

    @property
    def kind_name(self) -> str:
        return _("تقرير فترة")

    @property
    def when(self) -> str:
        return show_range(self.starts_on, self.ends_on)

    @property
    def opening(self) -> str:
        """The introduction of the version that is read; nothing of another language."""
        return self.introduction_en if reader().language == "en" else self.introduction

    @property
    def closing(self) -> str:
        return self.conclusion_en if reader().language == "en" else self.conclusion

    @property
    def period(self) -> Span:
        return Span(self.starts_on, self.ends_on, self.span)

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    def dropped(self) -> list["ReportParagraph"]:
        """Removed paragraphs whose records are told nowhere else in the report."""
        told = {each.id for row in self.paragraphs for each in row.records}
        gone = db.select(ReportParagraph).where(
            ReportParagraph.record_id == self.id, ReportParagraph.removed_at.is_not(None)
        )
        rows = db.session.scalars(gone.options(selectinload(ReportParagraph.records)).order_by(ReportParagraph.id))
        return [row for row in rows if {each.id for each in row.records} - told]

    def held_by(self, user) -> bool:
        """Whoever sees a report reads all of it."""
        return True

    @property
    def drafted_at(self) -> datetime:
        """When its paragraphs were first written: of a correction, those of the report it corrects."""
        return self.corrects.drafted_at if self.corrects_id else self.created_at

    def copy_parts(self, new: "Report") -> None:
        """Give a correction the headings, paragraphs with their traces, and photographs of this report."""
        for row in self.headings:
            row.copy_to(new)
        copies = {row.id: row.copy_to(new) for row in self.paragraphs}
        for row in self.paragraphs:
            copies[row.id].records = list(row.records)
        db.session.flush()
        for photo in self.photos:
            paragraph = copies.get(photo.paragraph_id)
            photo.copy_to(new).paragraph_id = paragraph and paragraph.id

    def telling(self) -> dict[str, str]:
        """{heading: text} of all that the report says, for comparing two versions."""
        told = {
            str(told.label): words(told, plain(getattr(self, name)))
            for name, told in self.audited.items()
            if name not in ("state", "number")
        }
        titles = {row.axis_id: row.title for row in self.headings}
        for row in self.paragraphs:
            place = row.axis.name if row.axis and row.place == "axis" else str(PLACES[row.place])
            title = titles.get(row.axis_id, "") if row.place == "axis" else ""
            told.setdefault(place, title if title != place else "")
            told[place] += "\n" + "\n".join(filter(None, (row.text, row.text_en, row.reason, row.reason_en)))
        told[_("صور")] = "\n".join(f"{row.caption} {row.caption_en}" for row in self.photos)
        return {label: text.strip() for label, text in told.items() if text}

    def counted_year(self) -> int:
        return self.starts_on.year

    def missing(self) -> list[Lack]:
        told = [row for row in self.paragraphs if row.place == "axis"]
        lacks = [] if told else [Lack(_("لا فقرة في محاور التقرير."), "paragraphs-new", blocks=True)]
        lacks += [Lack(_("حُذفت فقرات دون أن يُكتب سبب."), "left-out")] if self.dropped() else []
        lacks += [Lack(_("المقدمة لم تُكتب."), "field-introduction")] if not self.introduction else []
        lacks += [Lack(_("الخاتمة لم تُكتب."), "field-conclusion")] if not self.conclusion else []
        return lacks

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
            "state": ["archived"] if self.archived_at else ["standing", self.state],
        }

    def search_text(self) -> str:
        told = (f"{row.text} {row.text_en}" for row in self.paragraphs if row.place != "left-out")
        own = (self.introduction, self.conclusion, self.introduction_en, self.conclusion_en)
        captions = (f"{photo.caption} {photo.caption_en}" for photo in self.photos)
        return "\n".join((self.title, self.title_en, *own, *told, *captions))


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
    reason_en: Mapped[str] = mapped_column(db.String(500), default="", server_default="")
    axis = relationship(Axis)
    records = relationship(Record, secondary=paragraph_records, order_by=Record.id)
    audited = {
        "text": Told(lazy("الفقرة")),
        "text_en": Told(lazy("الفقرة بالإنجليزية")),
        "place": Told(lazy("موضعها"), lambda code: str(PLACES.get(code, code))),
        "reason": Told(lazy("السبب")),
        "reason_en": Told(lazy("السبب بالإنجليزية")),
    }

    def label(self) -> str:
        return self.text[:80]

    @property
    def language(self) -> str:
        """Of its words as they are read: "en" or "ar"."""
        return "en" if reader().language == "en" and self.text_en else "ar"

    @property
    def words(self) -> str:
        return self.text_en if self.language == "en" else self.text

    @property
    def direction(self) -> str:
        return "ltr" if self.language == "en" else "rtl"

    @property
    def why(self) -> str:
        """Why it is outside the period or left out, in the reader's language."""
        return (self.reason_en or self.reason) if reader().language == "en" else self.reason

    @property
    def table(self) -> list[list[str]]:
        """The cells of a paragraph whose every line is written with «|» between them; else nothing."""
        lines = [line.strip().strip("|") for line in self.words.splitlines() if line.strip()]
        return (
            [[cell.strip() for cell in line.split("|")] for line in lines] if all("|" in each for each in lines) else []
        )

    def take_in(self, other: "ReportParagraph") -> None:
        """Become one with another paragraph, which goes; this one says both, and keeps both traces and photographs."""
        self.text = f"{self.text} {other.text}".strip()
        self.text_en = f"{self.text_en} {other.text_en}".strip()
        self.told = f"{self.told} {other.told}".strip()
        self.records = [*self.records, *(each for each in other.records if each not in self.records)]
        for photo in (photo for photo in self.record.photos if photo.paragraph_id == other.id):
            photo.spot = f"paragraph-{self.id}"
            photo.place_last()
        other.remove()

    def siblings(self) -> list[Part]:
        """Those it changes places with: of the same axis."""
        return [row for row in super().siblings() if (row.place, row.axis_id) == (self.place, self.axis_id)]
