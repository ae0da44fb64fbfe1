"""The printed sheet of a cohort: a page, a PDF and a Word file; the list as Excel."""

from collections.abc import Iterator
from itertools import islice

from flask import render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.accounts.models import Unit
from tadamon.cohorts.forms import FilterForm
from tadamon.cohorts.listing import every, people_of
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.routes import SHEET, bp, index, sheet
from tadamon.cohorts.words import PROGRAMMES, STATES
from tadamon.language import _, speaking
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.web import printing, sheets, word
from tadamon.web.printing import asked
from tadamon.web.sheets import Column

MOST = 50_000


@bp.get("/<id:id>/print")
@allow("cohorts.read")
def printed(id):
    record, language = load(Cohort, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return paper(record)


@bp.get("/<id:id>.pdf")
@allow("cohorts.read")
def pdf(id):
    record, language = load(Cohort, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        html, name = paper(record, pdf=True), f"{record.name}.pdf"
    return printing.answer(html, name, url_for(".printed", id=id, lang=language))


@bp.get("/<id:id>.docx")
@allow("cohorts.read")
def docx(id):
    record, language = load(Cohort, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return word.answer(paper(record, pdf=True), f"{record.name}.docx")


@allow("cohorts.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    if not filters.validate():
        return index()
    title = _("الدفعات")
    return sheets.answer(f"{title} - {today().isoformat()}.xlsx", title, columns(), rows(filters.given))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/cohorts.xlsx", "cohorts.xlsx", xlsx))


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
