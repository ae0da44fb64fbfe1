from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Table, and_, event, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import PRECISIONS, Attendance, a_day, named, unit_name
from tadamon.committees.members import Member
from tadamon.committees.words import ACTS, KINDS, QUORUMS, STATES
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy, ngettext, reader
from tadamon.language.dates import Vague, show_date, today
from tadamon.language.digits import to_reader
from tadamon.records.archive import Archivable
from tadamon.records.attachments import Attachment
from tadamon.records.base import Record, Refused, now
from tadamon.records.history import Told

committee_axes = Table(
    "committee_axes",
    Base.metadata,
    Column("committee_id", Key, ForeignKey("committees.id"), primary_key=True),
    Column("axis_id", Key, ForeignKey("axes.id"), primary_key=True),
    Index("ix_committee_axes_axis_id_committee_id", "axis_id", "committee_id"),
)


def _listed(name: str, *columns: str) -> Index:
    standing = text("archived_at IS NULL")
    return Index(f"ix_committees_{name}", *columns, sqlite_where=standing, postgresql_where=standing)


class Act(db.Model):
    """What was done to the committee as a whole: who wrote it down, of which day, by which paper or why."""

    __tablename__ = "committee_acts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("committees.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)

    @property
    def words(self) -> str:
        return f"{ACTS[self.action]}{_(': ')}{show_date(self.day)}"


