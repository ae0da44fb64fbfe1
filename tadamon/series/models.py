from datetime import date, time

from sqlalchemy import ForeignKey, Index, event, select, text, true
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import a_day, a_time, named
from tadamon.extensions import Key, db
from tadamon.language import _, lazy
from tadamon.language.dates import Vague, show_date, show_time
from tadamon.meetings.models import KINDS, Meeting
from tadamon.records.archive import Archivable
from tadamon.records.base import Record, Refused
from tadamon.records.history import Told
from tadamon.series import rules


class Series(Archivable, Record):
    """A rule that meetings are made by, each from the last one: «كل أحد», the committee's month, the partner's quarter."""

    __tablename__ = "series"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    title: Mapped[str] = mapped_column(db.String(300))
    kind: Mapped[str] = mapped_column(db.String(30))
    every: Mapped[str] = mapped_column(db.String(20))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    days_off: Mapped[str] = mapped_column(db.String(10), default="move")
    starts_at: Mapped[time | None]
    venue: Mapped[str] = mapped_column(db.String(300), default="")
    notes: Mapped[str] = mapped_column(db.Text, default="")
    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])

    __mapper_args__ = {"polymorphic_identity": "series", "inherit_condition": id == Record.id}
    __table_args__ = (
        Index(
            "ix_series_office_id",
            "office_id",
            "starts_on",
            "id",
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
        Index("ix_series_starts_on", "starts_on", "id"),
    )
    audited = {
        "title": Told(lazy("العنوان")),
        "kind": Told(lazy("نوع الاجتماع"), named(KINDS)),
        "every": Told(lazy("يتكرر"), named(rules.EVERY)),
        "starts_on": Told(lazy("أول موعد"), a_day),
        "ends_on": Told(lazy("آخر موعد"), a_day),
        "days_off": Told(lazy("في الإجازات الرسمية"), named(rules.DAYS_OFF)),
        "starts_at": Told(lazy("ساعة البدء"), a_time),
        "venue": Told(lazy("المكان")),
        "notes": Told(lazy("ملاحظات")),
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
    def rule(self) -> str:
        """«كل أسبوع، من ٥ أكتوبر ٢٠٢٥»."""
        said = [str(rules.EVERY[self.every]), _("من %(day)s", day=show_date(self.starts_on, weekday=True))]
        if self.ends_on:
            said.append(_("إلى %(day)s", day=show_date(self.ends_on)))
        if self.starts_at:
            said.append(_("الساعة %(hour)s", hour=show_time(self.starts_at)))
        return _("، ").join(said)

    @property
    def when(self) -> str:
        return self.rule

    def meetings(self) -> list[Meeting]:
        """Its meetings that stand, the earliest first: neither archived nor cancelled nor taken over by a correction."""
        query = select(Meeting).join(Occurrence, Occurrence.meeting_id == Meeting.id)
        query = query.where(Occurrence.series_id == self.id, standing())
        return list(db.session.scalars(query.order_by(Meeting.starts_on, Meeting.id)).unique())

    @property
    def last(self) -> Meeting | None:
        query = select(Meeting).join(Occurrence, Occurrence.meeting_id == Meeting.id)
        query = query.where(Occurrence.series_id == self.id, standing())
        return db.session.scalars(query.order_by(Meeting.starts_on.desc(), Meeting.id.desc()).limit(1)).unique().first()

    def coming(self, many: int = 3) -> list[date]:
        last = self.last
        return rules.coming(self, last and last.starts_on, many)

    def make_next(self, by) -> Meeting:
        """The meeting of the next day, made from the last one; the series must not be over."""
        self.refuse_if_frozen()
        last, days = self.last, self.coming(1)
        if not days:
            raise Refused(_("انتهت مواعيد هذه السلسلة. مُدّ آخر موعد لها أولًا."))
        own = {"title": self.title, "kind": self.kind, "venue": self.venue, "starts_at": self.starts_at}
        if last:
            own |= {"venue": last.venue, "starts_at": last.starts_at, "ends_at": last.ends_at}
        meeting = Meeting(**own, state="draft", created_by_id=by.id, unit=self.unit, governorate=self.unit.governorate)
        meeting.date = Vague(days[0], "day")
        db.session.add(meeting)
        if last:
            meeting.take_over(last)
            meeting.file_id, meeting.governorate = last.file_id, last.governorate
        db.session.flush()
        db.session.add(Occurrence(meeting_id=meeting.id, series_id=self.id))
        return meeting

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    @property
    def listed_on(self) -> date:
        return self.starts_on

    def facets(self) -> dict[str, list]:
        return super().facets() | {"seen": [self.office_id], "office": [self.office_id], "kind": [self.kind]}

    def search_text(self) -> str:
        return "\n".join((self.title, str(KINDS[self.kind]), str(rules.EVERY[self.every]), self.venue, self.notes))


class Occurrence(db.Model):
    """A meeting that belongs to a series."""

    __tablename__ = "occurrences"
    meeting_id: Mapped[int] = mapped_column(Key, ForeignKey("meetings.id"), primary_key=True, autoincrement=False)
    series_id: Mapped[int] = mapped_column(Key, ForeignKey("series.id"), index=True)


def standing():
    """SQL: meetings that count in their series."""
    return Meeting.archived_at.is_(None) & (Meeting.state != "cancelled") & Meeting.current()


def series_of(meeting: Meeting) -> Series | None:
    query = select(Series).join(Occurrence, Occurrence.series_id == Series.id)
    return db.session.scalars(query.where(Occurrence.meeting_id == meeting.id)).unique().first()


@event.listens_for(Session, "before_flush")
def correct_within(session, *_context):
    """A correction stands in the series of the minutes it corrects."""
    for thing in list(session.new):
        if isinstance(thing, Meeting) and thing.corrects_id and not getattr(thing, "_in_series", False):
            thing._in_series = True
            session.info.setdefault("corrections", []).append(thing)


@event.listens_for(Session, "after_flush_postexec")
def tie_corrections(session, _context):
    for meeting in session.info.pop("corrections", ()):
        series = session.scalar(select(Occurrence.series_id).where(Occurrence.meeting_id == meeting.corrects_id))
        if series:
            session.add(Occurrence(meeting_id=meeting.id, series_id=series))
