"""Every refusal in the layout, in the reader's language, with a way back."""

import logging
import secrets
from contextlib import suppress
from urllib.parse import quote

from flask import Flask, current_app, g, make_response, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from tadamon.extensions import db, login
from tadamon.language import _
from tadamon.records.base import Refused
from tadamon.records.files.room import NO_ROOM
from tadamon.web.answers import wants_fragment

log = logging.getLogger("tadamon")
NO_TABLE = "42P01"  # PostgreSQL before it is set up; SQLite says so with an OperationalError
FULL = ("disk is full", "disk I/O error", "No space left", "could not extend file")


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(DataError, unstorable)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(NoneFree, busy)
    app.register_error_handler(DBAPIError, broken_off)
    app.register_error_handler(IntegrityError, clashing)
    app.register_error_handler(OSError, unwritable)
    app.register_error_handler(500, broken)


def answer(status: int, message=None, again=(), wrote=()):
    """The page of an error, or for htmx a sentence for the alarm; `message` replaces the usual advice.

    `again` is [(name, value)] of what was posted, kept in the page to be sent once more;
    `wrote` is the texts of it alone, to be copied where sending it again would not help.
    """
    with suppress(SQLAlchemyError):
        db.session.rollback()
    reference = secrets.token_hex(3).upper()
    log.info("answered %s to %s %s, reference %s", status, request.method, request.path.encode(), reference)
    plain = status >= 500
    if plain:  # the database may be away: it is not asked who this is
        g._login_user = login.anonymous_user()
    if not wants_fragment():
        page = render_template(
            "errors/error.html",
            status=status,
            message=message,
            reference=reference,
            plain=plain,
            again=again,
            wrote=wrote,
        )
        return page, status
    sentence = render_template("errors/_error.html", status=status, message=message, reference=reference)
    said = quote(Markup(sentence).striptags())
    return sentence, status, {"HX-Retarget": "#alarm", "HX-Reswap": "innerHTML", "X-Said": said}


def http(error: HTTPException):
    if error.code is None or error.code < 400:
        return error
    response = make_response(answer(error.code))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def expired_form(_error):
    """A token of an ended session. With htmx the text is still in the page, so signing in is enough."""
    if wants_fragment() and not current_user.is_authenticated and request.endpoint != "accounts.start_session":
        return current_app.login_manager.unauthorized()
    return answer(400, _("انتهت صلاحية هذه الصفحة. حدّثها ثم أرسل ما كتبته من جديد."))


def refused(error: Refused):
    return answer(409, str(error), wrote=written())


def stale(_error):
    return answer(409, _("عدّل زميل هذا السجل في اللحظة نفسها. ارجع إليه لترى الجديد ثم احفظ ما تريد."), wrote=written())


def unstorable(error):
    log.warning("unstorable value: %s", type(error.orig).__name__)
    return answer(422)


def clashing(error):
    """Two people gave a thing the same name or number at the same moment; any other breach is our fault."""
    if not any(mark in str(error.orig) for mark in ("UNIQUE", "unique constraint")):
        return broken(error)
    return stale(error)


def busy(error):
    """The database is locked, away or without room; what was posted stays with the person."""
    reason = str(getattr(error, "orig", error))
    log.warning("database busy or away: %s", reason)
    return later(full() if any(mark in reason for mark in FULL) else None, posted())


def broken_off(error):
    away = error.connection_invalidated or getattr(error.orig, "sqlstate", None) == NO_TABLE
    return busy(error) if away else broken(error)


def unwritable(error):
    if error.errno not in NO_ROOM:
        return broken(error)
    log.warning("no room on the disk: %s", error)
    return later(full())


def full() -> str:
    return _("لا مكان على قرص الخادم، فلم يُحفظ ما أرسلته. أبلغ مدير النظام، ثم أعد المحاولة.")


def later(message=None, again=()):
    response = make_response(answer(503, message, again))
    response.headers["Retry-After"] = "5"
    return response


def posted() -> list[tuple[str, str]]:
    """The fields of a form without script, to be sent again as they are; no passwords, no files."""
    if request.method != "POST" or wants_fragment() or request.files or "password" in str(list(request.form)):
        return []
    return list(request.form.items(multi=True))


def written() -> list[str]:
    """What a person wrote in a form without script; codes and numbers of the form itself are not writing."""
    return [value for _name, value in posted() if " " in value.strip() or not value.isascii()]


def broken(error):
    cause = getattr(error, "original_exception", None) or error
    if isinstance(cause, OperationalError):  # the database went away while the answer was being finished
        return busy(cause)
    log.error("broken", exc_info=cause)
    return answer(500)
