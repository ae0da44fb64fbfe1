"""The rest of a timetable at once: what is left of it from a session's day on, changed or called off.

GET  /sessions/7/rest · POST                  another day of the week, hour, place or trainer
GET  /sessions/7/rest/cancellation · POST     called off, with the reason

What was held stays as it is. The rest are chosen by hand from a list, and saved as they were seen.
"""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow
from tadamon.directory.working_days import holidays
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.dates import show_date
from tadamon.sessions.forms import CancelForm, RestForm, sunday
from tadamon.sessions.listing import rest_of
from tadamon.sessions.models import Session
from tadamon.sessions.routes import bp, opened


@bp.get("/<id:id>/rest")
@allow("cohorts.write")
def changing_rest(id):
    record = opened(id)
    return _page("rest", record, RestForm.of(record))


@bp.post("/<id:id>/rest")
@allow("cohorts.write")
def change_rest(id):
    record = opened(id)
    form = RestForm.of(record)
    chosen = Chosen(record)
    if not form.validate() or not form.changed or chosen.none or (form.weekday.data is not None and chosen.crowded):
        return _page("rest", record, form, 422, chosen)
    if chosen.stale:
        return _page("rest", record, form, 409, chosen)
    form.decide()
    for each in chosen.rows:
        form.change(each)
    db.session.commit()
    many = len(chosen.rows)
    flash(ngettext("تغيّرت جلسة واحدة، وما عُقد بقي كما هو.", "تغيّرت %(num)s جلسات، وما عُقد بقي كما هو.", many), "done")
    _warn([each.starts_on for each in chosen.rows] if form.weekday.data is not None else [])
    return redirect(url_for(".index", cohort=record.cohort_id), 303)


@bp.get("/<id:id>/rest/cancellation")
@allow("cohorts.write")
def cancelling_rest(id):
    return _page("cancel_rest", opened(id), CancelForm(formdata=None))


@bp.post("/<id:id>/rest/cancellation")
@allow("cohorts.write")
def cancel_rest(id):
    record, form = opened(id), CancelForm()
    chosen = Chosen(record)
    if not form.validate() or chosen.none:
        return _page("cancel_rest", record, form, 422, chosen)
    if chosen.stale:
        return _page("cancel_rest", record, form, 409, chosen)
    for each in chosen.rows:
        each.cancel(current_user, form.reason.data)
    db.session.commit()
    many = len(chosen.rows)
    flash(
        ngettext("أُلغيت جلسة واحدة، وبقيت في السجل مع السبب.", "أُلغيت %(num)s جلسات، وبقيت في السجل مع السبب.", many),
        "done",
    )
    return redirect(url_for(".index", cohort=record.cohort_id), 303)


class Chosen:
    """What was ticked of the rest; `stale`: ids of what a colleague has changed, held or called off since."""

    def __init__(self, record: Session):
        self.all = rest_of(record)
        self.ticked = {each for each in request.form.getlist("row") if each.isascii() and each.isdigit()}
        seen = dict(each.partition("~")[::2] for each in request.form.getlist("seen"))
        self.rows = [each for each in self.all if str(each.id) in self.ticked]
        self.stale = {each.id for each in self.rows if seen.get(str(each.id)) != str(each.version)}
        self.gone = len(self.ticked) - len(self.rows)
        self.stale |= {0} if self.gone else set()

    @property
    def none(self) -> bool:
        return not self.ticked

    @property
    def crowded(self) -> bool:
        """Whether two of them lie in one week, and would come to lie on one day."""
        weeks = [sunday(each.starts_on) for each in self.rows]
        return len(set(weeks)) < len(weeks)


def _warn(days: list[date]) -> None:
    """Say which of the new days are days off."""
    off = holidays(min(days), max(days)) if days else {}
    if found := [f"{show_date(day)} ({off[day].name})" for day in days if day in off]:
        flash(_("بعض المواعيد الجديدة في إجازات: %(days)s.", days=_("، ").join(found)), "undone")


def _page(name: str, record: Session, form, status=200, chosen: Chosen | None = None):
    rows = chosen.all if chosen else rest_of(record)
    return render_template(
        f"sessions/{name}.html",
        record=record,
        form=form,
        rows=rows,
        chosen=chosen,
        ticked={row.id for row in chosen.rows} if chosen else {row.id for row in rows},
    ), status
