"""What the cells of a row say about an organisation: each cell by itself, and what is wrong with it."""

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from sqlalchemy import select

from tadamon.accounts.governorates import GOVERNORATES
from tadamon.accounts.models import Unit
from tadamon.directory.organisations import FIELDS_OF_WORK, ORGANISATION_KINDS
from tadamon.directory.phones import read_phone
from tadamon.extensions import db
from tadamon.language import _, speaking, words
from tadamon.language.digits import to_ascii
from tadamon.language.reading import LANGUAGES
from tadamon.organisations.importing import wordings
from tadamon.web.imports.columns import key
from tadamon.web.imports.targets import Checked
from tadamon.web.workbooks import cells

LONGEST = {
    "name_ar": 250,
    "name_en": 250,
    "aliases": 250,
    "email": 200,
    "website": 300,
    "address": 300,
    "contact": 150,
}
LONGEST_NOTES = 5000
KEPT = 5000  # texts whose meaning is remembered; a list says the same things over and over
EMAIL = re.compile(r"[^@\s<>\"'(),;:\\]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")
HOST = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})+(:[0-9]{1,5})?")
NUMBER = re.compile(r"[0-9]{1,9}([/-][0-9]{1,4})?")
NUMBER_AND_YEAR = re.compile(r"\D*([0-9]{1,9})\D+([0-9]{4})\D*")


def understand(row: Checked, directorates: "Directorates") -> None:
    """Fill `written` with what the cells say; what cannot be taken becomes a problem of its column."""
    said, written = row.read.values, row.written
    for name in ("name_ar", "name_en", "address", "contact"):
        written[name] = _fitting(row, name, cells.line(said.get(name)))
    if key(written["name_ar"]) in _totals():
        row.wrong("name_ar", "total")
    elif not words.name_key(written["name_ar"]) and not words.name_key(written["name_en"]):
        row.wrong("name_ar", "nameless")
    written["aliases"] = [_fitting(row, "aliases", each) for each in cells.several(said.get("aliases"))]
    written["notes"] = _short(row, "notes", cells.paragraphs(said.get("notes")), LONGEST_NOTES)
    _registration(row, directorates)
    _kind(row)
    _listed(row, "governorates", governorates_in)
    _listed(row, "fields", fields_in)
    _phone(row)
    _email(row)
    _website(row)


def _said(row: Checked, name: str) -> str:
    """What a cell says; "" also when it says in words that there is nothing to say."""
    text = cells.line(row.read.values.get(name))
    return "" if key(text) in _nothing() else text


def _fitting(row: Checked, name: str, text: str) -> str:
    return _short(row, name, text, LONGEST[name])


def _short(row: Checked, name: str, text: str, most: int) -> str:
    if len(text) > most:
        row.wrong(name, "long", most=most)
    return text[:most]


def _registration(row: Checked, directorates: "Directorates") -> None:
    typed = _said(row, "number")
    number = cells.number(typed)
    if number and not NUMBER.fullmatch(number):
        found = NUMBER_AND_YEAR.fullmatch(to_ascii(typed)) or re.fullmatch(r"\D*([0-9]{1,9})\D*", number)
        number = "/".join(found.groups()) if found else ""
        if not found:
            row.wrong("number", "number_unclear")
    row.written["number"] = number
    typed = _said(row, "directorate")
    directorate = directorates.meant(typed) if typed else None
    if typed and directorate is None:
        row.wrong("directorate", "directorate_unknown", said=typed[:60])
    row.written["registered_with_id"] = directorate


def _kind(row: Checked) -> None:
    """The kind that is said; for a new body else the one its name gives away (`kind_guessed`)."""
    typed, written = _said(row, "kind"), row.written
    kind = kind_in(typed) if typed else None
    guessed = "ngo" if written["number"] else kind_in(f"{written['name_ar']} {written['name_en']}") or "other"
    written["kind"], written["kind_guessed"] = kind, guessed
    if typed and kind is None:
        row.warn("kind", "kind_unknown", said=typed[:60])
    if kind not in (None, "ngo") and written["number"]:
        row.wrong("number", "number_kind")


def _listed(row: Checked, name: str, find) -> None:
    codes: set[str] = set()
    strange = []
    for part in cells.several(row.read.values.get(name)):
        found = find(part)
        codes |= found
        if not found:
            strange.append(part[:40])
    if strange:
        row.warn(name, "strange", said=_("، ").join(strange[:5]))
    row.written[name] = sorted(codes)


