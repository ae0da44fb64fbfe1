from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.figures import comparing
from tadamon.figures.forms import FigureForm, FilterForm
from tadamon.figures.listing import figures
from tadamon.figures.models import Figure
from tadamon.figures.words import COUNTS
from tadamon.language import _, lazy
from tadamon.records.history import Change
from tadamon.web import charts, drafts, once
from tadamon.web.answers import fragment_or_page, wants_fragment
from tadamon.web.inline import inline_fields

LISTS: dict = {}  # the lists of the sheet by name; values.py fills it
bp = Blueprint("figures", __name__, url_prefix="/figures", template_folder="templates")

SHEET = (
    joinedload(Figure.unit, innerjoin=True),
    joinedload(Figure.office, innerjoin=True),
    selectinload(Figure.values),
)
TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)
STATES = {"approved": lazy("معتمد"), "waiting": lazy("ينتظر الاعتماد"), "empty": lazy("بلا قيمة")}
TONES = {"approved": "ok", "waiting": "warn", "empty": ""}
# Of the same kind twice in a chart there is nothing to compare.
LEAST_BARS, MOST_BARS = 2, 24


@bp.get("")
@allow("figures.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    return render_template(
        "figures/index.html",
        filters=filters,
        page=figures(filters),
        can_write=can("figures.write"),
        offices=Unit.offices() if current_user.sees_every_office else {},
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        counts={code: str(words) for code, words in COUNTS.items()},
        states={code: str(words) for code, words in STATES.items()},
        tones=TONES,
        labels={"value": _("آخر قيمة"), "when": _("التاريخ"), "source": _("المصدر"), "office": _("الوحدة")},
    ), status


@bp.get("/new")
@allow("figures.write")
def new():
    form = FigureForm(formdata=None, data={"unit_id": current_user.unit_id})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("figures.write")
@drafts.drafted(lazy("مؤشر جديد"))
def create():
    form = FigureForm()
    if "unit_id" not in request.form:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = Figure(created_by_id=current_user.id)
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
        db.session.flush()
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّل المؤشر. أضف قيمه بمصادرها في هذه الصفحة."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("figures.read")
def show(id):
    record = load(Figure, id, options=SHEET)
    mine = can("figures.write") and record.editable_by(current_user)
    return render_template(
        "figures/show.html",
        labels=FigureForm.labels(),
        lists=LISTS,
        trail=changes(id, 6),
        can_edit=may_edit(record, "figures.write"),
        mine=mine,
        states=STATES,
        tones=TONES,
        **told(record),
    )


inline_fields(bp, Figure, FigureForm, "figures.write", "figures/_field.html")


def told(record: Figure) -> dict:
    """The figure with all that its values say, for the page and the paper."""
    standing = record.standing
    return {
        "record": record,
        "standing": {row.id for row in standing},
        "clashes": comparing.clashes(record),
        "gaps": comparing.gaps(record),
        "bars": _bars((row.when, row) for row in reversed(standing) if not row.part),
        "may_approve": can("figures.approve") and record.editable_by(current_user) and not record.frozen,
    }


def _bars(rows) -> list:
    """Of the totals in the order of time, each as it was said."""
    rows = [(name, row) for name, row in rows if row.amount is not None][-MOST_BARS:]
    if len(rows) < LEAST_BARS:
        return []
    bars = charts.bars((name, row.amount, None) for name, row in rows)
    return [(bar, row.words) for bar, (_name, row) in zip(bars, rows, strict=True)]


@bp.get("/<id:id>/history")
@allow("figures.read")
def history(id):
    """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
    record = load(Figure, id)
    if wants_fragment():
        return fragment_or_page("figures/_trail.html", record=record, trail=changes(id, 6))
    return render_template("figures/history.html", record=record, changes=changes(id, 500))


@bp.post("/<id:id>/archive")
@allow("figures.write")
def archive(id):
    record = load(Figure, id, to="edit")
    record.refuse_if_frozen()
    record.archive(by=current_user)
    db.session.commit()
    flash((_("نُقل المؤشر إلى الأرشيف."), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("figures.write")
def restore(id):
    record = load(Figure, id, to="edit")
    record.unarchive()
    db.session.commit()
    flash(_("أُعيد المؤشر من الأرشيف."), "done")
    return redirect(url_for(".show", id=id), 303)


def changes(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in FigureForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template("figures/new.html", form=form, asked=asked, draft=draft, once=once.fresh_key()), status
