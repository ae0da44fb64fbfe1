"""A page of print/ read as the paragraphs and tables of a Word file.

It knows what such pages are made of and what print.css makes of it. What is not for an editable copy is
left out: drawings, the proof of approval, and the state, which a Word file says on top of every page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from xml.etree.ElementTree import Element

import tinyhtml5

from tadamon.language.digits import to_reader
from tadamon.web.word.photos import Photo, photo
from tadamon.web.word.runs import Piece, direction_of, tidy

INLINE = {"a", "b", "bdi", "br", "code", "em", "span", "strong"}
LEFT_OUT = {"svg", "nav", "img", "script", "style", "state", "proof"}
STYLES = {
    "h1": "Title",
    "h2": "Heading1",
    "h3": "Heading2",
    "name": "Subtitle",
    "soft": "Soft",
    "later": "Later",
    "closing": "Closing",
    "contents-title": "TOCHeading",
}
LISTED = {"Outcome": "OutcomeList"}
SPACE = re.compile(r"[ \t\r\n\f]+")

PORTRAIT, LANDSCAPE = 9978, 14910  # twentieths of a point between the margins
EM = 230  # a letter's size in tables
COLUMNS = {"order": 3.2, "short": 6.8, "middle": 11, "facts": 8.5, "person": 10, "sign": 6, "num": 5.4}


@dataclass
class Paragraph:
    """`keep`: stays on the page of what follows it. `aside`: begins on the side its surroundings do. `mark`: the name by
    which the contents know it.
    """

    style: str
    direction: str
    pieces: list[Piece]
    keep: bool = False
    aside: bool = False
    mark: str = ""


@dataclass
class Contents:
    """`lines`: what the table of contents names, each with the mark of its heading."""

    lines: list[Paragraph]


@dataclass
class Cell:
    blocks: list
    head: bool = False


@dataclass
class Row:
    cells: list[Cell]
    repeats: bool = False
    tall: bool = False


@dataclass
class Table:
    """`widths`: of its columns, in twentieths of a point."""

    style: str
    direction: str
    rows: list[Row]
    widths: list[int]
    keep: bool = False


@dataclass
class Page:
    title: str = ""
    author: str = ""
    running: str = ""
    state: str = ""
    size: int = 0
    across: int = PORTRAIT
    blocks: list = field(default_factory=list)
    photos: dict[str, Photo] = field(default_factory=dict)

    @property
    def has_contents(self) -> bool:
        return any(isinstance(each, Contents) for each in self.blocks)


def read(html: str, direction: str) -> Page:
    """The page as a Word file needs it; `size` is the number of its .fit- class, `across` what .landscape makes wider."""
    tree = tinyhtml5.parse(StringIO(html), namespace_html_elements=False)
    body, main = tree.find("body"), tree.find(".//main")
    author, heading = tree.find(".//meta[@name='author']"), main.find(".//h1")
    state = next((each for each in main.iter() if "state" in classes(each)), None)
    fit = re.search(r"\bfit-(\d)", body.get("class", ""))
    across = LANDSCAPE if "landscape" in classes(body) else PORTRAIT
    title, reading = plain(tree.find(".//title")), Reading(direction, across)
    return Page(
        title=title,
        author=author.get("content", "") if author is not None else "",
        running=heading.get("data-running", title) if heading is not None else title,
        state=plain(state) if state is not None else "",
        size=int(fit[1]) if fit else 0,
        across=across,
        blocks=reading.blocks(main),
        photos=reading.photos,
    )


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def plain(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def within(element: Element) -> Iterator[str | Element]:
    """What stands in an element, texts and elements, in order."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not {child.tag, *classes(child)} & LEFT_OUT:
            yield child
        yield child.tail or ""


