"""Several days moved at once: chosen in the list, one reason, one transaction."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.assignments.forms import BulkForm
from tadamon.assignments.routes import SHEET, bp
from tadamon.directory import working_days
from tadamon.extensions import db
from tadamon.followup import acting
from tadamon.followup.models import Outcome
from tadamon.language import _, ngettext
from tadamon.partnerships import obligations
from tadamon.partnerships.models import Partnership
from tadamon.records.base import Refused
from tadamon.records.transactions import writes

MOST = 200


@bp.get("/extensions")
@allow("assignments.write")
def bulk():
    rows = chosen(request.args.getlist("row"))
    if not rows:
        flash(_("اختر من القائمة ما تريد مد موعده."), "error")
        return redirect(url_for(".index"), 303)
    own = [row for row in rows if acting.assigns(row, current_user)] or abort(403)
    if others := len(rows) - len(own):
        flash(
            ngettext(
                "تُرك بند واحد كلّفت به جهة أخرى، فهي التي تمد موعده.",
                "تُركت %(num)s بنود كلّفت بها جهات أخرى، فهي التي تمد مواعيدها.",
                others,
            ),
            "done",
        )
    return _page(own, BulkForm(formdata=None))


@bp.post("/extensions")
@allow("assignments.write")
def extensions():
    rows, form = chosen(request.form.getlist("row")) or abort(400), BulkForm()
    if not all(acting.assigns(row, current_user) for row in rows):
        abort(403)
    if not form.validate():
        return _page(rows, form, 422)
    seen = dict(each.partition("~")[::2] for each in request.form.getlist("seen"))
    if stale := [row for row in rows if seen.get(str(row.id), str(row.version)) != str(row.version)]:
        return _page(rows, form, 409, stale={row.id for row in stale})
    try:
        for row in rows:
            _extend(row, form)
    except Refused as refused:
        db.session.rollback()
        return _page(chosen(request.form.getlist("row")), form, 409, refused=refused)
    db.session.commit()
    flash(ngettext("مُدّ موعد واحد.", "مُدّت %(num)s مواعيد.", len(rows)), "done")
    return redirect(url_for(".index"), 303)


def chosen(typed: list[str]) -> list[Outcome]:
    """The outcomes of these numbers, all of which the person sees; in the order of the register."""
    ids = {int(each) for each in typed[: MOST + 1] if each.isascii() and each.isdigit() and len(each) < 19}
    if len(ids) > MOST:
        raise Refused(_("اختر 200 بند على الأكثر في المرة الواحدة."))
    query = (
        select(Outcome)
        .where(Outcome.id.in_(ids), Outcome.removed_at.is_(None), Outcome.visible_to(current_user))
        .options(*SHEET)
    )
    if writes.get():
        query = query.with_for_update(of=Outcome)
    rows = db.session.scalars(query.order_by(Outcome.falls_on, Outcome.id)).unique().all()
    if len(rows) < len(ids):
        abort(404)
    return rows


def _extend(row: Outcome, form: BulkForm) -> None:
    if isinstance(row.record, Partnership):
        obligations.refuse_if_over(row)
    if form.more.data is None:
        until, days = form.due_on.data, form.due_on.days
    elif row.due_on:
        until, days = working_days.next_working(row.due_on + timedelta(days=form.more.data)), None
    else:
        raise Refused(_("ليس لبند المتابعة %(number)s موعد تضاف إليه أيام. اختر موعدًا جديدًا.", number=row.id))
    try:
        acting.extend(row, current_user, until, form.reason.data, days)
    except Refused as refused:
        raise Refused(_("بند المتابعة %(number)s: %(why)s", number=row.id, why=refused)) from refused


def _page(rows, form, status=200, stale=(), refused=None):
    return render_template("assignments/bulk.html", rows=rows, form=form, stale=stale, refused=refused), status
