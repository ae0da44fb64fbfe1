"""A line cut where its direction turns: Word, unlike a browser, is told the direction of every run."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

_RIGHT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LETTER = r"A-Za-z\u00c0-\u024f"
# What stays left-to-right among Arabic: a phrase or an international telephone, and any other number.
_LATIN = re.compile(rf"(?:[{_LETTER}]|\+\d)(?:[^{_RIGHT}\n\t]*[{_LETTER}\d])?|\d(?:[\d./:,-]*\d)?")
_ARABIC = re.compile(rf"[{_RIGHT}](?:[^{_LETTER}\n\t]*[{_RIGHT}\d])?")


class Piece(NamedTuple):
    """A stretch of text; `direction` is "rtl" or "ltr" when it is isolated from the line it stands in."""

    text: str
    bold: bool = False
    direction: str | None = None


class Run(NamedTuple):
    text: str
    bold: bool
    rtl: bool


def direction_of(text: str, otherwise: str) -> str:
    """ "rtl" or "ltr" by the first letter that has a direction."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next(({"L": "ltr"}.get(kind, "rtl") for kind in kinds if kind in ("L", "R", "AL")), otherwise)


def tidy(pieces: list[Piece]) -> list[Piece]:
    """The pieces of one paragraph with the white space a page shows: none at the ends, else single."""
    shown, open_to_space = [], False
    for piece in pieces:
        text = re.sub(" ?\n ?", "\n", re.sub(" +", " ", piece.text))
        text = text if open_to_space else text.removeprefix(" ")
        if text:
            open_to_space = text[-1] not in " \n\t"
            shown.append(piece._replace(text=text))
    while shown and not shown[-1].text.rstrip(" \n"):
        shown.pop()
    if shown:
        shown[-1] = shown[-1]._replace(text=shown[-1].text.rstrip(" \n"))
    return shown


def runs(pieces: list[Piece], direction: str) -> list[Run]:
    """The runs of a paragraph of that direction, neighbours of one kind joined."""
    cut = (
        Run(text, piece.bold, rtl) for piece in pieces for text, rtl in turns(piece.text, piece.direction or direction)
    )
    return [
        Run("".join(run.text for run in like), bold, rtl) for (bold, rtl), like in groupby(cut, key=lambda run: run[1:])
    ]


def turns(text: str, direction: str) -> Iterator[tuple[str, bool]]:
    """(text, whether it runs right to left): what runs against the direction, and the rest between."""
    rtl, end = direction == "rtl", 0
    for found in (_LATIN if rtl else _ARABIC).finditer(text):
        if found.start() > end:
            yield text[end : found.start()], rtl
        yield found[0], not rtl
        end = found.end()
    if end < len(text):
        yield text[end:], rtl
