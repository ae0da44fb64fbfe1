"""What every template can call."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, current_app, url_for

from tadamon import language
from tadamon.language import _, dates, digits
from tadamon.language.prose import prose
from tadamon.web import compiled
from tadamon.web.addresses import page_of
from tadamon.web.guard import HTMX_CDN
from tadamon.web.navigation import navigation
from tadamon.web.panels import panels

ROOT = Path(__file__).parents[2]
HTMX_VERSION = "4.0.1"
HTMX_FILE = f"vendor/htmx-{HTMX_VERSION}.min.js"


def init_app(app: Flask) -> None:
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.do")
    compiled.init_app(app, Path(__file__))
    env.globals.update(
        _=language._,
        ngettext=language.ngettext,
        reader=language.reader,
        navigation=navigation,
        asset=asset,
        page_of=page_of,
        panels=panels,
        htmx=htmx(app),
        demo_mode=app.config["TADAMON_MODE"] == "demo",
    )
    env.filters.update(
        digits=digits.to_reader,
        number=digits.number,
        day=dates.show_date,
        moment=dates.show_moment,
        prose=prose,
        clock=dates.show_time,
        bytes=size,
    )


def size(count: int) -> str:
    """A file's size for a person: kilobytes, or megabytes with one decimal."""
    if count < 1024 * 1024:
        return _("%(size)s ك.ب", size=digits.number(max(1, round(count / 1024))))
    return _("%(size)s م.ب", size=digits.number(round(count / 1024 / 1024, 1)))


@cache
def _digest(file: str, _changed: float) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """A static file's address, which changes when the file does, so that browsers may keep it for ever."""
    file = Path(current_app.static_folder) / name
    return url_for("static", filename=name, v=_digest(str(file), file.stat().st_mtime))


@dataclass(frozen=True)
class Htmx:
    """Where htmx comes from: a CDN with the vendored copy behind it, or that copy alone."""

    cdn_url: str | None
    integrity: str

    @property
    def local_url(self) -> str:
        return asset(HTMX_FILE)


def htmx(app: Flask) -> Htmx:
    file = Path(app.static_folder) / HTMX_FILE
    digest = b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
    cdn = f"{HTMX_CDN}/npm/htmx.org@{HTMX_VERSION}/dist/htmx.min.js"
    return Htmx(None if app.config["TADAMON_HTMX"] == "local" else cdn, f"sha384-{digest}")
