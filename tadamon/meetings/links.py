"""Earlier meetings that this one follows, and the record it belongs to."""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.clean import clean_line
from tadamon.meetings.gathering import opened
from tadamon.meetings.models import Meeting
from tadamon.meetings.routes import bp
from tadamon.records import search

MOST = 20


@bp.get("/<id:id>/earlier")
@allow("meetings.write")
def earlier(id):
    meeting = opened(id)
    typed = clean_line(request.args.get("q", "")[:200])
    return render_template("meetings/earlier.html", record=meeting, typed=typed, found=candidates(meeting, typed))


@bp.post("/<id:id>/earlier")
@allow("meetings.write")
def link(id):
    meeting = opened(id)
    other = load(Meeting, posted_id())
    if other.id != meeting.id and other not in meeting.earlier:
        meeting.earlier.append(other)
    db.session.commit()
    flash(_("رُبط الاجتماع بالاجتماع السابق «%(title)s».", title=other.title), "done")
    return redirect(url_for(".show", id=id, _anchor="earlier"), 303)


@bp.post("/<id:id>/earlier/removal")
@allow("meetings.write")
def unlink(id):
    meeting = opened(id)
    gone = posted_id()
    meeting.earlier = [other for other in meeting.earlier if other.id != gone]
    db.session.commit()
    flash(_("فُكّ الربط بالاجتماع السابق."), "done")
    return redirect(url_for(".earlier", id=id), 303)


@bp.post("/<id:id>/file/removal")
@allow("meetings.write")
def leave_file(id):
    """The meeting belongs to no other record any more."""
    meeting = opened(id)
    meeting.file_id = None
    db.session.commit()
    flash(_("لم يعد الاجتماع تابعًا لسجل آخر."), "done")
    return redirect(url_for(".show", id=id), 303)


def posted_id() -> int:
    typed = request.form.get("earlier_id", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        abort(400)
    return int(typed)


def candidates(meeting: Meeting, typed: str) -> list[Meeting]:
    """The newest meetings up to this one's date that match, which it may be linked to."""
    query = select(Meeting).where(
        Meeting.visible_to(current_user),
        Meeting.id != meeting.id,
        Meeting.archived_at.is_(None),
        Meeting.starts_on <= meeting.starts_on,
    )
    if typed:
        facets = {"type": "meeting", "state": "standing"} | Meeting.facets_seen_by(current_user)
        found = search.matching(typed, facets, end=meeting.starts_on + timedelta(days=1))
        if found is None:
            return []
        query = query.where(Meeting.__table__.c.id.in_(select(found.newest(MOST + 1).c.record_id)))
    return list(db.session.scalars(query.order_by(Meeting.starts_on.desc(), Meeting.id.desc()).limit(MOST)))
