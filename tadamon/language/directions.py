"""Which way a text reads, and what reads the other way inside it."""

import re

from markupsafe import Markup

_ARABIC = "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_LETTERS = re.compile(f"[{_ARABIC}]")
_WORD = rf"[{_ARABIC}][{_ARABIC}\d]*+"
_WORDS = rf"{_WORD}(?:(?:[،؛:./–-] ?| [–-] ?| )(?:{_WORD}|\d++))*+"
_RUN = re.compile(rf"({_WORDS}(?: ?[(«\[“\"]{_WORDS}[)»\]”\"](?: ?{_WORDS})?)*+)")


def both_ways(text: str) -> bool:
    """Whether the text has letters of both directions."""
    return _LETTERS.search(text) is not None and any(letter.isalpha() for letter in _LETTERS.sub("", text))


def mostly(text: str) -> str:
    """ "rtl" or "ltr", by most of the letters: a sentence may begin with a name in the other language."""
    return "rtl" if 2 * len(_LETTERS.findall(text)) >= sum(map(str.isalpha, text)) else "ltr"


def arabic_apart(text: str) -> str | Markup:
    """Arabic names inside a line that reads from the left, each isolated, so that brackets, commas and numbers after
    them stay on their side. Brackets and numbers within a name stay with it."""
    pieces = _RUN.split(text)
    if len(pieces) == 1:
        return text
    return Markup("").join(Markup("<bdi>{}</bdi>").format(each) if at % 2 else each for at, each in enumerate(pieces))
