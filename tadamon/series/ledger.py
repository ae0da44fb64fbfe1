"""The position of earlier assignments: what the meetings of a series before this one left to be done, and how it stands.

Live while the minutes are open, kept as it was at their approval. What is finished stands in the ledger of
exactly one later meeting; what is not stands in each, with the number of meetings it has been carried through.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, event, inspect, select
from sqlalchemy.orm import Mapped, Session, aliased, joinedload, mapped_column, relationship

from tadamon.extensions import Key, db
from tadamon.followup.models import OPEN, OUTCOME_STATES, Outcome
from tadamon.language import ngettext
from tadamon.language.dates import today
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.series.models import Occurrence, series_of, standing

KINDS = ("assignment", "recommendation")
STALLED = 3  # meetings that an item was carried through


class LedgerEntry(db.Model):
    """What the ledger of approved minutes said of an outcome."""

    __tablename__ = "ledger_entries"
    meeting_id: Mapped[int] = mapped_column(Key, ForeignKey("meetings.id"), primary_key=True, autoincrement=False)
    outcome_id: Mapped[int] = mapped_column(
        Key, ForeignKey("outcomes.id"), primary_key=True, autoincrement=False, index=True
    )
    position: Mapped[int]
    carried: Mapped[int]
    state: Mapped[str] = mapped_column(db.String(20))
    finished: Mapped[bool]
    due_on: Mapped[date | None]
    outcome = relationship(Outcome)


class CarriedItem(db.Model):
    """An agenda item that was taken over from an earlier meeting."""

    __tablename__ = "carried_items"
    item_id: Mapped[int] = mapped_column(Key, ForeignKey("agenda_items.id"), primary_key=True, autoincrement=False)
    from_id: Mapped[int] = mapped_column(Key, ForeignKey("agenda_items.id"), index=True)


@dataclass
class Line:
    """One outcome in the ledger of a meeting."""

    outcome: Outcome
    origin: Meeting
    carried: int
    state: str
    due_on: date | None

    @property
    def finished(self) -> bool:
        return self.state not in OPEN

    @property
    def state_name(self) -> str:
        return str(OUTCOME_STATES[self.state])

    @property
    def stalled(self) -> bool:
        return not self.finished and self.carried >= STALLED

    @property
    def late(self) -> bool:
        return not self.finished and self.due_on is not None and self.due_on < today()

    @property
    def carried_words(self) -> str:
        """«رُحّل عبر ٣ اجتماعات»."""
        return ngettext("رُحّل مرة واحدة", "رُحّل %(num)s مرات", self.carried)


def position(meeting: Meeting) -> list[Line]:
    """The lines of a meeting, the oldest meeting first: as they were kept at its approval, or as they stand now."""
    if meeting.state == "approved":
        return kept(meeting)
    series = series_of(meeting)
    return live(meeting, series.meetings()) if series else []


def kept(meeting: Meeting) -> list[Line]:
    query = select(LedgerEntry).where(LedgerEntry.meeting_id == meeting.id).order_by(LedgerEntry.position)
    return [
        Line(row.outcome, row.outcome.record, row.carried, row.state, row.due_on)
        for row in db.session.scalars(query.options(joinedload(LedgerEntry.outcome).joinedload(Outcome.record)))
    ]


def live(meeting: Meeting, meetings: list[Meeting]) -> list[Line]:
    """`meetings`: those of the series that stand, the earliest first."""
    chain = corrected_chain(meeting)
    earlier = [each for each in meetings if _before(each, meeting) and each.id not in chain]
    if not earlier:
        return []
    place = {each.id: number for number, each in enumerate(earlier)}
    origins = {each.id: each for each in earlier}
    told = finished_elsewhere(meeting, chain)
    query = select(Outcome).where(
        Outcome.record_id.in_(place), Outcome.kind.in_(KINDS), Outcome.removed_at.is_(None), Outcome.id.not_in(told)
    )
    repeated = _ended_before_their_correction(earlier)
    rows = db.session.scalars(query.options(joinedload(Outcome.owner_unit))).all()
    rows = [row for row in rows if (row.record_id, row.text) not in repeated]
    rows.sort(key=lambda row: (place[row.record_id], row.position, row.id))
    return [
        Line(row, origins[row.record_id], len(earlier) - place[row.record_id], row.state, row.due_on) for row in rows
    ]


def finished_elsewhere(meeting: Meeting, chain: set[int]):
    """SQL: ids of outcomes whose end stands already in the ledger of another meeting that counts."""
    query = select(LedgerEntry.outcome_id).join(Meeting, Meeting.id == LedgerEntry.meeting_id)
    return query.where(LedgerEntry.finished, Meeting.id.not_in(chain), standing())


def _ended_before_their_correction(meetings: list[Meeting]) -> set[tuple[int, str]]:
    """(meeting, text) of outcomes copied into corrected minutes whose end was told while the first ones stood."""
    found = set()
    for meeting in meetings:
        if meeting.corrects_id:
            told = select(Outcome.text).join(LedgerEntry, LedgerEntry.outcome_id == Outcome.id)
            told = told.where(LedgerEntry.finished, Outcome.record_id.in_(corrected_chain(meeting) - {meeting.id}))
            found |= {(meeting.id, text) for text in db.session.scalars(told)}
    return found


def corrected_chain(meeting: Meeting) -> set[int]:
    """The minutes themselves and all that they correct, one after another."""
    chain = {meeting.id}
    while meeting.corrects_id and meeting.corrects_id not in chain:
        chain.add(meeting.corrects_id)
        meeting = db.session.get(Meeting, meeting.corrects_id)
    return chain


def open_items(meeting: Meeting) -> list[AgendaItem]:
    """Items of the meeting before that came to nothing and were not taken over into this one."""
    series = series_of(meeting)
    before = [each for each in series.meetings() if _before(each, meeting)] if series else []
    if not before:
        return []
    taken = select(CarriedItem.from_id).join(AgendaItem, AgendaItem.id == CarriedItem.item_id)
    taken = taken.where(AgendaItem.record_id == meeting.id, AgendaItem.removed_at.is_(None))
    came = aliased(Outcome)
    outcome = select(came.id).where(came.item_id == AgendaItem.id, came.removed_at.is_(None)).exists()
    query = select(AgendaItem).where(
        AgendaItem.record_id == before[-1].id, AgendaItem.removed_at.is_(None), AgendaItem.id.not_in(taken), ~outcome
    )
    return list(db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def carry(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Put an open item of an earlier meeting on this one's agenda, last; the earlier minutes stay as they are."""
    new = AgendaItem(record=meeting, title=item.title, presenter=item.presenter, presenter_id=item.presenter_id)
    db.session.add(new)
    with db.session.no_autoflush:
        new.place_last()
    db.session.flush()
    db.session.add(CarriedItem(item_id=new.id, from_id=item.id))
    return new


