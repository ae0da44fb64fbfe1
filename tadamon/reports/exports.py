"""The list of reports as Excel."""

from collections.abc import Iterator

from flask import request

from tadamon.access import allow
from tadamon.accounts.models import Unit
from tadamon.approval.models import STATES
from tadamon.language import _
from tadamon.language.dates import today
from tadamon.reports.forms import FilterForm
from tadamon.reports.listing import every
from tadamon.reports.routes import bp, index
from tadamon.web import sheets
from tadamon.web.sheets import Column


@allow("reports.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    if not filters.validate():
        return index()
    title = _("تقارير الفترات")
    return sheets.answer(f"{title} - {today().isoformat()}.xlsx", title, columns(), rows(filters.given))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/reports.xlsx", "reports.xlsx", xlsx))


def columns() -> list[Column]:
    return [
        Column(_("التقرير"), 60),
        Column(_("من"), 13),
        Column(_("إلى"), 13),
        Column(_("الحالة"), 18),
        Column(_("الرقم"), 13),
        Column(_("الوحدة"), 36),
    ]


def rows(given: dict) -> Iterator[list]:
    offices = Unit.offices()
    for row in (row for part in every(given) for row in part):
        state = _("في الأرشيف") if row.archived_at else str(STATES[row.state])
        yield [row.title, row.starts_on, row.ends_on, state, row.number or "", offices.get(row.office_id, "")]
