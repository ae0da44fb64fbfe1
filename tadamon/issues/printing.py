"""The weekly list, the slip a citizen takes home, and the list as a workbook."""

from datetime import timedelta
from types import SimpleNamespace

from flask import render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.accounts import acts
from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.issues import sheets
from tadamon.issues.forms import FilterForm
from tadamon.issues.listing import chosen, every, late, measure
from tadamon.issues.models import Issue, people
from tadamon.issues.routes import SHEET, bp, category_names, index, narrowing, state_words
from tadamon.language import _, speaking
from tadamon.language.dates import Vague, show_range, today
from tadamon.web import printing
from tadamon.web.printing import asked

MOST = 500


@bp.get("/print")
@allow("issues.read")
def printed():
    language = asked()
    with speaking(language, current_user.digits):
        return paper() or index()


def asked_for() -> dict:
    """What the address narrows the list by; nothing else of it may name a part of another address."""
    known = {*FilterForm.names(), "lang"}
    return {name: value for name, value in request.args.items() if name in known}


@allow("issues.read")
def pdf():
    language = asked()
    with speaking(language, current_user.digits):
        html, name = paper(pdf=True), _("موضوعات المواطنين") + f" - {today().isoformat()}.pdf"
    return printing.answer(html, name, url_for("issues.printed", **asked_for())) if html else index()


@allow("issues.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = narrowing()
    return sheets.answer(filters) if filters.validate() else index()


@bp.get("/<id:id>/slip")
@allow("issues.read")
def slip(id):
    """With the number, without the citizen."""
    return _slip(load(Issue, id, options=SHEET))


@bp.post("/<id:id>/slip")
@allow("issues.personal")
def named_slip(id):
    """With the citizen's name, which is written into the log."""
    return _slip(*_named(id))


@bp.get("/<id:id>/slip.pdf")
@allow("issues.read")
def slip_pdf(id):
    return _slip_pdf(load(Issue, id, options=SHEET))


@bp.post("/<id:id>/slip.pdf")
@allow("issues.personal")
def named_slip_pdf(id):
    return _slip_pdf(*_named(id))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/issues.xlsx", "issues.xlsx", xlsx))
bp.record(lambda state: state.app.add_url_rule("/issues.pdf", "issues.pdf", pdf))


def paper(pdf: bool = False) -> str | None:
    """The list of a period, the present week unless another is asked for; None when a filter cannot be read."""
    filters = narrowing()
    if not filters.validate():
        return None
    if not (filters["from"].data or filters["to"].data):
        sunday = today() - timedelta(days=(today().weekday() + 1) % 7)
        filters["from"].data, filters["to"].data = Vague(sunday, "day"), Vague(sunday + timedelta(days=6), "day")
    given = chosen(filters)
    rows = []
    for part in every(filters):
        rows += part
        if len(rows) > MOST:
            break
    first = given["from"].first if "from" in given else (rows[-1].raised_on if rows else given["to"].first)
    last = given["to"].last if "to" in given else today()
    unit = db.session.get(Unit, given["unit"]) if "unit" in given else current_user.office
    return render_template(
        "issues/print/list.html",
        pdf=pdf,
        record=SimpleNamespace(unit=unit),
        rows=rows[:MOST],
        more=len(rows) > MOST,
        day=today(),
        period=show_range(min(first, last), last),
        categories=category_names(),
        late=late,
        people=people,
        state=state_words,
        measure=measure(filters),
        args={name: value for name, value in asked_for().items() if name != "lang"},
        offices=Unit.offices() if current_user.sees_every_office and "unit" not in given else {},
    )


def _named(id: int) -> tuple[Issue, str]:
    record = load(Issue, id, to="edit", options=SHEET)
    name = record.citizen.name if record.citizen else ""
    if name:
        acts.note("citizen-printed", f"{record.number}/{record.year} — {record.unit.name_ar}")
        db.session.commit()
        record = load(Issue, id, options=SHEET)
    return record, name


def _slip(record, name: str = "", pdf: bool = False) -> str:
    language = asked()
    with speaking(language, current_user.digits):
        return render_template("issues/print/slip.html", record=record, name=name, pdf=pdf, title=_("إيصال موضوع"))


def _slip_pdf(record, name: str = ""):
    title = f"{_('إيصال موضوع')} {record.number}-{record.year}.pdf"
    return printing.answer(_slip(record, name, pdf=True), title, url_for("issues.slip", id=record.id))
