from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.administration import listing
from tadamon.administration.editing import changes, find, refused, stamp
from tadamon.administration.forms import AxisForm
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _
from tadamon.records.base import now
from tadamon.web import once

bp = Blueprint("axes", __name__, url_prefix="/axes")


@bp.get("")
@allow("administration")
def index():
    return render_template("administration/axes/index.html", axes=ordered())


@bp.get("/new")
@allow("administration")
def new():
    return _new(AxisForm(formdata=None))


@bp.post("")
@allow("administration")
def create():
    form = AxisForm()
    if not form.validate():
        return _new(form, 422)
    if once.already_made() is None:
        last = db.session.scalar(select(func.max(Axis.position))) or 0
        axis = Axis(code=f"own-{once.fresh_key()}", position=last + 1)
        form.put(axis)
        db.session.add(axis)
        db.session.flush()
        once.made(axis)
        acts.note("axis-added", axis.name_ar)
        db.session.commit()
        flash(_("أُضيف المحور «%(axis)s».", axis=axis.name), "done")
    return redirect(url_for(".index"), 303)


@bp.get("/<id:id>")
@allow("administration")
def show(id):
    axis = find(Axis, id)
    return _edit(axis, AxisForm.of(axis))


@bp.post("/<id:id>")
@allow("administration")
def update(id):
    axis = find(Axis, id)
    form = AxisForm.of(axis)
    if status := refused(form):
        return _edit(axis, form, status)
    if changed := changes(form):
        acts.note("axis-changed", axis.name_ar, changed)
    form.put(axis)
    db.session.commit()
    flash(_("حُفظ المحور «%(axis)s».", axis=axis.name), "done")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/position")
@allow("administration")
def position(id):
    axis = find(Axis, id)
    direction = request.form.get("direction")
    if direction not in ("up", "down"):
        abort(400)
    if axis.archived_at is None and listing.place(
        [each for each in ordered() if not each.archived_at], axis, direction
    ):
        acts.note("axis-moved", axis.name_ar)
    db.session.commit()
    return redirect(url_for(".index", _anchor=f"axis-{id}"), 303)


@bp.post("/<id:id>/archive")
@allow("administration")
def archive(id):
    axis = find(Axis, id)
    if axis.archived_at is None:
        axis.archived_at = now()
        acts.note("axis-archived", axis.name_ar)
    db.session.commit()
    said = _("لن يُعرض المحور «%(axis)s» في السجلات الجديدة.", axis=axis.name)
    flash((said, url_for(".restore", id=id)), "undo")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/restore")
@allow("administration")
def restore(id):
    axis = find(Axis, id)
    if axis.archived_at is not None:
        axis.archived_at = None
        acts.note("axis-restored", axis.name_ar)
    db.session.commit()
    flash(_("أُعيد المحور «%(axis)s».", axis=axis.name), "done")
    return redirect(url_for(".index"), 303)


def ordered() -> list[Axis]:
    """Those in use first, each group in its order."""
    query = select(Axis).order_by(Axis.archived_at.is_not(None), Axis.position, Axis.id)
    return list(db.session.scalars(query))


def _new(form, status=200):
    return render_template("administration/axes/new.html", form=form, once=once.fresh_key()), status


def _edit(axis, form, status=200):
    return render_template("administration/axes/show.html", axis=axis, form=form, stamp=stamp(form)), status
