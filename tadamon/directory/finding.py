"""The bodies that a name may mean, by the beginning of any of its words."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from tadamon.accounts.models import Unit
from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.language import words
from tadamon.language.clean import clean_line
from tadamon.records.naming import NameStart, called

NEAREST = 60


@dataclass(frozen=True)
class Suggestion:
    """A name that may be meant; `id` is the directory's, None for what is no record of it."""

    id: int | None
    name: str
    note: str
    title: str = ""
    body: str = ""


def bodies(typed: str, most: int = 8) -> list[Suggestion]:
    """Units of ours first, then bodies of the directory."""
    found = [Suggestion(None, unit.name_ar, unit.kind_name) for unit in units(typed, most)]
    return [*found, *organisations(typed, most)][:most]


def organisations(typed: str, most: int = 8) -> list[Suggestion]:
    return [Suggestion(each.id, each.name_ar, each.kind_name) for each in known(Organisation, typed, most)]


def known(model, typed: str, most: int = 8) -> list:
    """The organisations, or people, with a name that has a word beginning as typed: what is typed whole comes first.

    Only the nearest are read, however many there are.
    """
    ids = called(model.__mapper__.polymorphic_identity, typed)
    if ids is None:
        return []
    near = db.session.scalars(ids.order_by(NameStart.key, NameStart.record_id).limit(NEAREST))
    nearest = list(dict.fromkeys(near))[:most]
    found = {each.id: each for each in db.session.scalars(select(model).where(model.id.in_(nearest)))}
    return [found[id] for id in nearest]


def units(typed: str, most: int = 8) -> list[Unit]:
    key = words.fold(clean_line(typed))
    if not key:
        return []
    begins = or_(*(Unit.name_key.contains(f"{mark}{key}", autoescape=True) for mark in "| "))
    query = select(Unit).where(Unit.archived_at.is_(None), begins).order_by(Unit.position)
    return list(db.session.scalars(query.limit(most)))
