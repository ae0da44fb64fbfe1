"""What is printed of a record, at three addresses: a page for the browser, a PDF, a Word file; a list as a workbook."""

from collections.abc import Callable
from functools import partial

from flask import redirect, request, url_for
from flask_login import current_user

from tadamon.access import allow
from tadamon.language import speaking
from tadamon.language.dates import today
from tadamon.web import printing, sheets, word
from tadamon.web.answers import go
from tadamon.web.background import Drawing, is_long, polled, told, way
from tadamon.web.printing import asked


def paper_routes(
    bp, action: str, found, html, name, page="/<id:id>/print", file="/<id:id>", called=None, more=dict, home=None
):
    """Add `page`, `file`.pdf and `file`.docx.

    `found`: from the address's ids to the record, with permission; `html`: from (record, pdf=…) to the paper;
    `name`: from the record to the files' name; `called`: the endpoints; `more`: what else stands in the address.
    With `home`, from the record to its page, a long PDF is drawn in the background, at `page`/drawing.
    """
    printed, pdf, docx = called or ("printed", "pdf", "docx")
    drawing = f"{pdf}_drawing"

    @bp.get(page, endpoint=printed)
    @allow(action)
    def to_print(**ids):
        record, language = found(**ids), asked()
        with speaking(language, current_user.digits):
            return html(record)

    @bp.get(f"{file}.pdf", endpoint=pdf)
    @allow(action)
    def to_draw(**ids):
        record, language = found(**ids), asked()
        with speaking(language, current_user.digits):
            paper, title = html(record, pdf=True), f"{name(record)}.pdf"
        args = ids | more() | {"lang": language}
        if home and is_long(paper):
            drawn = Drawing(paper).pdf
            return printing.shown(drawn, title) if drawn else redirect(url_for(f"{bp.name}.{drawing}", **args), 303)
        return printing.answer(paper, title, url_for(f"{bp.name}.{printed}", **args))

    @bp.get(f"{file}.docx", endpoint=docx)
    @allow(action)
    def to_edit(**ids):
        record, language = found(**ids), asked()
        with speaking(language, current_user.digits):
            return word.answer(html(record, pdf=True), f"{name(record)}.docx")

    def to_wait(**ids):
        record, language = found(**ids), asked()
        at = {
            each: partial(url_for, f"{bp.name}.{each}", **ids, **more(), lang=language)
            for each in (printed, pdf, drawing)
        }
        if begun := polled():
            return told(begun, at[drawing], at[pdf]())
        with speaking(language, current_user.digits):
            paper = html(record, pdf=True)
        if not is_long(paper):
            return go(at[pdf]())
        return way(Drawing(paper), record, at[drawing], file=at[pdf](), browser=at[printed](), home=home(record))

    if home:
        bp.get(f"{page}/drawing", endpoint=drawing)(allow(action)(to_wait))


def workbook_route(bp, action: str, form, index, title, columns: Callable, rows: Callable) -> None:
    """Add the list as a workbook beside the blueprint's addresses; what cannot be read the list itself answers.

    `title` names it; `rows`: from the narrowing form to its rows.
    """

    @allow(action)
    def xlsx():
        filters = form(formdata=request.args)
        if not filters.validate():
            return index()
        return sheets.answer(f"{title} - {today().isoformat()}.xlsx", str(title), columns(), rows(filters))

    address = f"{bp.url_prefix}.xlsx", f"{bp.name}.xlsx"
    bp.record(lambda state: state.app.add_url_rule(*address, xlsx))
