from flask import render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, can, may_edit
from tadamon.directory.countries import country
from tadamon.directory.merging import merged_into
from tadamon.directory.organisations import FIELDS_OF_WORK, ORGANISATION_KINDS, Organisation
from tadamon.organisations import file, listing, parts
from tadamon.organisations.creating import creating_routes
from tadamon.organisations.forms import FilterForm, OrganisationForm
from tadamon.organisations.merges import merging_routes, telling_apart_routes
from tadamon.organisations.noun import ORGANISATIONS, led, standing_routes, trail
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


@bp.get("/<id:id>")
@allow("organisations.read")
def show(id):
    record = ORGANISATIONS.load(id, options=ORGANISATIONS.options)
    if record.merged_into_id:
        return led(ORGANISATIONS, record)
    return render_template("organisations/show.html", **sheet(record))


def sheet(record: Organisation) -> dict:
    return {
        "record": record,
        "lists": parts.LISTS["organisations"],
        "labels": OrganisationForm.labels(),
        "trail": trail(record.id, 6),
        "can_edit": may_edit(record, "organisations.write"),
        "can_restore": can("organisations.write") and record.editable_by(current_user),
        "merges": merged_into(record),
        "happened": file.happened(record),
        "may_merge": can("organisations.merge") and record.editable_by(current_user),
    }


inline_fields(bp, Organisation, OrganisationForm, "organisations.write", "organisations/_field.html")
creating_routes(ORGANISATIONS)
standing_routes(ORGANISATIONS)
merging_routes(ORGANISATIONS)
telling_apart_routes(ORGANISATIONS)
