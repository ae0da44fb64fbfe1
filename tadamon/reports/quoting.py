"""The paragraphs of a directorate's approved report that the department's report quotes."""

from flask import abort, flash, redirect, render_template, request, url_for

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.reports.drafting import add_headings
from tadamon.reports.models import Report, ReportParagraph
from tadamon.reports.photos.choosing import at
from tadamon.reports.routes import SHEET, bp, sections


@bp.get("/<id:id>/quotations/<id:other_id>")
@allow("reports.write")
def quoting(id, other_id):
    record, other = both(id, other_id)
    return render_template("reports/quoting.html", record=record, other=other, sections=sections(other)["sections"])


@bp.post("/<id:id>/quotations/<id:other_id>")
@allow("reports.write")
def quote(id, other_id):
    """Each chosen paragraph as it was approved, with its photographs, and the report it comes from in its trace."""
    record, other = both(id, other_id)
    chosen = set(request.form.getlist("paragraph"))
    rows = [row for row in other.paragraphs if row.place == "axis" and str(row.id) in chosen]
    place = max((row.position for row in record.paragraphs), default=0)
    for position, row in enumerate(rows, place + 1):
        new = ReportParagraph(record=record, position=position, axis_id=row.axis_id, text=row.text, text_en=row.text_en)
        new.records = [other, *row.records]
        db.session.add(new)
        quote_photos(other, row, record, new)
    add_headings(record, [row.axis for row in rows if row.axis])
    db.session.commit()
    flash(ngettext("اقتُبست فقرة واحدة.", "اقتُبست %(num)s فقرات.", len(rows)) if rows else _("لم تختر فقرة."), "done")
    return redirect(url_for(".show", id=id), 303)


def quote_photos(other: Report, row: ReportParagraph, record: Report, new: ReportParagraph) -> None:
    """Behind all that the report has."""
    photos = at(other, f"paragraph-{row.id}")
    if photos:
        db.session.flush()
    for photo in photos:
        copy = photo.copy_to(record)
        copy.paragraph_id = new.id
        copy.place_last()


def both(id: int, other_id: int) -> tuple[Report, Report]:
    record, other = load(Report, id, to="edit", options=SHEET), load(Report, other_id, options=SHEET)
    record.refuse_if_frozen()
    return (record, other) if other.state == "approved" and other.id != record.id else abort(404)
