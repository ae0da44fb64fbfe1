"""Photographs in a Word file: read from the figures of a page, written as drawings with their descriptions."""

import re
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

SOURCE = re.compile(r"data:image/jpeg;base64,(.+)", re.DOTALL)
MM = 36_000  # in the unit of drawings
HALF, WIDE = (84, 85), (176, 120)  # millimetres, at most, as in print.css
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass
class Photo:
    """`size` in millimetres; `keep`: on the page of its caption."""

    jpeg: bytes
    alt: str
    size: tuple[float, float]
    keep: bool = True

    @property
    def name(self) -> str:
        """The same bytes are kept once."""
        return f"photo-{sha256(self.jpeg).hexdigest()[:16]}"


def photo(figure: Element) -> Photo | None:
    """The picture of a figure; None when its bytes are not in the page."""
    img = figure.find("img")
    found = SOURCE.fullmatch(img.get("src", ""))
    if not found:
        return None
    most_wide, most_high = WIDE if "wide" in (figure.get("class") or "") else HALF
    width, height = int(img.get("width")), int(img.get("height"))
    share = min(most_wide / width, most_high / height)
    return Photo(b64decode(found[1]), img.get("alt", ""), (width * share, height * share))


def relation(each: Photo) -> str:
    return f'<Relationship Id="{each.name}" Type="{RELATION}" Target="media/{each.name}.jpeg"/>'


def drawing(each: Photo) -> str:
    """A paragraph with the picture in its line, where Word leaves it when text is written before it."""
    across, down = (round(side * MM) for side in each.size)
    extent, words = f'cx="{across}" cy="{down}"', f'id="1" name={quoteattr(each.name)} descr={quoteattr(each.alt)}'
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    picture = (
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{each.name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{shape}</pic:spPr></pic:pic>"
    )
    inline = (
        f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent {extent}/><wp:docPr {words}/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">{picture}</a:graphicData>'
        "</a:graphic></wp:inline>"
    )
    keep = "<w:keepNext/>" if each.keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Photo"/>{keep}</w:pPr><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>'
