from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Table, and_, event, inspect, or_, select, text, true
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, validates

from tadamon.accounts.models import Unit
from tadamon.activities.models import a_day, invitations, named
from tadamon.directory import working_days
from tadamon.directory.linking import Link
from tadamon.extensions import Base, Key, db
from tadamon.language import lazy
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part
from tadamon.records.history import Told

OUTCOME_KINDS = {
    "decision": lazy("قرار"),
    "recommendation": lazy("توصية"),
    "assignment": lazy("تكليف"),
}
# What comes of a meeting, and what a party to a partnership owes.
KINDS = OUTCOME_KINDS | {"obligation": lazy("التزام")}
OUTCOME_STATES = {
    "open": lazy("مفتوح"),
    "started": lazy("جارٍ التنفيذ"),
    "reported": lazy("أُبلغ بتنفيذه"),
    "confirmed": lazy("تأكد تنفيذه"),
    "cancelled": lazy("أُلغي"),
    "superseded": lazy("انتقل إلى التعديل"),
    # A recommendation on its way to a higher authority.
    "submitted": lazy("رُفع إلى السلطة المختصة"),
    "approved": lazy("وافقت عليه السلطة المختصة"),
    "refused": lazy("لم توافق عليه السلطة المختصة"),
}
OPEN = ("open", "started", "reported", "submitted")
# What is still to be done: late once its day has passed. What was reported waits for whoever assigned it.
OWED = ("open", "started", "submitted")
PRIORITIES = {"urgent": lazy("عاجل"), "high": lazy("مهم"), "normal": lazy("عادي")}
TONES = {
    "reported": "warn",
    "submitted": "warn",
    "confirmed": "ok",
    "approved": "ok",
    "refused": "bad",
}
NEVER = date(9999, 12, 31)
REPEATS = {
    "": lazy("مرة واحدة"),
    "monthly": lazy("كل شهر"),
    "quarterly": lazy("كل ثلاثة أشهر"),
    "half-yearly": lazy("كل ستة أشهر"),
    "yearly": lazy("كل سنة"),
}

evidence = Table(
    "evidence",
    Base.metadata,
    Column("outcome_id", Key, ForeignKey("outcomes.id"), primary_key=True),
    Column("attachment_id", Key, ForeignKey("attachments.id"), primary_key=True),
    Index("ix_evidence_attachment_id", "attachment_id"),
)


