from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, and_, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import a_day, named, unit_name
from tadamon.directory.linking import Link
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy, reader
from tadamon.language.dates import show_date, today
from tadamon.records.archive import Archivable
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record, Refused, now
from tadamon.records.history import Told

KINDS = {"standing": lazy("لجنة دائمة"), "temporary": lazy("لجنة مؤقتة")}
STATES = {
    "agreed": lazy("اتُّفق على تشكيلها ولم تُشكَّل بعد"),
    "formed": lazy("مشكَّلة"),
    "ended": lazy("انتهت"),
}
TONES = {"agreed": "warn", "formed": "ok", "ended": ""}
ROLES = {
    "chair": lazy("رئيس اللجنة"),
    "deputy": lazy("نائب الرئيس"),
    "rapporteur": lazy("مقرر"),
    "secretary": lazy("أمين السر"),
    "member": lazy("عضو"),
}
ACTS = {
    "agreed": lazy("اتُّفق على تشكيلها"),
    "formed": lazy("شُكّلت"),
    "ended": lazy("أُنهيت"),
    "reformed": lazy("أُعيد تشكيلها"),
}


class CommitteeAct(db.Model):
    """What happened to the committee itself: `on` is the day it did, `at` when it was written down."""

    __tablename__ = "committee_acts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("committees.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)

    @property
    def words(self) -> str:
        return str(ACTS[self.action])


class Committee(Archivable, Record):
    """Seen within the office that holds it, and by the department."""

    __tablename__ = "committees"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    kind: Mapped[str] = mapped_column(db.String(20))
    state: Mapped[str] = mapped_column(db.String(20), default="agreed")
    mandate: Mapped[str] = mapped_column(db.Text, default="")
    decision: Mapped[str] = mapped_column(db.String(120), default="")
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(db.String(200), default="")
    quorum: Mapped[int | None]
    notes: Mapped[str] = mapped_column(db.Text, default="")
    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    acts = relationship(CommitteeAct, order_by=[CommitteeAct.on, CommitteeAct.id], viewonly=True)
    members = relationship(
        "Member",
        primaryjoin="and_(Member.record_id == Committee.id, Member.removed_at.is_(None))",
        foreign_keys="Member.record_id",
        order_by="Member.position, Member.id",
        viewonly=True,
    )
    outcomes = relationship(
        Outcome,
        primaryjoin=lambda: and_(Outcome.record_id == Committee.id, Outcome.removed_at.is_(None)),
        foreign_keys=[Outcome.record_id],
        order_by=[Outcome.position, Outcome.id],
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
        Index(
            "ix_committees_office_id",
            "office_id",
            "id",
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
    )
    audited = {
        "title": Told(lazy("اسم اللجنة")),
        "title_en": Told(lazy("الاسم بالإنجليزية")),
        "kind": Told(lazy("النوع"), named(KINDS)),
        "state": Told(lazy("الحالة"), named(STATES)),
        "mandate": Told(lazy("الاختصاصات")),
        "decision": Told(lazy("قرار التشكيل")),
        "decided_on": Told(lazy("تاريخ القرار"), a_day),
        "decided_by": Told(lazy("مُصدِر القرار")),
        "quorum": Told(lazy("النصاب")),
        "notes": Told(lazy("ملاحظات")),
        "unit_id": Told(lazy("الوحدة المسؤولة"), unit_name),
    }

    @classmethod
    def visible_to(cls, user):
        return true() if user.sees_every_office else cls.office_id == user.office_id

    def editable_by(self, user) -> bool:
        return user.role != "reader" and user.unit_id in (self.unit_id, self.office_id)

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

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
    def starts_on(self) -> date:
        """The day whose titles count for its members."""
        return self.decided_on or today()

    @property
    def when(self) -> str:
        return show_date(self.decided_on) if self.decided_on else ""

    def agree(self, by, on: date, note: str = "") -> None:
        """It was agreed to form it; that is how every committee begins here."""
        self._act("agreed", by, on, note)

    def form(self, by, on: date, note: str = "") -> None:
        if self.state == "formed":
            raise Refused(_("هذه اللجنة مشكَّلة بالفعل."))
        if not self.decision:
            raise Refused(_("اكتب قرار التشكيل أولًا: رقمه وسنته ومن أصدره."))
        self._act("reformed" if self.state == "ended" else "formed", by, on, note, "formed")

    def end(self, by, on: date, note: str) -> None:
        if self.state == "ended":
            raise Refused(_("انتهت هذه اللجنة من قبل."))
        self._act("ended", by, on, note, "ended")

    def _act(self, action: str, by, on: date, note: str, state: str = "agreed") -> None:
        self.refuse_if_frozen()
        if on > today():
            raise Refused(_("اكتب تاريخًا لا يتجاوز اليوم."))
        db.session.add(CommitteeAct(record_id=self.id, action=action, by_id=by.id, on=on, note=note))
        self.state = state

    def members_on(self, day: date) -> list["Member"]:
        return [row for row in self.members if row.serves_on(day)]

    def needed(self, members: int) -> int:
        """How many of so many members must be there: as the committee's own rule says, else more than half."""
        return min(self.quorum, members) if self.quorum else members // 2 + 1

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    @property
    def listed_on(self) -> date:
        return self.decided_on or super().listed_on

    def facets(self) -> dict[str, list]:
        state = "archived" if self.archived_at else self.state
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "kind": [self.kind],
            "state": [state] if self.archived_at else ["standing", state],
        }

    def search_text(self) -> str:
        people = (f"{row.name} {row.person_title} {row.body}" for row in self.members)
        files = (file.name for file in self.attachments)
        own = (self.title, self.title_en, self.mandate, self.decision, self.decided_by, self.notes)
        return "\n".join((*own, *people, *files))


