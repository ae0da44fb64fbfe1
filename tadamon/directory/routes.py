"""What the directory knows by the beginning of a name, for fields that name a body or a person."""

from flask import Blueprint, render_template, request

from tadamon.access import allow
from tadamon.directory.finding import Suggestion, bodies, known, organisations
from tadamon.directory.people import Person

bp = Blueprint("directory", __name__, template_folder="templates")


@bp.get("/organisations/suggestions")
@allow("organisations.read")
def organisation_suggestions():
    return _options(organisations(_typed()))


@bp.get("/bodies/suggestions")
@allow("organisations.read")
def body_suggestions():
    """Units of ours first, then bodies of the directory."""
    return _options(bodies(_typed()))


@bp.get("/directory/people/suggestions")
@allow("organisations.read")
def person_suggestions():
    people = known(Person, _typed())
    return _options([Suggestion(each.id, each.name_ar, each.posts[0].title if each.posts else "") for each in people])


def _typed() -> str:
    """What the field holds, whatever its name is."""
    return next((value for name, value in request.args.items() if name != "list"), "")[:150]


def _options(found: list[Suggestion]):
    return render_template("directory/_options.html", id=request.args.get("list", "")[:80], found=found)
