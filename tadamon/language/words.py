"""Words for searching and matching: folded and stemmed alike in the index and in the query."""

from itertools import combinations

from .folding import fold, tokens
from .names import name_key, username_key
from .stemming import STOP_WORDS, prefixed, stem

__all__ = [
    "SEARCH_VERSION",
    "fold",
    "index_text",
    "name_key",
    "paired",
    "pairs",
    "postgres_query",
    "sqlite_match",
    "stem",
    "terms",
    "tokens",
    "username_key",
]

SEARCH_VERSION = 5
MOST_TERMS = 12
LONGEST = 64
BESIDE = "0x0"  # stands within no word of a text, where letters and digits are told apart


def index_text(text: str) -> str:
    """What the search index keeps of a text: each stem once, in order, between single spaces."""
    return " ".join(dict.fromkeys(map(stem, _words(text))))


def terms(query: str) -> list[list[str]]:
    """The query as groups of forms: a record must hold one form of every group.

    At most 12 groups of forms of at most 66 characters; [] when nothing is left to look for.
    """
    groups: dict[str, list[str]] = {}
    for token in _words(query[: 20 * MOST_TERMS * LONGEST]):
        if len(groups) == MOST_TERMS:
            break
        groups.setdefault(stem(token), prefixed(token))
    return list(groups.values())


def pairs(found: list[str]) -> list[str]:
    """Every two of the words as one word: for names, which are short, and whose words are in a great many others."""
    return [f"{one}{BESIDE}{other}" for one, other in combinations(sorted(set(found)), 2)]


def paired(groups: list[list[str]]) -> list[list[str]]:
    """Groups of forms, each with another one, for an index of texts that hold their pairs too."""
    if len(groups) < 2:
        return groups
    others = [*groups[1::2], groups[0]]
    return [[_pair(a, b) for a in one for b in other] for one, other in zip(groups[::2], others, strict=False)]


def sqlite_match(terms: list[list[str]], any_word: bool = False) -> str:
    """Groups of forms for FTS5's MATCH, every term quoted; "" when there is nothing to look for."""
    groups = ["(" + " OR ".join(f'"{form}"' for form in group) + ")" for group in terms]
    return _either(groups, " OR ") if any_word else " AND ".join(groups)


def postgres_query(terms: list[list[str]], any_word: bool = False) -> str:
    """The same for to_tsquery('simple', …)."""
    groups = ["(" + " | ".join(f"'{form}'" for form in group) + ")" for group in terms]
    return _either(groups, " | ") if any_word else " & ".join(groups)


def _either(groups: list[str], mark: str) -> str:
    return f"({mark.join(groups)})" if groups else ""


def _pair(one: str, other: str) -> str:
    return one if one == other else pairs([one, other])[0]


def _words(text: str) -> list[str]:
    return [token[:LONGEST] for token in tokens(text) if token not in STOP_WORDS]
