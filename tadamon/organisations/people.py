from flask import render_template, request

from tadamon.access import allow, can
from tadamon.directory.people import Person
from tadamon.organisations import listing
from tadamon.organisations.creating import creating_routes
from tadamon.organisations.forms import PeopleFilterForm, PersonForm
from tadamon.organisations.merges import merging_routes, telling_apart_routes
from tadamon.organisations.noun import PEOPLE, file_route, standing_routes
from tadamon.organisations.showing import showing_route
from tadamon.web.inline import inline_fields

bp = PEOPLE.bp
bp.context_processor(lambda: {"noun": PEOPLE})


@bp.get("")
@allow("organisations.read")
def index():
    filters = PeopleFilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return render_template(
        "organisations/people/index.html",
        filters=filters,
        page=listing.people(filters),
        name_of=listing.name_of,
        can_write=can("organisations.write"),
    ), status


showing_route(PEOPLE, "organisations/people/show.html")
inline_fields(bp, Person, PersonForm, "organisations.write", "organisations/people/_field.html")
creating_routes(PEOPLE)
standing_routes(PEOPLE)
file_route(PEOPLE)
merging_routes(PEOPLE)
telling_apart_routes(PEOPLE)
