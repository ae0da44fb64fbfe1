"""Files kept beside a record."""

from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import db
from tadamon.language import lazy
from tadamon.records.base import Part
from tadamon.records.history import Told


class Attachment(Part, db.Model):
    """One uploaded file; its bytes live in the store under their SHA-256."""

    __tablename__ = "attachments"
    name: Mapped[str] = mapped_column(db.String(250))
    media_type: Mapped[str] = mapped_column(db.String(120))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(db.String(64), index=True)
    purpose: Mapped[str] = mapped_column(db.String(20), default="file")
    audited = {"name": Told(lazy("الملف"))}

    def label(self) -> str:
        return self.name
