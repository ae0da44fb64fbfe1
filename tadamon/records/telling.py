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
from tadamon.records.base import Record

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
VALUE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Teller:
    """`within(first, last)` is the condition of those of a period; `sentences` are by `kind(record)`, "" the common one.

    `held(record)` gives the first and the last day it took place, where it is tied to days; `left_out(record)` says
    why it is not counted, `outside(record)` why it is told beside a period it does not lie in.
    """

    model: type
    sentences: dict[str, object]
    within: Callable[[date, date], object]
    values: Callable[[Record], dict[str, str]]
    kind: Callable[[Record], str]
    held: Callable[[Record], tuple[date, date]] | None
    left_out: Callable[[Record], str]
    outside: Callable[[Record], str]


TELLERS: dict[str, Teller] = {}


def nothing(record: Record) -> str:
    return ""


def tells(type: str, model, sentences, within, kind=nothing, held=None, left_out=nothing, outside=nothing):
    """Decorates the function that gives {placeholder: words} of one record of this type."""

    def add(values):
        TELLERS[type] = Teller(model, sentences, within, values, kind, held, left_out, outside)
        return values

    return add


def sentence(record: Record) -> str:
    """What the record says of itself, in the reader's language."""
    teller = TELLERS[record.type]
    template = teller.sentences.get(teller.kind(record)) or teller.sentences[""]
    return filled(str(template), teller.values(record))


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
    return sorted(found, key=lambda record: (record.listed_on, record.id))
