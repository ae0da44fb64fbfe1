"""The reports a person may see: all of them by the search index, whose facets the filters are."""

from collections.abc import Iterator
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.language import ngettext
from tadamon.records import search
from tadamon.reports.models import Report
from tadamon.web.listing import Listing, found_listing

r = Report.__table__.c
LISTED = (r.id, r.title, r.title_en, r.starts_on, r.ends_on, r.state, r.number, r.office_id, r.archived_at)


def reports(given: dict) -> Listing:
    return found_listing(found(given), select(*LISTED), r.id, counted)


def every(given: dict, size: int = 1000) -> Iterator[list]:
    matches, before = found(given), None
    while matches is not None:
        places = matches.newest(size, before)
        query = select(*LISTED, places.c.place).join(places, places.c.record_id == r.id)
        rows = db.session.execute(query.order_by(places.c.place.desc())).all()
        yield rows
        if len(rows) < size:
            return
        before = rows[-1].place


def found(given: dict):
    """By the first day of their period."""
    wanted = {"type": "report", "office": given.get("unit"), "state": given.get("state", "standing")}
    wanted |= {} if current_user.sees_every_office else {"seen": current_user.office_id}
    facets = {name: value for name, value in wanted.items() if value}
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    if "q" in given:
        return search.matching(given["q"], facets, first, end)
    return search.having(facets, first=first, end=end)


def counted(many: int) -> str:
    return ngettext("تقرير واحد", "%(num)s تقارير", many)
