from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.extensions import Key, db
from tadamon.language import lazy, reader
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part
from tadamon.records.history import Told


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
    audited = {
        "caption": Told(lazy("تعليق الصورة")),
        "caption_en": Told(lazy("التعليق بالإنجليزية")),
        "alt": Told(lazy("وصف الصورة")),
        "alt_en": Told(lazy("الوصف بالإنجليزية")),
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
        """ "paragraph-12", "axis-3", or nothing at the end of the report."""
        if self.paragraph_id:
            return f"paragraph-{self.paragraph_id}"
        return f"axis-{self.axis_id}" if self.axis_id else ""

    @spot.setter
    def spot(self, code: str | None) -> None:
        kind, _dash, id = (code or "").partition("-")
        self.paragraph_id = int(id) if kind == "paragraph" else None
        self.axis_id = int(id) if kind == "axis" else None

    def siblings(self) -> list[Part]:
        """Those it changes places with: of the same spot."""
        return [row for row in super().siblings() if row.spot == self.spot]
