"""Which column of a sheet holds what: guessed from headings as people write them, remembered, corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tadamon.language import speaking
from tadamon.language.reading import LANGUAGES
from tadamon.language.words import tokens

HEADING_ROWS = 20  # of the first rows with anything in them
LONGEST_KEY = 100
KEPT = 20_000  # texts whose key is remembered: the cells of a list say the same things over and over


@dataclass(frozen=True)
class Column:
    """`also`: other headings it is known under; `required`: an import without it makes no sense."""

    name: str
    label: object
    also: tuple[str, ...] = ()
    required: bool = False

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What it is called, in both languages: our own exports come back in either."""
        labels = []
        for language in LANGUAGES:
            with speaking(language):
                labels.append(str(self.label))
        return tuple(dict.fromkeys(map(key, (*labels, *self.also))))


@dataclass(frozen=True)
class Guess:
    """`row`: the place of the heading row among the top rows; `headings`: the text above each column."""

    row: int
    headings: list[str]
    found: int


def key(heading: object) -> str:
    """A heading as it is compared: without punctuation, spelling variants and case."""
    return _key(str(heading if heading is not None else "")[:300])


@lru_cache(KEPT)
def _key(text: str) -> str:
    return " ".join(tokens(text))[:LONGEST_KEY]


def headings(top: Sequence, columns: Sequence[Column], known: dict[str, str] | None = None) -> Guess | None:
    """Find the heading row among the first rows of a sheet: the one that names most columns.

    When none names any, the first with two texts or more. None for a sheet with no such row.
    """
    guesses = []
    for place in range(min(len(top), HEADING_ROWS)):
        texts = headings_at(top, place)
        if sum(bool(text) for text in texts) > 1 or match(texts, columns, known):
            guesses.append(Guess(place, texts, len(match(texts, columns, known))))
    return max(guesses, key=lambda guess: guess.found, default=None)


def headings_at(top: Sequence, place: int) -> list[str]:
    """The texts of a row; where it is blank, of the row right above it (cells merged over both)."""
    number, cells = top[place]
    above = top[place - 1].cells if place and top[place - 1].number == number - 1 else []
    if sum(cell is not None for cell in above) < 2:  # a title over the whole table
        above = []
    many = max(len(cells), len(above))
    pairs = zip(_filled(cells, many), _filled(above, many), strict=True)
    return [_text(cell if cell is not None else over) for cell, over in pairs]


def match(texts: Iterable[str], columns: Sequence[Column], known: dict[str, str] | None = None) -> dict[int, str]:
    """{place of the column: name}: what was chosen before, then the same words, then words that hold ours."""
    passed_over = {each for each, name in (known or {}).items() if not name}
    keys = ["" if (found := key(text)) in passed_over else found for text in texts]
    names = {column.name for column in columns}
    ways = (
        [(each, {name}) for each, name in (known or {}).items() if name in names],
        [(each, {column.name}) for column in columns for each in column.keys],
    )
    found: dict[int, str] = {}
    for way in ways:
        exact = {each: name for each, (name,) in reversed(way)}
        for place, each in enumerate(keys):
            if place not in found and exact.get(each, "") not in ("", *found.values()):
                found[place] = exact[each]
    for place, each in enumerate(keys):
        if place not in found and each:
            held = [
                (len(ours), column.name)
                for column in columns
                for ours in column.keys
                if f" {ours} " in f" {each} " and column.name not in found.values()
            ]
            if held:
                found[place] = max(held)[1]
    return found


def _filled(cells: Sequence, many: int) -> list:
    return [*cells, *[None] * (many - len(cells))]


def _text(cell) -> str:
    return " ".join(str(cell).split())[:200] if cell is not None else ""
