"""The printed sheet of a committee: a page, a PDF and a Word file; the list as Excel."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from flask import render_template

from tadamon.access import load
from tadamon.accounts.models import Unit
from tadamon.committees.forms import FilterForm
from tadamon.committees.listing import every, members_of
from tadamon.committees.models import KINDS, ROLES, STATES, Committee
from tadamon.committees.routes import SHEET, bp, index, sheet
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.language.digits import number
from tadamon.web.papers import paper_routes, workbook_route
from tadamon.web.sheets import Column

MOST = 50_000


def paper(record, pdf: bool = False) -> str:
    return render_template("committees/print.html", pdf=pdf, **sheet(record))


def columns() -> list[Column]:
    return [
        Column(_("اللجنة"), 44),
        Column(_("النوع"), 14),
        Column(_("الحالة"), 24),
        Column(_("قرار التشكيل"), 30),
        Column(_("تاريخ القرار"), 13),
        Column(_("مُصدِر القرار"), 26),
        Column(_("الوحدة"), 32),
        Column(_("الاختصاصات"), 60),
        Column(_("الأعضاء"), 60),
    ]


def rows(given: dict) -> Iterator[list | str]:
    offices = Unit.offices()
    one_by_one = (line for part in every(given) for line in _lines(part, offices))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s لجنة. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(part: list, offices: dict) -> Iterator[list]:
    members = members_of([row.id for row in part], today())
    for row in part:
        people = (
            f"{each.name} ({ROLES[each.role]}{_('، ') + each.body if each.body else ''})"
            for each in members.get(row.id, ())
        )
        yield [
            row.title,
            str(KINDS[row.kind]),
            _("في الأرشيف") if row.archived_at else str(STATES[row.state]),
            row.decision,
            row.decided_on,
            row.decided_by,
            offices.get(row.office_id, ""),
            row.mandate,
            _("؛ ").join(people),
        ]


paper_routes(bp, "committees.read", partial(load, Committee, options=SHEET), paper, lambda record: record.name)
workbook_route(bp, "committees.read", FilterForm, index, lazy("اللجان"), columns, lambda filters: rows(filters.given))
