from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.language import reader


class Axis(db.Model):
    """A heading an activity is reported under."""

    __tablename__ = "axes"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(db.String(40), unique=True)
    name_ar: Mapped[str] = mapped_column(db.String(200))
    name_en: Mapped[str] = mapped_column(db.String(200))
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]

    @property
    def name(self) -> str:
        return self.name_en if reader().language == "en" else self.name_ar

    @classmethod
    def offered(cls) -> dict[int, str]:
        """{id: name} of the axes in use, in their order."""
        name = cls.name_en if reader().language == "en" else cls.name_ar
        query = select(cls.id, name).where(cls.archived_at.is_(None)).order_by(cls.position)
        return dict(db.session.execute(query).all())

    def __str__(self) -> str:
        return self.name_ar
