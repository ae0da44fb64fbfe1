"""What issues of citizens are about, and in how many working days each is to be answered."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.administration import listing
from tadamon.administration.editing import changes, find, refused, stamp
from tadamon.administration.forms import CategoryForm
from tadamon.extensions import db
from tadamon.issues.models import Category
from tadamon.language import _
from tadamon.records.base import now
from tadamon.web import once

bp = Blueprint("issue_categories", __name__, url_prefix="/issue-categories")


@bp.get("")
@allow("administration")
def index():
    return render_template("administration/issue_categories/index.html", categories=ordered())


@bp.get("/new")
@allow("administration")
def new():
    return _new(CategoryForm(formdata=None))


@bp.post("")
@allow("administration")
def create():
    form = CategoryForm()
    if not form.validate():
        return _new(form, 422)
    if once.already_made() is None:
        last = db.session.scalar(select(func.max(Category.position))) or 0
        category = Category(code=f"own-{once.fresh_key()}", position=last + 1)
        form.put(category)
        db.session.add(category)
        db.session.flush()
        once.made(category)
        acts.note("issue-category-added", category.name_ar)
        db.session.commit()
        flash(_("أُضيفت الفئة «%(category)s».", category=category.name), "done")
    return redirect(url_for(".index"), 303)


@bp.get("/<id:id>")
@allow("administration")
def show(id):
    category = find(Category, id)
    return _edit(category, CategoryForm.of(category))


@bp.post("/<id:id>")
@allow("administration")
def update(id):
    category = find(Category, id)
    form = CategoryForm.of(category)
    if status := refused(form):
        return _edit(category, form, status)
    if changed := changes(form):
        acts.note("issue-category-changed", category.name_ar, changed)
    form.put(category)
    db.session.commit()
    flash(_("حُفظت الفئة «%(category)s»، وحُسب موعد الرد من جديد لما لم يُرد عليه.", category=category.name), "done")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/position")
@allow("administration")
def position(id):
    category, direction = find(Category, id), request.form.get("direction")
    if direction not in ("up", "down"):
        abort(400)
    standing = [each for each in ordered() if not each.archived_at]
    if category.archived_at is None and listing.place(standing, category, direction):
        acts.note("issue-category-moved", category.name_ar)
    db.session.commit()
    return redirect(url_for(".index", _anchor=f"category-{id}"), 303)


@bp.post("/<id:id>/archive")
@allow("administration")
def archive(id):
    category = find(Category, id)
    if category.archived_at is None:
        category.archived_at = now()
        acts.note("issue-category-archived", category.name_ar)
    db.session.commit()
    said = _("لن تُعرض الفئة «%(category)s» في الموضوعات الجديدة.", category=category.name)
    flash((said, url_for(".restore", id=id)), "undo")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/restore")
@allow("administration")
def restore(id):
    category = find(Category, id)
    if category.archived_at is not None:
        category.archived_at = None
        acts.note("issue-category-restored", category.name_ar)
    db.session.commit()
    flash(_("أُعيدت الفئة «%(category)s».", category=category.name), "done")
    return redirect(url_for(".index"), 303)


def ordered() -> list[Category]:
    """Those in use first, each group in its order."""
    query = select(Category).order_by(Category.archived_at.is_not(None), Category.position, Category.id)
    return list(db.session.scalars(query))


def _new(form, status=200):
    return render_template("administration/issue_categories/new.html", form=form, once=once.fresh_key()), status


def _edit(category, form, status=200):
    return render_template(
        "administration/issue_categories/show.html", category=category, form=form, stamp=stamp(form)
    ), status
