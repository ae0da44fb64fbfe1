"""Words for searching and matching: folded and stemmed alike in the index and in the query."""

from .folding import fold, tokens
from .names import name_key, username_key
from .stemming import STOP_WORDS, prefixed, stem

__all__ = [
    "SEARCH_VERSION",
    "fold",
    "index_text",
    "name_key",
    "postgres_query",
    "sqlite_match",
    "stem",
    "terms",
    "tokens",
    "username_key",
]

SEARCH_VERSION = 4
MOST_TERMS = 12
LONGEST = 64


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


def sqlite_match(query: str | list[list[str]], any_word: bool = False) -> str:
    """The query, or its groups of forms, for FTS5's MATCH, every term quoted; "" when there is nothing to look for."""
    groups = ["(" + " OR ".join(f'"{form}"' for form in group) + ")" for group in _groups(query)]
    return _either(groups, " OR ") if any_word else " AND ".join(groups)


def postgres_query(query: str | list[list[str]], any_word: bool = False) -> str:
    """The same for to_tsquery('simple', …)."""
    groups = ["(" + " | ".join(f"'{form}'" for form in group) + ")" for group in _groups(query)]
    return _either(groups, " | ") if any_word else " & ".join(groups)


def _groups(query: str | list[list[str]]) -> list[list[str]]:
    return terms(query) if isinstance(query, str) else query


def _either(groups: list[str], mark: str) -> str:
    return f"({mark.join(groups)})" if groups else ""


def _words(text: str) -> list[str]:
    return [token[:LONGEST] for token in tokens(text) if token not in STOP_WORDS]
