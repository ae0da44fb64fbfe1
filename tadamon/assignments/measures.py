"""Whether things are done in time, counted by the database over what the list is narrowed to."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import request
from flask_login import current_user
from sqlalchemy import Date, Integer, and_, case, cast, func, literal, or_, select, union_all

from tadamon.access import allow
from tadamon.assignments.forms import FilterForm
from tadamon.assignments.listing import found, o, walls
from tadamon.assignments.routes import bp
from tadamon.extensions import db
from tadamon.followup import summing
from tadamon.followup.finding import standing
from tadamon.followup.models import NEVER, OWED
from tadamon.language import _, ngettext
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.records import search
from tadamon.web.answers import fragment_or_page

A_YEAR = timedelta(days=365)
COLUMNS = {span: model.__table__.c for span, model in summing.SPANS.items()}
ALIKE = ("kind", "priority")


@dataclass(frozen=True)
class Measures:
    """`delay` is the longest one, in days, of what was done late and of what is late now."""

    closed: int
    on_time: int
    late: int
    delay: int
    extensions: int
    extended: int
    first: date | None
    whole: bool

    @property
    def share(self) -> str:
        """«٧٥٪» of what was due; "—" when nothing was."""
        due = self.closed + self.late
        return _("%(num)s٪", num=number(100 * self.on_time // due)) if due else "—"

    @property
    def formula(self) -> str:
        """How the share came about, in words and figures."""
        return _(
            "ما نُفِّذ في موعده (%(on_time)s) ÷ ما تأكد تنفيذه (%(closed)s) مع المفتوح المتأخر (%(late)s). ما مُدّ موعده يُحسب بموعده الأخير.",
            on_time=number(self.on_time),
            closed=number(self.closed),
            late=number(self.late),
        )

    @property
    def delay_words(self) -> str:
        return ngettext("يوم واحد", "%(num)s أيام", self.delay) if self.delay else _("لا تأخير")

    @property
    def period(self) -> str:
        if self.whole:
            return _("ما تأكد تنفيذه واستحق منذ %(day)s، وكل ما هو متأخر الآن.", day=show_date(self.first))
        return _("ما استحق في الفترة المختارة.")


@bp.get("/measures")
@allow("assignments.read")
def measures():
    filters = FilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return fragment_or_page(
        "assignments/_measures.html", "assignments/measures.html", status, measures=measured(filters.given)
    )


def measured(given: dict) -> Measures:
    """Of what the filters leave, whatever its state now; without a period, what fell due in the last year and all that is late."""
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else NEVER
    whole = first is None and "to" not in given
    since = (today() - A_YEAR).replace(day=1) if whole else first
    scope = scoped(given)
    parts = summed(scope, given, since, first, end) if scope else rows(given, since, first, end)
    each = union_all(*parts).subquery().c
    done, late = each.state == "done", each.state == "late"

    def total(when):
        return func.coalesce(func.sum(case((when, each.amount), else_=0)), 0)

    counted = select(
        total(done),
        total(and_(done, each.delay == 0)),
        total(late),
        func.coalesce(func.max(case((or_(done, late), each.delay))), 0),
        func.coalesce(func.sum(each.extensions * each.amount), 0),
        total(each.extensions > 0),
    )
    closed, on_time, overdue, longest, extensions, extended = map(int, db.session.execute(counted).one())
    return Measures(closed, on_time, overdue, max(longest, 0), extensions, extended, since, whole)


def scoped(given: dict) -> str | None:
    """The sums that hold all the person sees of what the filters leave; None when rows have to be counted."""
    office = None if current_user.sees_every_office else current_user.office_id
    bodies = [(name, given[key]) for name, key in (("office", "unit"), ("owner", "owner")) if key in given]
    if "q" in given or len(bodies) > 1:
        return None
    if not bodies:
        return search.facet("seen", office) if office else summing.ALL
    [(name, body)] = bodies
    return search.facet(name, body) if office in (None, body) else None


def summed(scope: str, given: dict, since: date | None, first: date | None, end: date) -> list:
    """The sums of what was done since a day, of what is late, whose delay is told of the first day alone, and of what is owed."""
    day = today()

    def within(s, state: str, first: date | None, end: date):
        alike = (s[key] == given[key] for key in ALIKE if key in given)
        begun = [s.falls_on >= first] if first else ()
        return and_(s.scope == scope, s.state == state, s.falls_on < end, *begun, *alike)

    periods = (("done", "done", since, end), ("late", "owed", first, min(end, day)))
    periods += (("owed", "owed", max(first or day, day), end),)
    parts = [
        select(literal(name).label("state"), s.delay, s.extensions, s.amount).where(within(s, state, start, until))
        for name, state, begin, last in periods
        for s, start, until in ((COLUMNS[span], *rest) for span, *rest in summing.spans(begin, last))
    ]
    by_day = COLUMNS["day"]
    oldest = select(func.min(by_day.falls_on)).where(within(by_day, "owed", first, min(end, day))).scalar_subquery()
    delay = days(literal(day, Date), oldest).label("delay")
    none = (literal(0).label("extensions"), literal(0).label("amount"))
    return [*parts, select(literal("late").label("state"), delay, *none)]


def rows(given: dict, since: date | None, first: date | None, end: date) -> list:
    """The same of each row by itself, `amount` 1: for what no sum is kept of."""
    query = narrowed(given).where(o.falls_on < end)
    closed = query.where(o.state == "confirmed", *([o.falls_on >= since] if since else []))
    owed = query.where(*([o.falls_on >= first] if first else []))
    parts = [closed, *(owed.where(o.state == state) for state in OWED)]
    if current_user.sees_every_office:
        return parts
    return [each for part in parts for each in walls(part, current_user.office_id)]


def narrowed(given: dict):
    """What the filters leave but for state and period."""
    day, on = literal(today(), Date), func.coalesce(o.done_on, o.closed_on)
    done, late = o.state == "confirmed", o.falls_on < day
    delay = case((on > o.falls_on, days(on, o.falls_on)), (on.is_(None), summing.UNKNOWN), else_=0)
    query = select(
        case((done, "done"), (late, "late"), else_="owed").label("state"),
        case((done, delay), (late, days(day, o.falls_on)), else_=0).label("delay"),
        o.extensions,
        literal(1).label("amount"),
    )
    query = standing(query)
    for name, column in (("kind", o.kind), ("unit", o.office_id), ("priority", o.priority)):
        query = query.where(column == given[name]) if name in given else query
    if "owner" in given:
        query = query.where(or_(o.owner_office_id == given["owner"], o.owner_unit_id == given["owner"]))
    if "q" in given:
        matches = found({"q": given["q"], "state": "all"})
        query = query.where(o.id.in_(select(matches.found.subquery().c.record_id)) if matches else db.false())
    return query


def days(later, earlier):
    """How many days lie between two dates."""
    if db.engine.dialect.name == "sqlite":
        return cast(func.julianday(later) - func.julianday(earlier), Integer)
    return later - earlier
