"""The process that draws PDFs, one after another: HTML in on stdin, PDF out on stdout, lengths before both.

It runs alone (`python -I drawing.py`), so that a record too large to draw takes down nothing but
this process, and so that the libraries are loaded once. Exit code 3: they are not installed.
"""

import logging
import sys
import unicodedata
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
BASE = "https://tadamon.invalid/"
PAPERS = ("paper-arab.css", "paper-latn.css", "paper-english.css", "paper-slip.css", "paper-certificate.css")
FONTS = ("fonts/Amiri-Regular.woff2", "fonts/Amiri-Bold.woff2")
HEAD = 8
MISSING = 3


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


def drawer():
    """A function from HTML to the bytes of a tagged PDF; OSError when Pango is not installed."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Serves our own sheets and fonts and the pictures in the page itself; refuses every other address."""

        def fetch(self, url, headers=None):
            if url.startswith("data:image/png;base64,"):
                return super().fetch(url, headers)
            name = url.removeprefix(BASE)
            if name not in (*PAPERS, *FONTS):
                raise ValueError("refused")
            # Unpacking woff2 takes longer than drawing three pages.
            file = STATIC / name.replace(".woff2", ".ttf")
            kind = "text/css" if name in PAPERS else "font/ttf"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    css = (STATIC / "print.css").read_text()
    sheet = CSS(string=css, base_url=BASE, url_fetcher=OwnFiles(), font_config=fonts)

    def draw(html: str) -> bytes:
        page = HTML(string=html, base_url=BASE, url_fetcher=OwnFiles())
        direct(page.etree_element)
        return page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")

    return draw


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
    sys.exit(main())
