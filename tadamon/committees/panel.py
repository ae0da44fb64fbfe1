"""What the sheet and the minutes of a meeting say of the committee it belongs to: whether its quorum was reached."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.committees import attending
from tadamon.committees.models import Committee
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import today
from tadamon.web import panels
from tadamon.web.panels import Panel


def quorum_of(activity) -> Panel | None:
    """None for what is no committee's, has not been held yet, or has no members to count."""
    if activity.file_id is None or activity.starts_on > today():
        return None
    query = select(Committee).where(Committee.id == activity.file_id).options(selectinload(Committee.members))
    committee = db.session.scalar(query)
    if committee is None:
        return None
    found = attending.quorum(committee, activity.starts_on, attending.end_of(activity), activity.attendances)
    return (
        Panel(_("نصاب اللجنة"), "committees/_quorum.html", {"quorum": found, "rule": committee.quorum_words})
        if found.of
        else None
    )


panels.add("meeting", panels.SHEET, quorum_of)
panels.add("meeting", panels.PAPER, quorum_of)
