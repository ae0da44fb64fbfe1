import time

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from tadamon.access import allow, public
from tadamon.accounts import acts, sessions
from tadamon.accounts.forms import SignInForm
from tadamon.accounts.models import NOBODY, Attempt, User, password_matches
from tadamon.extensions import db
from tadamon.language import _, words
from tadamon.records.files import room
from tadamon.records.settings import setting
from tadamon.records.transactions import writing
from tadamon.web.addresses import within
from tadamon.web.answers import fragment_or_page, wants_fragment

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
@public
def sign_in():
    if current_user.is_authenticated:
        return redirect(within(request.args.get("next")) or url_for("home.show"), 303)
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), **_beside(), failed=False)


@bp.post("/sign-in")
@public
def start_session():
    """Hashing takes 50 ms, so it happens before the write lock is taken."""
    form = SignInForm()
    username, password = (form.username.data or "")[:200], (form.password.data or "")[:1000]
    address = (request.remote_addr or "")[:64]
    with writing(False):
        if Attempt.must_wait(username, address):
            db.session.rollback()
            return _again(form, 429, _("محاولات كثيرة. انتظر ربع ساعة ثم أعد المحاولة، أو اطلب كلمة مرور جديدة."))
        user = User.named(username)
        hashed = user.password_hash if user else NOBODY
        db.session.rollback()
        right = password_matches(hashed, password) and user is not None
    with writing():
        user = User.named(username) if right else None
        right = user is not None and user.is_active and user.password_hash == hashed
        expired = right and user.password_expired
        key = words.username_key(username)[:80]
        db.session.add(Attempt(username_key=key, address=address, succeeded=right))
        _note(right, expired, username, user)
        if right and not expired:
            continues = sessions.begin(user)
        language, id = (user.language, user.id) if right else (None, None)
        db.session.commit()
    if not right:
        return _again(form, 422, _("اسم المستخدم أو كلمة المرور غير صحيحة. راجعهما ثم أعد المحاولة."))
    if expired:
        return _again(form, 422, _("انتهت مدة كلمة المرور الأولى. اطلب من مدير النظام كلمة جديدة."))
    if wants_fragment():
        return fragment_or_page("accounts/_signed_in.html", person=id)
    response = redirect((continues and within(_next())) or url_for("home.show"), 303)
    if "lang" not in request.cookies:
        response.set_cookie("lang", language, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


start_session.decides_itself = True


@bp.get("/session")
@allow("open")
def session_left():
    """How many seconds this session has left; asking does not extend it."""
    return {"left": sessions.left()}


session_left.passive = True


@bp.post("/session")
@allow("open")
def extend_session():
    session["seen"] = int(time.time())
    return {"left": sessions.left()}


@bp.post("/sign-out")
@public
def sign_out():
    """Ends the person's sessions on every PC, so that a cookie left behind is dead."""
    if current_user.is_authenticated:
        acts.note("signed-out")
        db.session.get(User, current_user.id).end_sessions()
        db.session.commit()
    session.clear()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.post("/language")
@public
def language():
    """Keep the language of the screens in a cookie of its own, and with the person when signed in."""
    chosen = request.form.get("lang")
    response = make_response(redirect(within(request.form.get("next")) or url_for("home.show"), 303))
    if chosen in ("ar", "en"):
        response.set_cookie("lang", chosen, max_age=365 * 86400, samesite="Lax", httponly=True)
        if current_user.is_authenticated:
            db.session.get(User, current_user.id).language = chosen
            db.session.commit()
    return response


@bp.post("/digits")
@allow("open")
def digits():
    """How numbers are shown to this person: ٠-٩ or 0-9."""
    chosen = request.form.get("digits")
    if chosen in ("arab", "latn"):
        db.session.get(User, current_user.id).digits = chosen
        db.session.commit()
        flash(_("ستظهر الأرقام بالشكل الذي اخترته."), "done")
    return redirect(within(request.form.get("next")) or url_for("home.show"), 303)


@bp.get("/healthz")
@public
def healthz():
    """Whether this process answers; "warn" when a disk it writes to is nearly full."""
    low = room.short(current_app.config["TADAMON_INSTANCE"], current_app.config["TADAMON_FILES"])
    return {"status": "warn", "warning": "less than 5 % of the disk is free"} if low else {"status": "ok"}


@bp.get("/readyz")
@public
def readyz():
    """Whether the database answers and is set up; 503 while it does not or is not."""
    try:
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
        users = bool(db.session.scalar(select(User.id).limit(1)))
    except SQLAlchemyError:
        db.session.rollback()
        return (
            {"status": "not ready", "reason": "the database does not answer or is not set up"},
            503,
            {"Retry-After": "5"},
        )
    return {"status": "ready", "revision": revision, "users": users}


def _note(right: bool, expired: bool, typed: str, user: User | None) -> None:
    """The log of a sign-in. Of a name no one has, three letters: people type passwords there by mistake."""
    if right:
        acts.note("first-password-expired" if expired else "signed-in", by=user)
        return
    known = User.named(typed)
    acts.note("sign-in-failed", acts.called(known) if known else words.username_key(typed)[:3] + "…")


def _beside() -> dict:
    return {"next": _next(), "help": setting("help")}


def _next() -> str:
    return within(request.values.get("next")) or ""


def _again(form, status, failed):
    if wants_fragment():
        return sessions.sign_in_again(form.username.data, status, failed)
    page = render_template("accounts/sign_in.html", form=form, **_beside(), failed=failed)
    return page, status
