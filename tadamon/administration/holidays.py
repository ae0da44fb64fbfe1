"""Official days off: foreseen at first, then as decrees have them. What was counted in working days is counted anew."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import extract, select

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.administration.editing import changes, find, refused, stamp
from tadamon.administration.forms import HolidayForm
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.followup.acting import recount
from tadamon.language import _, ngettext
from tadamon.language.dates import show_range, today
from tadamon.web import once

bp = Blueprint("holidays", __name__, url_prefix="/holidays")


@bp.get("")
@allow("administration")
def index():
    year = asked_year()
    inside = Holiday.starts_on.between(date(year, 1, 1), date(year, 12, 31))
    found = db.session.scalars(select(Holiday).where(inside).order_by(Holiday.starts_on, Holiday.id)).all()
    return render_template("administration/holidays/index.html", holidays=found, year=year, years=years())


@bp.get("/new")
@allow("administration")
def new():
    return _new(HolidayForm(formdata=None))


@bp.post("")
@allow("administration")
def create():
    form = HolidayForm()
    if not form.validate():
        return _new(form, 422)
    if once.already_made() is None:
        holiday = Holiday()
        form.put(holiday)
        db.session.add(holiday)
        db.session.flush()
        once.made(holiday)
        acts.note("holiday-added", told(holiday))
        flash(_("أُضيفت الإجازة «%(name)s».", name=holiday.name) + " " + counted_anew(), "done")
        db.session.commit()
    return redirect(url_for(".index", year=form.starts_on.data.year), 303)


@bp.get("/<id:id>")
@allow("administration")
def show(id):
    holiday = find(Holiday, id)
    return _edit(holiday, HolidayForm.of(holiday))


@bp.post("/<id:id>")
@allow("administration")
def update(id):
    holiday = find(Holiday, id)
    form = HolidayForm.of(holiday)
    if status := refused(form):
        return _edit(holiday, form, status)
    if changed := changes(form):
        acts.note("holiday-changed", told(holiday), changed)
    form.put(holiday)
    db.session.flush()
    flash(_("حُفظت الإجازة «%(name)s».", name=holiday.name) + " " + counted_anew(), "done")
    db.session.commit()
    return redirect(url_for(".index", year=holiday.starts_on.year), 303)


@bp.post("/<id:id>/removal")
@allow("administration")
def removal(id):
    holiday = find(Holiday, id)
    acts.note("holiday-removed", told(holiday))
    name, year = holiday.name, holiday.starts_on.year
    db.session.delete(holiday)
    db.session.flush()
    flash(_("حُذفت الإجازة «%(name)s».", name=name) + " " + counted_anew(), "done")
    db.session.commit()
    return redirect(url_for(".index", year=year), 303)


def counted_anew() -> str:
    """Move what was due after so many working days, and say how many moved."""
    moved = recount()
    return ngettext("تغيّر موعد بند متابعة واحد.", "تغيّر موعد %(num)s من بنود المتابعة.", moved) if moved else ""


def told(holiday: Holiday) -> str:
    return f"{holiday.name_ar} ({show_range(holiday.starts_on, holiday.ends_on)})"


def asked_year() -> int:
    typed = request.args.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and 1900 < int(typed[:5]) < 2200 else today().year


def years() -> list[int]:
    """Every year that has days off, and the present one."""
    year = extract("year", Holiday.starts_on)
    return sorted({int(each) for each in db.session.scalars(select(year).distinct())} | {today().year})


def _new(form, status=200):
    return render_template("administration/holidays/new.html", form=form, once=once.fresh_key()), status


def _edit(holiday, form, status=200):
    return render_template("administration/holidays/show.html", holiday=holiday, form=form, stamp=stamp(form)), status
