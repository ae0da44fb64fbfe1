"""Where a partnership stands, by date and act: the same rules for one record (Python) and for lists (SQL)."""

from datetime import date, timedelta

from sqlalchemy import Date, and_, case, func, not_, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from tadamon.followup.recurring import add_months
from tadamon.language import _, lazy

STATES = {
    "draft": lazy("مسودة"),
    "signing": lazy("قيد التوقيع"),
    "signed": lazy("موقَّعة، لم تبدأ بعد"),
    "active": lazy("سارية"),
    "informal": lazy("قائمة دون اتفاق"),
    "renewal": lazy("حان موعد تجديدها"),
    "expired": lazy("انتهت مدتها"),
    "ended": lazy("أُنهيت"),
    "superseded": lazy("حل محلها تعديل"),
}
TONES = {
    "draft": "",
    "signing": "warn",
    "signed": "ok",
    "active": "ok",
    "informal": "",
    "renewal": "warn",
    "expired": "bad",
    "ended": "",
    "superseded": "",
}
UNSIGNED_KINDS = ("lead", "informal")


class days_before(FunctionElement):
    """SQL: the day so many days before another: days_before(day, days)."""

    type = Date()
    inherit_cache = True


@compiles(days_before)
def _arithmetic(element, compiler, **kw):
    day, days = (compiler.process(each, **kw) for each in element.clauses)
    return f"({day} - {days})"


@compiles(days_before, "sqlite")
def _of_sqlite(element, compiler, **kw):
    day, days = (compiler.process(each, **kw) for each in element.clauses)
    return f"date({day}, '-' || {days} || ' days')"


def last(row) -> date | None:
    """The last day as agreed, or as it was extended to."""
    return row.extended_to or row.ends_on


def state(row, today: date) -> str:
    """One of STATES; `row` has the columns of a partnership."""
    if row.ended_on and row.ended_on <= today:
        return "ended"
    if row.superseded_on and row.superseded_on <= today:
        return "superseded"
    if row.kind == "lead":
        return "draft"
    begun = row.starts_on is None or row.starts_on <= today
    if row.kind == "informal":
        if not begun:
            return "draft"
    elif row.our_signed_on is None and row.their_signed_on is None:
        return "draft"
    elif row.our_signed_on is None or row.their_signed_on is None:
        return "signing"
    elif not begun:
        return "signed"
    end = last(row)
    if end and row.renewal != "automatic":
        if end < today:
            return "expired"
        if end - timedelta(days=row.notice_days) <= today:
            return "renewal"
    return "informal" if row.kind == "informal" else "active"


def state_sql(c, today: date):
    """The same as an SQL expression over the columns `c`."""
    begun = or_(c.starts_on.is_(None), c.starts_on <= today)
    informal = c.kind == "informal"
    fixed, end = c.renewal != "automatic", last_sql(c)
    return case(
        (c.ended_on <= today, "ended"),
        (c.superseded_on <= today, "superseded"),
        (c.kind == "lead", "draft"),
        (and_(informal, not_(begun)), "draft"),
        (and_(not_(informal), c.our_signed_on.is_(None), c.their_signed_on.is_(None)), "draft"),
        (and_(not_(informal), or_(c.our_signed_on.is_(None), c.their_signed_on.is_(None))), "signing"),
        (not_(begun), "signed"),
        (and_(fixed, end < today), "expired"),
        (and_(fixed, days_before(end, c.notice_days) <= today), "renewal"),
        (informal, "informal"),
        else_="active",
    )


def last_sql(c):
    return func.coalesce(c.extended_to, c.ends_on)


def expires_within(c, today: date, days: int):
    """SQL: those in force whose last day is among the next so many days and does not roll on by itself."""
    end = last_sql(c)
    return and_(
        state_sql(c, today).in_(("signed", "active", "informal", "renewal")),
        c.renewal != "automatic",
        end >= today,
        end <= today + timedelta(days=days),
    )


def words(row, today: date) -> str:
    """The state as a chip says it: a lead is no draft, and a term that is not to be renewed ends soon."""
    now = state(row, today)
    if now == "draft" and row.kind == "lead":
        return _("قيد البحث")
    return _("تنتهي قريبًا") if now == "renewal" and row.renewal == "none" else str(STATES[now])


def present_end(row, today: date) -> date | None:
    """The last day of the present term: of an automatic renewal, of the term in which `today` lies."""
    end = last(row)
    if end is None or row.renewal != "automatic" or end >= today or row.ended_on:
        return end
    months, days = _length(row, end)
    if months:
        times = max(1, ((today.year - end.year) * 12 + today.month - end.month) // months)
        while (rolled := add_months(end, months * times)) and rolled < today:
            times += 1
        return rolled or end
    return end + timedelta(days=days * -(-(today - end).days // days))


def _length(row, end: date) -> tuple[int, int]:
    """(months, days) of one term: whole months or else days; a year when its start is not known."""
    start = row.starts_on or max(filter(None, (row.our_signed_on, row.their_signed_on)), default=None)
    if start is None or start >= end:
        return 12, 0
    for closing in (end, end + timedelta(days=1)):
        months = (closing.year - start.year) * 12 + closing.month - start.month
        if months and add_months(start, months) == closing:
            return months, 0
    return 0, (end - start).days + 1
