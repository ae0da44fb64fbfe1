"""The texts of the source and the catalogs: what is said, what is translated, what is missing.

A room keeps the catalogs of what it alone says in its folder, `en.po` and `ar.po`; what several rooms say, or
none of them, stands in those of `language`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from .texts import ROOT, messages

COMMON = "language"

_KEYWORDS = {"_": None, "N_": None, "lazy": None, "ngettext": (1, 2)}
_METHODS = [("**.py", "python"), ("**/templates/**.*", "jinja2")]
_JINJA = {"**/templates/**.*": {"silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}}
_PLACE = re.compile(r"%\((\w+)\)")
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "en": "nplurals=2; plural=(n != 1);",
}
_FORMS = {"ar": 6, "en": 2}

Source = str | tuple[str, str]


class Finding(NamedTuple):
    """One fault of a catalog: `fault` is "untranslated", "unused" or "placeholders"."""

    language: str
    fault: str
    text: str

    def __str__(self):
        return f"{self.language}.po: {self.fault}: {self.text}"


def sources() -> dict[Source, str]:
    """Every text of the package, a string or the (singular, plural) of an ngettext, and the room that keeps it."""
    found = {}
    for file, _line, message, _comments, _context in extract_from_dir(
        ROOT, method_map=_METHODS, options_map=_JINJA, keywords=_KEYWORDS
    ):
        room = Path(file).parts[0]
        source = message if isinstance(message, str) else tuple(message)
        same = found.get(source, room) == room and (ROOT / room / "__init__.py").exists()
        found[source] = room if same else COMMON
    return found


def missing() -> list[Finding]:
    """Texts without English, plurals without forms, stale entries, placeholders that differ; [] is right."""
    said = sources()
    return [finding for language in ("ar", "en") for finding in _faults(language, said)]


def update() -> None:
    """Write the catalogs anew: every text of the source with its room, translations kept, the rest dropped."""
    said = sources()
    for language in ("ar", "en"):
        old, new = _read(language), {}
        for source in _wanted(language, said):
            room = new.setdefault(said[source], Catalog(locale=language))
            room.add(source, _translation(old, source, language))
        for path in set(ROOT.glob(f"*/{language}.po")) - {ROOT / room / f"{language}.po" for room in new}:
            path.unlink()
        for room, texts in new.items():
            with (ROOT / room / f"{language}.po").open("wb") as file:
                file.write(_HEADER.format(language=language, plurals=_PLURALS[language]).encode())
                write_po(file, texts, width=0, no_location=True, omit_header=True, sort_output=True)


def _wanted(language: str, said: dict[Source, str]) -> set[Source]:
    """Arabic needs only the plurals: its single texts are the source."""
    return {source for source in said if language == "en" or isinstance(source, tuple)}


def _read(language: str) -> Catalog:
    """What all rooms have; of a text that two of them have, the one that is translated."""
    whole = Catalog(locale=language)
    for path in sorted(ROOT.glob(f"*/{language}.po")):
        for message in messages(path, language):
            if message.id and any(message.string if isinstance(message.string, tuple) else (message.string,)):
                whole[message.id if isinstance(message.id, str) else message.id[0]] = message
    return whole


def _translation(catalog: Catalog, source: Source, language: str) -> Source | None:
    message = catalog.get(source[0] if isinstance(source, tuple) else source)
    if message and isinstance(message.id, tuple) == isinstance(source, tuple):
        return message.string
    return ("",) * _FORMS[language] if isinstance(source, tuple) else ""


def _faults(language: str, said: dict[Source, str]) -> list[Finding]:
    catalog, wanted = _read(language), _wanted(language, said)
    faults = []
    for source in sorted(wanted, key=_first):
        forms = _translation(catalog, source, language)
        forms = forms if isinstance(forms, tuple) else (forms,)
        if not all(forms):
            faults.append(Finding(language, "untranslated", _first(source)))
        elif not _same_places(source, forms):
            faults.append(Finding(language, "placeholders", _first(source)))
    unused = {message.id for message in catalog if message.id} - wanted
    return faults + [Finding(language, "unused", text) for text in sorted(map(_first, unused))]


def _same_places(source: Source, forms: tuple[str, ...]) -> bool:
    """A plural form may leave a value out (اجتماعان says two); a text must use just the same values."""
    if isinstance(source, str):
        return _places(source) == _places(forms[0])
    known = {"num"}.union(*map(_places, source))
    return all(_places(form) <= known for form in forms)


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))


def _first(source: Source) -> str:
    return source if isinstance(source, str) else source[0]
