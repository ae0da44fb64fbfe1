"""The printed sheet of a nursery: a page, a PDF and a Word file; the list as Excel."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from flask import render_template

from tadamon.access import load
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.language.digits import number
from tadamon.nurseries import states
from tadamon.nurseries.forms import FilterForm
from tadamon.nurseries.listing import capacities, every, units
from tadamon.nurseries.models import FLOORS, Nursery
from tadamon.nurseries.routes import SHEET, bp, index, sheet
from tadamon.web.papers import paper_routes, workbook_route
from tadamon.web.sheets import Column

MOST = 50_000


def paper(record, pdf: bool = False) -> str:
    return render_template("nurseries/print.html", pdf=pdf, **sheet(record))


def columns() -> list[Column]:
    titles = (
        (_("الحضانة"), 36),
        (_("المالك أو الجمعية"), 30),
        (_("الإدارة الاجتماعية"), 26),
        (_("القرية أو النجع"), 22),
        (_("الدور في المبنى"), 22),
        (_("الحالة"), 26),
        (_("الترخيص المؤقت حتى"), 14),
        (_("الطاقة المرخصة"), 12),
        (_("عدد الأطفال المقيدين"), 12),
        (_("عدد العاملين"), 12),
        (_("تاريخ التسليم"), 13),
        (_("تاريخ الاستلام"), 13),
    )
    return [Column(*each) for each in titles]


def rows(given: dict) -> Iterator[list | str]:
    one_by_one = (line for part in every(given) for line in _lines(part))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s حضانة. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(part: list) -> Iterator[list]:
    places, where, day = capacities([row.id for row in part]), units(part), today()
    for row in part:
        yield [
            row.title,
            row.owner,
            where.get(row.unit_id, ""),
            row.village,
            str(FLOORS[row.floor]) if row.floor else "",
            _("في الأرشيف") if row.archived_at else states.words(row, day),
            row.licence_until,
            places.get(row.id),
            row.children,
            row.staff,
            row.handed_on,
            row.received_on,
        ]


paper_routes(bp, "nurseries.read", partial(load, Nursery, options=SHEET), paper, lambda record: record.name)
workbook_route(bp, "nurseries.read", FilterForm, index, lazy("الحضانات"), columns, lambda filters: rows(filters.given))
