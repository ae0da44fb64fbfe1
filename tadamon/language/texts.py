"""Texts in the reader's language. The source text is Arabic and is what shows when English is missing."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po
from markupsafe import Markup

from .reading import reader

ROOT = Path(__file__).parent.parent


class Catalog(NamedTuple):
    """`texts`: source → translation; `plurals`: source of the singular → its forms."""

    texts: dict[str, str]
    plurals: dict[str, tuple[str, ...]]


@cache
def catalog(language: str) -> Catalog:
    """The translations of "ar" or "en", read once from the .po files of all rooms; only complete ones."""
    texts, plurals = {}, {}
    for message in (message for path in sorted(ROOT.glob(f"*/{language}.po")) for message in messages(path, language)):
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, tuple):
            if all(message.string):
                plurals[message.id[0]] = tuple(message.string)
        elif message.string:
            texts[message.id] = message.string
    return Catalog(texts, plurals)


def messages(path: Path, language: str):
    """The messages of one .po file, a babel catalog."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _(text: str, /, **values) -> str:
    """The text in the reader's language, `%(name)s` filled from the values.

    Values are put in as they are: give numbers through `digits.number`.
    A Markup value makes the answer Markup, with every other value escaped.
    """
    found = catalog(reader().language).texts.get(text, text)
    return _fill(found, values) if values else found


def ngettext(one: str, many: str, n: int, /, **values) -> str:
    """The form for n things: `one` for 1, `many` for 3 to 10, the catalog knows the rest.

    `%(num)s` becomes n in the reader's digits; a literal per cent sign is written %%.
    """
    n = int(n)
    who = reader()
    return _fill(_form(who.language, one, many, abs(n)), {"num": who.number(n)} | values)


def N_(text: str) -> str:
    """Marks a text for translation and leaves it as it is; translate later with `_`."""
    return text


class Lazy:
    """A text that is translated when it is shown; made by `lazy`."""

    __slots__ = ("source", "values")

    def __init__(self, source: str, values: dict):
        self.source, self.values = source, values

    def __str__(self):
        return _(self.source, **self.values)

    def __repr__(self):
        return f"lazy({self.source!r})"

    def __format__(self, spec):
        return format(str(self), spec)

    def __mod__(self, values):
        return str(self) % values

    def __add__(self, other):
        return str(self) + str(other)

    def __radd__(self, other):
        return str(other) + str(self)

    def __eq__(self, other):
        return isinstance(other, str | Lazy) and str(self) == str(other)

    def __lt__(self, other):
        return str(self) < str(other)

    def __hash__(self):
        return hash(str(self))

    def __len__(self):
        return len(str(self))

    def __iter__(self):
        return iter(str(self))

    def __contains__(self, part):
        return str(part) in str(self)

    def __getitem__(self, index):
        return str(self)[index]

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(str(self), name)


def lazy(text: str, /, **values) -> Lazy:
    """Like `_`, translated each time it is shown: for form labels and module constants."""
    return Lazy(text, values)


def arabic_form(n: int) -> int:
    """Which of the six Arabic forms n ≥ 0 takes: zero, one, two, few, many, other."""
    if n <= 2:
        return n
    if 3 <= n % 100 <= 10:
        return 3
    return 4 if n % 100 >= 11 else 5


def _form(language: str, one: str, many: str, n: int) -> str:
    if language == "en" and (forms := catalog("en").plurals.get(one)):
        return forms[n != 1]
    if forms := catalog("ar").plurals.get(one):
        return forms[arabic_form(n)]
    return one if n == 1 else many


def _fill(text: str, values: dict) -> str:
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(text) % values
    return text % values
