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
    written.update(NOTHING)
    for name, read in READERS.items():
        if name in said:
            read(row, name, said[name])
    if not WORD.search(written["name"]):
        row.wrong("name", "nameless")


def _text(row: Checked, name: str, cell) -> None:
    _fitting(row, name, cells.line(cell), LONGEST[name])


def _notes(row: Checked, name: str, cell) -> None:
    _fitting(row, name, cells.paragraphs(cell), LONGEST_NOTES)


def _fitting(row: Checked, name: str, text: str, most: int) -> None:
    if len(text) > most:
        row.wrong(name, "long", most=most)
    row.written[name] = text[:most]


def _number(row: Checked, name: str, cell) -> None:
    """The national number, with the letter O read as the zero it stands for."""
    typed = to_ascii(cells.line(cell))
    if not typed:
        return
    if SCIENTIFIC.fullmatch(typed):
        row.wrong(name, "rounded")
        return
    mended = typed.removesuffix(FRACTION).translate(LETTERS)
    try:
        read = read_national_id(mended)
    except ValueError as refused:
        row.wrong(name, next(code for code, words in REFUSALS.items() if words is refused.args[0]))
        return
    if mended != typed.removesuffix(FRACTION):
        row.warn(name, "letter")
    row.written["read"], row.written[name] = read, read.digits


def _day(row: Checked, name: str, cell) -> None:
    if isinstance(cell, date):
        row.written[name] = cell
    elif typed := cells.line(cell):
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


def _coded(row: Checked, name: str, cell) -> None:
    typed = cells.line(cell)
    code = row.written[name] = _codes(name).get(key(typed)) if typed else None
    if typed and code is None:
        row.warn(name, "unknown", said=typed[:40])


@cache
def _codes(name: str) -> dict[str, str]:
    lists = {"sex": (wordings.SEXES, SEXES), "state": (wordings.STATES, GIVEN_STATUSES)}
    known, labels = lists.get(name, (wordings.ROUNDS, ROUNDS))
    found = {key(each): code for code, texts in known.items() for each in texts}
    for language in LANGUAGES:
        with speaking(language):
            found |= {key(str(label)): code for code, label in labels.items()}
    return found


def _year(row: Checked, name: str, cell) -> None:
    typed = cells.number(cell)
    if typed.isdigit() and 1960 <= int(typed[:5]) <= today().year + 1:
        row.written[name] = int(typed)
    elif typed:
        row.warn(name, "unknown", said=typed[:40])


def _phone(row: Checked, name: str, cell) -> None:
    typed = cells.line(cell)
    number = row.written[name] = _read_phone(typed) if typed else ""
    if typed and not number:
        row.warn(name, "phone", said=typed[:40])


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


NOTHING = dict.fromkeys(LONGEST, "") | {"notes": "", "national_id": "", "phone": "", "read": None}
NOTHING |= dict.fromkeys(("born_on", "placed_from", "placed_to", "sex", "state", "graduation_round", "graduation_year"))
READERS = dict.fromkeys(LONGEST, _text) | {"notes": _notes, "national_id": _number}
READERS |= dict.fromkeys(("born_on", "placed_from", "placed_to"), _day)
READERS |= dict.fromkeys(("sex", "state", "graduation_round"), _coded)
READERS |= {"graduation_year": _year, "phone": _phone}
