"""The rows of a report: its paragraphs and its headings; and the new wording of a paragraph whose records changed."""

from flask import abort, flash, redirect, request, url_for

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.language import _, lazy, speaking
from tadamon.records.telling import TELLERS, sentence
from tadamon.reports.drafting import now_told
from tadamon.reports.forms import HeadingForm, ParagraphForm
from tadamon.reports.models import Report, ReportHeading, ReportParagraph
from tadamon.reports.routes import LISTS, bp
from tadamon.web.rows import Rows


class ParagraphRows(Rows):
    adds = lazy("إضافة فقرة")

    def blank(self, record):
        return self.form(data={"place": "axis"})


rows = dict(owner=Report, action="reports.write")
LISTS.paragraphs = ParagraphRows(
    bp,
    "paragraphs",
    model=ReportParagraph,
    form=ParagraphForm,
    folder="reports/paragraphs",
    heading=lazy("فقرات التقرير"),
    **rows,
)
LISTS.headings = type("HeadingRows", (Rows,), {"VERBS": ("read", "edit", "update", "position")})(
    bp,
    "headings",
    model=ReportHeading,
    form=HeadingForm,
    folder="reports/headings",
    heading=lazy("عناوين المحاور"),
    **rows,
)


@bp.post("/<id:id>/paragraphs/<id:row_id>/wording")
@allow("reports.write")
def reword(id, row_id):
    """Take the new wording of its records, or keep the paragraph as it was written by hand (`keep`)."""
    record = load(Report, id, to="edit")
    record.refuse_if_frozen()
    row = db.session.get(ReportParagraph, row_id)
    if row is None or row.record_id != record.id or row.removed_at:
        abort(404)
    row.told = now_told(row)
    if "keep" not in request.form:
        row.text = row.told or row.text
        with speaking("en"):
            row.text_en = " ".join(sentence(each) for each in row.records if each.type in TELLERS) or row.text_en
    db.session.commit()
    flash(_("بقيت صياغتك كما هي.") if "keep" in request.form else _("أُخذت الصياغة الجديدة."), "done")
    return redirect(url_for(".show", id=id, _anchor=f"paragraphs-{row_id}"), 303)
