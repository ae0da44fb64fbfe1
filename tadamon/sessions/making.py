"""New sessions of a cohort: one, or many by a timetable."""

import secrets
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.routes import OFFICE
from tadamon.directory.working_days import holidays
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.language.dates import Vague, show_date
from tadamon.sessions.attendance import bp
from tadamon.sessions.forms import SessionForm, TimetableForm
from tadamon.sessions.models import Session
from tadamon.web import drafts, once

STANDARD = {"kind": "session", "days_off": "skip"}


@bp.get("/<id:id>/sessions/new")
@allow("cohorts.write")
def new(id):
    cohort = _open(id)
    form = SessionForm(formdata=None, data=STANDARD | {"venue": cohort.venue}).within(cohort)
    return _new(cohort, form, draft=drafts.offered(form))


@bp.post("/<id:id>/sessions")
@allow("cohorts.write")
@drafts.drafted(lazy("جلسة جديدة"))
def create(id):
    cohort = _open(id)
    form = SessionForm().within(cohort)
    if not form.validate():
        return _new(cohort, form, 422)
    earlier = once.already_made()
    if earlier is None:
        session = made(cohort, form)
        db.session.flush()
        once.made(session)
        drafts.forget()
        db.session.commit()
        earlier = session.id
        flash(_("سُجّلت الجلسة. سجّل حضورها من زر «تسجيل الحضور»."), "done")
    return redirect(url_for("sessions.show", id=earlier), 303)


@bp.get("/<id:id>/timetable")
@allow("cohorts.write")
def timetable(id):
    cohort = _open(id)
    form = TimetableForm(formdata=None, data=STANDARD | {"venue": cohort.venue, "until": cohort.ends_on}).within(cohort)
    return _timetable(cohort, form, draft=drafts.offered(form))


@bp.post("/<id:id>/timetable")
@allow("cohorts.write")
@drafts.drafted(lazy("جدول الجلسات"))
def repeat(id):
    cohort = _open(id)
    form = TimetableForm().within(cohort)
    if not form.validate():
        return _timetable(cohort, form, 422)
    if once.already_made() is None:
        days = form.days
        off = holidays(days[0], days[-1] + timedelta(days=1)) if form.days_off.data == "skip" else {}
        timetable = secrets.token_hex(8)
        sessions = [made(cohort, form, Vague(day, "day"), timetable) for day in days if day not in off]
        db.session.flush()
        if sessions:
            once.made(sessions[0])
        drafts.forget()
        db.session.commit()
        _say(len(sessions), [day for day in days if day in off], off)
    return redirect(url_for("sessions.index", cohort=id), 303)


def made(cohort: Cohort, form, day: Vague | None = None, timetable: str | None = None) -> Session:
    """A session as the form says, on this day when it is one of many."""
    session = Session(created_by_id=current_user.id, cohort=cohort, state="planned", timetable=timetable)
    with db.session.no_autoflush:
        if day:
            session.date = day
        form.put(session)
        session.axes, session.initiatives = session.axes or list(cohort.axes), list(cohort.initiatives)
        db.session.add(session)
    return session


def _say(many: int, left_out: list, off: dict) -> None:
    flash(ngettext("أُنشئت جلسة واحدة.", "أُنشئت %(num)s جلسات.", many), "done")
    if left_out:
        days = _("، ").join(f"{show_date(day)} ({off[day].name})" for day in left_out[:10])
        flash(_("لم تُنشأ جلسات في أيام الإجازات: %(days)s.", days=days), "undone")


def _open(id: int) -> Cohort:
    cohort = load(Cohort, id, to="edit", options=OFFICE)
    cohort.refuse_if_frozen()
    return cohort


def _new(cohort, form, status=200, draft=None):
    asked = [name for name in form.FIRST if name != "groups" or cohort.groups]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template(
        "sessions/new.html", cohort=cohort, form=form, asked=asked, draft=draft, once=once.fresh_key()
    ), status


def _timetable(cohort, form, status=200, draft=None):
    asked = [name for name in form.FIRST if name != "groups" or cohort.groups]
    return render_template(
        "sessions/timetable.html", cohort=cohort, form=form, asked=asked, draft=draft, once=once.fresh_key()
    ), status
