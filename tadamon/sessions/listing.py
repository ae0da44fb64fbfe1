"""The sessions a person may see, those of one cohort, and what is left of a timetable."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tadamon.activities.models import Activity
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import ngettext
from tadamon.records import search
from tadamon.records.transactions import writes
from tadamon.sessions.models import Mark, Session
from tadamon.web.listing import Listing, found_listing

a, s, c, m, t = Activity.__table__.c, Session.__table__.c, Cohort.__table__.c, Mark.__table__.c, Trainee.__table__.c
REST = 200
LISTED = (
    *(a.id, a.kind, a.title, a.title_en, a.starts_on, a.date_precision, a.state, a.office_id, a.archived_at, a.venue),
    *(s.cohort_id, s.starts_at, s.minutes, s.trainer, s.counting, s.total),
    *(c.title.label("cohort_title"), c.title_en.label("cohort_title_en")),
)


def sessions(given: dict) -> Listing:
    page = found_listing(found(given), with_cohort(select(*LISTED)), a.id, counted)
    page.came = came_to([row.id for row in page.rows])
    return page


def every(given: dict, size: int = 1000) -> Iterator[list]:
    matches, before = found(given), None
    while matches is not None:
        places = matches.newest(size, before)
        query = with_cohort(select(*LISTED, places.c.place)).join(places, places.c.record_id == a.id)
        rows = db.session.execute(query.order_by(places.c.place.desc())).all()
        yield rows
        if len(rows) < size:
            return
        before = rows[-1].place


def with_cohort(query):
    return query.join(Session.__table__, s.id == a.id).join(Cohort.__table__, c.id == s.cohort_id)


def found(given: dict):
    wanted = {"type": "session", "kind": given.get("kind"), "office": given.get("unit"), "cohort": given.get("cohort")}
    wanted |= {"state": given.get("state", "standing")}
    wanted |= {} if current_user.sees_every_office else {"seen": current_user.office_id}
    facets = {name: value for name, value in wanted.items() if value}
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    if "q" in given:
        return search.matching(given["q"], facets, first, end)
    return search.having(facets, first=first, end=end)


def counted(many: int) -> str:
    return ngettext("جلسة واحدة", "%(num)s جلسات", many)


def of_cohort(cohort: Cohort) -> list[Session]:
    """All sessions of the cohort that stand, the cancelled ones too, in the order of their days."""
    query = select(Session).where(Session.cohort_id == cohort.id, Session.archived_at.is_(None))
    query = query.order_by(Session.starts_on, Session.starts_at, Session.id).options(selectinload(Session.groups))
    return list(db.session.scalars(query))


def rest_of(session: Session) -> list[Session]:
    """It and those made with it from its day on, as long as nothing tells that they were held."""
    if session.timetable is None:
        return []
    query = left(session).options(selectinload(Session.groups))
    query = query.order_by(Session.starts_on, Session.starts_at, Session.id).limit(REST)
    return list(db.session.scalars(query.with_for_update(of=Session) if writes.get() else query))


def has_rest(session: Session) -> bool:
    return session.timetable is not None and db.session.scalar(select(left(session).exists()))


def left(session: Session):
    held = select(Mark.session_id).where(Mark.session_id == Session.id).exists()
    query = select(Session).where(Session.cohort_id == session.cohort_id, Session.timetable == session.timetable)
    query = query.where(Session.archived_at.is_(None), Session.state == "planned", Session.total.is_(None), ~held)
    return query.where(Session.starts_on >= session.starts_on, Session.date_precision == "day")


def came_to(ids: list[int]) -> dict[int, dict[str, int]]:
    """{session: {state of attendance: how many}}."""
    found: dict[int, dict[str, int]] = {}
    if ids:
        query = select(m.session_id, m.state, func.count()).where(m.session_id.in_(ids))
        for id, state, many in db.session.execute(query.group_by(m.session_id, m.state)):
            found.setdefault(id, {})[state] = many
    return found
