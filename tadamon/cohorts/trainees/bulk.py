"""State, group and placement of several trainees at once: chosen in the list, one day, one transaction."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from tadamon.access import allow
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees.forms import BulkForm
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.trainees.routes import bp, open_cohort
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.dates import today
from tadamon.records.base import Refused
from tadamon.records.transactions import writes

MOST = 200


@bp.get("/<id:id>/trainees/changes")
@allow("cohorts.write")
def ask_changes(id):
    cohort = open_cohort(id)
    rows = chosen(cohort, request.args.getlist("row"))
    if not rows:
        flash(_("اختر من القائمة من تريد تغيير بياناتهم."), "error")
        return redirect(url_for(".index", id=id), 303)
    return _page(cohort, rows, BulkForm(formdata=None, data={"on": today()}).within(cohort))


@bp.post("/<id:id>/trainees/changes")
@allow("cohorts.write")
def change_many(id):
    cohort = open_cohort(id)
    rows, form = chosen(cohort, request.form.getlist("row")) or abort(400), BulkForm().within(cohort)
    if not form.validate():
        return _page(cohort, rows, form, 422)
    seen = dict(each.partition("~")[::2] for each in request.form.getlist("seen"))
    if stale := {row.id for row in rows if seen.get(str(row.id), str(row.version)) != str(row.version)}:
        return _page(cohort, rows, form, 409, stale)
    changed = sum(_change(row, form) for row in rows)
    db.session.commit()
    flash(ngettext("تغيّرت بيانات متدرب واحد.", "تغيّرت بيانات %(num)s متدربين.", changed), "done")
    return redirect(url_for(".index", id=id), 303)


def chosen(cohort: Cohort, typed: list[str]) -> list[Trainee]:
    """The trainees of these numbers, by name; 404 when one is not of the cohort."""
    ids = {int(each) for each in typed[: MOST + 1] if each.isascii() and each.isdigit() and len(each) < 19}
    if len(ids) > MOST:
        raise Refused(_("اختر 200 متدرب على الأكثر في المرة الواحدة."))
    query = select(Trainee).where(Trainee.id.in_(ids), Trainee.record_id == cohort.id, Trainee.removed_at.is_(None))
    if writes.get():
        query = query.with_for_update(of=Trainee)
    rows = db.session.scalars(query.order_by(Trainee.name_key, Trainee.id)).all()
    if len(rows) < len(ids):
        abort(404)
    for row in rows:
        set_committed_value(row, "record", cohort)
    return rows


def _change(row: Trainee, form: BulkForm) -> bool:
    """Whether anything of the trainee changed."""
    on, reason, group = form.on.data, form.reason.data, form.group_id.data
    before = (row.state, row.group_id, row.workplace, row.placed_from, row.placed_to)
    row.refuse_if_gone()
    if form.state.data and form.state.data != row.state:
        row.become(form.state.data, current_user, on, reason)
    if group and group != row.group_id:
        row.join(db.session.get(Group, group), current_user, on, reason)
    if form.placed:
        row.place_at(form.workplace.data, form.placed_from.data, form.placed_to.data, current_user, on, reason)
    return before != (row.state, row.group and row.group.id, row.workplace, row.placed_from, row.placed_to)


def _page(cohort: Cohort, rows, form: BulkForm, status=200, stale=()):
    groups = {group.id: group.name for group in cohort.groups}
    return render_template(
        "cohorts/trainees/bulk.html", cohort=cohort, rows=rows, form=form, stale=stale, groups=groups
    ), status
