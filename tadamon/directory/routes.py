"""What the directory knows by the beginning of a name, for fields that name a body or a person."""

from flask import Blueprint, render_template, request
from sqlalchemy import or_, select

from tadamon.access import allow
from tadamon.accounts.models import Unit
from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.extensions import db
from tadamon.language import words
from tadamon.records.naming import NameStart, called

MOST, NEAREST = 8, 60
bp = Blueprint("directory", __name__, template_folder="templates")


@bp.get("/organisations/suggestions")
@allow("organisations.read")
def organisation_suggestions():
    return _options([(each.name_ar, each.kind_name) for each in known(Organisation, "organisation", _typed())])


@bp.get("/bodies/suggestions")
@allow("organisations.read")
def body_suggestions():
    """Units of ours first, then bodies of the directory."""
    typed = _typed()
    bodies = [(each.name_ar, each.kind_name) for each in known(Organisation, "organisation", typed)]
    return _options([*((unit.name_ar, unit.kind_name) for unit in units(typed)), *bodies][:MOST])


@bp.get("/directory/people/suggestions")
@allow("organisations.read")
def person_suggestions():
    people = known(Person, "person", _typed())
    return _options([(each.name_ar, each.posts[0].title if each.posts else "") for each in people])


def known(model, type: str, typed: str) -> list:
    """The records of a type with a name that has a word beginning as typed: what is typed whole comes first.

    Only the nearest are read, however many there are.
    """
    ids = called(type, typed)
    if ids is None:
        return []
    nearest = list(dict.fromkeys(db.session.scalars(ids.order_by(NameStart.key, NameStart.record_id).limit(NEAREST))))
    found = {each.id: each for each in db.session.scalars(select(model).where(model.id.in_(nearest[:MOST])))}
    return [found[id] for id in nearest[:MOST]]


def units(typed: str) -> list[Unit]:
    key = words.fold(typed)
    if not key:
        return []
    begins = or_(Unit.name_key.contains(f"|{key}", autoescape=True), Unit.name_key.contains(f" {key}", autoescape=True))
    return list(db.session.scalars(select(Unit).where(Unit.archived_at.is_(None), begins).order_by(Unit.position).limit(MOST)))


def _typed() -> str:
    """What the field holds, whatever its name is."""
    return next((value for name, value in request.args.items() if name != "list"), "")[:150]


def _options(found: list[tuple[str, str]]):
    return render_template("directory/_options.html", id=request.args.get("list", "")[:80], found=found)
