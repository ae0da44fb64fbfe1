"""A long paper drawn in the background, by a process that nobody waits for.

What is drawn is kept for an hour in the folder of the installation, under a name made of its text: whoever asks for
the same paper meanwhile finds it, or how far it is.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from flask import current_app, render_template, request

from tadamon.records.files.room import age, forget_old
from tadamon.web import children, pictures
from tadamon.web.answers import fragment_or_page, go, wants_fragment
from tadamon.web.drawing import expected
from tadamon.web.printing import COMMAND, MEMORY

LONG = 10  # pages; what is shorter is drawn while one waits
KEPT = 60 * 60
SILENT = 60  # seconds after which a process that tells nothing is held to be dead
CPU = 5 * 60
NAME = re.compile(r"[0-9a-f]{64}")


def is_long(html: str) -> bool:
    return expected(html) >= LONG


class Drawing:
    """The paper `html` on its way to a PDF, whoever asked for it first; or the one that has the name already."""

    def __init__(self, html: str = "", name: str = ""):
        self.html, self.name = html, name or sha256(html.encode()).hexdigest()
        self.folder = Path(current_app.config["TADAMON_INSTANCE"]) / "drawings"
        self.path = self.folder / self.name

    def file(self, ending: str) -> Path:
        return self.path.with_suffix(f".{ending}")

    @property
    def pdf(self) -> bytes | None:
        with suppress(FileNotFoundError):
            return self.file("pdf").read_bytes()
        return None

    @property
    def ready(self) -> bool:
        return self.file("pdf").exists()

    @property
    def failed(self) -> str | None:
        """ "missing" (the libraries), "heavy", "full" (the disk), or nothing."""
        with suppress(FileNotFoundError):
            return self.file("failed").read_text() or "full"
        return None if self.ready or age(self.file("percent")) < SILENT else "heavy"

    @property
    def percent(self) -> int:
        with suppress(FileNotFoundError, ValueError):  # just being written
            return int(self.file("percent").read_text())
        return 0

    def begin(self, again: bool = False) -> None:
        """Start it, unless it was started; `again` after a failure."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        forget_old(self.folder, KEPT)
        if again and self.failed:
            for ending in ("failed", "percent"):
                self.file(ending).unlink(missing_ok=True)
        with suppress(FileExistsError):
            self.file("percent").open("x").close()
            try:
                self.start()
            except OSError:
                self.file("percent").unlink()
                raise

    def start(self) -> None:
        self.file("html").write_text(pictures.inlined(self.html))
        children.start((*COMMAND, str(self.path)), MEMORY, CPU, quiet=True)


def polled() -> Drawing | None:
    """The drawing that a page asks after which waits for it already: its paper need not be made again to answer."""
    name = request.args.get("of", "")
    return Drawing(name=name) if wants_fragment() and NAME.fullmatch(name) else None


def told(doing: Drawing, here: Callable[..., str], file: str):
    """What such a page is told: how far it is, or the way on. One that is forgotten begins anew at `here`."""
    if doing.ready:
        return go(file)
    if doing.failed or not doing.file("percent").exists():
        return go(here())
    return fragment_or_page("print/_drawing.html", **waiting(doing, here))


def waiting(doing: Drawing, here: Callable[..., str]) -> dict:
    return {"drawing": doing, "here": here(), "poll": here(of=doing.name)}


def way(doing: Drawing, record, here: Callable[..., str], **addresses: str):
    """The page of how far `doing` is, and the way on when it is done.

    `here` makes the page's own address; `addresses`: of the `file`, of the page the `browser` prints, and `home`, and
    `advice` in case it fails again.
    """
    doing.begin(again="again" in request.args)
    return render_template(
        "print/drawing.html", record=record, again=here(again=1), **waiting(doing, here), **addresses
    )
