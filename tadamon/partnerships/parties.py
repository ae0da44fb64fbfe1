"""Who is in it, and whose approval it needs."""

from datetime import date

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import Unit
from tadamon.activities.models import a_day, named
from tadamon.directory.organisations import Organisation
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy, reader
from tadamon.partnerships.words import CLEARANCES, ROLES, SIDES
from tadamon.records.base import Part, Refused
from tadamon.records.history import Told


class Party(Part, db.Model):
    """A body of the partnership with its role: a unit of ours, a body of the directory, or as written."""

    __tablename__ = "parties"
    name: Mapped[str] = mapped_column(db.String(250))
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[str] = mapped_column(db.String(20), default="second")
    side: Mapped[str] = mapped_column(db.String(10), default="theirs")
    abroad: Mapped[bool] = mapped_column(default=False)
    signatory: Mapped[str] = mapped_column(db.String(250), default="")
    organisation = relationship(Organisation, foreign_keys=[organisation_id])
    unit = relationship(Unit, foreign_keys=[unit_id])
    # The floor below knows no parties: an obligation's `party` is told to it from here.
    owed = relationship(Outcome, foreign_keys=[Outcome.party_id], backref="party")
    audited = {
        "name": Told(lazy("الجهة")),
        "role": Told(lazy("الدور"), named(ROLES)),
        "side": Told(lazy("الجانب"), named(SIDES)),
        "abroad": Told(lazy("جهة أجنبية"), lambda value: _("نعم") if value else _("لا")),
        "signatory": Told(lazy("يوقّع عنها")),
    }

    def call(self, name: str) -> None:
        """Name it, and link it to the unit or the body known by that name."""
        self.name = name
        self.unit = Unit.named(name)
        self.organisation = None if self.unit else Organisation.named(name)

    @property
    def name_now(self) -> str:
        """As it was written in Arabic; in English the directory's name for it."""
        known = self.unit or self.organisation
        return known.name if known and reader().language == "en" else self.name

    @property
    def foreign(self) -> bool:
        known = self.organisation
        return self.abroad or bool(known and (known.country != "EG" or known.kind in ("international", "embassy")))

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    def owes(self) -> list[Outcome]:
        """What this party owes, removed rows left out."""
        owed = select(Outcome).where(Outcome.party_id == self.id, Outcome.removed_at.is_(None))
        return list(db.session.scalars(owed))

    def remove(self) -> None:
        if self.owes():
            raise Refused(_("على هذه الجهة التزامات مسجَّلة. احذفها أو انقلها إلى طرف آخر أولًا."))
        super().remove()

    def label(self) -> str:
        return self.name


class Clearance(Part, db.Model):
    """An approval that is needed before a foreign party may sign."""

    __tablename__ = "clearances"
    body: Mapped[str] = mapped_column(db.String(250))
    asked_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(db.String(250), default="")
    state: Mapped[str] = mapped_column(db.String(20), default="requested")
    audited = {
        "body": Told(lazy("الجهة صاحبة الموافقة")),
        "asked_on": Told(lazy("طُلبت في"), a_day),
        "decided_on": Told(lazy("صدرت في"), a_day),
        "reference": Told(lazy("رقم الكتاب أو سببه")),
        "state": Told(lazy("الموافقة"), named(CLEARANCES)),
    }

    @property
    def settled(self) -> bool:
        return self.state in ("granted", "waived")

    @property
    def state_name(self) -> str:
        return str(CLEARANCES[self.state])

    def label(self) -> str:
        return self.body
