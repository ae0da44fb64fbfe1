"""The process that draws PDFs, one after another: HTML in on stdin, PDF out on stdout, lengths before both.

`drawing.py PATH` draws one alone instead, in the background: from PATH.html to PATH.pdf; how far it is stands in
PATH.percent, and PATH.failed says "missing", "heavy" or "full"; empty, there was no room even for that.

It runs alone (`python -I drawing.py`), so that a record too large to draw takes down nothing but
this process, and so that the libraries are loaded once. Exit code 3: they are not installed.
"""

import errno
import gc
import logging
import math
import re
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: long papers are drawn side by side there
    fcntl = None

STATIC = Path(__file__).parents[1] / "static"
BASE = "https://tadamon.invalid/"
PAPERS = ("paper-arab.css", "paper-latn.css", "paper-english.css", "paper-slip.css", "paper-certificate.css")
FONTS = ("fonts/Amiri-Regular.woff2", "fonts/Amiri-Bold.woff2")
HEAD = 8
MISSING = 3
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PAGE = 4300  # bytes of HTML on a page of Arabic prose, about


def main() -> int:
    given, taken = sys.stdin.buffer, sys.stdout.buffer
    try:
        draw = drawer()
    except OSError as error:
        sys.stderr.write(f"PDFs cannot be drawn: {error}\n")
        return MISSING
    while len(head := given.read(HEAD)) == HEAD:
        pdf = draw(given.read(int.from_bytes(head)).decode())
        taken.write(len(pdf).to_bytes(HEAD) + pdf)
        taken.flush()
    return 0


def draw_alone(path: Path) -> int:
    """Behind those that began before: each takes the memory of a long paper."""
    page, new, pdf, failed = (path.with_suffix(ending) for ending in (".html", ".new", ".pdf", ".failed"))
    try:
        html = page.read_text()
        with in_turn(path.with_name("turn")):
            tell(path.with_suffix(".percent"), expected(html))
            new.write_bytes(drawer()(html))
        new.rename(pdf)
    except OSError as error:
        new.unlink(missing_ok=True)
        failed.write_text("full" if error.errno in NO_ROOM else "missing")
        raise
    finally:
        page.unlink(missing_ok=True)
        if not pdf.exists() and not failed.exists():
            failed.write_text("heavy")
    return 0


@contextmanager
def in_turn(lock: Path):
    with lock.open("w") as held:
        if fcntl:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def expected(html: str) -> int:
    """How many pages it may become."""
    return max(1, len(re.sub(r"data:image[^\"]*", "", html).encode()) // PAGE)


def tell(percent: Path, pages: int) -> None:
    """Write down how far the layout is; what comes after the last page is the rest."""

    class Note(logging.Handler):
        def emit(self, record):
            if "Page" in record.msg:
                percent.write_text(str(min(90, 90 * record.args[0] // pages)))

    log = logging.getLogger("weasyprint.progress")
    log.addHandler(Note())
    log.setLevel(logging.INFO)


def drawer():
    """A function from HTML to the bytes of a tagged PDF; OSError when Pango is not installed."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Serves our own sheets and fonts and the pictures in the page itself; refuses every other address."""

        def fetch(self, url, headers=None):
            if url.startswith(("data:image/png;base64,", "data:image/jpeg;base64,")):
                return super().fetch(url, headers)
            name = url.removeprefix(BASE)
            if name not in (*PAPERS, *FONTS):
                raise ValueError("refused")
            # Unpacking woff2 takes longer than drawing three pages.
            file = STATIC / name.replace(".woff2", ".ttf")
            kind = "text/css" if name in PAPERS else "font/ttf"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    lay_lines_once()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    css = (STATIC / "print.css").read_text()
    sheet = CSS(string=css, base_url=BASE, url_fetcher=OwnFiles(), font_config=fonts)

    gc.freeze()  # what was loaded stays; of a long paper nearly all does until its end
    gc.set_threshold(200_000, 20, 50)

    def draw(html: str) -> bytes:
        page = HTML(string=html, base_url=BASE, url_fetcher=OwnFiles())
        direct(page.etree_element)
        return page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")

    return draw


def lay_lines_once() -> None:
    """WeasyPrint 70 lays out every line of right-to-left text a second time, in case a float took some of its room. Our
    papers have none: the line is told that any height will do before it is laid out first.
    """
    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.layout import inline

    def avoiding(context, box, *args, avoid=inline.avoid_collisions, **more):
        place = avoid(context, box, *args, **more)
        if isinstance(box, LineBox) and not box.height and not context.excluded_shapes:
            box.height = math.inf
        return place

    inline.avoid_collisions = avoiding


def direct(root) -> None:
    """Work out dir="auto" and plain <bdi>, which WeasyPrint leaves to the direction around them."""
    strong = {"L": "ltr", "R": "rtl", "AL": "rtl"}
    for element in root.iter():
        if element.get("dir") == "auto" or (element.tag == "bdi" and "dir" not in element.attrib):
            letters = map(unicodedata.bidirectional, "".join(element.itertext()))
            found = next((strong[letter] for letter in letters if letter in strong), None)
            if found:
                element.set("dir", found)


if __name__ == "__main__":
    sys.exit(draw_alone(Path(sys.argv[1])) if len(sys.argv) > 1 else main())
