"""How records tell of themselves in a report: a sentence for each kind, filled with the record's own words.

A room says with `tells` what its records have to say, which of them belong to a period, and its sentences.
In a sentence `{name}` is a value of the record, and what stands in [ ] is left out when a value in it is empty.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.language import reader
from tadamon.language.repetition import fresh
from tadamon.records.base import Record
from tadamon.records.settings import setting

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
VALUE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Teller:
    """`within(first, last)` is the condition of those of a period; `sentences` are by `kind(record)`, "" the common one.

    `held(record)` gives the first and the last day it took place, where it is tied to days; `left_out(record)` says
    why it is not counted, `outside(record)` why it is told beside a period it does not lie in.

    With `together(records, first, last)` all of a period say one sentence for each kind, filled with what it gives:
    of hundreds no one reads a paragraph each; `apart(record)` parts those that do not belong together. `axes()` are of
    a type whose records have none of their own; `rank` orders types under an axis, below or above the common 1;
    `after(record)` is the id of what it is told after; `prose` names the values whose sentences are left out when the
    rest has said them.
    """

    model: type
    sentences: dict[str, object]
    within: Callable[[date, date], object]
    values: Callable[[Record], dict[str, str]]
    kind: Callable[[Record], str]
    held: Callable[[Record], tuple[date, date]] | None
    left_out: Callable[[Record], str]
    outside: Callable[[Record], str]
    called: object
    kinds: dict
    doubts: Callable[[Record], list[str]]
    more: tuple = ()
    together: Callable[[list[Record], date, date], dict[str, str]] | None = None
    axes: Callable[[], list] = list
    apart: Callable[[Record], object] = lambda record: None
    rank: int = 1
    after: Callable[[Record], int | None] = lambda record: None
    prose: tuple = ()

    @property
    def names(self) -> set[str]:
        """What a sentence may speak of."""
        return {name for each in self.sentences.values() for name in VALUE.findall(str(each))} | set(self.more)


TELLERS: dict[str, Teller] = {}


def nothing(record: Record) -> str:
    return ""


def tells(
    type: str,
    model,
    sentences,
    within,
    called,
    kinds=None,
    kind=nothing,
    held=None,
    left_out=nothing,
    outside=nothing,
    more=(),
    doubts=lambda record: [],
    together=None,
    axes=list,
    **more_of_it,
):
    """Decorates the function that gives {placeholder: words} of one record of this type.

    `called` and `kinds` name the sentences to an administrator; `doubts(record)` warn the writer of a report; `more` are values that no sentence speaks of yet.
    """

    def add(values):
        TELLERS[type] = Teller(
            *(model, sentences, within, values, kind, held, left_out, outside, called, kinds or {}, doubts, more),
            *(together, axes),
            **more_of_it,
        )
        return values

    return add


def sentence(record: Record) -> str:
    """What the record says of itself, in the reader's language."""
    return _sentence(record, TELLERS[record.type].values(record))


def said(records: list[Record], first: date, last: date) -> str:
    """What records say of these days, one after another, those that tell together in one sentence."""
    return " ".join(_said(group, first, last) for group in grouped(records))


def grouped(records) -> list[list[Record]]:
    """Those that tell together, and each of the others by itself, in their order."""
    found: dict = {}
    for record in records:
        if teller := TELLERS.get(record.type):
            key = (record.type, teller.kind(record), teller.apart(record)) if teller.together else record.id
            found.setdefault(key, []).append(record)
    return list(found.values())


def _said(group: list[Record], first: date, last: date) -> str:
    teller = TELLERS[group[0].type]
    return _sentence(group[0], teller.together(group, first, last)) if teller.together else sentence(group[0])


def _sentence(record: Record, values: dict[str, str]) -> str:
    kind = TELLERS[record.type].kind(record)
    own = template(record.type, kind if kind in TELLERS[record.type].sentences else "")
    return reader().in_digits(filled(own, values | _new(own, values, TELLERS[record.type].prose)))


def _new(template: str, values: dict[str, str], prose: tuple) -> dict[str, str]:
    """Of what people wrote freely, the sentences that the rest of the paragraph does not say."""
    written = {name: values[name] for name in prose if values.get(name)}
    rest = filled(template, values | dict.fromkeys(written, "")) if written else ""
    return {name: fresh(text, rest) for name, text in written.items()}


def template(type: str, kind: str) -> str:
    """The sentence of a kind, as an administrator may have written it, in the reader's language."""
    own = setting("sentences").get(f"{type}.{kind}", {})
    return own.get(reader().language) or str(TELLERS[type].sentences[kind])


def unknown(text: str, type: str) -> set[str]:
    """The placeholders of a text that records of this type have no value for."""
    return set(VALUE.findall(text)) - TELLERS[type].names


def broken(text: str) -> bool:
    """Whether brackets or braces of a text are left open, or stand within one another."""
    return any(
        mark in VALUE.sub("", OPTIONAL.sub("", text)) + "".join(VALUE.sub("", each) for each in OPTIONAL.findall(text))
        for mark in "[]{}"
    )


def filled(template: str, values: dict[str, str]) -> str:
    """The template with its values; an optional part stands only when all of its values do."""

    def whole(found: re.Match) -> str:
        names = VALUE.findall(found[1])
        return found[1] if all(values.get(name) for name in names) else ""

    text = OPTIONAL.sub(whole, template)
    text = VALUE.sub(lambda found: values.get(found[1]) or "", text)
    return re.sub(r"([.؟!])\.+", r"\1", " ".join(text.split()))


def of_period(office_id: int, first: date, last: date) -> list[Record]:
    """Every standing record of the office that has something to tell of these days, in the order of the days."""
    found: list[Record] = []
    for teller in TELLERS.values():
        model = teller.model
        query = select(model).where(model.office_id == office_id, model.archived_at.is_(None))
        found += db.session.scalars(query.where(teller.within(first, last))).unique()
    return in_order(found)


def in_order(records: list[Record]) -> list[Record]:
    """By rank and day, those known only by their month or quarter behind its days; what is told after another behind it."""
    places = {record.id: _place(record) for record in records}
    return sorted(records, key=lambda record: _behind(record, places))


def _place(record: Record) -> tuple:
    vague = getattr(record, "date_precision", "day") != "day"
    last = TELLERS[record.type].held(record)[1] if vague and TELLERS[record.type].held else record.listed_on
    return (TELLERS[record.type].rank, last, record.id)


def _behind(record: Record, places: dict[int, tuple]) -> tuple:
    leader = places.get(TELLERS[record.type].after(record))
    return (*leader, *places[record.id]) if leader else places[record.id]
