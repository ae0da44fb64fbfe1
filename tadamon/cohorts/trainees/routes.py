from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from tadamon.access import allow, can, load, may_edit
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.routes import names_of
from tadamon.cohorts.trainees import listing
from tadamon.cohorts.trainees.forms import (
    CohortFilter,
    EverywhereFilter,
    NewTraineeForm,
    StateForm,
    TraineeForm,
    TransferForm,
)
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.words import ROUNDS, SEXES, STATUS_TONES, STATUSES
from tadamon.directory.national_id import masked
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import today
from tadamon.records.history import Change
from tadamon.records.search import learn_words
from tadamon.web import once
from tadamon.web.conflicts import reconcile
from tadamon.web.forms import posted_version

bp = Blueprint("trainees", __name__, url_prefix="/cohorts", template_folder="../templates")
OFFICE = (joinedload(Cohort.office, innerjoin=True), joinedload(Cohort.unit, innerjoin=True))
TRAIL = (
    select(Change)
    .where(Change.record_id == bindparam("id"), Change.part == "trainees", Change.part_id == bindparam("part_id"))
    .order_by(Change.id.desc())
    .options(joinedload(Change.by))
    .limit(20)
)


@bp.context_processor
def words() -> dict:
    return {"ROUNDS": ROUNDS, "SEXES": SEXES, "STATUSES": STATUSES, "STATUS_TONES": STATUS_TONES, "masked": masked}


