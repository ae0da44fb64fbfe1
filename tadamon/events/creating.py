"""A new event: what may be the same under another headline is shown while one types, and before it is saved."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.accounts.models import Unit
from tadamon.events import doubles
from tadamon.events.forms import EventForm
from tadamon.events.models import Event
from tadamon.events.routes import bp
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.web import drafts, once


@bp.get("/new")
@allow("events.write")
def new():
    form = EventForm(formdata=None, data={"unit_id": current_user.unit_id})
    return _page(form, draft=drafts.offered(form))


@bp.get("/likely")
@allow("events.write")
def likely():
    """What may be the event that is being written, for the place under its title."""
    form = EventForm(formdata=request.args)
    form.validate()
    return render_template("events/_likely.html", **seen(form))


@bp.post("")
@allow("events.write")
@drafts.drafted(lazy("فعالية جديدة"))
def create():
    form = EventForm()
    if "unit_id" not in request.form:
        form.unit_id.data = current_user.unit_id
    if not form.validate():
        return _page(form, 422)
    earlier = once.already_made()
    if earlier is None:
        looks = seen(form)
        if looks["unseen"]:
            db.session.rollback()
            form.form_errors = [_("افتح المسجَّلة من قبل إن كانت هي، أو أكّد أنها أخرى ثم سجّلها.")]
            return _page(form, 422)
        record = _made(form)
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت الفعالية. أكمل الوفد والجهات والمخرجات في هذه الصفحة."), "done")
    return redirect(url_for(".show", id=earlier), 303)


def _made(form) -> Event:
    record = Event(created_by_id=current_user.id)
    with db.session.no_autoflush:
        form.put(record)
        db.session.add(record)
        if not (record.governorate or record.abroad):
            record.governorate = record.unit.governorate
    db.session.flush()
    return record


def seen(form) -> dict:
    """What is likely the same; `unseen` when some of it was not yet told to be another."""
    told = {name: None if form[name].errors else form[name].data for name in ("title", "starts_on", "country", "city")}
    last = None if form.ends_on.errors else form.ends_on.data
    found = doubles.likely(
        doubles.Told(told["title"] or "", told["starts_on"], last, told["country"], told["city"] or "")
    )
    others = set(request.values.getlist("other")) if "confirmed" in request.values else set()
    unseen = [each for each in found if str(each.record.id) not in others]
    return {"likely": found, "unseen": unseen, "confirmed": bool(found) and not unseen}


def _page(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in EventForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    context = {"asked": asked, "draft": draft, "once": once.fresh_key()} | seen(form)
    return render_template("events/new.html", form=form, **context), status
