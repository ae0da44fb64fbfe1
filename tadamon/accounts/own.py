"""The page of one's own: the password, the language, the digits, and the sessions left open elsewhere."""

from flask import Flask, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow
from tadamon.accounts import acts, passwords, sessions
from tadamon.accounts.forms import FirstPasswordForm, OwnForm, PasswordChangeForm
from tadamon.accounts.models import Attempt, User, password_matches
from tadamon.accounts.routes import bp
from tadamon.extensions import db
from tadamon.language import _
from tadamon.web.answers import go

OPEN_BEFORE = {f"accounts.{view}" for view in ("own", "change_password", "session_left", "extend_session")} | {"static"}


def init_app(app: Flask) -> None:
    app.before_request(first_password_first)


def first_password_first():
    """Someone with a first password gets nothing but the form that changes it."""
    view = current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint in OPEN_BEFORE or getattr(view, "allowed", None) == "public":
        return None
    if current_user.is_authenticated and current_user.must_change_password:
        return go(url_for("accounts.own"))
    return None


@bp.get("/me")
@allow("open")
def own():
    return _page()


@bp.post("/me")
@allow("open")
def update_own():
    form = OwnForm()
    if not form.validate():
        return _page(own=form, status=422)
    person = me()
    person.language, person.digits = form.language.data, form.digits.data
    if "email" in request.form:
        person.email = form.email.data
    db.session.commit()
    flash(_("حُفظت اللغة وشكل الأرقام."), "done")
    response = redirect(url_for(".own"), 303)
    response.set_cookie("lang", person.language, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@bp.post("/me/password")
@allow("open")
def change_password():
    person, address = me(), (request.remote_addr or "")[:64]
    form = FirstPasswordForm() if person.must_change_password else PasswordChangeForm()
    if Attempt.must_wait(person.username, address):
        form.new_password.errors = [_("محاولات كثيرة. انتظر ربع ساعة ثم أعد المحاولة، أو اطلب كلمة مرور جديدة.")]
        return _page(password=form, status=429)
    old, new = form.old_password.data if "old_password" in form else None, form.new_password.data or ""
    if old is not None and not password_matches(person.password_hash, old[:1000]):
        db.session.add(Attempt(username_key=person.username_key, address=address, succeeded=False))
        db.session.commit()
        form.old_password.errors = [_("كلمة المرور الحالية غير صحيحة. اكتبها كما تدخل بها.")]
        return _page(password=form, status=422)
    wrong = passwords.refusal(new, person.username)
    if wrong is None and password_matches(person.password_hash, new):
        wrong = _("اكتب كلمة مرور غير الحالية.")
    if wrong:
        form.new_password.errors = [wrong]
        return _page(password=form, status=422)
    person.set_password(new)
    acts.note("password-changed")
    sessions.begin(person)
    db.session.commit()
    flash(_("تغيّرت كلمة المرور، وانتهت جلساتك على الأجهزة الأخرى."), "done")
    return redirect(url_for("home.show" if "old_password" not in form else ".own"), 303)


@bp.post("/me/sessions/ending")
@allow("open")
def end_other_sessions():
    """A new epoch: every cookie of this person is dead but the one this answer carries."""
    person = me()
    person.end_sessions()
    acts.note("sessions-ended")
    sessions.begin(person)
    db.session.commit()
    flash(_("انتهت جلساتك المفتوحة على الأجهزة الأخرى."), "done")
    return redirect(url_for(".own"), 303)


def me() -> User:
    return db.session.get(User, current_user.id)


def _page(own=None, password=None, status=200):
    person = me()
    if person.must_change_password:
        form = password or FirstPasswordForm(formdata=None)
        return render_template("accounts/first_password.html", form=form), status
    own = own or OwnForm(
        formdata=None, data={"language": person.language, "digits": person.digits, "email": person.email}
    )
    password = password or PasswordChangeForm(formdata=None)
    form = next((each for each in (own, password) if each.errors), None)
    return render_template("accounts/own.html", person=person, own=own, password=password, form=form), status
