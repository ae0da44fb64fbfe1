"""Who sits in a committee for which body, from when until when."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.activities.models import a_day, named
from tadamon.committees.words import NOT_COUNTED, ROLES
from tadamon.directory.linking import Link
from tadamon.extensions import Key, db
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.language.words import name_key
from tadamon.records.base import Part
from tadamon.records.history import Told


class Member(Part, db.Model):
    """A person who represents a body; whoever comes in their place is a row of its own that points to theirs."""

    __tablename__ = "committee_members"
    person_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(db.String(150))
    person_title: Mapped[str] = mapped_column(db.String(250), default="")
    body: Mapped[str] = mapped_column(db.String(250), default="")
    role: Mapped[str] = mapped_column(db.String(20), default="member")
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(Key, ForeignKey("committee_members.id"), index=True)

    links = (Link("name", "person_id", "person"), Link("body", "organisation_id", "organisation", ours=True))
    audited = {
        "name": Told(lazy("الاسم")),
        "person_title": Told(lazy("الصفة")),
        "body": Told(lazy("الجهة التي يمثلها")),
        "role": Told(lazy("الدور"), named(ROLES)),
        "from_on": Told(lazy("عضو من"), a_day),
        "until_on": Told(lazy("عضو حتى"), a_day),
    }

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    @property
    def counts(self) -> bool:
        """Whether a quorum asks for them."""
        return self.role not in NOT_COUNTED

    @property
    def left(self) -> bool:
        return self.until_on is not None and self.until_on < today()

    @property
    def period(self) -> str:
        if self.from_on and self.until_on:
            return _("من %(first)s حتى %(last)s", first=show_date(self.from_on), last=show_date(self.until_on))
        if self.from_on:
            return _("منذ %(day)s", day=show_date(self.from_on))
        return _("حتى %(day)s", day=show_date(self.until_on)) if self.until_on else ""

    def sits(self, first: date, last: date) -> bool:
        """Whether they are a member on any day from `first` to `last`."""
        return (self.from_on is None or self.from_on <= last) and (self.until_on is None or first <= self.until_on)

    def is_(self, row) -> bool:
        """Whether this row of an attendance is they, by the directory or by name."""
        if self.person_id and row.person_id:
            return self.person_id == row.person_id
        return name_key(self.name) == name_key(row.name)

    def label(self) -> str:
        return self.name
