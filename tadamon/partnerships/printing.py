"""The one-page profile of a partnership for a visit: a page for the browser, a PDF and a Word file."""

from flask import render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.followup.acting import IN_HAND
from tadamon.language import _, speaking
from tadamon.language.dates import today
from tadamon.partnerships import sheets, states
from tadamon.partnerships.forms import FilterForm
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.obligations import overdue
from tadamon.partnerships.routes import SHEET, bp, index
from tadamon.partnerships.timeline import meetings
from tadamon.web import printing, word
from tadamon.web.printing import asked

OBLIGATIONS, MEETINGS = 8, 5
# (letters of all that is printed, size of the letters): the more there is, the smaller, to stay on one page
SIZES = ((900, 0), (1500, 1), (2300, 2))
LONGEST = 700


@bp.get("/<id:id>/print")
@allow("partnerships.read")
def printed(id):
    record, language = load(Partnership, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return paper(record)


@bp.get("/<id:id>.pdf")
@allow("partnerships.read")
def pdf(id):
    record, language = load(Partnership, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        html, name = paper(record, pdf=True), filename(record, "pdf")
    return printing.answer(html, name, url_for(".printed", id=id, lang=language))


@bp.get("/<id:id>.docx")
@allow("partnerships.read")
def docx(id):
    record, language = load(Partnership, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return word.answer(paper(record, pdf=True), filename(record, "docx"))


@allow("partnerships.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    return sheets.answer(filters) if filters.validate() else index()


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/partnerships.xlsx", "partnerships.xlsx", xlsx))


def filename(record: Partnership, ending: str) -> str:
    return _("ملف شراكة") + f" - {record.name}.{ending}"


def paper(record: Partnership, pdf: bool = False) -> str:
    """The profile as HTML, in the present reader's language."""
    day = today()
    owed = sorted(
        (row for row in record.obligations if row.state in IN_HAND),
        key=lambda row: (row.due_on is None, row.due_on or day),
    )
    met = meetings(record, current_user, MEETINGS + 1)
    context = {
        "record": record,
        "title": record.name,
        "day": day,
        "amended_by": record.amended_by,
        "owed": owed[:OBLIGATIONS],
        "more_owed": len(owed[OBLIGATIONS:]),
        "done": sum(row.state in ("reported", "confirmed") for row in record.obligations),
        "met": met[:MEETINGS],
        "more_met": len(met) > MEETINGS,
        "late": {row.id for row in owed if overdue(row, day)},
        "size": size(record, owed, met),
        "longest": LONGEST,
        "signable": record.kind not in states.UNSIGNED_KINDS,
    }
    return render_template("partnerships/print/profile.html", pdf=pdf, **context)


def size(record: Partnership, owed, met) -> int:
    letters = len(record.aims[:LONGEST]) + len(record.beneficiaries[:300])
    letters += sum(len(row.text[:200]) + 60 for row in owed[:OBLIGATIONS])
    letters += 60 * len(record.parties) + 60 * len(record.clearances) + 60 * len(met[:MEETINGS])
    return next((size for most, size in SIZES if letters <= most), 3)
