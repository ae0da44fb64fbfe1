"""The printed sheet of a cohort: a page, a PDF and a Word file; the list as Excel."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from flask import render_template

from tadamon.access import load
from tadamon.accounts.models import Unit
from tadamon.cohorts.forms import FilterForm
from tadamon.cohorts.listing import every, people_of
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.routes import SHEET, bp, index, sheet
from tadamon.cohorts.words import PROGRAMMES, STATES
from tadamon.language import _, lazy
from tadamon.language.dates import show_date
from tadamon.language.digits import number
from tadamon.web.papers import paper_routes, workbook_route
from tadamon.web.sheets import Column

MOST = 50_000


def paper(record, pdf: bool = False) -> str:
    return render_template("cohorts/print.html", pdf=pdf, **sheet(record))


def columns() -> list[Column]:
    return [
        Column(_("الدفعة"), 44),
        Column(_("البرنامج"), 18),
        Column(_("رقم الدفعة القومية"), 12),
        Column(_("الحالة"), 16),
        Column(_("تاريخ البدء"), 16),
        Column(_("تاريخ الانتهاء"), 13),
        Column(_("المتدربون المقيدون"), 12),
        Column(_("الوحدة"), 32),
        Column(_("المكان"), 30),
        Column(_("الهدف والمحتوى"), 60),
    ]


def rows(given: dict) -> Iterator[list | str]:
    offices = Unit.offices()
    one_by_one = (line for part in every(given) for line in _lines(part, offices))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s دفعة. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(part: list, offices: dict) -> Iterator[list]:
    people = people_of([row.id for row in part])
    for row in part:
        yield [
            row.title,
            str(PROGRAMMES[row.programme]),
            str(row.batch or ""),
            _("في الأرشيف") if row.archived_at else str(STATES[row.state]),
            show_date(row.starts_on, row.date_precision),
            row.ends_on,
            people.get(row.id, 0),
            offices.get(row.office_id, ""),
            row.venue,
            row.about,
        ]


paper_routes(bp, "cohorts.read", partial(load, Cohort, options=SHEET), paper, lambda record: record.name)
workbook_route(bp, "cohorts.read", FilterForm, index, lazy("الدفعات"), columns, lambda filters: rows(filters.given))
