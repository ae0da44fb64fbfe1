"""Who should have come to which session, and whether they did: the grid, read a piece at a time.

A piece is one statement, whatever the cohort's size: the next people by name, each beside their marks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import and_, exists, false, literal, or_, select, true, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.records.base import now
from tadamon.sessions.models import Mark, Session
from tadamon.web.listing import cursor

PIECE, COLUMNS = 50, 8
ON_THE_ROLL = ("registered", "started", "absent", "completed")
t, m = Trainee.__table__.c, Mark.__table__.c
SHOWN = (t.id, t.name, t.name_key, t.national_id, t.sex, t.group_id, t.administration_id, t.state)


@dataclass
class Row:
    """One trainee, and what is known of each session: {session id: (state, version)}."""

    id: int
    name: str
    name_key: str
    national_id: str
    sex: str | None
    group_id: int | None
    administration_id: int | None
    state: str
    marks: dict[int, tuple[str, int]] = field(default_factory=dict)

    def expected(self, session: Session, groups: set[int]) -> bool:
        """Whether there is something to write down: they belong to it, or were there before they moved."""
        return session.id in self.marks or (self.state in ON_THE_ROLL and (not groups or self.group_id in groups))


@dataclass
class Grid:
    """A piece of the grid; `after` is the place of the next one, None at the end."""

    cohort: Cohort
    sessions: list[Session]
    rows: list[Row]
    after: str | None
    groups: dict[int, set[int]]

    def expects(self, row: Row, session: Session) -> bool:
        return row.expected(session, self.groups[session.id])


def grid(cohort: Cohort, sessions: list[Session], group: Group | None = None, after: str = "", piece=PIECE) -> Grid:
    """The next people of the cohort, or of one group, beside these sessions of it: `piece` of them."""
    groups = {session.id: {each.id for each in session.groups} for session in sessions}
    people = select(*SHOWN).where(*on_the_roll(cohort, sessions, group))
    if place := cursor(after, str):
        people = people.where(tuple_(t.name_key, t.id) > place)
    people = people.order_by(t.name_key, t.id).limit(piece + 1).subquery()
    mine = and_(m.trainee_id == people.c.id, m.session_id.in_(list(groups)))
    query = select(people, m.session_id, m.state.label("mark"), m.version).outerjoin(Mark.__table__, mine)
    rows: dict[int, Row] = {}
    for line in db.session.execute(query.order_by(people.c.name_key, people.c.id)):
        row = rows.setdefault(line.id, Row(*line[: len(SHOWN)]))
        if line.session_id:
            row.marks[line.session_id] = (line.mark, line.version)
    read = list(rows.values())
    more = len(read) > piece
    last = f"{read[piece - 1].name_key}~{read[piece - 1].id}" if more else None
    return Grid(cohort, sessions, read[:piece], last, groups)


def on_the_roll(cohort: Cohort, sessions: list[Session], group: Group | None = None) -> list:
    """The conditions of those who belong to these sessions, or have been at one of them."""
    ids = [session.id for session in sessions]
    marked = exists().where(m.trainee_id == t.id, m.session_id.in_(ids)) if ids else false()
    belongs = and_(t.state.in_(ON_THE_ROLL), _in_groups(sessions), t.group_id == group.id if group else true())
    return [t.record_id == cohort.id, t.removed_at.is_(None), or_(belongs, marked if not group else false())]


def _in_groups(sessions: list[Session]):
    """Anyone's, if one of the sessions is for all; else those of their groups."""
    if any(not session.groups for session in sessions):
        return true()
    return t.group_id.in_({group.id for session in sessions for group in session.groups})


def fill(session: Session, state: str, by, group: Group | None = None) -> int:
    """Mark everyone of the session who has no mark yet; how many that were."""
    unmarked = ~exists().where(m.trainee_id == t.id, m.session_id == session.id)
    belongs = [t.state.in_(ON_THE_ROLL), _in_groups([session]), t.group_id == group.id if group else true()]
    columns = ("session_id", "trainee_id", "state", "version", "at", "by_id")
    whom = select(literal(session.id), t.id, literal(state), literal(1), literal(now()), literal(by.id))
    whom = whom.where(t.record_id == session.cohort_id, t.removed_at.is_(None), unmarked, *belongs)
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(Mark)
    filled = insert.from_select(columns, whom).on_conflict_do_nothing().returning(Mark.trainee_id)
    return len(db.session.execute(filled).all())


def everyone(cohort: Cohort, sessions: list[Session], group: Group | None = None, size: int = 500) -> Iterator[Row]:
    """All of the grid, read in large pieces."""
    after = ""
    while after is not None:
        read = grid(cohort, sessions, group, after, size)
        yield from read.rows
        after = read.after
