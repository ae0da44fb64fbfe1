from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.cohorts import numbers
from tadamon.cohorts.forms import ActForm, CohortForm, FilterForm, ReopeningForm
from tadamon.cohorts.listing import cohorts
from tadamon.cohorts.models import Cohort, Target
from tadamon.cohorts.words import ACTS, PROGRAMMES, SEXES, STATES, STATUS_TONES, STATUSES, TONES
from tadamon.directory.linking import Known
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.web import drafts, once
from tadamon.web.inline import inline_fields
from tadamon.web.standing import changes, standing_routes

bp = Blueprint("cohorts", __name__, url_prefix="/cohorts", template_folder="templates")
LISTS = SimpleNamespace()  # the lists of the sheet by name; parts.py fills it
SHEET = (
    joinedload(Cohort.unit, innerjoin=True),
    joinedload(Cohort.office, innerjoin=True),
    selectinload(Cohort.targets).options(joinedload(Target.administration)),
)
VERBS = {"opening": ("open", "opened", ActForm), "closing": ("close", "closed", ActForm)}
VERBS["reopening"] = ("reopen", "reopened", ReopeningForm)


@bp.context_processor
def words() -> dict:
    return {
        **{"PROGRAMMES": PROGRAMMES, "STATES": STATES, "TONES": TONES, "SEXES": SEXES},
        **{"STATUSES": STATUSES, "STATUS_TONES": STATUS_TONES},
    }


@bp.get("")
@allow("cohorts.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    return render_template(
        "cohorts/index.html",
        filters=filters,
        page=cohorts(filters.given),
        show_date=show_date,
        can_write=can("cohorts.write"),
        offices=Unit.offices() if current_user.sees_every_office else {},
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
    ), status


@bp.get("/new")
@allow("cohorts.write")
def new():
    form = CohortForm(formdata=None, data={"unit_id": current_user.unit_id, "programme": "public-service"})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("cohorts.write")
@drafts.drafted(lazy("دفعة جديدة"))
def create():
    form = CohortForm()
    if "unit_id" not in request.form:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        if not form.told_apart():
            db.session.rollback()
            return _new(form, 422)
        record = Cohort(created_by_id=current_user.id, state="planned")
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
        db.session.flush()
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت الدفعة. أضف مجموعاتها وأعدادها، ثم استورد كشف المتدربين أو أضفهم واحدًا واحدًا."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("cohorts.read")
def show(id):
    return render_template("cohorts/show.html", **sheet(load(Cohort, id, options=SHEET)))


inline_fields(bp, Cohort, CohortForm, "cohorts.write", "cohorts/_field.html")
standing_routes(
    bp,
    Cohort,
    "cohorts.write",
    lazy("الدفعات والمتدربون"),
    lazy("نُقلت الدفعة إلى الأرشيف."),
    lazy("أُعيدت الدفعة من الأرشيف."),
)


def act_routes(noun: str, verb: str, act: str, form_class) -> None:
    """The form of an act on the cohort, and the act."""

    @bp.get(f"/<id:id>/{noun}", endpoint=f"ask_{noun}")
    @allow("cohorts.write")
    def ask(id):
        record = load(Cohort, id, to="edit")
        record.refuse_if_frozen()
        day = {"opening": record.starts_on, "closing": record.ends_on}.get(noun) or today()
        return _act(record, form_class(formdata=None, data={"on": min(day, today())}), noun)

    @bp.post(f"/<id:id>/{noun}", endpoint=f"do_{noun}")
    @allow("cohorts.write")
    def do(id):
        record, form = load(Cohort, id, to="edit"), form_class()
        if not form.validate():
            return _act(record, form, noun, 422)
        getattr(record, verb)(current_user, form.on.data, form.note.data)
        db.session.commit()
        flash(_("سُجّل: %(what)s", what=ACTS[act]), "done")
        return redirect(url_for(".show", id=id), 303)


for noun, how in VERBS.items():
    act_routes(noun, *how)


def sheet(record) -> dict:
    """What the page and the paper need, read in a fixed number of statements."""
    can_edit, counted = may_edit(record, "cohorts.write"), numbers.numbers(record)
    return {
        "record": record,
        "lists": LISTS,
        "labels": CohortForm.labels(),
        "numbers": counted,
        "doubts": numbers.doubts(record.targets),
        "administrations": names_of([line.administration_id for line in counted.lines]),
        "trail": changes(record.id),
        "known": Known(record.partners) if can_edit else None,
        "can_edit": can_edit,
        "can_restore": can("cohorts.write") and record.editable_by(current_user),
    }


def names_of(ids) -> dict[int, str]:
    """{id: name} of administrations, those in the archive too."""
    ids = {id for id in ids if id}
    units = db.session.scalars(select(Unit).where(Unit.id.in_(ids))) if ids else ()
    return {unit.id: unit.name for unit in units}


def _act(record, form, noun: str, status=200):
    heading = {
        "opening": _("تسجيل بدء الدفعة"),
        "closing": _("تسجيل اكتمال الدفعة"),
        "reopening": _("إعادة فتح الدفعة"),
    }
    return render_template("cohorts/act.html", record=record, form=form, noun=noun, heading=heading[noun]), status


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in CohortForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template("cohorts/new.html", form=form, asked=asked, draft=draft, once=once.fresh_key()), status
