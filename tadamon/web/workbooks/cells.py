"""What a cell says, as text: whole numbers without a fraction, any digits, words for errors dropped."""

import re
from datetime import date
from functools import lru_cache

from tadamon.language.clean import clean_line, clean_text
from tadamon.language.digits import to_ascii

ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/A N/A"))
SHORT, KEPT = 60, 20_000  # characters; texts whose line is remembered: a list says the same things over and over
NOTHING = re.compile(r"[-–—_.…\s]*")
BETWEEN = re.compile(r"[،,؛;/|\n\r\t]+")


def line(cell) -> str:
    """One line of text; "" for a blank cell, a mere dash, or an error of a formula."""
    text = cell if type(cell) is str else _written(cell)
    return _short(text) if len(text) <= SHORT else _said(clean_line(text))


@lru_cache(KEPT)
def _short(text: str) -> str:
    return _said(clean_line(text))


def paragraphs(cell) -> str:
    return _said(clean_text(_written(cell)))


def number(cell) -> str:
    """A number that is a name, such as 123 or 15/2004: in 0-9, without spaces."""
    return re.sub(r"\s+", "", to_ascii(line(cell)))


def several(cell) -> list[str]:
    """The parts of a list in one cell, each once."""
    parts = (_said(clean_line(part)) for part in BETWEEN.split(paragraphs(cell)))
    return list(dict.fromkeys(part for part in parts if part))


def pack(cell):
    """A cell as JSON keeps it: a day as a list of one."""
    return [cell.isoformat()] if isinstance(cell, date) else cell


def unpack(kept):
    return date.fromisoformat(kept[0]) if isinstance(kept, list) else kept


def _written(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return str(cell)


def _said(text: str) -> str:
    return "" if text in ERRORS or NOTHING.fullmatch(text) else text
