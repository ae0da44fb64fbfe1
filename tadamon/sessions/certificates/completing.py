"""The rule of a cohort, who has completed by it, and the certificates of all of them at once."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from wtforms import ValidationError

from tadamon.access import allow, load, may_edit
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.routes import names_of
from tadamon.cohorts.trainees.routes import OFFICE
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.records.base import Refused
from tadamon.sessions import completion
from tadamon.sessions.attendance import bp
from tadamon.sessions.certificates.models import Certificate, issue, standing
from tadamon.web import drafts
from tadamon.web.conflicts import reconcile
from tadamon.web.forms import Form, NumberField, posted_version
from tadamon.web.listing import sorted_listing


class RuleForm(Form):
    share_sessions = NumberField(lazy("نسبة الجلسات"), least=1, most=100, hint=lazy("في المئة، مثل: 80"))
    share_hours = NumberField(lazy("نسبة الساعات"), least=1, most=100, hint=lazy("في المئة؛ اترك ما لا يُشترط فارغًا."))

    def validate_share_sessions(self, field):
        if not field.data and not self.share_hours.data and not self.share_hours.errors:
            raise ValidationError(_("اكتب نسبة واحدة على الأقل."))


@bp.get("/<id:id>/completion")
@allow("cohorts.read")
def completing(id):
    cohort = load(Cohort, id, options=OFFICE)
    rule = completion.rule_of(cohort)
    return _page(cohort, RuleForm.of(rule) if rule else RuleForm(formdata=None))


@bp.post("/<id:id>/completion")
@allow("cohorts.write")
@drafts.drafted(lazy("قاعدة الإتمام"))
def set_rule(id):
    cohort = _open(id)
    rule = completion.rule_of(cohort)
    form = RuleForm.of(rule) if rule else RuleForm()
    if not form.validate():
        return _page(cohort, form, 422)
    if rule and (conflict := reconcile(rule, form)):
        return _page(cohort, form, 409, conflict)
    if rule is None:
        rule = completion.Rule(record=cohort, position=1)
        db.session.add(rule)
    form.put(rule)
    drafts.forget()
    db.session.commit()
    flash(_("حُفظت قاعدة الإتمام."), "done")
    return redirect(url_for(".completing", id=id), 303)


@bp.post("/<id:id>/certificates")
@allow("cohorts.write")
def certify(id):
    """For everyone who has completed and has none yet, or only for those who were chosen."""
    cohort = _open(id)
    chosen = set(request.form.getlist("trainee")) if request.form.get("whom") == "chosen" else None
    found = completion.standing(cohort)
    if found.rule is None:
        raise Refused(_("اكتب قاعدة الإتمام أولًا، ثم أصدر الشهادات."))
    people = [each for each in found.eligible if chosen is None or str(each.id) in chosen]
    made = issue(cohort, people, current_user)
    db.session.commit()
    flash(ngettext("صدرت شهادة واحدة.", "صدرت %(num)s شهادات.", len(made)), "done")
    return redirect(url_for("certificates.index", cohort=id), 303)


def _open(id: int) -> Cohort:
    cohort = load(Cohort, id, to="edit", options=OFFICE)
    cohort.refuse_if_frozen()
    return cohort


def _page(cohort, form, status=200, conflict=None):
    found, shown = completion.standing(cohort), request.args.get("show", "eligible")
    why = {each.id: " ".join(words) for each, words in found.short}
    rows = [each for each, _words in found.short] if shown == "short" else found.eligible
    page = sorted_listing(rows, "name_key", lambda many: ngettext("متدرب واحد", "%(num)s متدربين", many))
    numbers = standing(cohort, Certificate.trainee_id, Certificate.id, Certificate.number, Certificate.year)
    having = {row.trainee_id: row for row in db.session.execute(numbers)}
    return render_template(
        "sessions/certificates/completion.html",
        cohort=cohort,
        form=form,
        found=found,
        shown=shown,
        page=page,
        why=why,
        having=having,
        administrations=names_of({row.administration_id for row in page.rows}),
        certificates=len(having),
        version=posted_version() if status == 422 else found.rule.version if found.rule else 0,
        conflict=conflict,
        can_edit=may_edit(cohort, "cohorts.write"),
    ), status
