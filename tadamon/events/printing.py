"""The printed sheet of an event and the official list of its delegation: a page, a PDF and a Word file."""

from flask import abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load
from tadamon.activities import calendar_file
from tadamon.activities.counting import told
from tadamon.activities.reading import read_lists
from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.events import sheets
from tadamon.events.forms import FilterForm
from tadamon.events.models import Event
from tadamon.events.routes import OUTCOMES, PARTS, SHEET, bp, index
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS
from tadamon.language import lazy, reader, speaking
from tadamon.language.reading import LANGUAGES
from tadamon.web import printing, word

FORMS = {"sheet": lazy("بيان فعالية"), "delegation": lazy("قائمة الوفد")}


@bp.get("/<id:id>/print")
@allow("events.read")
def printed(id):
    form, language = asked()
    record = load(Event, id, options=SHEET)
    with speaking(language, current_user.digits):
        return paper(record, form)


@bp.get("/<id:id>.pdf")
@allow("events.read")
def pdf(id):
    form, language = asked()
    record = load(Event, id, options=SHEET)
    with speaking(language, current_user.digits):
        html, name = paper(record, form, pdf=True), f"{FORMS[form]} - {record.name}.pdf"
    return printing.answer(html, name, url_for(".printed", id=id, form=form, lang=language))


@bp.get("/<id:id>.docx")
@allow("events.read")
def docx(id):
    form, language = asked()
    record = load(Event, id, options=SHEET)
    with speaking(language, current_user.digits):
        return word.answer(paper(record, form, pdf=True), f"{FORMS[form]} - {record.name}.docx")


@bp.get("/<id:id>.ics")
@allow("events.read")
def ics(id):
    record = load(Event, id, options=SHEET)
    return calendar_file.answer(record, record.name)


@allow("events.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    return sheets.answer(filters) if filters.validate() else index()


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/events.xlsx", "events.xlsx", xlsx))


def asked() -> tuple[str, str]:
    """The document and the language the address asks for; anything unknown is no page of ours."""
    form, language = request.args.get("form", "sheet"), request.args.get("lang", reader().language)
    if form not in FORMS or language not in LANGUAGES:
        abort(404)
    return form, language


def names(record: Event) -> list:
    """The bodies and the people of the directory that the rows lead to, read in two statements."""
    found: list = []
    for model, ids in (
        (Organisation, {row.organisation_id for row in record.participants}),
        (Person, {row.person_id for row in record.delegates}),
    ):
        found += db.session.scalars(select(model).where(model.id.in_(ids - {None})))
    return found


def paper(record: Event, form: str, pdf: bool = False) -> str:
    """The document as HTML, in the present reader's language."""
    read_lists(record, **PARTS)
    _together = names(record)  # kept until the page is drawn, which asks for them one by one
    outcomes = record.shown_to(current_user, db.session.scalars(OUTCOMES, {"id": record.id}).all())
    return render_template(
        f"events/print/{form}.html",
        record=record,
        form=form,
        names=FORMS,
        pdf=pdf,
        title=record.name,
        outcomes=outcomes,
        outcome_kinds=OUTCOME_KINDS,
        counted=told(record.participants),
    )
