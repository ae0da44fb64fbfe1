from flask import render_template, request, url_for

from tadamon.access import allow, can
from tadamon.directory.countries import country
from tadamon.directory.organisations import FIELDS_OF_WORK, ORGANISATION_KINDS, Organisation
from tadamon.organisations import listing
from tadamon.organisations.creating import creating_routes
from tadamon.organisations.forms import FilterForm, OrganisationForm
from tadamon.organisations.merges import merging_routes, telling_apart_routes
from tadamon.organisations.noun import ORGANISATIONS, file_route, standing_routes
from tadamon.organisations.showing import showing_route
from tadamon.web.inline import inline_fields

bp = ORGANISATIONS.bp
bp.context_processor(lambda: {"noun": ORGANISATIONS, "country": country, "work": FIELDS_OF_WORK})


@bp.get("")
@allow("organisations.read")
def index():
    filters = FilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return render_template(
        "organisations/index.html",
        filters=filters,
        page=listing.organisations(filters),
        name_of=listing.name_of,
        can_write=can("organisations.write"),
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        kinds={code: str(words) for code, words in ORGANISATION_KINDS.items()},
    ), status


showing_route(ORGANISATIONS, "organisations/show.html")
inline_fields(bp, Organisation, OrganisationForm, "organisations.write", "organisations/_field.html")
creating_routes(ORGANISATIONS)
standing_routes(ORGANISATIONS)
file_route(ORGANISATIONS)
merging_routes(ORGANISATIONS)
telling_apart_routes(ORGANISATIONS)
