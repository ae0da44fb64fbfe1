"""Setting a record aside without losing it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from tadamon.language import _
from tadamon.records.base import Refused, now


class Archivable:
    archived_at: Mapped[datetime | None]

    @declared_attr
    def archived_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("users.id"))

    def archive(self, by) -> None:
        if self.archived_at is None:
            self.archived_at, self.archived_by_id = now(), by.id

    def unarchive(self) -> None:
        self.archived_at = self.archived_by_id = None

    @property
    def frozen(self) -> str | None:
        """Why the record is not to be changed now, in a sentence; None when it may be."""
        return self.archived_at and _("هذا السجل محفوظ في الأرشيف. استعده أولًا ثم عدّله.")

    def refuse_if_frozen(self) -> None:
        if self.frozen:
            raise Refused(self.frozen)
