"""What an open-door meeting shows of the issues raised there: on its sheet, and on its minutes without the citizens."""

from flask_login import current_user
from sqlalchemy import select

from tadamon.access import can
from tadamon.extensions import db
from tadamon.issues.models import Issue
from tadamon.issues.routes import state_words
from tadamon.language import _
from tadamon.web import panels
from tadamon.web.panels import Panel

MOST = 200
i = Issue.__table__.c
LISTED = (i.id, i.year, i.number, i.subject, i.state, i.on_the_spot, i.people_count, i.people_precision)


def of_the_sheet(meeting) -> Panel | None:
    if meeting.kind != "open-door" or not can("issues.read"):
        return None
    mine = can("issues.write") and meeting.archived_at is None and meeting.editable_by(current_user)
    rows = raised_at(meeting) if meeting.held_by(current_user) else []
    if not rows and not mine:
        return None
    return Panel(_("الموضوعات التي طرحها المواطنون"), "issues/_of_meeting.html", {"rows": rows, "mine": mine})


def of_the_paper(meeting) -> Panel | None:
    """Numbers, subjects and whether they were answered or referred; the minutes are for all who were there."""
    if meeting.kind != "open-door" or not meeting.held_by(current_user):
        return None
    rows = raised_at(meeting)
    return (
        Panel(_("الموضوعات التي طرحها المواطنون"), "issues/print/of_meeting.html", {"rows": rows, "state": state_words})
        if rows
        else None
    )


def raised_at(meeting) -> list:
    """One indexed statement."""
    query = select(*LISTED).where(i.activity_id == meeting.id, i.archived_at.is_(None))
    return db.session.execute(query.order_by(i.id).limit(MOST)).all()


panels.add("meeting", panels.SHEET, of_the_sheet)
panels.add("meeting", panels.PAPER, of_the_paper)
