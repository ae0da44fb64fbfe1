"""Light stemming of folded words, the same when indexing and when searching.

An article goes (ال وال بال كال فال لل), endings go while enough letters stay, and broken
plurals turn into their singular. A single و ب ل ف ك is never cut off: وزارة begins with
its own و. The search asks for those forms instead, see `prefixed`.
"""

import re
from functools import lru_cache

from . import lexicon
from .folding import fold

STOP_WORDS = frozenset(fold(lexicon.STOP_WORDS).split())

_ARABIC = re.compile(r"[ء-ي]{3,}")
_ARTICLE = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل)(?=..)")
_AGAIN = re.compile(r"ال(?=..)")
_OWN_LAM = re.compile(r"[وف]?لل(?=" + "|".join(word[1:] for word in fold(lexicon.BEGINNING_WITH_LAM).split()) + ")")
_NO_ARTICLE = frozenset(fold(lexicon.NO_ARTICLE).split())
_VERBAL_NOUN = re.compile(r"ت..ين")
_PREFIXES = ("و", "ب", "ل", "ف", "ك", "وب", "ول")

# An ending, and how many letters must stay before it.
_ENDINGS = (("ها", 3), ("هم", 4), ("ات", 3), ("ين", 3), ("ون", 3), ("ه", 3), ("ا", 4), ("ي", 4))


@lru_cache(maxsize=65536)
def stem(token: str) -> str:
    """The stem of one folded token: للجنة, واللجان and لجنة share one."""
    if token in _KNOWN:
        return _KNOWN[token]
    if not _ARABIC.fullmatch(token):
        return _english(token)
    bare = _without_article(token)
    root = _without_endings(bare)
    for word in (token, root):
        if bare == token and word[0] in "وبلفك" and word[1:] in _KNOWN:
            return _KNOWN[word[1:]]
    return root


def prefixed(token: str) -> list[str]:
    """The stem and what it becomes with و ب ل ف ك written before it."""
    if not _ARABIC.fullmatch(token):
        return [stem(token)]
    root, bare = stem(token), _without_article(token)
    forms = (form for prefix in _PREFIXES for form in (prefix + root, stem(prefix + bare)))
    return list(dict.fromkeys((root, *forms)))


def _without_article(word: str) -> str:
    if word in _NO_ARTICLE:
        return word
    if found := _OWN_LAM.match(word):
        return word[found.end() - 1 :]
    bare = word[found.end() :] if (found := _ARTICLE.match(word)) else word
    # A word whose own letters look like an article loses them with and without one: both end alike.
    while bare not in _NO_ARTICLE and bare not in _KNOWN and (found := _AGAIN.match(bare)):
        bare = bare[found.end() :]
    return bare


def _without_endings(word: str) -> str:
    while word not in _KNOWN and not _VERBAL_NOUN.fullmatch(word):
        for ending, least in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                if ending in ("ها", "هم", "ين"):
                    word = _with_taa(word)
                break
        else:
            return word
    return _KNOWN.get(word, word)


def _with_taa(word: str) -> str:
    """لجنت, as left of لجنتها and لجنتين, with its ة again."""
    return word[:-1] + "ه" if len(word) > 3 and word[-1] == "ت" and word[-2] != "ا" else word


def _english(word: str) -> str:
    if len(word) < 4 or not word.isascii() or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _groups(table: str) -> list[list[str]]:
    return [group.split() for line in fold(table).split("\n") for group in line.split("|") if group.strip()]


_KNOWN = {word: group[0] for group in _groups(lexicon.KEPT_APART) for word in group}
_KNOWN |= {plural: _without_endings(_without_article(one)) for plural, one in _groups(lexicon.BROKEN_PLURALS)}
