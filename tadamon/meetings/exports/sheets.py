"""The list of meetings as an Excel file: the same meetings in the same order, one a row."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from tadamon.accounts.governorates import placed
from tadamon.accounts.models import Unit
from tadamon.approval.models import STATES
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS
from tadamon.language import _
from tadamon.language.dates import show_range, today
from tadamon.language.digits import number, to_reader
from tadamon.meetings.listing import every
from tadamon.meetings.models import KINDS
from tadamon.web import sheets
from tadamon.web.sheets import Column

MOST = 50_000


def answer(filters):
    title = _("الاجتماعات والمحاضر")
    name = f"{title} - {today().isoformat()}.xlsx"
    return sheets.answer(name, title, columns(), rows(filters))


def columns() -> list[Column]:
    return [
        Column(_("رقم المحضر"), 12),
        Column(_("التاريخ"), 22),
        Column(_("أول يوم"), 13),
        Column(_("النوع"), 24),
        Column(_("الاجتماع"), 50),
        Column(_("الوحدة"), 32),
        Column(_("المكان"), 32),
        Column(_("المحاور"), 36),
        Column(_("الحالة"), 16),
        Column(_("القرارات"), 11),
        Column(_("التوصيات"), 11),
        Column(_("التكليفات"), 11),
    ]


def rows(filters) -> Iterator[list | str]:
    """The newest MOST of them; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    kinds = {code: str(words) for code, words in KINDS.items()}
    states = {code: str(words) for code, words in STATES.items()}
    one_by_one = (
        written(row, kinds, units, states, axes, counts) for part, axes, counts in every(filters) for row in part
    )
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s اجتماع. ضيّق الفترة أو الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def written(row, kinds: dict, units: dict, states: dict, axes: dict, counts: dict) -> list:
    came = counts.get(row.id, {})
    return [
        to_reader(row.number or ""),
        show_range(row.starts_on, row.ends_on, row.date_precision),
        row.starts_on,
        kinds[row.kind],
        row.title,
        units[row.unit_id],
        placed(row.venue, row.governorate),
        _("، ").join(axis.name for axis in axes.get(row.id, ())),
        _("في الأرشيف") if row.archived_at else states[row.state],
        *(came.get(kind, 0) for kind in OUTCOME_KINDS),
    ]
