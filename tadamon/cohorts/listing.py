"""The cohorts a person may see: all of them by the search index, whose facets the filters are."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import func, select

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import ngettext
from tadamon.records import search
from tadamon.web.listing import Listing, found_listing

c = Cohort.__table__.c
LISTED = (
    *(c.id, c.programme, c.batch, c.title, c.title_en, c.starts_on, c.date_precision, c.ends_on, c.state),
    *(c.office_id, c.archived_at),
)


def cohorts(given: dict) -> Listing:
    page = found_listing(found(given), select(*LISTED), c.id, counted)
    page.people = people_of([row.id for row in page.rows])
    return page


def every(given: dict, size: int = 1000) -> Iterator[list]:
    matches, before = found(given), None
    while matches is not None:
        places = matches.newest(size, before)
        query = select(*LISTED, c.venue, c.about, c.notes, places.c.place).join(places, places.c.record_id == c.id)
        rows = db.session.execute(query.order_by(places.c.place.desc())).all()
        yield rows
        if len(rows) < size:
            return
        before = rows[-1].place


def found(given: dict):
    wanted = {"type": "cohort", "kind": given.get("kind"), "office": given.get("unit"), "axis": given.get("axis")}
    wanted |= {"state": given.get("state", "standing")}
    wanted |= {} if current_user.sees_every_office else {"seen": current_user.office_id}
    facets = {name: value for name, value in wanted.items() if value}
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    if "q" in given:
        return search.matching(given["q"], facets, first, end)
    return search.having(facets, first=first, end=end)


def counted(many: int) -> str:
    return ngettext("دفعة واحدة", "%(num)s دفعات", many)


def people_of(ids: list[int]) -> dict[int, int]:
    """{cohort: how many people it has}; who moved on is counted where they went."""
    t = Trainee.__table__.c
    query = select(t.record_id, func.count()).where(
        t.record_id.in_(ids), t.removed_at.is_(None), t.state != "transferred"
    )
    return dict(db.session.execute(query.group_by(t.record_id)).all()) if ids else {}
