from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import Unit
from tadamon.activities.models import a_day, named
from tadamon.directory.linking import Link
from tadamon.directory.organisations import Organisation
from tadamon.extensions import Key, db
from tadamon.language import lazy, reader
from tadamon.records.base import Part
from tadamon.records.history import Told

REFERRALS = {
    "sent": lazy("أُحيل، لم يصل الرد"),
    "accepted": lazy("قبلته الجهة"),
    "refused": lazy("اعتذرت عنه الجهة"),
    "done": lazy("أنجزته الجهة"),
    "recalled": lazy("استُردت الإحالة"),
}


class Referral(Part, db.Model):
    """A body that an issue was sent to, and what it said."""

    __tablename__ = "referrals"
    body: Mapped[str] = mapped_column(db.String(250))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    sent_on: Mapped[date]
    note: Mapped[str] = mapped_column(db.Text, default="")
    state: Mapped[str] = mapped_column(db.String(20), default="sent")
    answer: Mapped[str] = mapped_column(db.Text, default="")
    settled_on: Mapped[date | None]
    unit = relationship(Unit, foreign_keys=[unit_id])
    organisation = relationship(Organisation, foreign_keys=[organisation_id])

    links = (Link("body", "organisation_id", "organisation", ours=True),)
    audited = {
        "body": Told(lazy("الجهة")),
        "sent_on": Told(lazy("تاريخ الإحالة"), a_day),
        "note": Told(lazy("المطلوب")),
        "state": Told(lazy("الحالة"), named(REFERRALS)),
        "answer": Told(lazy("الرد")),
        "settled_on": Told(lazy("تاريخ الرد"), a_day),
    }

    @property
    def name_now(self) -> str:
        """As it was written in Arabic; in English the name we know it by."""
        known = self.unit or self.organisation
        return known.name if known and reader().language == "en" else self.body

    @property
    def state_words(self) -> str:
        return str(REFERRALS[self.state])

    def label(self) -> str:
        return self.body
