from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.nurseries import states
from tadamon.nurseries.acts import ACTS
from tadamon.nurseries.forms import ActForm, ExtensionForm, FilterForm, NurseryForm, ReasonedForm, places
from tadamon.nurseries.listing import nurseries
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.visits import Visit
from tadamon.web import drafts, once
from tadamon.web.inline import inline_fields
from tadamon.web.standing import changes, standing_routes

bp = Blueprint("nurseries", __name__, url_prefix="/nurseries", template_folder="templates")
LISTS = SimpleNamespace()  # the lists of the sheet by name; parts.py fills it
SHEET = (
    joinedload(Nursery.unit, innerjoin=True),
    joinedload(Nursery.office, innerjoin=True),
    joinedload(Nursery.organisation),
    selectinload(Nursery.visits).selectinload(Visit.points),
    selectinload(Nursery.outcomes).joinedload(Outcome.owner_unit),
)
# noun: (what the link says, its form, the verb)
DEEDS = {
    "application": (lazy("تسجيل طلب الترخيص"), ActForm, Nursery.apply),
    "temporary": (lazy("منح ترخيص مؤقت ستة أشهر"), ActForm, Nursery.grant),
    "extension": (lazy("مد الترخيص المؤقت"), ExtensionForm, Nursery.extend),
    "licence": (lazy("منح الترخيص"), ActForm, Nursery.license),
    "refusal": (lazy("تسجيل رفض الطلب"), ReasonedForm, Nursery.refuse),
    "closure": (lazy("تسجيل قرار الإغلاق"), ReasonedForm, Nursery.close),
}


@bp.get("")
@allow("nurseries.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    if current_user.sees_every_office or len(places()) < 2:
        del filters.administration
    status = 200 if filters.validate() else 422
    return render_template(
        "nurseries/index.html",
        filters=filters,
        page=nurseries(filters.given),
        can_write=can("nurseries.write"),
        day=today(),
        states=states,
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
    ), status


@bp.get("/new")
@allow("nurseries.write")
def new():
    form = NurseryForm(formdata=None, data={"unit_id": current_user.unit_id})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("nurseries.write")
@drafts.drafted(lazy("حضانة جديدة"))
def create():
    form = NurseryForm()
    if "unit_id" not in request.form:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = Nursery(created_by_id=current_user.id)
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
        db.session.flush()
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت الحضانة غير مرخصة. سجّل طلب ترخيصها حين يُقدَّم."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("nurseries.read")
def show(id):
    return render_template("nurseries/show.html", **sheet(load(Nursery, id, options=SHEET)))


inline_fields(bp, Nursery, NurseryForm, "nurseries.write", "nurseries/_field.html")
standing_routes(
    bp,
    Nursery,
    "nurseries.write",
    lazy("الحضانات"),
    lazy("نُقلت الحضانة إلى الأرشيف."),
    lazy("أُعيدت الحضانة من الأرشيف."),
)


def _deed(noun: str) -> None:
    """The form of an act and its answer, under the act's own noun."""
    heading, form_class, verb = DEEDS[noun]

    @bp.get(f"/<id:id>/{noun}", endpoint=f"new_{noun}")
    @allow("nurseries.write")
    def ask(id):
        record = load(Nursery, id, to="edit")
        record.refuse_if_frozen()
        return _act(record, form_class(formdata=None, data={"on": today()}), noun, heading)

    @bp.post(f"/<id:id>/{noun}", endpoint=f"create_{noun}")
    @allow("nurseries.write")
    def do(id):
        record, form = load(Nursery, id, to="edit"), form_class()
        if not form.validate():
            return _act(record, form, noun, heading, 422)
        verb(record, current_user, **form.data)
        db.session.commit()
        flash(_("حُفظ: %(field)s", field=ACTS[noun]), "done")
        return redirect(url_for(".show", id=id), 303)


for _noun in DEEDS:
    _deed(_noun)


def sheet(record) -> dict:
    """What the page and the paper need, read in a fixed number of statements."""
    return {
        "record": record,
        "lists": LISTS,
        "labels": NurseryForm.labels(),
        "deeds": {noun: DEEDS[noun][0] for noun in record.next_acts},
        "decide_by": record.applied_on and record.applied_on + states.DECIDE,
        "day": today(),
        "trail": changes(record.id),
        "can_edit": may_edit(record, "nurseries.write"),
        "can_restore": can("nurseries.write") and record.editable_by(current_user),
    }


def _act(record, form, noun: str, heading, status=200):
    return render_template("nurseries/act.html", record=record, form=form, noun=noun, heading=str(heading)), status


def _new(form, status=200, draft=None):
    asked = [*NurseryForm.FIRST, *(field.name for field in form if field.errors and field.name not in form.FIRST)]
    return render_template("nurseries/new.html", form=form, asked=asked, draft=draft, once=once.fresh_key()), status
