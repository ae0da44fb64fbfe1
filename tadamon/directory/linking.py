"""Names typed in the rows of a record, and what of the directory they lead to.

A name leads to the only record that has it, however it is spelt. What was typed stays as it is and is
what prints; a name that several have, or none, leads nowhere until a person says whom it means.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import String, and_, cast, literal, or_, select, union_all

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import words
from tadamon.records.naming import NameStart


@dataclass(frozen=True)
class Link:
    """The attribute of a row that holds a name, and the one that holds the id of the record it leads to.

    `type` is the record's; a name that is `ours` may be that of a unit of ours, which needs no record.
    """

    text: str
    id: str
    type: str
    ours: bool = False


class Known:
    """What the directory knows of the names in some rows, read in one statement, or none when all lead somewhere."""

    def __init__(self, rows: Iterable, again: bool = False):
        """`again`: look for the names that lead somewhere already as well."""
        self.found: dict[tuple[str, str], list[int]] = {}
        self.units: set[str] = set()
        asked = {
            (each.type, _key(text)): each.ours
            for row in rows
            for each in links(row)
            if (text := getattr(row, each.text)) and (again or getattr(row, each.id) is None)
        }
        if asked:
            self._read(asked)

    def _read(self, asked: dict) -> None:
        types = {type: {key for other, key in asked if other == type and key} for type, _key in asked}
        named = [and_(NameStart.type == type, NameStart.key.in_(keys)) for type, keys in types.items()]
        queries = [
            select(NameStart.type, cast(NameStart.key, String), NameStart.record_id).where(
                NameStart.word == 0, or_(*named)
            )
        ]
        if any(asked.values()):
            queries.append(select(literal("unit"), Unit.name_key, Unit.id).where(Unit.archived_at.is_(None)))
        for type, key, id in db.session.execute(union_all(*queries)):
            if type == "unit":
                self.units.update(filter(None, key.split("|")))
            else:
                self.found.setdefault((type, key), []).append(id)

    def ids(self, row, link: Link) -> list[int]:
        """The records of the directory that the name may mean."""
        text = getattr(row, link.text)
        if not text or (link.ours and words.fold(text) in self.units):
            return []
        return sorted(set(self.found.get((link.type, _key(text)), ())))

    def state(self, row, name: str) -> str:
        """ "" (nothing to say), "one", "many" or "none": how many the name of that attribute may mean."""
        link = next((each for each in links(row) if each.text == name), None)
        text = link and getattr(row, link.text)
        if not text or getattr(row, link.id) or (link.ours and words.fold(text) in self.units):
            return ""
        return ("none", "one", "many")[min(len(self.ids(row, link)), 2)]

    def states(self, row) -> set[str]:
        return {self.state(row, each.text) for each in links(row)} - {""}


def links(row) -> tuple[Link, ...]:
    """The names of a row that may lead somewhere; a group of bodies is none of them."""
    return () if getattr(row, "is_group", False) else row.links


def link(rows: Iterable, chosen: dict[str, int] | None = None) -> None:
    """Lead every name of these rows to the only record that has it, or to the `chosen` one {attribute: id}.

    A choice made before among several stands as long as the name is one of that record's.
    """
    rows = list(rows)
    with db.session.no_autoflush:
        known = Known(rows, again=True)
        for row in rows:
            for each in row.links:
                ids = known.ids(row, each) if each in links(row) else []
                wanted = (chosen or {}).get(each.text)
                if wanted in ids:
                    setattr(row, each.id, wanted)
                elif getattr(row, each.id) not in ids:
                    setattr(row, each.id, ids[0] if len(ids) == 1 else None)


def _key(text: str) -> str:
    return words.name_key(text)[:120]
