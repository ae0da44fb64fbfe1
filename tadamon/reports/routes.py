from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit, visible
from tadamon.accounts.egypt import egypt
from tadamon.accounts.models import Unit
from tadamon.approval import papers
from tadamon.approval.models import STATES, TONES
from tadamon.approval.permits import actions
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext, speaking
from tadamon.language.dates import show_range
from tadamon.language.spans import Span
from tadamon.reports.drafting import doubts, gather, governorates, now_told, unread
from tadamon.reports.forms import FilterForm, NewForm, ReportForm
from tadamon.reports.listing import reports
from tadamon.reports.models import PLACES, Report, ReportParagraph
from tadamon.reports.photos.models import ReportPhoto
from tadamon.reports.standing import replaced, reported
from tadamon.web import drafts, once
from tadamon.web.inline import inline_fields
from tadamon.web.standing import changes, standing_routes

bp = Blueprint("reports", __name__, url_prefix="/reports", template_folder="templates")
LISTS = SimpleNamespace()  # the lists of the sheet by name; paragraphs.py fills it
SHEET = (
    joinedload(Report.unit, innerjoin=True),
    joinedload(Report.office, innerjoin=True),
    selectinload(Report.headings),
    selectinload(Report.photos).joinedload(ReportPhoto.source),
    selectinload(Report.paragraphs).options(selectinload(ReportParagraph.records), joinedload(ReportParagraph.axis)),
)


@bp.get("")
@allow("reports.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    return render_template(
        "reports/index.html",
        filters=filters,
        page=reports(filters.given),
        can_write=can("reports.write"),
        offices=Unit.offices() if current_user.sees_every_office else {},
        STATES=STATES,
        days=show_range,
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
    ), status


@bp.get("/new")
@allow("reports.write")
def new():
    form = NewForm(formdata=None, data={"unit_id": current_user.unit_id})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("reports.write")
@drafts.drafted(lazy("تقرير جديد"))
def create():
    form = NewForm()
    if not form.unit_id.raw_data:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = begin(form.period.data, form.until.data, db.session.get(Unit, form.unit_id.data), form.title.data)
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("كُتبت مسودة التقرير من السجلات. رتّبها وحرّرها في هذه الصفحة."), "done")
    return redirect(url_for(".show", id=earlier), 303)


def begin(period: Span, until, unit: Unit, title: str = "", by=None) -> Report:
    """A report of the unit on the days, with its draft; the days stand in its title."""
    span = Span(period.first, until) if until else period
    record = Report(created_by_id=(by or current_user).id, unit=unit, state="draft", span=span.kind)
    record.starts_on, record.ends_on = span.first, span.last
    record.with_map = unit.kind != "directorate" and unit.office.kind != "directorate"
    with speaking("ar", "arab"):
        days = span.dated
        name = unit.name.replace(" — ", _(" بمحافظة "))
        record.title = title or _("تقرير نشاط %(unit)s: %(days)s", unit=name, days=days)
    with speaking("en"):
        record.title_en = _("تقرير نشاط %(unit)s: %(days)s", unit=unit.name, days=span.dated)
    db.session.add(record)
    db.session.flush()
    gather(record)
    return record


@bp.get("/<id:id>")
@allow("reports.read")
def show(id):
    record = load(Report, id, options=SHEET)
    if record.approval:
        papers.look(record.approval)
    can_edit = may_edit(record, "reports.write")
    traces = visible({each.id for row in record.paragraphs for each in row.records})
    silent, found = reported(record) if current_user.sees_every_office else ([], [])
    return render_template(
        "reports/show.html",
        may=actions(record),
        tones=TONES,
        held=True,
        corrects=record.corrects,
        corrected_by=record.corrected_by,
        labels=ReportForm.labels(),
        lists=LISTS,
        trail=changes(id),
        can_edit=can_edit,
        can_restore=can("reports.write") and record.editable_by(current_user),
        traces=traces,
        changed=changed(record) if can_edit else {},
        dropped=record.dropped(),
        unread=unread(record) if can_edit else [],
        replaced=replaced(record) if can_edit else {},
        doubts=doubts(traces.values()) if can_edit else [],
        silent=silent,
        reported=found,
        **sections(record),
    )


def changed(record: Report) -> dict[int, str]:
    """{id of a paragraph: what its records say today}, where that is something else; asked only of records touched since
    the draft was begun."""
    since = record.drafted_at
    touched = (row for row in record.paragraphs if row.told and any(each.changed_at >= since for each in row.records))
    today = {row: now_told(row) for row in touched}
    return {row.id: told for row, told in today.items() if told != row.told}


def sections(record: Report) -> dict:
    """The report as it stands: (heading, paragraphs) in order, what lies outside, what is left out."""
    headings = {row.axis_id: row for row in record.headings}
    under: dict = {}
    for row in record.paragraphs:
        if row.place == "axis":
            under.setdefault(row.axis_id, []).append(row)
    loose = [id for id in under if id not in headings]
    axes = {axis.id: axis for axis in db.session.scalars(select(Axis).where(Axis.id.in_(loose)))} if loose else {}
    parts = [(row, under[row.axis_id]) for row in record.headings if row.axis_id in under]
    parts += [(axes.get(id), under[id]) for id in loose]
    where = governorates(record) if record.with_map else {}
    return {
        "record": record,
        "sections": parts,
        "outside": [row for row in record.paragraphs if row.place == "outside"],
        "left_out": [row for row in record.paragraphs if row.place == "left-out"],
        "PLACES": PLACES,
        "map": egypt(where) if where else [],
    }


inline_fields(bp, Report, ReportForm, "reports.write", "reports/_field.html")
standing_routes(
    bp,
    Report,
    "reports.write",
    lazy("تقارير الفترات"),
    lazy("نُقل التقرير إلى الأرشيف."),
    lazy("أُعيد التقرير من الأرشيف."),
)


@bp.post("/<id:id>/gathering")
@allow("reports.write")
def gathering(id):
    """What was recorded since the draft was written."""
    record = load(Report, id, to="edit")
    record.refuse_if_frozen()
    many = gather(record)
    db.session.commit()
    said = ngettext("أُضيفت فقرة واحدة.", "أُضيفت %(num)s فقرات.", many) if many else _("لا جديد في سجلات الفترة.")
    flash(said, "done")
    return redirect(url_for(".show", id=id), 303)


def _new(form, status=200, draft=None):
    return render_template("reports/new.html", form=form, draft=draft, once=once.fresh_key()), status
