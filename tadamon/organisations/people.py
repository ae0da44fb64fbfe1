from flask import render_template, request
from flask_login import current_user

from tadamon.access import allow, can, may_edit
from tadamon.directory.merging import merged_into
from tadamon.directory.people import Person
from tadamon.organisations import file, listing, parts
from tadamon.organisations.creating import creating_routes
from tadamon.organisations.forms import PeopleFilterForm, PersonForm
from tadamon.organisations.merges import merging_routes, telling_apart_routes
from tadamon.organisations.noun import PEOPLE, led, standing_routes, trail
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


@bp.get("/<id:id>")
@allow("organisations.read")
def show(id):
    record = PEOPLE.load(id, options=PEOPLE.options)
    if record.merged_into_id:
        return led(PEOPLE, record)
    return render_template("organisations/people/show.html", **sheet(record))


def sheet(record: Person) -> dict:
    return {
        "record": record,
        "lists": parts.LISTS["people"],
        "labels": PersonForm.labels(),
        "trail": trail(record.id, 6),
        "can_edit": may_edit(record, "organisations.write"),
        "can_restore": can("organisations.write") and record.editable_by(current_user),
        "merges": merged_into(record),
        "happened": file.happened(record),
        "may_merge": can("organisations.merge") and record.editable_by(current_user),
    }


inline_fields(bp, Person, PersonForm, "organisations.write", "organisations/people/_field.html")
creating_routes(PEOPLE)
standing_routes(PEOPLE)
merging_routes(PEOPLE)
telling_apart_routes(PEOPLE)
