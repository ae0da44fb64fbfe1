"""The rows of a report: its paragraphs and its headings; and the new wording of a paragraph whose records changed."""

from flask import abort, flash, redirect, request, url_for

from tadamon.access import allow, load
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.records.base import Refused
from tadamon.reports.drafting import add_headings, join, now_told
from tadamon.reports.forms import AxisForm, HeadingForm, ParagraphForm
from tadamon.reports.models import Report, ReportHeading, ReportParagraph
from tadamon.reports.routes import LISTS, bp
from tadamon.web.answers import again, fragment_or_page, wants_fragment
from tadamon.web.rows import Rows


class ParagraphRows(Rows):
    adds = lazy("إضافة فقرة")
    VERBS = (*Rows.VERBS, "tools")
    GETS = (*Rows.GETS, "tools")
    PLACING = ("reports.create_paragraphs", "reports.update_paragraphs")

    def blank(self, record):
        return self.form(data={"place": "axis"})

    def put(self, row, form) -> None:
        before = (row.place, row.axis_id)
        super().put(row, form)
        row.moved = row.version is None or before != (row.place, row.axis_id)

    def saved(self, record, row) -> None:
        if row.axis_id and row.place == "axis":
            add_headings(record, [db.session.get(Axis, row.axis_id)])

    def tools(self, id, row_id):
        """What can be done with a paragraph, asked for when it is wanted: a long report has hundreds."""
        record = self._open(id)
        context = self._context(record, self._row(record, row_id))
        return fragment_or_page(f"{self.folder}/_tools.html", moved="up", **context)

    def _context(self, record, row=None) -> dict:
        return super()._context(record, row) | {"offered": Axis.offered}

    def _done(self, record, row, said, **more):
        """One that went elsewhere, or came, is seen there at once: the page is loaded anew."""
        if getattr(row, "moved", True) and wants_fragment() and request.endpoint in self.PLACING:
            return again(said, self._back(record, row))
        return super()._done(record, row, said, **more)


class HeadingRows(Rows):
    """They come with the paragraphs under them: renamed and moved, but not added or removed by hand."""

    VERBS = ("read", "edit", "update", "position")

    def url(self, verb, record, row=None, **values):
        return (
            f"{url_for('.show', id=record.id)}/headings"
            if verb == "create"
            else super().url(verb, record, row, **values)
        )


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
LISTS.headings = HeadingRows(
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
    _record, row = opened(id, row_id)
    row.told = now_told(row)
    if "keep" not in request.form:
        row.text = row.told or row.text
        row.text_en = now_told(row, "en") or row.text_en
    db.session.commit()
    flash(_("بقيت صياغتك كما هي.") if "keep" in request.form else _("أُخذت الصياغة الجديدة."), "done")
    return redirect(url_for(".show", id=id, _anchor=f"paragraphs-{row_id}"), 303)


@bp.post("/<id:id>/paragraphs/<id:row_id>/merger")
@allow("reports.write")
def merge(id, row_id):
    """Become one with the paragraph above it."""
    _record, row = opened(id, row_id)
    rows = row.siblings()
    place = rows.index(row)
    if not place:
        raise Refused(_("هذه أول فقرة تحت المحور، فلا فقرة فوقها تُضم إليها."))
    join(rows[place - 1], row)
    db.session.commit()
    flash(_("ضُمت الفقرة إلى ما فوقها."), "done")
    return redirect(url_for(".show", id=id, _anchor=f"paragraphs-{rows[place - 1].id}"), 303)


@bp.post("/<id:id>/paragraphs/<id:row_id>/copy")
@allow("reports.write")
def copy(id, row_id):
    """Stand under another axis too, with the same trace."""
    record, row = opened(id, row_id)
    form = AxisForm()
    if not form.validate():
        abort(400)
    axis = db.session.get(Axis, form.axis_id.data)
    new = ReportParagraph(
        record=record,
        position=row.position,
        axis_id=axis.id,
        text=row.text,
        text_en=row.text_en,
        told=row.told,
        records=list(row.records),
    )
    db.session.add(new)
    add_headings(record, [axis])
    db.session.commit()
    flash(_("وُضعت الفقرة تحت «%(axis)s» أيضًا.", axis=axis.name), "done")
    return redirect(url_for(".show", id=id, _anchor=f"paragraphs-{new.id}"), 303)


def opened(id: int, row_id: int) -> tuple[Report, ReportParagraph]:
    record = load(Report, id, to="edit")
    record.refuse_if_frozen()
    row = db.session.get(ReportParagraph, row_id)
    return (record, row) if row is not None and row.record_id == record.id and not row.removed_at else abort(404)