@bp.get("/trainees")
@allow("cohorts.read")
def everywhere():
    filters = EverywhereFilter(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    right = filters.validate()
    page = listing.everywhere(filters.given if right else filters.given | {"q": ""})
    return render_template(
        "cohorts/trainees/everywhere.html", filters=filters, page=page, administrations=_administrations(page.rows)
    ), 200 if right else 422


@bp.get("/<id:id>/trainees")
@allow("cohorts.read")
def index(id):
    cohort = load(Cohort, id, options=OFFICE)
    filters = CohortFilter(formdata=request.args).within(cohort)
    status = 200 if filters.validate() else 422
    page = listing.of_cohort(cohort, filters.given)
    given = {field.name: field.raw_data[0] for field in filters if field.raw_data and field.raw_data[0]}
    return render_template(
        "cohorts/trainees/index.html",
        cohort=cohort,
        filters=filters,
        page=page,
        given=given,
        groups={group.id: group.name for group in cohort.groups},
        administrations=_administrations(page.rows),
        can_edit=may_edit(cohort, "cohorts.write"),
        personal=may_edit(cohort, "cohorts.personal"),
    ), status


@bp.get("/<id:id>/trainees/new")
@allow("cohorts.write")
def new(id):
    cohort = open_cohort(id)
    return _new(cohort, NewTraineeForm(formdata=None).within(cohort))


@bp.post("/<id:id>/trainees")
@allow("cohorts.write")
def create(id):
    cohort = open_cohort(id)
    form = NewTraineeForm().within(cohort)
    if not form.validate():
        return _new(cohort, form, 422)
    earlier = once.already_made()
    if earlier is None:
        trainee = Trainee(record=cohort, office_id=cohort.office_id, created_by_id=current_user.id, state="registered")
        if cohort.state == "running":
            trainee.state = "started"
        with db.session.no_autoflush:
            doubts = form.put(trainee)
            db.session.add(trainee)
        db.session.flush()
        learn_words(trainee.name)
        once.made(trainee)
        db.session.commit()
        earlier = trainee.id
        flash(_("قُيّد المتدرب في الدفعة."), "done")
        for words in doubts:
            flash(words, "undone")
    return redirect(url_for(".show", id=id, trainee_id=earlier), 303)


@bp.get("/<id:id>/trainees/<id:trainee_id>")
@allow("cohorts.read")
def show(id, trainee_id):
    cohort = load(Cohort, id, options=OFFICE)
    return _page(cohort, found(cohort, trainee_id))


@bp.get("/<id:id>/trainees/<id:trainee_id>/edit")
@allow("cohorts.write")
def edit(id, trainee_id):
    cohort = open_cohort(id)
    trainee = found(cohort, trainee_id)
    trainee.refuse_if_gone()
    return _editing(cohort, trainee, TraineeForm.of(trainee).within(cohort))


@bp.post("/<id:id>/trainees/<id:trainee_id>")
@allow("cohorts.write")
def update(id, trainee_id):
    cohort = open_cohort(id)
    trainee = found(cohort, trainee_id)
    trainee.refuse_if_gone()
    form = TraineeForm.of(trainee).within(cohort)
    if not form.validate():
        return _editing(cohort, trainee, form, 422)
    if conflict := reconcile(trainee, form):
        return _editing(cohort, trainee, form, 409, conflict)
    form.put(trainee)
    learn_words(trainee.name)
    db.session.commit()
    flash(_("حُفظت بيانات المتدرب."), "done")
    return redirect(url_for(".show", id=id, trainee_id=trainee_id), 303)


@bp.get("/<id:id>/trainees/<id:trainee_id>/state")
@allow("cohorts.write")
def ask_state(id, trainee_id):
    cohort = open_cohort(id)
    trainee = found(cohort, trainee_id)
    trainee.refuse_if_gone()
    return _verb(cohort, trainee, StateForm(formdata=None, data={"on": today(), "state": trainee.state}), "state")


@bp.post("/<id:id>/trainees/<id:trainee_id>/state")
@allow("cohorts.write")
def change_state(id, trainee_id):
    cohort, form = open_cohort(id), StateForm()
    trainee = found(cohort, trainee_id)
    if not form.validate():
        return _verb(cohort, trainee, form, "state", 422)
    trainee.become(form.state.data, current_user, form.on.data, form.reason.data)
    db.session.commit()
    flash(_("سُجّلت حالة المتدرب: %(state)s", state=trainee.state_name), "done")
    return redirect(url_for(".show", id=id, trainee_id=trainee_id), 303)


@bp.get("/<id:id>/trainees/<id:trainee_id>/transfer")
@allow("cohorts.write")
def ask_transfer(id, trainee_id):
    cohort = open_cohort(id)
    trainee = found(cohort, trainee_id)
    trainee.refuse_if_gone()
    return _verb(cohort, trainee, TransferForm(formdata=None, data={"on": today()}).of_trainee(trainee), "transfer")


@bp.post("/<id:id>/trainees/<id:trainee_id>/transfer")
@allow("cohorts.write")
def transfer(id, trainee_id):
    cohort, form = open_cohort(id), TransferForm()
    trainee = found(cohort, trainee_id)
    if not form.of_trainee(trainee).validate():
        return _verb(cohort, trainee, form, "transfer", 422)
    kind, other = form.to.data[0], int(form.to.data[1:])
    if kind == "g":
        trainee.join(db.session.get(Group, other), current_user, form.on.data, form.reason.data)
        to = trainee
    else:
        there = load(Cohort, other, to="edit")
        to = trainee.transfer(there, current_user, form.on.data, form.reason.data)
    db.session.commit()
    flash(_("نُقل المتدرب. ما سُجّل له من قبل باقٍ حيث كان."), "done")
    return redirect(url_for(".show", id=to.record_id, trainee_id=to.id), 303)


@bp.post("/<id:id>/trainees/<id:trainee_id>/removal")
@allow("cohorts.write")
def remove(id, trainee_id):
    cohort = open_cohort(id)
    trainee = found(cohort, trainee_id)
    trainee.remove()
    db.session.commit()
    flash((_("حُذف: %(what)s", what=trainee.name), url_for(".bring_back", id=id, trainee_id=trainee_id)), "undo")
    return redirect(url_for(".index", id=id), 303)


@bp.post("/<id:id>/trainees/<id:trainee_id>/restoration")
@allow("cohorts.write")
def bring_back(id, trainee_id):
    cohort = open_cohort(id)
    trainee = found(cohort, trainee_id, removed=True)
    trainee.come_back()
    db.session.commit()
    flash(_("أُعيد: %(what)s", what=trainee.name), "done")
    return redirect(url_for(".show", id=id, trainee_id=trainee_id), 303)


def found(cohort: Cohort, trainee_id: int, removed: bool = False) -> Trainee:
    """The trainee of that cohort; 404 for any other."""
    query = select(Trainee).where(Trainee.id == trainee_id, Trainee.record_id == cohort.id)
    if not removed:
        query = query.where(Trainee.removed_at.is_(None))
    trainee = db.session.scalar(query.options(joinedload(Trainee.group), joinedload(Trainee.administration)))
    if trainee is None:
        abort(404)
    set_committed_value(trainee, "record", cohort)
    return trainee


def open_cohort(id: int) -> Cohort:
    cohort = load(Cohort, id, to="edit", options=OFFICE)
    cohort.refuse_if_frozen()
    return cohort


def _administrations(rows) -> dict[int, str]:
    return names_of({row.administration_id for row in rows})


def _page(cohort: Cohort, trainee: Trainee, status=200, **more):
    went_to = select(Trainee).where(Trainee.came_from_id == trainee.id).options(joinedload(Trainee.record))
    return render_template(
        "cohorts/trainees/show.html",
        cohort=cohort,
        trainee=trainee,
        labels=NewTraineeForm.labels(),
        went_to=db.session.scalars(went_to).all(),
        came_from=trainee.came_from,
        trail=db.session.scalars(TRAIL, {"id": cohort.id, "part_id": trainee.id}).all(),
        can_edit=may_edit(cohort, "cohorts.write") and not trainee.forgotten_at and trainee.state != "transferred",
        personal=can("cohorts.personal") and cohort.editable_by(current_user) and not trainee.forgotten_at,
        **more,
    ), status


def _new(cohort, form, status=200):
    return render_template("cohorts/trainees/new.html", cohort=cohort, form=form, once=once.fresh_key()), status


def _editing(cohort, trainee, form, status=200, conflict=None):
    version = posted_version() if status == 422 else trainee.version
    return render_template(
        "cohorts/trainees/edit.html", cohort=cohort, trainee=trainee, form=form, conflict=conflict, version=version
    ), status


def _verb(cohort, trainee, form, noun, status=200):
    heading = {"state": _("تغيير حالة المتدرب"), "transfer": _("نقل المتدرب")}[noun]
    return render_template(
        "cohorts/trainees/verb.html", cohort=cohort, trainee=trainee, form=form, noun=noun, heading=heading
    ), status
