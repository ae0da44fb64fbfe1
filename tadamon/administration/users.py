from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from tadamon.access import allow
from tadamon.accounts import acts, passwords
from tadamon.accounts.models import Unit, User
from tadamon.administration import listing
from tadamon.administration.editing import changes, find, refused, stamp
from tadamon.administration.forms import TAKEN, NewUserForm, UserFilterForm, UserForm
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.words import fold, username_key
from tadamon.records.base import Refused
from tadamon.web import once

bp = Blueprint("users", __name__, url_prefix="/users")


@bp.get("")
@allow("administration")
def index():
    filters = UserFilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return render_template("administration/users/index.html", filters=filters, page=found(filters)), status


@bp.get("/new")
@allow("administration")
def new():
    return _new(NewUserForm(formdata=None))


@bp.post("")
@allow("administration")
def create():
    form = NewUserForm()
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is not None:
        flash(_("أُضيف هذا المستخدم من قبل. إن لم تسجّل كلمة مروره الأولى فأعطه كلمة جديدة."), "done")
        return redirect(url_for(".show", id=earlier), 303)
    user = User(username=form.name, username_key=username_key(form.name))
    first = _fill(user, form)
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        form.username.errors = [str(TAKEN)]
        return _new(form, 422)
    once.made(user)
    acts.note("user-added", acts.called(user), {"role": ["", user.role], "unit_id": ["", user.unit.name_ar]})
    db.session.commit()
    return _first_password(user, first)


@bp.get("/<id:id>")
@allow("administration")
def show(id):
    user = find(User, id)
    return _edit(user, UserForm.of(user))


@bp.post("/<id:id>")
@allow("administration")
def update(id):
    user = find(User, id)
    form = UserForm.of(user)
    if status := refused(form):
        return _edit(user, form, status)
    changed = changes(form)
    try:
        user.take_role(form.role.data)
    except Refused as reason:
        form.role.errors = [str(reason)]
        return _edit(user, form, 422)
    form.put(user)
    if changed:
        acts.note("user-changed", acts.called(user), changed)
    db.session.commit()
    flash(_("حُفظت بيانات %(name)s.", name=user.full_name), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/password")
@allow("administration")
def reset(id):
    """A first password, told in this very answer and kept nowhere in words."""
    user = find(User, id)
    if not user.is_active:
        raise Refused(_("حساب هذا المستخدم موقوف. أعد تفعيله أولًا."))
    first = passwords.first_password()
    user.set_password(first, first=True)
    acts.note("password-reset", acts.called(user))
    db.session.commit()
    return _first_password(user, first)


@bp.post("/<id:id>/disable")
@allow("administration")
def disable(id):
    user = find(User, id)
    if user.is_active:
        user.disable()
        acts.note("user-disabled", acts.called(user))
    db.session.commit()
    flash((_("أُوقف حساب %(name)s وانتهت جلساته.", name=user.full_name), url_for(".enable", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/enable")
@allow("administration")
def enable(id):
    user = find(User, id)
    if user.unit.archived_at is not None:
        raise Refused(_("وحدة هذا المستخدم في الأرشيف. انقله إلى وحدة أخرى ثم أعد تفعيله."))
    if not user.is_active:
        user.enable()
        acts.note("user-enabled", acts.called(user))
    db.session.commit()
    flash(_("أُعيد تفعيل حساب %(name)s.", name=user.full_name), "done")
    return redirect(url_for(".show", id=id), 303)


def found(filters) -> listing.Page:
    """The people the filters leave, by name."""
    given = {field.name: field.data for field in filters if field.data and not field.errors}
    query = select(User).options(joinedload(User.unit, innerjoin=True)).order_by(User.search_key, User.id)
    for word in fold(given.get("q", "")).split()[:8]:
        query = query.where(User.search_key.contains(word, autoescape=True))
    if "unit" in given:
        query = query.where(User.unit.has(Unit.office_id == given["unit"]))
    if "role" in given:
        query = query.where(User.role == given["role"])
    if "state" in given:
        query = query.where(
            User.disabled_at.is_not(None) if given["state"] == "disabled" else User.disabled_at.is_(None)
        )
    last = db.session.get(User, listing.after()) if listing.after() else None
    if last is not None:
        query = query.where(tuple_(User.search_key, User.id) > (last.search_key, last.id))
    return listing.page(query)


def _fill(user: User, form) -> str:
    """Put a new user together; the first password, in words."""
    form.put(user)
    user.role = form.role.data
    first = passwords.first_password()
    user.set_password(first, first=True)
    return first


def _new(form, status=200):
    return render_template("administration/users/new.html", form=form, once=once.fresh_key()), status


def _edit(user, form, status=200):
    return render_template("administration/users/show.html", user=user, form=form, stamp=stamp(form)), status


def _first_password(user, first):
    return render_template("administration/users/password.html", user=user, first=first)
