"""Whether a text says anything that another has not said already, judged by the stems of its words."""

import re

from .folding import tokens
from .stemming import STOP_WORDS, prefixed, stem

SENTENCE = re.compile(r"(?<=[.؟!])\s+|\n+")
MOSTLY = 0.75


def repeated(text: str, said: str) -> float:
    """The part of its words that were said, 0 to 1."""
    known = {stem(word) for word in tokens(said)}
    words = [word for word in tokens(text) if word not in STOP_WORDS]
    told = [word for word in words if {stem(word), stem(word[1:])} & known or known & set(prefixed(word))]
    return len(told) / len(words) if words else 1.0


def fresh(text: str, said: str) -> str:
    """Its sentences but for those of whose words most were said."""
    return " ".join(each for each in SENTENCE.split(text) if each and repeated(each, said) < MOSTLY)