class Outcome(Part, db.Model):
    """A decision, a recommendation, an assignment or an obligation: a row of its own, never buried in text.

    An assignment's owner is a unit or another body, with a named person; its first due date is kept.
    An obligation is owed by a party (`party_id`); one that repeats is a row for each time it falls due,
    all pointing to the first (`series_id`).
    """

    __tablename__ = "outcomes"
    item_id: Mapped[int | None] = mapped_column(Key, ForeignKey("agenda_items.id"))
    kind: Mapped[str] = mapped_column(db.String(20))
    text: Mapped[str] = mapped_column(db.Text)
    owner_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    owner: Mapped[str] = mapped_column(db.String(250), default="")
    owner_organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    owner_person_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"), index=True)
    owner_person: Mapped[str] = mapped_column(db.String(150), default="")
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(db.String(20), default="open")
    party_id: Mapped[int | None] = mapped_column(Key, ForeignKey("parties.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(Key, ForeignKey("outcomes.id"), index=True)
    repeats: Mapped[str] = mapped_column(db.String(20), default="")
    done_on: Mapped[date | None]
    done_note: Mapped[str] = mapped_column(db.Text, default="")
    # The walls: the office of the record, whose body confirms, and that of the owner, who reports.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    owner_office_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    priority: Mapped[str] = mapped_column(db.String(10), default="normal")
    # Due so many working days after a day: computed again when a holiday changes.
    due_days: Mapped[int | None]
    due_from: Mapped[date | None]
    # The day it stands at in the register: when it is due, or NEVER.
    falls_on: Mapped[date] = mapped_column(default=NEVER)
    remind_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    extensions: Mapped[int] = mapped_column(default=0)
    # When it was last sent back to be completed, until it is confirmed.
    returned_on: Mapped[date | None]
    # When its record was set aside: kept beside it at each commit, so that no list asks the tables of the records.
    shelved_at: Mapped[datetime | None]
    # A decision that a recommendation became, once it was approved; an assignment made under a decision.
    from_id: Mapped[int | None] = mapped_column(Key, ForeignKey("outcomes.id"), index=True)
    owner_unit = relationship(Unit, foreign_keys=[owner_unit_id])
    office = relationship(Unit, foreign_keys=[office_id])
    parent = relationship("Outcome", remote_side=lambda: Outcome.id, foreign_keys=[from_id])
    evidence = relationship(Attachment, secondary=evidence, order_by=Attachment.id)

    links = (
        Link("owner", "owner_organisation_id", "organisation", ours=True),
        Link("owner_person", "owner_person_id", "person"),
    )
    # What may still change when the minutes are approved: they say what was decided, not what became of it.
    followed = frozenset(
        {
            "state",
            "due_on",
            "first_due_on",
            "falls_on",
            "due_days",
            "due_from",
            "priority",
            "remind_on",
            "closed_on",
            "extensions",
            "done_on",
            "done_note",
            "returned_on",
            "evidence",
            "owner",
            "owner_unit_id",
            "owner_unit",
            "owner_office_id",
            "owner_organisation_id",
            "owner_person",
            "owner_person_id",
        }
    )
    audited = {
        "priority": Told(lazy("الأولوية"), named(PRIORITIES)),
        "remind_on": Told(lazy("التذكير القادم"), a_day),
        "kind": Told(lazy("النوع"), named(KINDS)),
        "text": Told(lazy("النص")),
        "owner": Told(lazy("الجهة المسؤولة")),
        "owner_person": Told(lazy("الشخص المسؤول")),
        "due_on": Told(lazy("موعد الاستحقاق"), a_day),
        "state": Told(lazy("الحالة"), named(OUTCOME_STATES)),
        "repeats": Told(lazy("التكرار"), named(REPEATS)),
        "done_on": Told(lazy("تاريخ التنفيذ"), a_day),
        "done_note": Told(lazy("ما نُفِّذ")),
    }

    @property
    def owner_name(self) -> str:
        """The body that answers for it; a unit of ours in the reader's language."""
        return self.owner_unit.name if self.owner_unit else self.owner

    def give_to(self, owner: str) -> None:
        """Hand it to the unit of that name, or to the body as written."""
        self.owner, self.owner_unit = owner, Unit.named(owner)

    def owned_by(self, office_id: int) -> bool:
        """Whether a unit of that office answers for it."""
        return self.owner_unit is not None and self.owner_unit.office_id == office_id

    def shown_to(self, office_id: int) -> bool:
        """Whether an office that was invited reads it: an assignment is between the owner and who gave it."""
        return self.kind != "assignment" or self.owned_by(office_id)

    @classmethod
    def shown_in(cls, office_id: int):
        """SQL: the same."""
        ours = select(Unit.id).where(Unit.office_id == office_id)
        return or_(cls.kind != "assignment", cls.owner_unit_id.in_(ours))

    @classmethod
    def visible_to(cls, user):
        """SQL: outcomes of the records of their office, what their units answer for, and what they were invited to hear."""
        if user.sees_every_office:
            return true()
        office = user.office_id
        invited = select(invitations.c.activity_id).where(invitations.c.unit_id == office)
        heard = and_(cls.kind != "assignment", cls.record_id.in_(invited))
        return or_(cls.office_id == office, cls.owner_office_id == office, heard)

    def owned_by_unit_of(self, user) -> bool:
        """Whether this person writes for the unit that answers for it, or for the office above it."""
        unit = self.owner_unit
        return user.role != "reader" and unit is not None and user.unit_id in (unit.id, unit.office_id)

    @validates("owner_unit")
    def _owner_walls(self, _, unit: Unit | None) -> Unit | None:
        self.owner_office_id = unit and unit.office_id
        return unit

    @validates("first_due_on")
    def _once(self, _, day: date | None) -> date | None:
        return self.first_due_on or day

    @validates("due_on")
    def _falls(self, _, day: date | None) -> date | None:
        self.falls_on = day or NEVER
        return day

    def due(self, day: date | None) -> None:
        """Due on this day, named as a day; the first one ever named is kept."""
        self.due_on, self.due_days, self.due_from = day, None, None
        self.first_due_on = day

    def due_within(self, days: int, since: date) -> None:
        """Due so many working days after a day."""
        self.due(working_days.after(since, days))
        self.due_days, self.due_from = days, since

    @property
    def born_after(self) -> bool:
        """Whether it came after the minutes: a decision made of a recommendation, an assignment under a decision."""
        return self.from_id is not None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def state_name(self) -> str:
        return str(OUTCOME_STATES[self.state])

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")

    def late_on(self, day: date) -> bool:
        return self.state in OWED and self.due_on is not None and self.due_on < day

    def siblings(self) -> list["Outcome"]:
        return [row for row in super().siblings() if row.item_id == self.item_id]

    def label(self) -> str:
        return self.text


# The register walks these in its order: what is open of an office's own records, of what its units owe, and of all.
STANDING = "removed_at IS NULL AND shelved_at IS NULL"
# Written out, because SQLite uses an index of some rows only when a statement says which in the same words.
HEARD = f"kind <> 'assignment' AND state IN ({', '.join(map(repr, OPEN))})"
for _name, _columns, _of in (
    ("office", ("office_id", "state"), STANDING),
    ("owner_office", ("owner_office_id", "state"), STANDING),
    ("falls_on", ("state",), STANDING),
    ("returned", ("owner_office_id",), f"{STANDING} AND returned_on IS NOT NULL"),
    ("heard", ("record_id",), f"{STANDING} AND {HEARD}"),
):
    Index(
        f"ix_outcomes_{_name}",
        *(getattr(Outcome, each) for each in (*_columns, "falls_on", "id")),
        sqlite_where=text(_of),
        postgresql_where=text(_of),
    )


@event.listens_for(Session, "before_flush")
def wall(session, *_context):
    """An outcome stands behind the wall of its record, and before that of its owner, whichever way it was given."""
    for thing in (*session.new, *session.dirty):
        if not isinstance(thing, Outcome):
            continue
        if thing in session.new and thing.record is not None:
            thing.office_id = getattr(thing.record, "office_id", None)
        if inspect(thing).attrs.owner_unit_id.history.has_changes():
            unit = thing.owner_unit_id and session.get(Unit, thing.owner_unit_id)
            thing.owner_office_id = unit.office_id if unit else None
