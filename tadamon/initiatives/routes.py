from flask import render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, can, may_edit
from tadamon.accounts.models import Unit
from tadamon.directory.initiatives import KINDS, STATES, Initiative
from tadamon.directory.linking import Known
from tadamon.initiatives import listing
from tadamon.initiatives.belonging import belonging
from tadamon.initiatives.forms import FilterForm, InitiativeForm
from tadamon.initiatives.noun import INITIATIVES
from tadamon.initiatives.parts import LISTS
from tadamon.language import _
from tadamon.organisations.creating import creating_routes
from tadamon.organisations.noun import standing_routes, trail
from tadamon.web.inline import inline_fields

bp = INITIATIVES.bp
bp.context_processor(lambda: {"noun": INITIATIVES})
TONES = {"running": "ok", "planned": "", "ended": ""}


@bp.get("")
@allow("organisations.read")
def index():
    filters = FilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return render_template(
        "initiatives/index.html",
        filters=filters,
        page=listing.initiatives(filters),
        name_of=listing.name_of,
        can_write=can("organisations.write"),
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        kinds={code: str(words) for code, words in KINDS.items()},
        states={code: str(words) for code, words in STATES.items()},
        tones=TONES,
        offices=Unit.offices(),
        labels={"kind": _("النوع"), "axes": _("المحاور"), "began": _("بدأت في"), "office": _("المعنية بها")},
    ), status


@bp.get("/<id:id>")
@allow("organisations.read")
def show(id):
    record = INITIATIVES.load(id, options=INITIATIVES.options)
    entries, more = belonging(record)
    return render_template(
        "initiatives/show.html",
        record=record,
        entries=entries,
        more=more,
        lists=LISTS,
        known=Known(record.bodies),
        labels=InitiativeForm.labels(),
        tones=TONES,
        trail=trail(id, 6),
        can_edit=may_edit(record, "organisations.write"),
        can_restore=can("organisations.write") and record.editable_by(current_user),
        may_merge=False,
        merges=(),
    )


inline_fields(bp, Initiative, InitiativeForm, "organisations.write", "initiatives/_field.html")
creating_routes(INITIATIVES)
standing_routes(INITIATIVES)
