"""Which body of the directory a row is about: by registration, then by name; two candidates are no answer.

What is archived or merged is no candidate: it stands under no name, and is left out by number.
"""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.words import name_key
from tadamon.records.naming import NameStart, whole
from tadamon.web.imports.targets import Checked


class Candidates:
    """The bodies that some rows may be about, read in a few queries for all of them together."""

    def __init__(self, rows: list[Checked], locked: bool = False):
        names = {whole(name) for row in rows for name in _names(row)}
        numbers = {row.written["number"] for row in rows} - {""}
        named = select(NameStart.record_id).where(
            NameStart.type == "organisation", NameStart.word == 0, NameStart.key.in_(names)
        )
        ids = set(db.session.scalars(named)) if names else set()
        if numbers:
            ids |= set(db.session.scalars(select(Organisation.id).where(Organisation.number.in_(numbers))))
        self.by_name, self.by_number = defaultdict(dict), defaultdict(list)
        for body in self._standing(ids, locked):
            self.by_number[body.number].append(body)
            for name in body.names:
                self.by_name[name_key(name)][body.id] = body

    @staticmethod
    def _standing(ids: set[int], locked: bool) -> list[Organisation]:
        query = select(Organisation).where(
            Organisation.id.in_(ids),
            Organisation.archived_at.is_(None),
            Organisation.merged_into_id.is_(None),
        )
        lists = (
            Organisation.aliases,
            Organisation.contacts,
            Organisation.governorate_rows,
            Organisation.field_rows,
        )
        query = query.options(*map(selectinload, lists)).order_by(Organisation.id)
        if locked:
            query = query.with_for_update(of=Organisation)
        return list(db.session.scalars(query, execution_options={"populate_existing": True})) if ids else []

    def meant(self, row: Checked, directorate: int | None) -> Organisation | None:
        """The one body the row is about, or None; the row says so when there is a doubt about it.

        `directorate` is the one its number belongs to, also when the row does not name it.
        """
        number, named = row.written["number"], self._named(row)
        numbered = [body for body in self.by_number[number] if body.registered_with_id == directorate] if number else []
        if number and directorate and numbered:
            return self._by_number(row, numbered, named)
        same = [body for body in named if self._may_be(body, row, directorate)]
        if len(same) > 1:
            exact = [body for body in same if number and body.number == number]
            if len(exact) != 1:
                return row.wrong("name_ar", "two_names", names=_listed(same))
            same = exact
        if not same:
            if named:
                row.warn("name_ar", "namesake", number=named[0].number or "—")
            return None
        if number and same[0].number and same[0].number != number:
            return row.wrong("number", "number_other", number=same[0].number)
        return same[0]

    def _named(self, row: Checked) -> list[Organisation]:
        """Those with its Arabic name; when there is none, those with its English one."""
        for name in _names(row):
            if found := self.by_name.get(name_key(name)):
                return list(found.values())
        return []

    @staticmethod
    def _by_number(row: Checked, numbered: list, named: list) -> Organisation | None:
        if len(numbered) > 1:
            return row.wrong("number", "two_numbers", names=_listed(numbered))
        (body,) = numbered
        if named and body not in named:
            return row.wrong("number", "number_and_name", numbered=body.name_ar, named=named[0].name_ar)
        if not named:
            row.warn("name_ar", "renamed", name=body.name_ar)
        return body

    @staticmethod
    def _may_be(body: Organisation, row: Checked, directorate: int | None) -> bool:
        """One of the same name that is registered elsewhere is another body."""
        said = row.written["registered_with_id"] or (row.written["number"] and directorate)
        return not (said and body.registered_with_id and body.registered_with_id != said)


def _names(row: Checked) -> list[str]:
    return [name for name in (row.written["name_ar"], row.written["name_en"]) if name_key(name)]


def _listed(bodies: list[Organisation]) -> str:
    return _("، ").join(body.name_ar for body in bodies[:3])