def previous(meeting: Meeting) -> Meeting | None:
    """The meeting of the series before this one."""
    series = series_of(meeting)
    before = [each for each in series.meetings() if _before(each, meeting)] if series else []
    return before[-1] if before else None


def _before(one: Meeting, other: Meeting) -> bool:
    return (one.starts_on, one.id) < (other.starts_on, other.id)


@event.listens_for(Session, "before_flush")
def keep(session, *_context):
    """At the approval of a meeting its ledger is written down as the minutes print it."""
    for thing in list(session.dirty):
        if not isinstance(thing, Meeting) or thing.state != "approved":
            continue
        if "draft" in (past := inspect(thing).attrs.state.history.deleted) or "submitted" in past:
            with session.no_autoflush:
                _write(session, thing)


def _write(session, meeting: Meeting) -> None:
    series = session.scalar(select(Occurrence.series_id).where(Occurrence.meeting_id == meeting.id))
    if series is None or session.scalar(
        select(LedgerEntry.meeting_id).where(LedgerEntry.meeting_id == meeting.id).limit(1)
    ):
        return
    lines = live(meeting, series_of(meeting).meetings())
    session.add_all(
        LedgerEntry(
            meeting_id=meeting.id,
            outcome_id=line.outcome.id,
            position=number,
            carried=line.carried,
            state=line.state,
            finished=line.finished,
            due_on=line.due_on,
        )
        for number, line in enumerate(lines, 1)
    )
