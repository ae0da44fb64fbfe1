"""Every refusal in the layout, in the reader's language, with a way back."""

import logging
import secrets
from contextlib import suppress

from flask import Flask, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from tadamon.extensions import db
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


def answer(status: int, message=None):
    """The page of an error, or for htmx a sentence for the alarm; `message` replaces the usual advice."""
    with suppress(SQLAlchemyError):
        db.session.rollback()
    reference = secrets.token_hex(3).upper()
    log.info("answered %s to %s %s, reference %s", status, request.method, request.path.encode(), reference)
    plain = status >= 500
    if not wants_fragment():
        page = render_template("errors/error.html", status=status, message=message, reference=reference, plain=plain)
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
    response = make_response(answer(503))
    response.headers["Retry-After"] = "5"
    return response


def broken(error):
    log.error("broken", exc_info=getattr(error, "original_exception", error))
    return answer(500)
