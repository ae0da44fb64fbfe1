from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, can, load, may_edit, sees
from tadamon.accounts.models import Unit
from tadamon.approval import routes as approval
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees import file, forgetting
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext, speaking
from tadamon.language.dates import today
from tadamon.sessions.certificates.models import Certificate
from tadamon.sessions.certificates.papers import paper
from tadamon.sessions.forms import CancelForm
from tadamon.web import printing
from tadamon.web.forms import Choice, Form, NumberField
from tadamon.web.listing import listing
from tadamon.web.printing import asked

bp = Blueprint("certificates", __name__, url_prefix="/certificates", template_folder="../templates")
c = Certificate.__table__.c
STATES = {"standing": lazy("سارية"), "revoked": lazy("ملغاة")}
SHOWN = (c.id, c.number, c.year, c.dated, c.said, c.cohort_id, c.trainee_id, c.office_id, c.revoked_at)


class FilterForm(Form):
    year = NumberField(lazy("السنة"), least=1900, most=2100)
    number = NumberField(lazy("رقم الشهادة"), least=1)
    cohort = NumberField(lazy("الدفعة"), least=1)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), STATES, empty=lazy("كل الحالات"), required=False)

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}


@bp.get("")
@allow("cohorts.read")
def index():
    """The register: the last numbers first."""
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    given = filters.given
    cohort = load(Cohort, given["cohort"]) if "cohort" in given else None
    return render_template(
        "sessions/certificates/index.html",
        filters=filters,
        cohort=cohort,
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        page=listing([narrowed(given)], c.number, c.id, counted),
        offices=Unit.offices() if current_user.sees_every_office else {},
        can_edit=cohort is not None and may_edit(cohort, "cohorts.write"),
    ), status


def narrowed(given: dict):
    query = select(*SHOWN).where(Certificate.visible_to(current_user))
    if "cohort" not in given:
        query = query.where(c.year == given.get("year", today().year))
    for name, column in (("cohort", c.cohort_id), ("number", c.number), ("unit", c.office_id)):
        query = query.where(column == given[name]) if name in given else query
    if "state" in given:
        query = query.where(c.revoked_at.is_(None) if given["state"] == "standing" else c.revoked_at.is_not(None))
    return query


def counted(many: int) -> str:
    return ngettext("شهادة واحدة", "%(num)s شهادات", many)


@bp.get("/<id:id>")
@allow("cohorts.read")
def show(id):
    certificate = found(id)
    return render_template(
        "sessions/certificates/show.html",
        certificate=certificate,
        can_edit=can("cohorts.write") and certificate.cohort.editable_by(current_user),
    )


@bp.get("/<id:id>/print")
@allow("cohorts.read")
def printed(id):
    certificate, language = found(id), asked()
    with speaking(language, current_user.digits):
        return paper(certificate.cohort, [certificate], alone=certificate)


@bp.get("/<id:id>.pdf")
@allow("cohorts.read")
def pdf(id):
    certificate, language = found(id), asked()
    with speaking(language, current_user.digits):
        html = paper(certificate.cohort, [certificate], pdf=True)
        name = f"{_('شهادة')} {certificate.number}-{certificate.year}.pdf"
    return printing.answer(html, name, url_for(".printed", id=id, lang=language))


@bp.get("/<id:id>/revocation")
@allow("cohorts.write")
def revoking(id):
    return _revoking(_held(id), CancelForm(formdata=None))


@bp.post("/<id:id>/revocation")
@allow("cohorts.write")
def revoke(id):
    certificate, form = _held(id), CancelForm()
    if not form.validate():
        return _revoking(certificate, form, 422)
    certificate.revoke(current_user, form.reason.data)
    db.session.commit()
    flash(_("أُلغيت الشهادة. يبقى رقمها محجوزًا، ومن يتحقق من رمزها يُخبَر بإلغائها."), "done")
    return redirect(url_for(".show", id=id), 303)


def found(id: int) -> Certificate:
    query = select(Certificate).where(Certificate.id == id, Certificate.visible_to(current_user))
    query = query.options(joinedload(Certificate.cohort), joinedload(Certificate.unit), joinedload(Certificate.by))
    return db.session.scalar(query) or abort(404)


def _held(id: int) -> Certificate:
    """One that the person may change; nobody else may until this request is over."""
    certificate = found(id)
    load(Cohort, certificate.cohort_id, to="edit")
    db.session.refresh(certificate)
    return certificate


def _revoking(certificate, form, status=200):
    return render_template("sessions/certificates/revoke.html", certificate=certificate, form=form), status


# ---- what other rooms ask


def verified(code: str):
    """The page of a code that a certificate carries; the name only for who may see the cohort."""
    certificate = db.session.scalar(select(Certificate).where(Certificate.code == code))
    if certificate is None:
        return None
    mine = sees(certificate.cohort)
    return render_template("sessions/certificates/verified.html", certificate=certificate, mine=mine, code=code)


def kept_of(trainee):
    for each in db.session.scalars(select(Certificate).where(Certificate.trainee_id == trainee.id)):
        yield _("شهادة"), each.words


def wipe(trainee) -> None:
    """The number stays in the register, without the name."""
    for each in db.session.scalars(select(Certificate).where(Certificate.trainee_id == trainee.id)):
        each.said = each.said | {"name": trainee.name, "sex": None}


approval.also.append(verified)
file.also.append(kept_of)
forgetting.also.append(wipe)
