"""The list of sessions as Excel: when, of what, for whom, and how many came."""

from collections.abc import Iterator
from itertools import islice

from tadamon.accounts.models import Unit
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, show_time
from tadamon.language.digits import number
from tadamon.sessions.forms import FilterForm
from tadamon.sessions.hours import show_hours
from tadamon.sessions.listing import came_to, every
from tadamon.sessions.routes import bp, index
from tadamon.sessions.words import CAME, COUNTINGS, KINDS, MISSED, STATES
from tadamon.web.papers import workbook_route
from tadamon.web.sheets import Column

MOST = 50_000


def columns() -> list[Column]:
    return [
        *(Column(_("التاريخ"), 20), Column(_("ساعة البدء"), 12), Column(_("عدد الساعات"), 16)),
        *(Column(_("الجلسة"), 44), Column(_("النوع"), 16), Column(_("الدفعة"), 40), Column(_("الوحدة"), 32)),
        *(Column(_("المكان"), 28), Column(_("المدرب أو المحاضر"), 24), Column(_("تسجيل الحضور"), 16)),
        *(Column(_("مرات الحضور"), 10), Column(_("غياب"), 10), Column(_("الحالة"), 14)),
    ]


def rows(given: dict) -> Iterator[list | str]:
    offices = Unit.offices()
    one_by_one = (line for part in every(given) for line in _lines(part, offices))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s جلسة. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(part: list, offices: dict) -> Iterator[list]:
    came = came_to([row.id for row in part])
    for row in part:
        states, by_name = came.get(row.id, {}), row.counting == "names"
        yield [
            show_date(row.starts_on, row.date_precision),
            show_time(row.starts_at) if row.starts_at else "",
            show_hours(row.minutes) if row.minutes else "",
            row.title,
            str(KINDS[row.kind]),
            row.cohort_title,
            offices.get(row.office_id, ""),
            row.venue,
            row.trainer,
            str(COUNTINGS[row.counting]),
            _sum(states, CAME) if by_name else row.total,
            _sum(states, MISSED) if by_name else None,
            _("في الأرشيف") if row.archived_at else str(STATES[row.state]),
        ]


def _sum(states: dict, wanted: tuple) -> int | None:
    """None when nobody's attendance was written down."""
    return sum(states.get(each, 0) for each in wanted) if states else None


workbook_route(
    bp, "cohorts.read", FilterForm, index, lazy("جلسات التدريب"), columns, lambda filters: rows(filters.given)
)