class Committee(Archivable, Record):
    """Seen within the office that holds it; the department sees all."""

    __tablename__ = "committees"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(db.String(20))
    state: Mapped[str] = mapped_column(db.String(20), default="agreed")
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    mandate: Mapped[str] = mapped_column(db.Text, default="")
    decision_number: Mapped[str] = mapped_column(db.String(40), default="")
    decision_year: Mapped[int | None]
    decision_by: Mapped[str] = mapped_column(db.String(250), default="")
    decided_on: Mapped[date | None]
    decided_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    agreed_on: Mapped[date | None]
    agreed_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    until_on: Mapped[date | None]
    quorum: Mapped[str] = mapped_column(db.String(20), default="none")
    quorum_number: Mapped[int | None]
    formed_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    listed_on: Mapped[date]

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    axes = relationship(Axis, secondary=committee_axes, order_by=Axis.position)
    acts = relationship(Act, order_by=Act.id, viewonly=True)
    members = relationship(
        Member,
        primaryjoin=lambda: and_(Member.record_id == Committee.id, Member.removed_at.is_(None)),
        foreign_keys=[Member.record_id],
        order_by=[Member.position, Member.id],
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(Attachment.record_id == Committee.id, Attachment.removed_at.is_(None)),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "committee", "inherit_condition": id == Record.id}
    __table_args__ = (
        _listed("listed_on_id", "listed_on", "id"),
        _listed("office_id", "office_id", "listed_on", "id"),
    )

    audited = {
        "title": Told(lazy("اسم اللجنة")),
        "title_en": Told(lazy("الاسم بالإنجليزية")),
        "kind": Told(lazy("النوع"), named(KINDS)),
        "state": Told(lazy("الحالة"), named(STATES)),
        "mandate": Told(lazy("الاختصاص")),
        "decision_number": Told(lazy("رقم قرار التشكيل")),
        "decision_year": Told(lazy("سنة القرار"), to_reader),
        "decision_by": Told(lazy("جهة إصدار القرار")),
        "decided_on": Told(lazy("تاريخ القرار"), a_day),
        "decided_precision": Told(lazy("دقة تاريخ القرار"), named(PRECISIONS)),
        "agreed_on": Told(lazy("تاريخ الاتفاق"), a_day),
        "agreed_precision": Told(lazy("دقة تاريخ الاتفاق"), named(PRECISIONS)),
        "until_on": Told(lazy("ينتهي عملها في"), a_day),
        "quorum": Told(lazy("النصاب"), named(QUORUMS)),
        "quorum_number": Told(lazy("عدد النصاب"), to_reader),
        "axes": Told(lazy("المحاور")),
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

    # what is done to it

    def form(self, by, on: date, reason: str = "") -> None:
        self._must(self.state == "agreed", _("سُجّل تشكيل هذه اللجنة من قبل."))
        self._past(on)
        self.state, self.formed_on = "formed", on
        self._act("formed", by, on, reason)

    def end(self, by, on: date, reason: str) -> None:
        self._must(self.state == "formed", _("تنتهي لجنة قائمة وحدها. هذه اللجنة لم تُشكَّل بعد أو انتهى عملها."))
        self._past(on)
        if on < self.formed_on:
            raise Refused(_("اكتب تاريخًا لا يسبق تشكيل اللجنة في %(day)s.", day=show_date(self.formed_on)))
        self.state, self.ended_on = "ended", on
        self._act("ended", by, on, reason)

    def resume(self, by, on: date, reason: str) -> None:
        self._must(self.state == "ended", _("لم ينته عمل هذه اللجنة، فلا يُستأنف."))
        self._past(on)
        self.state, self.ended_on = "formed", None
        self._act("resumed", by, on, reason)

    def _must(self, right: bool, otherwise: str) -> None:
        if self.archived_at:
            raise Refused(super().frozen)
        if not right:
            raise Refused(otherwise)

    @staticmethod
    def _past(on: date) -> None:
        if on > today():
            raise Refused(_("اكتب تاريخًا لا يتجاوز اليوم."))

    def _act(self, action: str, by, day: date, reason: str) -> None:
        db.session.add(Act(record_id=self.id, action=action, by=by, day=day, reason=reason))

    @property
    def frozen(self) -> str | None:
        if self.archived_at:
            return super().frozen
        return _("انتهى عمل هذه اللجنة. سجّل استئناف عملها أولًا ثم عدّلها.") if self.state == "ended" else None

    # what it says

    @property
    def starts_on(self) -> date:
        """The day its members' titles are looked up for."""
        return self.formed_on or today()

    @property
    def decided(self) -> Vague | None:
        return self.decided_on and Vague(self.decided_on, self.decided_precision)

    @decided.setter
    def decided(self, period: Vague | None) -> None:
        self.decided_on, self.decided_precision = period and period.first, period.precision if period else "day"

    @property
    def agreed(self) -> Vague | None:
        return self.agreed_on and Vague(self.agreed_on, self.agreed_precision)

    @agreed.setter
    def agreed(self, period: Vague | None) -> None:
        self.agreed_on, self.agreed_precision = period and period.first, period.precision if period else "day"

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def decision(self) -> str:
        """«قرار رقم ١٢ لسنة ٢٠٢٥، محافظ الأقصر، ٥ أكتوبر ٢٠٢٥», as far as it is known."""
        number = self.decision_number and _("قرار رقم %(number)s", number=to_reader(self.decision_number))
        if number and self.decision_year:
            number += " " + _("لسنة %(year)s", year=to_reader(self.decision_year))
        day = show_date(self.decided_on, self.decided_precision)
        return _("، ").join(filter(None, (number, self.decision_by, day)))

    @property
    def quorum_words(self) -> str:
        if self.quorum == "number" and self.quorum_number:
            return ngettext("عضو واحد", "%(num)s أعضاء", self.quorum_number)
        return str(QUORUMS[self.quorum])

    def needed(self, count: int) -> int | None:
        """How many representatives of `count` make a quorum; None when there is no rule."""
        return {
            "half": count // 2 + 1,
            "two-thirds": -(-count * 2 // 3),
            "all": count,
            "number": self.quorum_number,
        }.get(self.quorum)

    def members_on(self, day: date, last: date | None = None) -> list[Member]:
        return [row for row in self.members if row.sits(day, last or day)]

    def call_to(self, activity) -> None:
        """Its members of that day stand in the attendance of a meeting that is made from its page."""
        for position, row in enumerate(self.members_on(activity.starts_on), 1):
            titles = dict(person_title=row.person_title or row.role_name, body=row.body)
            ids = dict(person_id=row.person_id, organisation_id=row.organisation_id)
            db.session.add(Attendance(record=activity, position=position, name=row.name, **titles, **ids))

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "kind": [self.kind],
            "axis": [axis.id for axis in self.axes],
            "state": ["standing", self.state] if self.archived_at is None else ["archived"],
        }

    def search_text(self) -> str:
        people = (f"{row.name} {row.person_title} {row.body}" for row in self.members)
        files = (file.name for file in self.attachments)
        own = (self.title, self.title_en, self.kind_name, self.mandate, self.decision_number, self.decision_by)
        return "\n".join((*own, *people, *files))


@event.listens_for(Committee, "before_insert")
@event.listens_for(Committee, "before_update")
def _place_in_lists(_mapper, _connection, row: Committee) -> None:
    """Lists go by the day of its decision or forming, else by that of the agreement, else by when it was written down."""
    day = row.decided_on or row.formed_on or row.agreed_on or (row.listed_on if row.id and row.listed_on else today())
    if row.listed_on != day:
        row.listed_on = day
