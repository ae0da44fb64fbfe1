"""Digits: ٠-٩, ۰-۹ and 0-9 come in mixed, 0-9 are stored, the reader's own are shown."""

import re
from decimal import Decimal

from .reading import Reader, reader
from .texts import lazy

LARGEST = 2**31 - 1
_LATIN = Reader("en", "latn")
_MARKS = re.compile(r"[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
_WHOLE = re.compile(r"[+\-−]?(?:[0-9]+|[0-9]{1,3}(?:[٬,،' \u00a0\u202f][0-9]{3})+)")


def to_ascii(text: str) -> str:
    """The text with every Arabic or Persian digit as 0-9; the rest untouched."""
    return text if text.isascii() else _LATIN.in_digits(text)


def to_reader(text: object) -> str:
    """The text with every digit in the reader's digits; None gives ""."""
    return "" if text is None else reader().in_digits(str(text))


def number(n: int | float | Decimal | None) -> str:
    """n grouped by thousands in the reader's digits: ١٬٥٤٠ or 1,540; None gives ""."""
    return "" if n is None else reader().number(n)


def parse_int(text: str, least: int = 0, most: int = LARGEST) -> int:
    """The whole number a person typed in any digits, with or without thousands marks.

    Raises ValueError with a sentence for the person when it is not a whole number
    or does not lie within least..most.
    """
    typed = to_ascii(_MARKS.sub("", text)).strip()
    if not _WHOLE.fullmatch(typed):
        raise ValueError(lazy("اكتب عددًا صحيحًا بالأرقام فقط، مثل %(example)s.", example=to_reader("27")))
    digits = re.sub(r"[^0-9]", "", typed).lstrip("0") or "0"
    value = int(digits[:30]) * (-1 if typed[0] in "-−" else 1)
    if value < least:
        raise ValueError(lazy("أقل عدد مقبول هنا هو %(least)s.", least=number(least)))
    if value > most:
        raise ValueError(lazy("أكبر عدد مقبول هنا هو %(most)s.", most=number(most)))
    return value
