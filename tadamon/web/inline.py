"""One field of one form, edited in place.

GET  …/<id>/fields/<name>        the reading state (Cancel leads here)
GET  …/<id>/fields/<name>/edit   the field as a small form
POST …/<id>/fields/<name>        422 with the message, 409 with both texts, or the reading state
"""

from flask import Blueprint, abort, redirect, url_for

from tadamon.access import allow, load, may_edit
from tadamon.extensions import db
from tadamon.language import _
from tadamon.web import drafts
from tadamon.web.answers import done, fragment_or_page, wants_fragment
from tadamon.web.conflicts import reconcile


def inline_fields(bp: Blueprint, model, form_class, action: str, reading: str) -> None:
    """Add the three routes to `bp`. `reading` is the template of a field's reading state."""

    def opened(id, name, to):
        thing = load(model, id, to=to)
        if name not in form_class.names():
            abort(404)
        return thing

    def sheet(thing, name):
        return url_for(f"{bp.name}.show", id=thing.id, _anchor=f"field-{name}")

    def state(thing, name, can_edit):
        base = url_for(f"{bp.name}.show", id=thing.id)
        return {"record": thing, "name": name, "base": base, "labels": form_class.labels(), "can_edit": can_edit}

    def editing(thing, name, form, status=200, conflict=None, draft=None):
        return fragment_or_page(
            "pieces/_field_form.html",
            status=status,
            record=thing,
            form=form.at(f"field-{name}"),
            conflict=conflict,
            action=url_for(f"{bp.name}.update_field", id=thing.id, name=name),
            back=sheet(thing, name),
            cancel=url_for(f"{bp.name}.read_field", id=thing.id, name=name),
            target=f"field-{name}",
            heading=form[name].label.text,
            draft=draft,
            version=(draft and draft.version) or thing.version,
        )

    @bp.get("/<id:id>/fields/<name>", endpoint="read_field")
    @allow(action.replace(".write", ".read"))
    def read_field(id, name):
        thing = opened(id, name, "read")
        if not wants_fragment():
            return redirect(sheet(thing, name), 303)
        return fragment_or_page(reading, **state(thing, name, may_edit(thing, action)))

    @bp.get("/<id:id>/fields/<name>/edit", endpoint="edit_field")
    @allow(action)
    def edit_field(id, name):
        thing = opened(id, name, "edit")
        thing.refuse_if_frozen()
        form = form_class.of(thing).only(name)
        return editing(thing, name, form, draft=drafts.offered(form))

    @bp.post("/<id:id>/fields/<name>", endpoint="update_field")
    @allow(action)
    @drafts.drafted(lambda id, name: form_class.labels().get(name, ""))
    def update_field(id, name):
        thing = opened(id, name, "edit")
        thing.refuse_if_frozen()
        form = form_class.of(thing).only(name)
        if not form.validate():
            return editing(thing, name, form, status=422)
        if conflict := reconcile(thing, form):
            return editing(thing, name, form, status=409, conflict=conflict)
        form.put(thing)
        drafts.forget()
        db.session.commit()
        said = _("حُفظ: %(field)s", field=form[name].label.text)
        return done(reading, sheet(thing, name), said, **state(thing, name, True))
