"""The thread a record stands in: from the event to its side meetings, what was agreed there, and what is still owed.

Read level by level, so that its statements do not grow with its records; what the person may not see is left out.
"""

from dataclasses import dataclass, field

from flask_login import current_user
from sqlalchemy import cast, null, select, union_all

from tadamon.access import visible
from tadamon.activities.models import Activity
from tadamon.activities.sequels import Sequel
from tadamon.events.models import Event
from tadamon.events.parts import Output
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, reader
from tadamon.language.dates import show_date
from tadamon.records.base import Record
from tadamon.web.addresses import page_of

DEEPEST, MOST, OUTCOMES = 6, 60, 8


@dataclass
class Knot:
    """One record of the thread: what came of it is `after`; `tie` is what ties it to the one before, if anything is."""

    record: Record
    tie: Sequel | None = None
    aside: bool = False  # a meeting that hangs on the event before it
    outcomes: list[Outcome] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    after: list["Knot"] = field(default_factory=list)

    @property
    def url(self) -> str | None:
        return page_of(self.record.type, self.record.id)

    @property
    def name(self) -> str:
        return (reader().language == "en" and getattr(self.record, "title_en", "")) or self.record.label()

    @property
    def what(self) -> str:
        """The kind of the record, in a word or two."""
        if self.aside:
            return _("لقاء جانبي")
        return getattr(self.record, "kind_name", "")

    @property
    def when(self) -> str:
        told = getattr(self.record, "when", "")
        day = getattr(self.record, "our_signed_on", None)
        return told or (show_date(day, self.record.our_signed_precision) if day else "")

    def all(self) -> list["Knot"]:
        """It and all that came of it, each before what came of it."""
        return [self, *(knot for each in self.after for knot in each.all())]

    @property
    def state(self) -> str:
        return getattr(self.record, "state_words", "")


def thread(record: Record) -> list[Knot]:
    """The beginnings of the thread that the record stands in; [] when nothing is tied to it, or no event is in it."""
    edges = _edges(record.id)
    ids = {record.id, *(id for edge in edges for id in edge[:2])}
    standing = {id: each for id, each in visible(ids).items() if getattr(each, "archived_at", None) is None}
    records = standing | {record.id: record}
    if len(records) < 2 or not any(isinstance(each, Event) for each in records.values()):
        return []
    ties = {tie.id: tie for tie in _ties([tie for _one, _other, tie in edges if tie])}
    knots = {id: Knot(each) for id, each in records.items()}
    above: dict[int, int] = {}
    for earlier, later, tie in edges:
        if earlier in knots and later in knots and later not in above and later not in _upward(earlier, above):
            knots[later].tie = ties.get(tie)
            knots[later].aside = tie is None and isinstance(records[earlier], Event)
            knots[earlier].after.append(knots[later])
            above[later] = earlier
    _tell(knots)
    for knot in knots.values():
        knot.after.sort(key=lambda each: (each.record.listed_on, each.record.id))
    return [knot for id, knot in knots.items() if id not in above]


def _upward(id: int, above: dict[int, int]) -> list[int]:
    """The record and those it came of, one by one: what is among them cannot have come of it."""
    found = [id]
    while found[-1] in above:
        found.append(above[found[-1]])
    return found


def _edges(id: int) -> list[tuple[int, int, int | None]]:
    """[(earlier, later, the tie if it is one)] of all that is tied to the record, up first and then down."""
    top, above = {id}, {id}
    for _level in range(DEEPEST):
        above = {earlier for earlier, _later, _tie in _between(above, up=True)} - top
        if not above:
            break
        top |= above
    found: dict = {}
    level, known = top, set(top)
    for _level in range(DEEPEST):
        for edge in _between(level, up=False):
            found.setdefault(edge[:2], edge)
        level = {later for _earlier, later in found} - known
        known |= level
        if not level or len(found) > MOST:
            break
    return list(found.values())[:MOST]


def _between(ids: set[int], up: bool) -> list[tuple]:
    """The edges that lead to these records, or from them: side meetings, and what came of what."""
    a, s = Activity.__table__.c, Sequel.__table__.c
    hung = select(a.file_id, a.id, cast(null(), Key).label("tie")).where(a.archived_at.is_(None))
    tied = select(s.earlier_id, s.later_id, s.id)
    here = (a.id, s.later_id) if up else (a.file_id, s.earlier_id)
    both = union_all(
        hung.where(here[0].in_(ids), a.file_id.is_not(None)).limit(MOST).subquery().select(),
        tied.where(here[1].in_(ids)).limit(MOST).subquery().select(),
    )
    return [tuple(row) for row in db.session.execute(both)]


def _ties(ids: list[int]) -> list[Sequel]:
    return list(db.session.scalars(select(Sequel).where(Sequel.id.in_(ids)))) if ids else []


def _tell(knots: dict[int, Knot]) -> None:
    """Beside each record, what came out of it and what is to be done, as far as the person reads it."""
    outcomes = select(Outcome).where(
        Outcome.record_id.in_(knots), Outcome.removed_at.is_(None), Outcome.visible_to(current_user)
    )
    for row in db.session.scalars(outcomes.order_by(Outcome.position, Outcome.id)):
        knots[row.record_id].outcomes.append(row)
    outputs = select(Output).where(Output.record_id.in_(knots), Output.removed_at.is_(None))
    for row in db.session.scalars(outputs.order_by(Output.position, Output.id)):
        knots[row.record_id].outputs.append(row)
