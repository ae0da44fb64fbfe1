"""Who is signed in: a signed cookie with the person's epoch, and the times that end it."""

import time

from flask import Flask, redirect, request, session, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tadamon.accounts.models import Unit, User
from tadamon.extensions import db, login
from tadamon.web.answers import go, wants_fragment

IDLE = 60 * 60
ABSOLUTE = 12 * 60 * 60
RENEW = 60
# Asked by every request, so it is put together once.
PERSON = select(User).where(User.id == bindparam("id")).options(
    joinedload(User.unit, innerjoin=True).joinedload(Unit.office)
)


def init_app(app: Flask) -> None:
    login.init_app(app)
    login.session_protection = None
    login.user_loader(person)
    login.unauthorized_handler(sign_in_first)
    app.after_request(renew)


def begin(user: User) -> None:
    """Start a new session for this person; nothing of an earlier one stays."""
    session.clear()
    session["_user_id"], session["_fresh"] = user.get_id(), True
    session["started"] = session["seen"] = int(time.time())


def person(key: str) -> User | None:
    """The person of a session key "id.epoch", if the session is neither ended nor too old."""
    id, _, epoch = key.partition(".")
    moment = time.time()
    started, seen = session.get("started", 0), session.get("seen", 0)
    if moment - seen > IDLE or moment - started > ABSOLUTE or seen > moment + IDLE:
        return None
    user = db.session.scalar(PERSON, {"id": int(id)})
    return user if user and user.is_active and str(user.epoch) == epoch else None


def renew(response):
    if current_user.is_authenticated and time.time() - session.get("seen", 0) > RENEW:
        session["seen"] = int(time.time())
    return response


def sign_in_first():
    """To the sign-in page, and back afterwards."""
    here = request.full_path.rstrip("?") if request.method == "GET" and not wants_fragment() else None
    url = url_for("accounts.sign_in", next=here)
    if wants_fragment():
        response = go(url)
        response.status_code = 401
        return response
    return redirect(url, 303)
