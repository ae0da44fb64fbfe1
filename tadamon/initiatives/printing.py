"""The printed sheet of an initiative with what belongs to it: a page, a PDF and a Word file; the list as Excel."""

from collections.abc import Iterator
from itertools import islice

from flask import render_template, request
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.accounts.models import Unit
from tadamon.directory.initiatives import KINDS, STATES
from tadamon.extensions import db
from tadamon.initiatives import listing
from tadamon.initiatives.belonging import belonging
from tadamon.initiatives.forms import FilterForm
from tadamon.initiatives.noun import INITIATIVES
from tadamon.initiatives.routes import bp, index
from tadamon.language import _, speaking
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.organisations.listing import ALIASES, grouped
from tadamon.web import printing, sheets, word
from tadamon.web.sheets import Column

PRINTED, MOST = 60, 50_000


@bp.get("/<id:id>/print")
@allow("organisations.read")
def printed(id):
    record, language = _asked(id)
    with speaking(language, current_user.digits):
        return paper(record)


@bp.get("/<id:id>.pdf")
@allow("organisations.read")
def pdf(id):
    record, language = _asked(id)
    with speaking(language, current_user.digits):
        html, name = paper(record, pdf=True), f"{record.name}.pdf"
    return printing.answer(html, name, INITIATIVES.url("printed", id=id, lang=language))


@bp.get("/<id:id>.docx")
@allow("organisations.read")
def docx(id):
    record, language = _asked(id)
    with speaking(language, current_user.digits):
        return word.answer(paper(record, pdf=True), f"{record.name}.docx")


def _asked(id):
    return INITIATIVES.load(id, options=INITIATIVES.options), printing.asked()


def paper(record, pdf: bool = False) -> str:
    entries, more = belonging(record, PRINTED)
    return render_template("initiatives/print.html", record=record, entries=entries, more=more, pdf=pdf)


@allow("organisations.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    if not filters.validate():
        return index()
    title = _("المبادرات والبرامج")
    return sheets.answer(f"{title} - {today().isoformat()}.xlsx", title, columns(), rows(filters))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/initiatives.xlsx", "initiatives.xlsx", xlsx))


def columns() -> list[Column]:
    return [
        Column(_("الاسم"), 40),
        Column(_("أسماء أخرى"), 36),
        Column(_("الاسم بالإنجليزية"), 34),
        Column(_("النوع"), 14),
        Column(_("الحالة"), 14),
        Column(_("بدأت في"), 18),
        Column(_("البدء كما ورد في المصدر"), 26),
        Column(_("مصدر التحقق"), 30),
        Column(_("الفئة المستهدفة"), 30),
        Column(_("المحاور"), 36),
        Column(_("تعريف بها"), 60),
        Column(_("الوحدة المعنية بها"), 32),
    ]


def rows(filters) -> Iterator[list | str]:
    """The first MOST by name; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    one_by_one = (line for part in listing.every(filters) for line in _lines(part, units))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أول %(many)s مبادرة بالاسم. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(part: list, units: dict) -> Iterator[list]:
    ids, comma = [row.id for row in part], _("، ")
    aliases, axes = grouped(ALIASES, ids), listing.axes_of(ids)
    for row in part:
        yield [
            row.name_ar,
            comma.join(aliases.get(row.id, ())),
            row.name_en,
            str(KINDS[row.kind]),
            _("في الأرشيف") if row.archived_at else str(STATES[row.state]),
            show_date(row.began_on, row.began_precision) if row.began_on else "",
            row.reported_date,
            row.verified_how,
            row.audience,
            comma.join(axis.name for axis in axes.get(row.id, ())),
            row.about,
            units[row.unit_id],
        ]
