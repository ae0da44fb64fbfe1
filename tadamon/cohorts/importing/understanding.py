"""What the cells of a row say about a trainee: each cell by itself, and what is wrong with it."""

import re
from datetime import date
from functools import cache, lru_cache

from tadamon.cohorts.importing import wordings
from tadamon.cohorts.words import GIVEN_STATUSES, ROUNDS, SEXES
from tadamon.directory.national_id import REFUSALS, read_national_id
from tadamon.directory.phones import read_phone
from tadamon.language import speaking
from tadamon.language.dates import parse_date, today
from tadamon.language.digits import to_ascii
from tadamon.language.reading import LANGUAGES
from tadamon.web.imports.columns import key
from tadamon.web.imports.targets import Checked
from tadamon.web.workbooks import cells

LONGEST = {"name": 150, "qualification": 150, "faculty": 150, "residence": 250, "workplace": 250, "group": 120}
LONGEST_NOTES = 2000
KEPT = 20_000  # texts whose meaning is remembered; a list says the same things over and over
LETTERS = str.maketrans({"O": "0", "o": "0", "О": "0", "о": "0"})  # the last two are Cyrillic
FRACTION = ".0"  # what programs leave behind a number that they took for an amount
MOBILE = re.compile(r"(?:\+?20|0020)?0?(1[0125][0-9]{8})")
WORD = re.compile(r"[^\W_]")
SCIENTIFIC = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+")


def understand(row: Checked) -> None:
    """Fill `written` with what the cells say; what cannot be taken becomes a problem of its column."""
    said, written = row.read.values, row.written
    for name, most in LONGEST.items():
        text = cells.line(said.get(name))
        if len(text) > most:
            row.wrong(name, "long", most=most)
        written[name] = text[:most]
    if not WORD.search(written["name"]):
        row.wrong("name", "nameless")
    notes = cells.paragraphs(said.get("notes"))
    if len(notes) > LONGEST_NOTES:
        row.wrong("notes", "long", most=LONGEST_NOTES)
    written["notes"] = notes[:LONGEST_NOTES]
    _number(row)
    for name in ("born_on", "placed_from", "placed_to"):
        _day(row, name)
    _coded(row, "sex", wordings.SEXES, SEXES)
    _coded(row, "state", wordings.STATES, GIVEN_STATUSES)
    _coded(row, "graduation_round", wordings.ROUNDS, ROUNDS)
    _year(row)
    _phone(row)


def _number(row: Checked) -> None:
    """The national number, with the letter O read as the zero it stands for."""
    typed, row.written["read"] = cells.line(row.read.values.get("national_id")), None
    row.written["national_id"] = ""
    if not typed:
        return
    if SCIENTIFIC.fullmatch(to_ascii(typed)):
        row.wrong("national_id", "rounded")
        return
    mended = typed.removesuffix(FRACTION).translate(LETTERS)
    try:
        read = _read(mended)
    except ValueError as refused:
        row.wrong("national_id", next(code for code, words in REFUSALS.items() if words is refused.args[0]))
        return
    if mended != typed.removesuffix(FRACTION):
        row.warn("national_id", "letter")
    row.written["read"], row.written["national_id"] = read, read.digits


@lru_cache(KEPT)
def _read(typed: str):
    return read_national_id(typed)


def _day(row: Checked, name: str) -> None:
    cell = row.read.values.get(name)
    row.written[name] = cell if isinstance(cell, date) else None
    if cell is None or isinstance(cell, date):
        return
    typed = cells.line(cell)
    if typed:
        try:
            row.written[name] = _parsed(typed)
        except ValueError:
            row.wrong(name, "day", said=typed[:40])


@lru_cache(KEPT)
def _parsed(typed: str) -> date:
    vague = parse_date(typed)
    if vague.precision != "day":
        raise ValueError
    return vague.first


def _coded(row: Checked, name: str, known: dict, labels: dict) -> None:
    typed = cells.line(row.read.values.get(name))
    code = _code(name, key(typed)) if typed else None
    if typed and code is None:
        row.warn(name, "unknown", said=typed[:40])
    row.written[name] = code


@cache
def _codes(name: str) -> dict[str, str]:
    lists = {"sex": (wordings.SEXES, SEXES), "state": (wordings.STATES, GIVEN_STATUSES)}
    known, labels = lists.get(name, (wordings.ROUNDS, ROUNDS))
    found = {key(each): code for code, texts in known.items() for each in texts}
    for language in LANGUAGES:
        with speaking(language):
            found |= {key(str(label)): code for code, label in labels.items()}
    return found


def _code(name: str, typed: str) -> str | None:
    return _codes(name).get(typed)


def _year(row: Checked) -> None:
    typed = cells.number(row.read.values.get("graduation_year"))
    row.written["graduation_year"] = None
    if typed:
        if typed.isdigit() and 1960 <= int(typed[:5]) <= today().year + 1:
            row.written["graduation_year"] = int(typed)
        else:
            row.warn("graduation_year", "unknown", said=typed[:40])


def _phone(row: Checked) -> None:
    typed = cells.line(row.read.values.get("phone"))
    number = _read_phone(typed) if typed else ""
    if typed and not number:
        row.warn("phone", "phone", said=typed[:40])
    row.written["phone"] = number


@lru_cache(KEPT)
def _read_phone(typed: str) -> str:
    """A mobile number by its form alone, which is most of them; any other by the rules of its country."""
    plain = re.sub(r"[\s\-–.()]", "", to_ascii(typed).removesuffix(FRACTION).translate(LETTERS))
    if found := MOBILE.fullmatch(plain):
        return f"+20{found[1]}"
    try:
        return str(read_phone(plain))
    except ValueError:
        return ""
