"""The report on paper: a page, a PDF, a Word file, and plain text for the press."""

import re
from functools import partial

from flask import Response, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load, visible
from tadamon.approval import papers
from tadamon.language import _, reader, speaking
from tadamon.records import files
from tadamon.reports.forms import ReportForm
from tadamon.reports.models import Report
from tadamon.reports.photos.choosing import shown
from tadamon.reports.routes import SHEET, bp, sections
from tadamon.web import printing, word
from tadamon.web.answers import go
from tadamon.web.background import Drawing, is_long, polled, told, way
from tadamon.web.printing import asked

ARABIC = re.compile(r"[\u0621-\u064a]")


@bp.get("/<id:id>/print")
@allow("reports.read")
def printed(id):
    record, language = load(Report, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return paper(record) if record.approval is None else frozen(record)


@bp.get("/<id:id>.pdf")
@allow("reports.read")
def pdf(id):
    """Of an approved report in Arabic, the very bytes that were kept; of a corrected one, with the mark that says so."""
    record, language = load(Report, id, options=SHEET), asked()
    page = url_for(".printed", id=id, lang=language)
    with speaking(language, current_user.digits):
        name = f"{record.name}.pdf"
        if record.approval and language == "ar" and not record.corrected_by:
            return papers.shown(record.approval, name, "reports")
        html = to_draw(record)
    drawn = Drawing(html).pdf
    return printing.shown(drawn, name) if drawn else printing.answer(html, name, page)


@bp.get("/<id:id>/drawing")
@allow("reports.read")
def drawing(id):
    """The way to the PDF: at once, or of a long report when it is drawn, with how far it is meanwhile."""
    language, begun = asked(), polled()
    record = load(Report, id, options=() if begun else SHEET)
    file, here = (partial(url_for, name, id=id, lang=language) for name in (".pdf", ".drawing"))
    if begun:
        return told(begun, here, file())
    with speaking(language, current_user.digits):
        html = to_draw(record)
    if (record.approval and language == "ar" and not record.corrected_by) or not is_long(html):
        return go(file())
    return way(
        Drawing(html),
        record,
        here,
        file=file(),
        browser=url_for(".printed", id=id, lang=language),
        home=url_for(".show", id=id),
        advice=_("إن تكرر ذلك فقسّم التقرير على فترتين أو قلّل صوره."),
    )


def to_draw(record: Report) -> str:
    return frozen(record, pdf=True) if record.approval else paper(record, pdf=True)


@bp.get("/<id:id>.docx")
@allow("reports.read")
def docx(id):
    record, language = load(Report, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        return word.answer(to_draw(record), f"{record.name}.docx")


def freeze(record: Report, approval) -> dict[str, str]:
    """{"report/ar-arab": HTML, …}: the report in every language, as it stands now."""
    kept = {}
    for language, digits in (("ar", "arab"), ("ar", "latn"), ("en", "latn")):
        with speaking(language, digits):
            kept[f"report/{language}-{digits}"] = paper(record, pdf=True, approval=approval)
    return kept


def frozen(record: Report, pdf: bool = False) -> str:
    """The frozen print, with the buttons of a page around it."""
    who = reader()
    classes, body = printing.kept(record.approval.snapshot[f"report/{who.language}-{who.digits}"])
    later = record.corrected_by
    return render_template(
        "reports/frozen.html", record=record, pdf=pdf, classes=classes, body=body, corrected_by=later
    )


def official_name(record: Report) -> str:
    return f"{record.name} - {record.approval.number}-{record.approval.year}.pdf"


@bp.get("/<id:id>.txt")
@allow("reports.read")
def txt(id):
    """The words alone, for the press: nothing of what was left out."""
    record, language = load(Report, id, options=SHEET), asked()
    with speaking(language, current_user.digits):
        headers = {"Content-Disposition": files.disposition(f"{record.name}.txt"), "Cache-Control": "no-store"}
        return Response(press_text(record), mimetype="text/plain; charset=utf-8", headers=headers)


def press_text(record: Report) -> str:
    told = sections(record)
    lines = [record.name, record.when, record.opening]
    for heading, rows in told["sections"]:
        lines += [heading.name if heading else _("أنشطة أخرى"), *(row.words for row in rows)]
    if told["outside"]:
        lines += [_("خارج الفترة"), *(f"{row.words} ({row.why})" for row in told["outside"])]
    lines.append(record.closing)
    return reader().in_digits("\n\n".join(filter(None, lines)) + "\n")


def paper(record: Report, pdf: bool = False, approval=None) -> str:
    shown = sections(record)
    proof = {"approval": approval, "qr": printing.qr(papers.address(approval))} if approval else {}
    missing = None if pdf or reader().language != "en" else untranslated(record)
    return render_template("reports/print.html", pdf=pdf, missing=missing, **shown, **proof)


def untranslated(record: Report) -> dict:
    """{"fields": [(name, label)], "rows": paragraphs, "photos", "seen": ids of records one may open}: what is not in English."""
    labels, told = ReportForm.labels(), [row for row in record.paragraphs if row.place != "left-out"]
    rows = [row for row in told if _arabic(row.text_en) or (row.place == "outside" and _arabic(row.reason_en))]
    wanted = [(name, f"{name}_en") for name in ("title", "introduction", "conclusion")]
    return {
        "fields": [(en, labels[en]) for ar, en in wanted if getattr(record, ar) and not getattr(record, en)],
        "rows": rows,
        "photos": [each for each in shown(record) if _arabic(each.caption_en)],
        "seen": visible({each.id for row in rows for each in row.records}),
    }


def _arabic(english: str) -> bool:
    """Whether what should stand in English is missing or still in Arabic."""
    return not english or ARABIC.search(english) is not None