class Reading:
    def __init__(self, direction: str, across: int):
        self.direction, self.across, self.photos = direction, across, {}

    def blocks(self, element: Element, style: str = "Normal") -> list:
        """The paragraphs and tables in an element; text that lies loose becomes a paragraph."""
        found, loose = [], []
        for each in within(element):
            if isinstance(each, str) or each.tag in INLINE:
                loose += self.pieces(each)
                continue
            found += self.paragraph(loose, style)
            loose = []
            if {"closing", "signatures"} & set(classes(each)) and found:
                found[-1].keep = True
            found += self.block(each, style)
        return found + self.paragraph(loose, style)

    def block(self, element: Element, style: str) -> list:
        kinds = classes(element)
        if element.tag == "table":
            return [self.table(element)]
        if "contents" in kinds:
            return [self.contents(element)]
        if element.tag in ("ol", "ul"):
            return self.list(element, style)
        if "letterhead" in kinds:
            return [self.beside(element, "LetterheadTable", "Letterhead", (74, 26))]
        if "signatures" in kinds:
            return [self.beside(element, "SignatureTable", "Signature", None)]
        if "outcome" in kinds:
            return self.outcome(element)
        if "photos" in kinds and len(element) > 1:
            return [self.beside(element, "PhotoTable", "PhotoCaption", None)]
        if element.tag == "figure":
            return self.figure(element)
        if "line" in kinds:
            return [Paragraph("SignatureLine", self.direction, [])]
        style = next((STYLES[each] for each in (*kinds, element.tag) if each in STYLES), style)
        if element.tag == "div":
            kept = self.blocks(element, style)
            for each in kept if "closing" in kinds else ():
                each.keep = True
            return kept
        found = self.paragraph(self.pieces(element, inside=True), style, self.auto(element))
        for each in found if element.tag == "h2" else ():
            each.mark = element.get("id", "")
        return found

    def contents(self, element: Element) -> Contents:
        lines = []
        for link in element.iter("a"):
            for line in self.paragraph(self.pieces(link, inside=True), "TOC1", self.direction):
                line.mark = link.get("href").removeprefix("#")
                lines.append(line)
        return Contents(lines)

    def figure(self, element: Element) -> list:
        """The photograph and its caption."""
        found, caption = photo(element), element.find("figcaption")
        if found:
            self.photos[found.name] = found
        words = self.paragraph(self.pieces(caption, inside=True), "PhotoCaption", self.auto(caption))
        return [found, *words] if found else words

    def paragraph(self, pieces: list[Piece], style: str, direction: str | None = None) -> list[Paragraph]:
        """One, or none when there is nothing to show. When all of it is isolated, so is the paragraph."""
        pieces = tidy(pieces)
        if not pieces:
            return []
        own = {piece.direction for piece in pieces}
        if direction is None and len(own) == 1 and own <= {"rtl", "ltr"} - {self.direction}:
            return [Paragraph(style, *own, pieces, aside=True)]
        return [Paragraph(style, direction or self.direction, pieces)]

    def pieces(self, node, inside=False, bold=False, direction=None) -> list[Piece]:
        """The texts in a node, with what is around it; `inside`: the node's own tag says nothing."""
        if isinstance(node, str):
            return [Piece(SPACE.sub(" ", node), bold, direction)]
        if node.tag == "br":
            return [Piece("\n", bold, direction)]
        bold = bold or node.tag in ("b", "strong")
        if node.tag == "bdi" and not inside:
            direction = node.get("dir") or direction_of(plain(node), self.direction)
        return [piece for each in within(node) for piece in self.pieces(each, False, bold, direction)]

    def auto(self, element: Element) -> str | None:
        given = element.get("dir")
        return direction_of(plain(element), self.direction) if given == "auto" else given

    def list(self, element: Element, style: str) -> list:
        style = LISTED.get(style, "ListParagraph")
        direction, number = self.auto(element), int(element.get("start", "1"))
        found = []
        for item in element.iter("li"):
            mark = f"{to_reader(str(number))}.\t" if element.tag == "ol" else "•\t"
            number += 1
            pieces = self.pieces(item, inside=True)
            if not {"lettered", "plain"} & set(classes(element)):
                pieces = [Piece(mark), *tidy(pieces)]
            found += self.paragraph(pieces, style, direction)
        return found

    def outcome(self, element: Element) -> list:
        """«قرار ١:» goes on with the first paragraph of its text."""
        blocks = self.blocks(element, "Outcome")
        for each in blocks:
            each.style = {"Soft": "OutcomeSoft"}.get(each.style, each.style)
            each.keep = each is not blocks[-1]
        if len(blocks) > 1 and blocks[1].style == "Outcome":
            name, text = blocks[:2]
            own = (piece._replace(direction=piece.direction or text.direction) for piece in text.pieces)
            name.pieces += [Piece(" "), *own]
            name.keep = text.keep
            del blocks[1]
        return blocks

    def beside(self, element: Element, style: str, inner: str, shares) -> Table:
        """Blocks that stand side by side, as a table of one row."""
        blocks = [self.figure(each) if each.tag == "figure" else self.blocks(each, inner) for each in element]
        for first in (each[0] for each in blocks if each and inner == "Letterhead"):
            first.style = "LetterheadFirst"
        shares = shares or [1] * len(blocks)
        widths = [self.across * share // sum(shares) for share in shares]
        return Table(style, self.direction, [Row([Cell(each) for each in blocks])], widths)

    def table(self, element: Element) -> Table:
        facts = "facts" in classes(element)
        heads = element.findall("thead/tr")
        style = "Narrow" if "narrow-columns" in classes(element) else "Cell"
        rows = [self.row(row, style) for row in element.iter("tr")]
        for row, source in zip(rows, element.iter("tr"), strict=True):
            row.repeats = source in heads
        first = next(element.iter("tr"))
        named = [self.width(cell, facts) for cell in first]
        free = named.count(None)
        if (taken := sum(filter(None, named))) > (most := self.across - (PORTRAIT * 0.2 if free else 0)):
            named = [width and int(width * most / taken) for width in named]
        rest = (self.across - sum(filter(None, named))) // (free or 1)
        return Table("TableGrid", self.direction, rows, [width or rest for width in named])

    def row(self, element: Element, style: str) -> Row:
        styles = {"th": f"{style}Head", "td": style}
        cells = [Cell(self.blocks(cell, styles[cell.tag]), head=cell.tag == "th") for cell in element]
        return Row(cells, tall=any(cell.tag == "td" and "sign" in classes(cell) for cell in element))

    @staticmethod
    def width(cell: Element, facts: bool) -> int | None:
        names = ["facts"] if facts and cell.tag == "th" else classes(cell)
        return next((round(COLUMNS[name] * EM) for name in names if name in COLUMNS), None)
