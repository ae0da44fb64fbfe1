"""What every request and answer passes: who may write, where the request came from, headers, gzip."""

import gzip
import re
from contextlib import suppress

from flask import Flask, abort, current_app, g, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from tadamon.records.history import acting
from tadamon.records.transactions import writes

TEXTS = ("text/html", "application/json", "text/css", "text/javascript", "image/svg+xml")
SAFE = ("GET", "HEAD", "OPTIONS")
HTMX_CDN = "https://cdn.jsdelivr.net"
CSP = (
    "default-src 'none'; script-src 'self'{cdn}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'"
)


# Any name or number a browser can be sent to; what is none would break the building of addresses.
HOST = re.compile(r"(?=.{1,255}$)(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?)(:[0-9]{1,5})?")


class Hosts:
    """Answers 400 to a Host header that names no host, before anything else reads it."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        if HOST.fullmatch(environ.get("HTTP_HOST", "localhost")):
            return self.wsgi_app(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return []


def init_app(app: Flask) -> None:
    app.wsgi_app = Hosts(app.wsgi_app)
    app.before_request(enter)
    app.after_request(headers)
    app.after_request(compress)
    app.teardown_request(leave)


def enter():
    """Before the person is loaded: readers never take the write lock."""
    g.tokens = [(writes, writes.set(request.method not in SAFE))]
    if request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    try:
        len(request.form)  # to its end before the person is loaded: a slow line must not hold the write lock
    except HTTPException as refusal:
        g.unreadable = refusal
    view = current_app.view_functions.get(request.endpoint)
    if request.method not in SAFE and not getattr(view, "decides_itself", False) and current_user.is_authenticated:
        g.tokens.append((acting, acting.set(current_user.id)))


def check():
    """After the reader is known, so that a refusal is in their language."""
    if "unreadable" in g:
        raise g.unreadable
    if request.method not in SAFE and foreign():
        abort(400)
    view = current_app.view_functions.get(request.endpoint)
    if request.endpoint and request.endpoint != "static" and not hasattr(view, "allowed"):
        abort(403)


def foreign() -> bool:
    """Whether another site's page sent this request."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return True
    origin = request.headers.get("Origin")
    return bool(origin) and origin.partition("://")[2] != request.host


def leave(_=None):
    for variable, token in reversed(g.pop("tokens", [])):
        with suppress(ValueError):
            variable.reset(token)


def headers(response):
    cdn = f" {HTMX_CDN}" if current_app.config["TADAMON_HTMX"] == "cdn" else ""
    response.headers.setdefault("Content-Security-Policy", CSP.format(cdn=cdn))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
    elif "v" in request.args:  # the address changes when the file does
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def compress(response):
    """gzip for texts; on plain HTTP the browsers of the floor take nothing else."""
    if (
        response.mimetype not in TEXTS
        or response.status_code in (204, 206, 304)
        or "Content-Encoding" in response.headers
        or not request.accept_encodings.quality("gzip")
    ):
        return response
    response.direct_passthrough = False
    if len(body := response.get_data()) < 700:
        return response
    response.set_data(gzip.compress(body, 5))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
