"""The pages that are measured. A later room adds its own here."""

import re
from dataclasses import dataclass
from random import Random

from sqlalchemy import func, select

from tadamon.accounts.models import Unit
from tadamon.activities.models import Activity, Attendance
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tests.bench.building import LONG
from tests.bench.words import PANDEMIC, WORDS

SHEETS = 20
a = Activity.__table__.c


@dataclass(frozen=True)
class Page:
    """Addresses to be opened in turn by one of PEOPLE. `floor` names the page drawn bare beside it."""

    name: str
    paths: list[str]
    who: str = "hq"
    floor: str = ""
    htmx: bool = False
    heavy: bool = False


def pages() -> list[Page]:
    """The pages of the current application's database."""
    cairo = db.session.scalar(select(Unit.id).where(Unit.code == "EG-C"))
    small = db.session.scalar(select(Unit.id).where(Unit.code == "EG-JS"))
    axis = db.session.scalar(select(Axis.id).order_by(Axis.position))
    deep = f"{middle()}~{2**31}"
    sheets = full_sheets()
    of_cairo = full_sheets(cairo)
    db.session.rollback()
    return [
        Page("home", ["/"]),
        Page("list", ["/meetings"], floor="list"),
        Page("list, directorate", ["/meetings"], "directorate", floor="list"),
        Page("list, kind", ["/meetings?kind=workshop"]),
        Page("list, axis", [f"/meetings?axis={axis}"]),
        Page("list, axis, directorate", [f"/meetings?axis={axis}"], "directorate"),
        Page("list, unit", [f"/meetings?unit={cairo}"]),
        Page("list, small unit and kind", [f"/meetings?unit={small}&kind=bilateral"]),
        Page("list, unit, kind and axis", [f"/meetings?unit={cairo}&kind=committee&axis={axis}"]),
        Page("list, archive", ["/meetings?state=archived"]),
        Page("list, archive, directorate", ["/meetings?state=archived"], "directorate"),
        Page("list, one year", ["/meetings?from=2019&to=2019"]),
        Page("list, deep", [f"/meetings?after={deep}"]),
        Page("list, deep, directorate", [f"/meetings?after={deep}"], "directorate"),
        Page("text, common", ["/meetings?q=" + WORDS[2]]),
        Page("text, common, directorate", ["/meetings?q=" + WORDS[2]], "directorate"),
        Page("text, middling", ["/meetings?q=" + WORDS[250]]),
        Page("text, rare", [f"/meetings?q={number}" for number in Random(1).sample(range(1000, 9999), 20)]),
        Page("text, rare, directorate", ["/meetings?q=4586"], "directorate"),
        Page("text, two words", [f"/meetings?q={WORDS[2]}+{WORDS[40]}"]),
        Page("text, two words, one rare", [f"/meetings?q={WORDS[2]}+4586"]),
        Page("text, frequent but old", ["/meetings?q=" + PANDEMIC]),
        Page("text, frequent but old, directorate", ["/meetings?q=" + PANDEMIC], "directorate"),
        Page("text, common, unit and kind", [f"/meetings?q={WORDS[2]}&unit={small}&kind=bilateral"]),
        Page("text, none", ["/meetings?q=لاوجودله"]),
        Page("search, common", ["/search?q=" + WORDS[2]]),
        Page("search, common, directorate", ["/search?q=" + WORDS[2]], "directorate"),
        Page("search, rare", [f"/search?q={number}" for number in Random(2).sample(range(1000, 9999), 20)]),
        Page("search, rare, directorate", ["/search?q=4586"], "directorate"),
        Page("search, two words", [f"/search?q={WORDS[2]}+{WORDS[40]}"]),
        Page("search, a word begun", [f"/search?q={WORDS[40][:4]}*"]),
        Page("search, frequent but old", ["/search?q=" + PANDEMIC]),
        Page("search, nothing", ["/search?q=لاوجودله"]),
        Page("suggestions", [f"/search/suggestions?q={WORDS[40][:4]}"], htmx=True),
        Page("dashboard", ["/dashboard?from=2025&to=2025"]),
        Page("dashboard, ten years", ["/dashboard?from=2017&to=2026"]),
        Page("dashboard, directorate", ["/dashboard?from=2025&to=2025"], "directorate"),
        Page("sheet", [f"/meetings/{id}" for id in sheets], floor="sheet"),
        Page("sheet with editing", [f"/meetings/{id}" for id in of_cairo], "directorate", floor="sheet with editing"),
        Page("history", [f"/meetings/{id}/history" for id in of_cairo], "directorate"),
        Page("print", [f"/meetings/{id}/print" for id in sheets], floor="print"),
        Page("PDF, three pages", [f"/meetings/{LONG}.pdf"], heavy=True),
        Page("field, edit", [f"/meetings/{id}/fields/venue/edit" for id in of_cairo], "directorate", htmx=True),
    ]


def finding() -> list[Page]:
    """Those of the search and of the dashboard."""
    return [page for page in pages() if page.name.startswith(("search", "suggestions", "dashboard"))]


def middle():
    first, last = db.session.execute(select(func.min(a.starts_on), func.max(a.starts_on))).one()
    return first + (last - first) / 2


def full_sheets(office: int | None = None) -> list[int]:
    """Ids of sheets with about six people, three items and four outcomes: the newest of an office's own."""
    newest = (
        select(a.id)
        .where(a.archived_at.is_(None), a.state == "draft")
        .order_by(a.starts_on.desc(), a.id.desc())
        .limit(2000)
    )
    if office:
        newest = newest.where(a.office_id == office, a.unit_id == office)
    newest = newest.subquery()
    full = (
        select(Attendance.record_id)
        .where(Attendance.record_id.in_(select(newest.c.id)))
        .group_by(Attendance.record_id)
        .having(func.count() == 6)
    )
    four = (
        select(Outcome.record_id)
        .where(Outcome.record_id.in_(full))
        .group_by(Outcome.record_id)
        .having(func.count() == 4)
    )
    return list(db.session.scalars(four.limit(SHEETS)))


def approve(writer, approver, id: int) -> object:
    """Submits and approves one meeting, its PDF drawn and kept, and opens its sheet."""
    writer.post(f"/meetings/{id}/submission", {})
    approver.post(f"/meetings/{id}/approval", {})
    return writer.get(f"/meetings/{id}")


def save(visitor, id: int, venue: str, versions: dict) -> object:
    """Saves one field in place, as htmx does; `versions` keeps what each sheet's form was opened at."""
    address = f"/meetings/{id}/fields/venue"
    if id not in versions:
        versions[id] = int(
            re.search(r'name="version"[^>]*value="(\d+)"', visitor.get(f"{address}/edit", htmx=True).text)[1]
        )
    answer = visitor.post(address, {"venue": venue, "version": versions[id]}, htmx=True)
    versions[id] += 1
    return answer
