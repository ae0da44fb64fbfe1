"""A new body or person: what looks like it is shown first, while one types and before it is saved."""

from flask import flash, redirect, render_template, request
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.accounts.models import Unit
from tadamon.activities.came_of import came_of, tie
from tadamon.directory import matching
from tadamon.extensions import db
from tadamon.language import _
from tadamon.organisations.noun import Noun
from tadamon.web import drafts, once


def creating_routes(noun: Noun) -> None:
    bp, form_class = noun.bp, noun.form

    @bp.get("/new")
    @allow("organisations.write")
    def new():
        given = {name: request.args.get(name, "")[:250] for name in form_class.TELLING if name in request.args}
        form = form_class(formdata=None, data={"unit_id": current_user.unit_id, **given})
        return page(noun, form, draft=drafts.offered(form))

    @bp.get("/likely")
    @allow("organisations.write")
    def likely():
        """What looks like the name that is being typed, for the place under it."""
        form = form_class(formdata=request.args)
        form.validate()
        return render_template("organisations/_likely.html", **seen(noun, form))

    @bp.post("")
    @allow("organisations.write")
    @drafts.drafted(noun.said["new"])
    def create():
        form = form_class()
        if "unit_id" not in request.form:
            form.unit_id.data = current_user.unit_id
        if not form.validate():
            return page(noun, form, 422)
        earlier = once.already_made()
        if earlier is None:
            looks = seen(noun, form)
            if looks["unseen"]:
                db.session.rollback()
                return page(noun, form, 422, refused=True)
            record = made(noun, form)
            tie(record)
            matching.tell_apart(record, looks["likely"], by=current_user)
            once.made(record)
            drafts.forget()
            db.session.commit()
            earlier = record.id
            flash(str(noun.said["added"]), "done")
        return redirect(noun.url("show", id=earlier), 303)


def made(noun: Noun, form):
    record = noun.model(created_by_id=current_user.id)
    with db.session.no_autoflush:
        form.put(record)
        db.session.add(record)
    db.session.flush()
    return record


def seen(noun: Noun, form) -> dict:
    """What is likely the same; `unseen` when some of it was not yet told to be another."""
    told = {name: form[name].data for name in form.TELLING if not form[name].errors}
    found = matching.likely(noun.model, **told)
    others = set(request.values.getlist("other")) if "confirmed" in request.values else set()
    unseen = [each for each in found if str(each.record.id) not in others]
    return {"noun": noun, "likely": found, "unseen": unseen, "confirmed": bool(found) and not unseen}


def page(noun: Noun, form, status=200, draft=None, refused=False):
    below = select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)
    units = current_user.sees_every_office or db.session.scalars(below).first()
    asked = [name for name in form.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    if refused:
        form.form_errors = [_("اختر المسجَّل من قبل إن كان هو، أو أكّد أنه آخر ثم احفظ.")]
    return render_template(
        "organisations/new.html",
        form=form,
        asked=asked,
        draft=draft,
        once=once.fresh_key(),
        refused=refused,
        earlier=came_of(),
        **seen(noun, form),
    ), status
