"""Plain text as paragraphs and lists, safe to put on a page."""

import re
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from .clean import clean_text
from .digits import to_ascii
from .directions import arabic_apart, both_ways, mostly

_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.)]\s+(?=\S)|[.)\-–ـ]\s*(?=[^\s\d.)\-–]))")
_LETTER = re.compile(r"(?:\(([ء-ي]|[A-Za-z]|هـ)\)|([ء-ي]|[A-Za-z]|هـ)\s?[)\-–])\s*(?=[^\s\d])")
_BULLET = re.compile(r"[•●▪◦‣·\uf0b7\uf0a7]\s*(?=\S)|[-–—*]\s*(?=[^\s\d\-–—*])|[-–—*]\s+(?=[^\s\-–—*])")

_PHONE = re.compile(r"(?<!\w)((?:\+|00?)\d[\d ()\-]{5,18}\d)(?!\w)")


class _Piece(NamedTuple):
    """A run of lines of one kind: "p", "ol", "ul" or "letters"; `start` is an ol's first number."""

    kind: str
    start: int
    lines: list[str]

    def takes(self, other: "_Piece") -> bool:
        return self.kind == other.kind != "p" and (other.kind != "ol" or other.start == self.start + len(self.lines))


@lru_cache(maxsize=256)
def prose(text: str | None, direction: str = "") -> Markup:
    """The text as HTML paragraphs, parted by empty lines, and lists of lines led by «١.» «1-» «أ)» «-» «•».

    Everything is escaped. Each block carries `dir="auto"`, or of both languages the `direction` ("rtl", "ltr") of the
    sentence, by most of its letters when none is given; numbers show as typed (`<ol start>`), letters stay in the text.
    A block that mixes kinds of list stays a paragraph.
    """
    pieces: list[_Piece] = []
    for block in clean_text(text).split("\n\n"):
        for piece in _pieces(block.split("\n")):
            if pieces and pieces[-1].takes(piece):
                pieces[-1].lines.extend(piece.lines)
            else:
                pieces.append(piece)
    return Markup("\n").join(_html(piece, direction) for piece in pieces)


def _pieces(lines: list[str]) -> list[_Piece]:
    read = [_line(line) for line in lines if line]
    if len({piece.kind for piece in read} - {"p"}) > 1:
        return [_Piece("p", 0, [line for line in lines if line])]
    joined: list[_Piece] = []
    for piece in read:
        if joined and (joined[-1].takes(piece) or joined[-1].kind == piece.kind == "p"):
            joined[-1].lines.extend(piece.lines)
        else:
            joined.append(piece)
    return joined


def _line(line: str) -> _Piece:
    if found := _NUMBER.match(line):
        return _Piece("ol", int(to_ascii(found[1])), [line[found.end() :]])
    if found := _BULLET.match(line):
        return _Piece("ul", 0, [line[found.end() :]])
    return _Piece("letters" if _LETTER.match(line) else "p", 0, [line])


def apart(quoted: str) -> str:
    """The text with its direction kept to itself by letters, not tags: the sentence around it may stand where tags cannot."""
    return f"\u2068{quoted}\u2069"


def _apart(line: str, leftward: bool) -> str | Markup:
    """A phone in groups («+20 100 123 4567») reads backwards in Arabic unless it is isolated; so does what follows an
    Arabic name in English."""
    pieces = _PHONE.split(line)
    rest = str if leftward else arabic_apart
    if len(pieces) == 1:
        return rest(line)
    return Markup("").join(
        Markup('<bdi dir="ltr">{}</bdi>').format(each) if at % 2 else rest(each) for at, each in enumerate(pieces)
    )


def _html(piece: _Piece, direction: str) -> Markup:
    text = "\n".join(piece.lines)
    way = (direction or mostly(text)) if both_ways(text) else "auto"
    lines = [_apart(line, way != "ltr") for line in piece.lines]
    if piece.kind == "p":
        return Markup('<p dir="{}">{}</p>').format(way, Markup("<br>").join(lines))
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    if piece.kind == "ol":
        start = Markup(' start="{}"').format(piece.start) if piece.start != 1 else ""
        return Markup('<ol dir="{}"{}>{}</ol>').format(way, start, items)
    if piece.kind == "letters":
        return Markup('<ul class="lettered" dir="{}">{}</ul>').format(way, items)
    return Markup('<ul dir="{}">{}</ul>').format(way, items)
