from dataclasses import dataclass

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from tadamon.directory.models import Axis
from tadamon.extensions import Key, db
from tadamon.language import _, lazy, reader
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part
from tadamon.records.history import Told
from tadamon.reports.models import ReportParagraph


@dataclass(frozen=True)
class Spot:
    """Where a photograph stands; as text "paragraph-12", "axis-3", or nothing at the end of the report."""

    paragraph_id: int | None
    axis_id: int | None

    @classmethod
    def of(cls, code: str | None) -> "Spot":
        kind, _dash, id = (code or "").partition("-")
        return cls(int(id) if kind == "paragraph" else None, int(id) if kind == "axis" else None)

    def __str__(self) -> str:
        if self.paragraph_id:
            return f"paragraph-{self.paragraph_id}"
        return f"axis-{self.axis_id}" if self.axis_id else ""

    @property
    def words(self) -> str:
        if self.paragraph_id:
            return _("بعد: %(text)s", text=db.session.get(ReportParagraph, self.paragraph_id).label())
        return _("في آخر محور «%(axis)s»", axis=db.session.get(Axis, self.axis_id).name)


class ReportPhoto(Part, db.Model):
    """Bytes of its own, made small for paper: what becomes of the file it was chosen from changes no report.

    It stands after a paragraph, or at the end of an axis, or of the report; `spot` says which in one word.
    """

    __tablename__ = "report_photos"
    paragraph_id: Mapped[int | None] = mapped_column(Key, ForeignKey("report_paragraphs.id"))
    axis_id: Mapped[int | None] = mapped_column(Key, ForeignKey("axes.id"))
    source_id: Mapped[int | None] = mapped_column(Key, ForeignKey("attachments.id"))
    caption: Mapped[str] = mapped_column(db.String(300))
    caption_en: Mapped[str] = mapped_column(db.String(300), default="")
    alt: Mapped[str] = mapped_column(db.String(300))
    alt_en: Mapped[str] = mapped_column(db.String(300), default="")
    wide: Mapped[bool] = mapped_column(default=False)
    sha256: Mapped[str] = mapped_column(db.String(64))
    width: Mapped[int]
    height: Mapped[int]
    source = relationship(Attachment)
    stands: Mapped[Spot] = composite("paragraph_id", "axis_id")
    audited = {
        "caption": Told(lazy("تعليق الصورة")),
        "caption_en": Told(lazy("التعليق بالإنجليزية")),
        "alt": Told(lazy("وصف الصورة")),
        "alt_en": Told(lazy("الوصف بالإنجليزية")),
        "stands": Told(lazy("موضعها"), lambda code: Spot.of(code).words),
        "wide": Told(lazy("بعرض الصفحة"), lambda value: _("نعم") if value else _("لا")),
    }

    def label(self) -> str:
        return self.caption

    @property
    def words(self) -> str:
        return (self.caption_en or self.caption) if reader().language == "en" else self.caption

    @property
    def described(self) -> str:
        return (self.alt_en or self.alt) if reader().language == "en" else self.alt

    @property
    def spot(self) -> str:
        return str(self.stands or "")

    @spot.setter
    def spot(self, code: str | None) -> None:
        self.stands = Spot.of(code)

    def siblings(self) -> list[Part]:
        """Those it changes places with: of the same spot."""
        return [row for row in super().siblings() if row.spot == self.spot]