class Member(Part, db.Model):
    """Someone who sits on a committee for a body, from a day and to a day; whoever came after is another row (`replaces`)."""

    __tablename__ = "members"
    person_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(db.String(150))
    person_title: Mapped[str] = mapped_column(db.String(250), default="")
    body: Mapped[str] = mapped_column(db.String(250), default="")
    role: Mapped[str] = mapped_column(db.String(20), default="member")
    since: Mapped[date | None]
    until: Mapped[date | None]
    decision: Mapped[str] = mapped_column(db.String(120), default="")
    note: Mapped[str] = mapped_column(db.String(250), default="")
    replaces_id: Mapped[int | None] = mapped_column(Key, ForeignKey("members.id"), index=True)
    links = (Link("name", "person_id", "person"), Link("body", "organisation_id", "organisation", ours=True))
    audited = {
        "name": Told(lazy("الاسم")),
        "person_title": Told(lazy("الصفة")),
        "body": Told(lazy("يمثل")),
        "role": Told(lazy("صفته في اللجنة"), named(ROLES)),
        "since": Told(lazy("من يوم"), a_day),
        "until": Told(lazy("إلى يوم"), a_day),
        "decision": Told(lazy("قرار العضوية")),
        "note": Told(lazy("ملاحظة")),
    }

    @property
    def successor(self) -> "Member | None":
        return next((row for row in self.record.members if row.replaces_id == self.id), None)

    @property
    def predecessor(self) -> "Member | None":
        return next((row for row in self.record.members if row.id == self.replaces_id), None)

    @property
    def is_past(self) -> bool:
        return self.until is not None and self.until < today()

    @property
    def is_replaceable(self) -> bool:
        return self.successor is None and self.record.state != "ended"

    def replaced(self, since: date) -> "Member":
        """Whoever comes in their place from a day on, right after them in the list; this membership ends the day before."""
        if self.record.state == "ended":
            raise Refused(_("انتهت هذه اللجنة، فلا يُستبدل أعضاؤها."))
        if self.successor:
            raise Refused(_("حلّ %(name)s محل هذا العضو من قبل.", name=self.successor.name))
        if self.until is None or self.until >= since:
            self.until = since - timedelta(days=1)
        new = Member(record=self.record, replaces_id=self.id, since=since, position=self.position)
        db.session.add(new)
        return new

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    def serves_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def term(self) -> str:
        """«من ١ يناير ٢٠٢٥ إلى ٣١ مارس ٢٠٢٥», as far as known."""
        since = self.since and _("من %(day)s", day=show_date(self.since))
        until = self.until and _("إلى %(day)s", day=show_date(self.until))
        return " ".join(filter(None, (since, until)))

    def label(self) -> str:
        return self.name
