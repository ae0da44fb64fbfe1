"""The sheet of a committee as a page for the browser, a PDF and a Word file; its list and members as Excel files."""

from collections.abc import Iterator
from itertools import islice

from flask import abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load
from tadamon.accounts.models import Unit
from tadamon.committees.forms import FilterForm
from tadamon.committees.listing import every, title
from tadamon.committees.models import Committee
from tadamon.committees.routes import SHEET, bp, index, sheet
from tadamon.committees.words import KINDS, STATES
from tadamon.extensions import db
from tadamon.language import _, reader, speaking
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number, to_reader
from tadamon.language.reading import LANGUAGES
from tadamon.web import printing, sheets, word
from tadamon.web.sheets import Column

MOST = 50_000


@bp.get("/<id:id>/print")
@allow("committees.read")
def printed(id):
    record, language = load(Committee, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return paper(record)


@bp.get("/<id:id>.pdf")
@allow("committees.read")
def pdf(id):
    record, language = load(Committee, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        html, name = paper(record, pdf=True), f"{record.name}.pdf"
    return printing.answer(html, name, url_for(".printed", id=id, lang=language))


@bp.get("/<id:id>.docx")
@allow("committees.read")
def docx(id):
    record, language = load(Committee, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return word.answer(paper(record, pdf=True), f"{record.name}.docx")


@bp.get("/<id:id>/members.xlsx")
@allow("committees.read")
def members_xlsx(id):
    record = load(Committee, id, options=SHEET)
    shares = sheet(record)["shares"]
    columns = [
        Column(_("الاسم"), 32),
        Column(_("الصفة"), 36),
        Column(_("الجهة التي يمثلها"), 36),
        Column(_("الدور"), 16),
        Column(_("عضو من"), 14),
        Column(_("عضو حتى"), 14),
        Column(_("اجتماعات مدة عضويته"), 14),
        Column(_("حضر أو أناب"), 12),
    ]
    rows = (
        [each.name, each.person_title, each.body, each.role_name, each.from_on, each.until_on, share.held, share.came]
        for each in record.members
        for share in (shares[each.id],)
    )
    name = _("أعضاء اللجنة")
    return sheets.answer(f"{name} - {record.name}.xlsx", name, columns, rows)


@allow("committees.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    if not filters.validate():
        return index()
    name = _("اللجان")
    columns = [
        Column(_("اللجنة"), 50),
        Column(_("النوع"), 16),
        Column(_("الحالة"), 26),
        Column(_("رقم قرار التشكيل"), 16),
        Column(_("سنة القرار"), 10),
        Column(_("تاريخ القرار"), 18),
        Column(_("جهة إصدار القرار"), 32),
        Column(_("شُكّلت في"), 14),
        Column(_("الوحدة"), 36),
        Column(_("الأعضاء"), 10),
        Column(_("الاختصاص"), 60),
    ]
    return sheets.answer(f"{name} - {today().isoformat()}.xlsx", name, columns, _rows(filters))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/committees.xlsx", "committees.xlsx", xlsx))


def _rows(filters) -> Iterator[list | str]:
    """The newest MOST of them; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    one_by_one = (_written(row, members, units) for part, members in every(filters) for row in part)
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s لجنة. ضيّق الفترة أو الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _written(row, members: dict, units: dict) -> list:
    return [
        title(row),
        str(KINDS[row.kind]),
        _("في الأرشيف") if row.archived_at else str(STATES[row.state]),
        to_reader(row.decision_number),
        row.decision_year,
        show_date(row.decided_on, row.decided_precision),
        row.decision_by,
        row.formed_on,
        units[row.unit_id],
        members.get(row.id, 0),
        row.mandate,
    ]


def asked() -> str:
    """The language the address asks for; anything unknown is no page of ours."""
    language = request.args.get("lang", reader().language)
    return language if language in LANGUAGES else abort(404)


def paper(record: Committee, pdf: bool = False) -> str:
    """The sheet as HTML, in the present reader's language."""
    return render_template("committees/print/sheet.html", pdf=pdf, **sheet(record))