def _phone(row: Checked) -> None:
    """The first number of the cell; people write several, with a dash or a slash between them."""
    typed, first = _said(row, "phone"), ""
    whole = _read_phone(typed)
    parts = [typed] if whole else [part for part in re.split(r"\s*[/،,؛;|]\s*|\s+-\s+", typed) if part]
    others = []
    for part in parts:
        number = _read_phone(part)
        if number and not first:
            first = number
        else:
            others.append(part)
    if others:
        row.warn("phone", "phone", said=" / ".join(others)[:60])
    row.written["phone"] = first


@lru_cache(KEPT)
def _read_phone(typed: str) -> str:
    try:
        return str(read_phone(typed)) if typed else ""
    except ValueError:
        return ""


def _email(row: Checked) -> None:
    typed = _said(row, "email").replace(" ", "").removeprefix("mailto:")
    if typed and not (EMAIL.fullmatch(typed) and len(typed) <= LONGEST["email"]):
        row.warn("email", "email", said=typed[:60])
        typed = ""
    row.written["email"] = typed


def _website(row: Checked) -> None:
    typed = _said(row, "website")
    address = typed if "://" in typed or not typed else f"https://{typed}"
    if address and not _is_address(address):
        row.warn("website", "website", said=typed[:60])
        address = ""
    row.written["website"] = address


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    proper = parts.scheme.lower() in ("http", "https") and HOST.fullmatch(parts.netloc)
    return bool(proper) and len(address) <= LONGEST["website"] and not any(mark in address for mark in " \"'<>\\")


# ---- words that mean a code


@lru_cache(KEPT)
def kind_in(text: str) -> str | None:
    """The kind of body a text names: the one whose word comes first; None when it names none."""
    wanted = key(text)
    exact = _codes_of(tuple(ORGANISATION_KINDS.items()))
    if wanted in exact:
        return exact[wanted]
    found = {kind: place[0].start() for kind, phrase in _patterns("KINDS") if (place := [*phrase.finditer(wanted)][:1])}
    return min(found, key=found.get, default=None)


@lru_cache(KEPT)
def fields_in(text: str) -> frozenset[str]:
    wanted = key(text)
    exact = _codes_of(tuple(FIELDS_OF_WORK.items()))
    if wanted in exact:
        return frozenset((exact[wanted],))
    same = {code for code, known in wordings.FIELDS.items() if wanted in map(key, known)}
    return frozenset(same or (code for code, phrase in _patterns("FIELDS") if phrase.search(wanted)))


@lru_cache(KEPT)
def governorates_in(text: str) -> frozenset[str]:
    wanted = key(text)
    if _pattern(wordings.EVERYWHERE).search(wanted):
        return frozenset(GOVERNORATES)
    return frozenset(
        code for code, (arabic, english, _id) in GOVERNORATES.items() if _pattern((arabic, english)).search(wanted)
    )


@cache
def _patterns(name: str) -> list[tuple[str, re.Pattern]]:
    return [(code, _pattern(known)) for code, known in getattr(wordings, name).items()]


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern:
    """Where whole words are one of the phrases, with or without the article and the letters joined to it."""
    return re.compile(f"{wordings.BEFORE}(?:{'|'.join(re.escape(key(each)) for each in phrases)})(?= |$)")


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(key, wordings.NOTHING))


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(key, wordings.TOTALS))


@cache
def _codes_of(labels: tuple) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {key(str(label)): code for code, label in labels}
    return found


class Directorates:
    """The directorates in use, by their own names and by their governorates'."""

    def __init__(self):
        units = db.session.scalars(
            select(Unit).where(Unit.office_id == Unit.id, Unit.kind == "directorate", Unit.archived_at.is_(None))
        ).all()
        self.named = {key(name): unit.id for unit in units for name in (unit.name_ar, unit.name_en)}
        self.placed = {unit.governorate: unit.id for unit in units}
        self.known: dict[str, int | None] = {}

    def meant(self, text: str) -> int | None:
        """The id of the one directorate that a text means; None for none, or several."""
        if text not in self.known:
            placed = {self.placed.get(code) for code in governorates_in(text)} - {None}
            self.known[text] = self.named.get(key(text)) or (placed.pop() if len(placed) == 1 else None)
        return self.known[text]
