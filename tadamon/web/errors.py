"""Every refusal in the layout, in the reader's language, with a way back."""

import logging
import secrets
from contextlib import suppress

from flask import Flask, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from tadamon.extensions import db, login
from tadamon.language import _
from tadamon.records.base import Refused
from tadamon.web.answers import wants_fragment

log = logging.getLogger("tadamon")

def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(DataError, unstorable)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(500, broken)


def answer(status: int, message=None, kept=()):
    """The page of an error, or for htmx a sentence for the alarm; `message` replaces the usual advice.

    `kept` are the (name, value) of a form that the page offers to send again.
    """
    with suppress(SQLAlchemyError):
        db.session.rollback()
    reference = secrets.token_hex(3).upper()
    log.info("answered %s to %s %s, reference %s", status, request.method, request.path.encode(), reference)
    plain = status >= 500
    if plain:
        g._login_user = login.anonymous_user()  # or every template would ask the database who is signed in
    if not wants_fragment():
        page = render_template(
            "errors/error.html", status=status, message=message, reference=reference, plain=plain, kept=kept
        )
        return page, status
    sentence = render_template("errors/_error.html", status=status, message=message, reference=reference)
    return sentence, status, {"HX-Retarget": "#alarm", "HX-Reswap": "innerHTML"}


def http(error: HTTPException):
    if error.code is None or error.code < 400:
        return error
    response = make_response(answer(error.code))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def expired_form(_error):
    return answer(400, _("انتهت صلاحية هذه الصفحة. حدّثها ثم أرسل ما كتبته من جديد."))


def refused(error: Refused):
    return answer(409, str(error))


def stale(_error):
    return answer(409, _("عدّل زميل هذا السجل في اللحظة نفسها. ارجع إليه لترى الجديد ثم احفظ ما تريد."))


def unstorable(error):
    log.warning("unstorable value: %s", type(error.orig).__name__)
    return answer(422)


def busy(error):
    log.warning("database busy or away: %s", error.orig)
    response = make_response(answer(503, kept=typed()))
    response.headers["Retry-After"] = "5"
    return response


def typed() -> list[tuple[str, str]]:
    """What a person typed into the form that could not be saved; never a password."""
    if request.method != "POST" or request.files:
        return []
    return [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "password")]


def broken(error):
    log.error("broken", exc_info=getattr(error, "original_exception", error))
    return answer(500)
