"""Countries by their ISO 3166-1 code, named in the reader's language."""

from functools import cache

from babel import Locale

from tadamon.language import lazy, reader, words

HOME = "EG"
NO_COUNTRIES = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
OUR_WORDS = {"PS": lazy("فلسطين")}


def country(code: str) -> str:
    """The country's name; the code itself for one we do not know."""
    return countries().get(code, code)


def countries() -> dict[str, str]:
    """{code: name}: ours first, then by name."""
    return _countries(reader().language)


@cache
def _countries(language: str) -> dict[str, str]:
    named = {
        code: str(OUR_WORDS.get(code, name))
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code not in NO_COUNTRIES
    }
    return dict(sorted(named.items(), key=lambda pair: (pair[0] != HOME, words.fold(pair[1]))))
