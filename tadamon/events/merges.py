"""The pages of merging: what is likely the same, both side by side, the merge and its undoing."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load
from tadamon.directory.merging import Merge
from tadamon.events import doubles, listing, merging
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Output
from tadamon.events.routes import bp
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.clean import clean_line
from tadamon.language.prose import apart
from tadamon.records import search

MOST = 20


@bp.get("/<id:id>/merges/new")
@allow("events.write")
def new_merge(id):
    """Which record to merge into this one; once chosen, both side by side with what will follow."""
    record = _open(id)
    if "other" in request.args:
        other = _open(_asked(request.args))
        counts = [
            {model: listing.count(model, [each.id]).get(each.id, 0) for model in (Delegate, Output)}
            for each in (record, other)
        ]
        return render_template(
            "events/merges/compare.html", record=record, other=other, counts=counts, models=(Delegate, Output)
        )
    typed = clean_line(request.args.get("q", "")[:200])
    return render_template(
        "events/merges/new.html", record=record, typed=typed, likely=doubles.of(record), found=_found(record, typed)
    )


@bp.post("/<id:id>/merges")
@allow("events.write")
def create_merge(id):
    other = _asked(request.form)
    both = {each: _open(each) for each in sorted({id, other})}  # locked in one order whoever asks
    kept, gone = both[id], both[other]
    done = merging.merge(gone, kept, by=current_user)
    db.session.commit()
    sentence = _("دُمجت «%(name)s» هنا، وتبعها كل ما يتصل بها.", name=apart(gone.label()))
    flash((sentence, url_for(".undo_merge", merge_id=done.id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/merges/<id:merge_id>/removal")
@allow("events.write")
def undo_merge(merge_id):
    merge = db.session.get(Merge, merge_id)
    if merge is None or not isinstance(merge.kept, Event):
        abort(404)
    for id in sorted((merge.kept_id, merge.gone_id)):
        load(Event, id, to="edit")
    merging.undo(merge, by=current_user)
    db.session.commit()
    flash(_("عادت «%(name)s» سجلًا مستقلًا بكل ما كان لها.", name=apart(merge.gone.label())), "done")
    return redirect(url_for(".show", id=merge.kept_id), 303)


def _open(id) -> Event:
    record = load(Event, id, to="edit")
    record.refuse_if_frozen()
    return record


def _asked(values) -> int:
    typed = values.get("other", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        abort(400)
    return int(typed)


def _found(record: Event, typed: str) -> list[Event]:
    """The newest events with these words that the person may see."""
    facets = {"type": "event", "state": "standing"} | Event.facets_seen_by(current_user)
    found = search.matching(typed, facets) if typed else None
    if found is None:
        return []
    ids = select(found.newest(MOST + 1).c.record_id)
    query = select(Event).where(Event.__table__.c.id.in_(ids), Event.id != record.id, Event.visible_to(current_user))
    return list(db.session.scalars(query.order_by(Event.starts_on.desc(), Event.id.desc()).limit(MOST)))
