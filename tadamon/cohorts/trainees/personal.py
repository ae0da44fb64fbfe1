"""What is personal of a trainee: seen whole, changed, exported or wiped only by who may, and each act is noted."""

from flask import flash, redirect, render_template, url_for

from tadamon.access import allow, load
from tadamon.accounts import acts
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees import file
from tadamon.cohorts.trainees.forgetting import forget
from tadamon.cohorts.trainees.forms import PERSONAL, PersonalForm
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.trainees.routes import OFFICE, bp, found
from tadamon.directory.personal import beside, fill
from tadamon.extensions import db
from tadamon.language import _
from tadamon.web.forms import posted_version
from tadamon.web.imports import wiping


@bp.post("/<id:id>/trainees/<id:trainee_id>/disclosure")
@allow("cohorts.personal")
def disclose(id, trainee_id):
    cohort, trainee = _held(id, trainee_id)
    note("trainee-seen", trainee)
    form = PersonalForm().of_cohort(cohort, trainee)
    fill(form, saved(trainee))
    answer = _page(cohort, trainee, form)
    db.session.commit()
    return answer


@bp.post("/<id:id>/trainees/<id:trainee_id>/personal")
@allow("cohorts.personal")
def update_personal(id, trainee_id):
    cohort, trainee = _held(id, trainee_id)
    cohort.refuse_if_frozen()
    trainee.refuse_if_gone()
    form = PersonalForm().of_cohort(cohort, trainee)
    if not form.validate():
        return _page(cohort, trainee, form, 422, posted_version())
    if posted_version() != trainee.version:
        note("trainee-seen", trainee)
        beside(form, saved(trainee))
        answer = _page(cohort, trainee, form, 409)
        db.session.commit()
        return answer
    note("trainee-changed", trainee)
    doubts = form.put_into(trainee)
    db.session.commit()
    flash(_("حُفظت البيانات الشخصية."), "done")
    for words in doubts:
        flash(words, "undone")
    return redirect(url_for(".show", id=id, trainee_id=trainee_id), 303)


@bp.post("/<id:id>/trainees/<id:trainee_id>/export")
@allow("cohorts.personal")
def export(id, trainee_id):
    """All that is kept of one person, in one file."""
    cohort, trainee = _held(id, trainee_id)
    note("trainee-exported", trainee)
    answer = file.answer(cohort, trainee)
    db.session.commit()
    return answer


@bp.get("/<id:id>/trainees/<id:trainee_id>/anonymisation")
@allow("cohorts.personal")
def ask_anonymisation(id, trainee_id):
    cohort, trainee = _held(id, trainee_id)
    return render_template("cohorts/trainees/anonymisation.html", cohort=cohort, trainee=trainee)


@bp.post("/<id:id>/trainees/<id:trainee_id>/anonymisation")
@allow("cohorts.personal")
def anonymise(id, trainee_id):
    cohort, trainee = _held(id, trainee_id)
    cohort.refuse_if_frozen()
    note("trainee-anonymised", trainee)
    gone = forget(trainee)
    db.session.commit()
    wiping.drop(gone)
    flash(_("مُحيت بيانات المتدرب، وبقي في الأعداد بلا اسم."), "done")
    return redirect(url_for(".show", id=id, trainee_id=trainee_id), 303)


def _held(id: int, trainee_id: int) -> tuple[Cohort, Trainee]:
    cohort = load(Cohort, id, to="edit", options=OFFICE)
    return cohort, found(cohort, trainee_id)


def saved(trainee: Trainee) -> dict:
    return {name: getattr(trainee, name) for name in PERSONAL}


def note(action: str, trainee: Trainee) -> None:
    """By its number and its cohort: the log holds no name and no number of a person."""
    acts.note(action, f"{trainee.record.title} — #{trainee.id}")


def _page(cohort, trainee, form, status=200, version=None):
    return render_template(
        "cohorts/trainees/personal.html",
        cohort=cohort,
        trainee=trainee,
        form=form,
        version=version or trainee.version,
    ), status
