"""Which words of a text a query found, and the piece of the text worth showing."""

import re
from typing import NamedTuple

from .folding import tokens
from .stemming import stem
from .words import terms

# A word with the marks and invisible joiners within it, as it is written.
_WORD = re.compile(r"(?:[^\W_]|[\u0640\u064b-\u065f\u0670\u200c-\u200f])+")
_GAP = "…"


class Piece(NamedTuple):
    text: str
    found: bool


def wanted(query: str) -> frozenset[str]:
    """The stems that a query looks for, with و ب ل ف ك before them too."""
    return frozenset(form for group in terms(query) for form in group)


def marked(text: str, stems: frozenset[str]) -> list[Piece]:
    """The text in pieces, whole words that were found apart from the rest: a mark inside a word breaks its letters apart."""
    return _pieces(text, _found(text, stems))


def excerpt(text: str, stems: frozenset[str], length: int = 220) -> list[Piece]:
    """About `length` characters of the text around the words that were found, marked; [] when none stands in it."""
    text = " ".join(text.split())
    spans = _found(text, stems)
    if not spans:
        return []
    start, _end = max(spans, key=lambda span: (_near(spans, span[0], length), -span[0]))
    start = _border(text, max(0, start - length // 4))
    end = start + length if start + length < len(text) else len(text)
    end = text.rfind(" ", start, end) if end < len(text) and " " in text[start:end] else end
    inside = [(first - start, last - start) for first, last in spans if start <= first and last <= end]
    pieces = _pieces(text[start:end], inside)
    before, after = [Piece(_GAP, False)] * (start > 0), [Piece(_GAP, False)] * (end < len(text))
    return [*before, *pieces, *after]


def _found(text: str, stems: frozenset[str]) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text) if any(stem(token) in stems for token in tokens(match[0]))]


def _near(spans: list[tuple[int, int]], start: int, length: int) -> int:
    """How many found words the piece that begins about here would show."""
    return sum(start <= first < start + 3 * length // 4 for first, _last in spans)


def _border(text: str, at: int) -> int:
    """The beginning of the word after `at`, or of the text."""
    return text.find(" ", at) + 1 if at else 0


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces, last = [], 0
    for first, end in spans:
        pieces += [Piece(text[last:first], False), Piece(text[first:end], True)]
        last = end
    return [piece for piece in (*pieces, Piece(text[last:], False)) if piece.text]
