"""What every record's page has beside its own verbs: its history, the archive and the way back.

GET  …/<id>/history            every change in sentences; for the page, the newest few as a fragment
POST …/<id>/archive · …/restore
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.records.history import Change
from tadamon.web.answers import fragment_or_page, wants_fragment

FEW, MANY = 6, 500
TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)


def changes(id: int, most: int = FEW) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def standing_routes(bp: Blueprint, model, action: str, room, archived, restored) -> None:
    """`room` is what the list is called; `archived` and `restored` say what was done."""

    @bp.get("/<id:id>/history", endpoint="history")
    @allow(action.replace(".write", ".read"))
    def history(id):
        record, home = load(model, id), url_for(f"{bp.name}.show", id=id)
        if wants_fragment():
            return fragment_or_page("pieces/_trail.html", record=record, home=home, trail=changes(id))
        index = url_for(f"{bp.name}.index")
        return render_template(
            "pieces/history.html", record=record, home=home, index=index, room=room, changes=changes(id, MANY)
        )

    @bp.post("/<id:id>/archive", endpoint="archive")
    @allow(action)
    def archive(id):
        record = load(model, id, to="edit")
        record.refuse_if_frozen()
        record.archive(by=current_user)
        db.session.commit()
        flash((str(archived), url_for(f"{bp.name}.restore", id=id)), "undo")
        return redirect(url_for(f"{bp.name}.show", id=id), 303)

    @bp.post("/<id:id>/restore", endpoint="restore")
    @allow(action)
    def restore(id):
        record = load(model, id, to="edit")
        record.unarchive()
        db.session.commit()
        flash(str(restored), "done")
        return redirect(url_for(f"{bp.name}.show", id=id), 303)
