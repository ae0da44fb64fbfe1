"""The list of issues a person may see, the newest first, and how many were answered in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask_login import current_user
from sqlalchemy import and_, case, func, select

from tadamon.extensions import db
from tadamon.issues.models import Issue
from tadamon.language import _, ngettext
from tadamon.language.dates import show_range, today
from tadamon.language.digits import number, to_reader
from tadamon.records import search
from tadamon.web.listing import Listing, in_turn, listing

# The bare table: a list does not need the identity row.
i = Issue.__table__.c
LISTED = (
    i.id,
    i.raised_on,
    i.raised_precision,
    i.year,
    i.number,
    i.subject,
    i.category_id,
    i.office_id,
    i.unit_id,
    i.administration_id,
    i.people_count,
    i.people_precision,
    i.state,
    i.on_the_spot,
    i.due_on,
    i.replied_on,
    i.archived_at,
    i.activity_id,
)
EXPORTED = (*LISTED, i.details, i.reply, i.paused_days, i.again_id)
CLOSED = ("answered", "waiting")
YEAR = 365


def issues(filters) -> Listing:
    return listing([narrow(select(*LISTED), chosen(filters))], i.raised_on, i.id, counted)


def every(filters) -> Iterator[list]:
    """All of the list, part by part."""
    yield from in_turn([narrow(select(*EXPORTED), chosen(filters))], i.raised_on, i.id)


def counted(many: int) -> str:
    return ngettext("موضوع واحد", "%(num)s موضوعات", many)


def chosen(filters) -> dict:
    """{name: value} of the filters that were given and understood."""
    return {field.name: field.data for field in filters if field.data and not field.errors}


def narrow(query, given: dict):
    if not current_user.sees_every_office:
        query = query.where(i.office_id == current_user.office_id)
    if "q" in given:
        found = search.matching(given["q"], {"type": "issue"} | Issue.facets_seen_by(current_user))
        query = query.where(i.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    query = _in_state(query, given.get("state"))
    if "late" in given:
        query = query.where(is_late())
    for name, column in (("category", i.category_id), ("unit", i.office_id), ("administration", i.administration_id)):
        if name in given:
            query = query.where(column == given[name])
    if "from" in given:
        query = query.where(i.raised_on >= given["from"].first)
    return query.where(i.raised_on < given["to"].last + timedelta(days=1)) if "to" in given else query


def _in_state(query, state: str | None):
    if state == "archived":
        return query.where(i.archived_at.is_not(None))
    query = query.where(i.archived_at.is_(None))
    if state == "unanswered":
        return query.where(i.state != "answered")
    return query.where(i.state == state) if state else query


def is_late():
    """SQL: still to be answered, and its time is over; while it waits for the citizen it is not late."""
    return and_(i.state.not_in(CLOSED), i.due_on < today())


@dataclass(frozen=True)
class Measure:
    """How many were answered in time, of all that were answered or should have been by now."""

    in_time: int
    answered: int
    late: int
    period: str

    @property
    def whole(self) -> int:
        return self.answered + self.late

    @property
    def percent(self) -> str:
        return _("%(number)s٪", number=number(round(100 * self.in_time / self.whole))) if self.whole else "—"

    @property
    def parts(self) -> str:
        return _(
            "رُد في الموعد: %(in_time)s، كل ما رُد عليه: %(answered)s، تأخر الرد عليه: %(late)s",
            in_time=number(self.in_time),
            answered=number(self.answered),
            late=number(self.late),
        )


def measure(filters) -> Measure:
    """Of the issues the filters leave, whatever their state; without a period, of the last year."""
    given = {name: value for name, value in chosen(filters).items() if name not in ("state", "late")}
    first = given["from"].first if "from" in given else None
    last = given["to"].last if "to" in given else today()
    query = narrow(select(), given)
    if first is None:
        first = last - timedelta(days=YEAR)
        query = query.where(i.raised_on > first)
        first += timedelta(days=1)
    query = query.add_columns(
        _many(and_(i.state == "answered", i.replied_on <= i.due_on)), _many(i.state == "answered"), _many(is_late())
    ).select_from(Issue.__table__)
    in_time, answered, late = db.session.execute(query).one()
    return Measure(in_time, answered, late, show_range(min(first, last), last))


def _many(condition):
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def number_words(row) -> str:
    return to_reader(f"{row.number}/{row.year}")


def late(row) -> bool:
    return row.state not in CLOSED and row.due_on < today()
