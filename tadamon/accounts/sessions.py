"""Who is signed in: a signed cookie with the person's epoch, and the times that end it."""

import time
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from tadamon.accounts.forms import SignInForm
from tadamon.accounts.models import Unit, User
from tadamon.extensions import db, login
from tadamon.language import _
from tadamon.records import settings
from tadamon.web import drafts
from tadamon.web.addresses import within
from tadamon.web.answers import wants_fragment

ABSOLUTE = 12 * 60 * 60
RENEW = 60

# {name: function that makes a column} of what rooms above want to know of every request's person, in the same statement.
beside: dict = {}


def init_app(app: Flask) -> None:
    login.init_app(app)
    login.session_protection = None
    login.user_loader(person)
    login.unauthorized_handler(sign_in_first)
    app.after_request(renew)
    app.jinja_env.globals["session_left"] = left


def begin(user: User) -> bool:
    """Start a new session for this person; whether the browser's last one was theirs too, or there was none.

    Of a session of theirs the forms that are still open stay good; nothing else of an earlier one stays.
    """
    last = session.get("_user_id", "").partition(".")[0]
    token = session.get("csrf_token") if last == str(user.id) else None
    session.clear()
    if token:
        session["csrf_token"] = token
    session["_user_id"], session["_fresh"] = user.get_id(), True
    session["started"] = session["seen"] = int(time.time())
    return last in ("", str(user.id))


def person(key: str) -> User | None:
    """The person of a session key "id.epoch", if the session is neither ended nor too old."""
    id, _, epoch = key.partition(".")
    moment = time.time()
    started, seen = session.get("started", 0), session.get("seen", 0)
    if moment - started > ABSOLUTE:
        return None
    user, house, *known = db.session.execute(_person(db.engine.name), {"id": int(id)}).first() or (None, None)
    settings.remember(house)
    db.session.info["beside"] = dict(zip(beside, known, strict=False))
    if moment - seen > idle() or seen > moment + idle():
        return None
    return user if user and user.is_active and str(user.epoch) == epoch else None


@cache
def _person(engine: str) -> Select:
    # Asked by every request, so it is put together once.
    return (
        select(User, settings.beside(engine), *(make() for make in beside.values()))
        .where(User.id == bindparam("id"))
        .options(joinedload(User.unit, innerjoin=True).joinedload(Unit.office))
    )


def idle() -> int:
    """Seconds without a request after which a session is over."""
    return settings.setting("idle_minutes") * 60


def left() -> int:
    """Seconds until this session ends if it is not used."""
    return int(min(session.get("seen", 0) + idle(), session.get("started", 0) + ABSOLUTE) - time.time())


def renew(response):
    """Being used keeps a session alive; what a page asks by itself does not."""
    passive = getattr(current_app.view_functions.get(request.endpoint), "passive", False)
    if not passive and current_user.is_authenticated and time.time() - session.get("seen", 0) > RENEW:
        session["seen"] = int(time.time())
    return response


def owner() -> User | None:
    """Whose session this was before its time ran out."""
    id, _dot, epoch = session.get("_user_id", "").partition(".")
    user = db.session.get(User, int(id)) if id else None
    return user if user and user.is_active and str(user.epoch) == epoch else None


def sign_in_first():
    """To the sign-in page, and back afterwards; with htmx, 401 and a form to sign in where one stands.

    What was posted is kept as a draft of the person whose session ran out.
    """
    if getattr(current_app.view_functions[request.endpoint], "passive", False):
        return "", 401, {"HX-Reswap": "none"}
    person = owner()
    parked = drafts.park(person.id) if person and request.method == "POST" else None
    if wants_fragment():
        return sign_in_again(person and person.username, 401)
    if parked:
        flash(_("انتهت جلستك. حُفظ ما كتبته مسودةً، ويظهر حين تدخل باسمك."), "done")
    return redirect(url_for("accounts.sign_in", next=parked or _here()), 303)


def sign_in_again(username: str | None, status: int, failed=None):
    """The small form of the dialog, with whatever went wrong in it."""
    person = owner()
    form = SignInForm(formdata=None, data={"username": username})
    words = render_template(
        "accounts/_sign_in_again.html", form=form, person=person and person.full_name, failed=failed
    )
    return words, status, {"HX-Retarget": "#dialog", "HX-Reswap": "innerHTML"}


def _here() -> str | None:
    """The page one is on, or was on when posting something that no editor shows again."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    return within(urlsplit(request.referrer or "").path)
