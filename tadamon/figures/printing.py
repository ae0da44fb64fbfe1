"""The printed sheet of a figure: a page, a PDF and a Word file; the list on paper, and as Excel with every value."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from flask import render_template, request
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load
from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.figures import listing
from tadamon.figures.forms import FilterForm
from tadamon.figures.models import Figure
from tadamon.figures.routes import SHEET, bp, index, told
from tadamon.figures.words import PRECISIONS
from tadamon.language import _, lazy, speaking
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.web.papers import paper_routes, workbook_route
from tadamon.web.printing import asked
from tadamon.web.sheets import Column

MOST, PRINTED = 20_000, 200


def paper(record: Figure, pdf: bool = False) -> str:
    return render_template("figures/print/sheet.html", pdf=pdf, **told(record))


@bp.get("/print")
@allow("figures.read")
def printed_list():
    """The list on paper, each figure with its newest value as it was said."""
    filters, language = FilterForm(formdata=request.args), asked()
    if not filters.validate():
        return index()
    rows = list(islice(listing.every(filters), PRINTED))
    with speaking(language, current_user.digits):
        return render_template(
            "figures/print/list.html", rows=rows, record=current_user, day=show_date(today()), most=PRINTED
        )


def columns() -> list[Column]:
    return [
        Column(_("المؤشر"), 46),
        Column(_("يعدّ"), 20),
        Column(_("القيمة كما قيلت"), 34),
        Column(_("القيمة"), 18),
        Column(_("الدقة"), 14),
        Column(_("أقل ما تكون"), 18),
        Column(_("أكثر ما تكون"), 18),
        Column(_("لجزء من الإجمالي"), 26),
        Column(_("التاريخ أو الفترة"), 26),
        Column(_("المصدر"), 40),
        Column(_("تاريخ المصدر"), 13),
        Column(_("أدخلها"), 24),
        Column(_("اعتمادها"), 24),
        Column(_("المحاور"), 30),
        Column(_("الوحدة"), 30),
    ]


def rows(filters) -> Iterator[list | str]:
    """Each value on a row; a figure without any has one, too."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    one_by_one = (line for each in listing.every(filters) for line in _lines(each, units))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s قيمة. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(figure: Figure, units: dict) -> Iterator[list]:
    axes = _("، ").join(axis.name for axis in figure.axes)
    end = [axes, units[figure.unit_id]]
    for row in figure.values:
        low, high = row.bounds
        yield [
            figure.name,
            figure.counts_words,
            row.words,
            _plain(row.amount),
            str(PRECISIONS[row.precision]),
            _plain(low),
            _plain(high),
            row.part,
            row.when,
            row.source,
            row.source_on,
            row.entered_by.full_name if row.entered_by else "",
            row.approval.by.full_name if row.approval else "",
            *end,
        ]
    if not figure.values:
        yield [figure.name, figure.counts_words, _("لم تُذكر قيمة"), *[None] * 10, *end]


def _plain(value):
    return None if value is None else int(value) if value == value.to_integral_value() else float(value)


paper_routes(bp, "figures.read", partial(load, Figure, options=SHEET), paper, lambda record: record.name)
workbook_route(bp, "figures.read", FilterForm, index, lazy("الأرقام والمؤشرات"), columns, rows)
