"""Whether things are done in time, counted by the database over what the list is narrowed to."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import request
from flask_login import current_user
from sqlalchemy import and_, case, func, or_, select, union_all

from tadamon.access import allow
from tadamon.assignments.forms import FilterForm
from tadamon.assignments.listing import found, o, walls
from tadamon.assignments.routes import bp
from tadamon.extensions import db
from tadamon.followup.finding import standing
from tadamon.followup.models import NEVER, OWED
from tadamon.language import _, ngettext
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.web.answers import fragment_or_page

A_YEAR = timedelta(days=365)


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
    since = today() - A_YEAR if whole else first
    query = narrowed(given)
    closed = query.where(o.state == "confirmed", o.falls_on < end, *([o.falls_on >= since] if since else []))
    owed = query.where(o.falls_on < end, *([o.falls_on >= first] if first else []))
    parts = [closed, *(owed.where(o.state == state) for state in OWED)]
    if not current_user.sees_every_office:
        parts = [each for part in parts for each in walls(part, current_user.office_id)]
    rows = union_all(*parts).subquery().c
    done, late = rows.state == "confirmed", and_(rows.state != "confirmed", rows.falls_on < today())
    counted = select(
        func.count(case((done, 1))),
        func.count(case((and_(done, rows.done <= rows.falls_on), 1))),
        func.count(case((late, 1))),
        func.max(case((and_(done, rows.done > rows.falls_on), days(rows.done, rows.falls_on)))),
        func.min(case((late, rows.falls_on))),
        func.coalesce(func.sum(rows.extensions), 0),
        func.count(case((rows.extensions > 0, 1))),
    )
    closed, on_time, late, longest, oldest, extensions, extended = db.session.execute(counted).one()
    delays = (int(longest or 0), (today() - oldest).days if oldest else 0)
    return Measures(closed, on_time, late, max(delays), int(extensions), extended, since, whole)


def narrowed(given: dict):
    """What the filters leave but for state and period."""
    query = standing(select(o.state, o.falls_on, func.coalesce(o.done_on, o.closed_on).label("done"), o.extensions))
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
        return func.julianday(later) - func.julianday(earlier)
    return later - earlier
