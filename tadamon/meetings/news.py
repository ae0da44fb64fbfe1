"""What others changed in a meeting since its page was opened."""

from flask import abort, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.meetings.routes import bp
from tadamon.records.history import Change
from tadamon.web.answers import fragment_or_page, wants_fragment

MOST = 20


@bp.get("/<id:id>/news")
@allow("meetings.read")
def news(id):
    """204, or the changes of others after `since` when there is one the page has not `seen`.

    The page asks by itself, so asking keeps no session alive.
    """
    since = number("since")
    seen = max(since, number("seen"))
    meeting = load(Meeting, id)
    if not wants_fragment():
        return redirect(url_for(".show", id=id), 303)
    if not meeting.held_by(current_user):
        return "", 204  # the history is the office's own
    theirs = or_(Change.by_id.is_(None), Change.by_id != current_user.id)
    query = select(Change).where(Change.record_id == id, Change.id > since, theirs).options(joinedload(Change.by))
    changes = db.session.scalars(query.order_by(Change.id.desc()).limit(MOST)).all()
    if not changes or changes[0].id <= seen:
        return "", 204
    return fragment_or_page("meetings/_news.html", record=meeting, changes=changes, since=since)


news.passive = True


def number(name: str) -> int:
    typed = request.args.get(name, "0")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        abort(400)
    return int(typed)
