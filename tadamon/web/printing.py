"""A rendered page as a PDF, drawn outside this process with limits of time and memory."""

from contextlib import suppress
from pathlib import Path
from threading import Lock

import segno
from flask import Response, abort, make_response, render_template, request
from markupsafe import Markup

from tadamon.language import reader
from tadamon.language.reading import LANGUAGES
from tadamon.records import files
from tadamon.web import children, pictures
from tadamon.web.drawing import HEAD, MISSING

COMMAND = children.command(Path(__file__).with_name("drawing.py"))
SECONDS = 30
MEMORY = 700 * 2**20
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# A browser shows a PDF with a plugin of its own, which the policy of pages would keep from starting.
POLICY = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Unavailable(Exception):
    """The libraries that draw PDFs are not installed."""


class TooHeavy(Exception):
    """The page took too long or too much memory to draw."""


class Press:
    """One warm process that draws for this one; a job that breaks it costs a new process, nothing else."""

    def __init__(self, command=COMMAND, seconds=SECONDS):
        self.command, self.seconds = command, seconds
        self.lock, self.child = Lock(), None

    def pdf(self, html: str) -> bytes:
        """The page as a tagged PDF. Raises Unavailable or TooHeavy; waits its turn behind other pages."""
        if not self.lock.acquire(timeout=self.seconds):
            raise TooHeavy
        try:
            return self._draw(pictures.inlined(html).encode())
        finally:
            self.lock.release()

    def _running(self):
        if self.child is None or self.child.poll() is not None:
            self.child = children.start(self.command, MEMORY)
        return self.child

    def _draw(self, html: bytes) -> bytes:
        child = self._running()
        with children.within(child, self.seconds):
            with suppress(BrokenPipeError):
                child.stdin.write(len(html).to_bytes(HEAD) + html)
                child.stdin.flush()
            head = child.stdout.read(HEAD)
            pdf = child.stdout.read(int.from_bytes(head))
        if len(head) < HEAD or len(pdf) < int.from_bytes(head):
            self._bury(child)
        return pdf

    def _bury(self, child) -> None:
        """Say why the process ended, and let the next page start another."""
        self.child = None
        raise Unavailable if children.end(child) == MISSING else TooHeavy


press = Press()


def asked() -> str:
    """The language a paper is asked for in its address, else the reader's own."""
    language = request.args.get("lang", reader().language)
    return language if language in LANGUAGES else abort(404)


def answer(html: str, name: str, page: str) -> Response:
    """The PDF of `html`, shown in the browser under the file name `name`.

    When it cannot be drawn: a 503 that says why and leads to `page`, which the browser prints.
    """
    try:
        pdf = press.pdf(html)
    except (Unavailable, TooHeavy) as error:
        missing = isinstance(error, Unavailable)
        refusal = render_template("print/unavailable.html", page=page, packages=PACKAGES if missing else None)
        return make_response(refusal, 503)
    return shown(pdf, name)


def shown(pdf: bytes, name: str) -> Response:
    return Response(pdf, mimetype="application/pdf", headers=headers(name))


def headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": files.disposition(name, inline=True),
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
    }


def kept(html: str) -> tuple[str, Markup]:
    """(the classes of <body>, what stands inside <main>) of a page we rendered and kept."""
    classes = html.partition('<body class="')[2].partition('"')[0]
    inside = html.partition("<main")[2].partition(">")[2].rpartition("</main>")[0]
    return classes, Markup(inside)


def qr(text: str) -> Markup:
    """A QR code as shapes, two centimetres wide in print.css."""
    return Markup(segno.make(text, error="m").svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=0))
