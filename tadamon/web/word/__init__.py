"""A printed page as a Word file that officials go on editing: the same words in the same order.

The file is written directly, from `parts/` (styles, fonts, settings) and what is read from the page:
nothing stands between its right-to-left styles and Word.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from flask import Response

from tadamon.language import _, reader
from tadamon.language.clean import printable
from tadamon.records import files
from tadamon.web.pictures import inlined
from tadamon.web.word.photos import relation
from tadamon.web.word.reading import LANDSCAPE, PORTRAIT, Page, Paragraph, read
from tadamon.web.word.runs import Piece, direction_of
from tadamon.web.word.writing import body, footer, paragraph

PARTS = Path(__file__).with_name("parts")
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LETTERS = re.compile(r'(?<=<w:sz w:val=")\d+|(?<=<w:szCs w:val=")\d+')
PAPERS = {
    PORTRAIT: '<w:pgSz w:w="11906" w:h="16838"/>',
    LANDSCAPE: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
}
RENEWED = '<w:updateFields w:val="true"/>'  # Word asks before it does so: only where there are contents
SIZES = (1, 0.92, 0.84, 0.76)  # of letters, by the page's .fit- class


def answer(html: str, name: str, mark: str = "") -> Response:
    """The page as a Word file to be saved under `name`; `mark` stands on top of each of its pages."""
    headers = {"Content-Disposition": files.disposition(name), "Cache-Control": "private, no-store"}
    return Response(word(html, mark), mimetype=files.KINDS["docx"].media_type, headers=headers)


def word(html: str, mark: str = "") -> bytes:
    """The bytes of the Word file, in the reader's direction; without `mark`, the page's state is on top."""
    direction = reader().direction
    page = read(printable(inlined(html)), direction)
    written = {
        "word/document.xml": document(page, direction),
        "word/header.xml": header(mark or page.state, direction),
        "word/footer.xml": running(page, direction),
        "docProps/core.xml": properties(page),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(each for each in PARTS.rglob("*") if each.is_file()):
            name = path.relative_to(PARTS).as_posix()
            text = path.read_text(encoding="utf-8")
            text = styled(text, direction, page) if name == "word/styles.xml" else text
            text = text if page.has_contents or name != "word/settings.xml" else text.replace(RENEWED, "")
            _add(package, name, related(text, page) if name.endswith("document.xml.rels") else text)
        for name, text in written.items():
            _add(package, name, HEAD + text)
        for name, photo in page.photos.items():
            package.writestr(zipfile.ZipInfo(f"word/media/{name}.jpeg"), photo.jpeg)
    return out.getvalue()


def related(relations: str, page: Page) -> str:
    """With those to the photographs of the page."""
    return relations.replace("</Relationships>", "".join(map(relation, page.photos.values())) + "</Relationships>")


def styled(styles: str, direction: str, page: Page) -> str:
    """The styles as written, right to left; turned round for English, smaller or broader as the page is."""
    styles = styles.replace(f'w:pos="{PORTRAIT}"', f'w:pos="{page.across}"')
    if direction == "ltr":
        styles = re.sub("<w:(bidi|rtl|bidiVisual)/>", "", styles)
        styles = styles.replace("<w:pBdr><w:right ", "<w:pBdr><w:left ")
    return LETTERS.sub(lambda found: str(round(int(found[0]) * SIZES[page.size])), styles)


def document(page: Page, direction: str) -> str:
    turned = "<w:bidi/>" if direction == "rtl" else ""
    return (
        f"<w:document {SPACES}><w:body>{body(page.blocks, direction)}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f"{PAPERS[page.across]}"
        '<w:pgMar w:top="907" w:right="964" w:bottom="1134" w:left="964"'
        ' w:header="454" w:footer="567" w:gutter="0"/><w:cols w:space="708"/>'
        f"{turned}</w:sectPr></w:body></w:document>"
    )


def header(mark: str, direction: str) -> str:
    pieces = [Piece("\t"), Piece(mark)] if mark else []
    return f"<w:hdr {SPACES}>{paragraph(Paragraph('Header', direction, pieces), direction)}</w:hdr>"


def running(page: Page, direction: str) -> str:
    title = [Piece(page.running, direction=direction_of(page.running, direction))]
    words = _("صفحة %(page)s من %(pages)s", page="{page}", pages="{pages}")
    return f"<w:ftr {SPACES}>{footer(title, words, direction)}</w:ftr>"


def properties(page: Page) -> str:
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    title, author = escape(page.title), escape(page.author)
    return (
        f"<cp:coreProperties {spaces}><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<dc:language>{reader().language}</dc:language></cp:coreProperties>"
    )


def _add(package: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, text)
