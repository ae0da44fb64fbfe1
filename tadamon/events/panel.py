"""The thread on the pages of what came of an event: its side meetings, and what was agreed after them."""

from flask_login import current_user

from tadamon.access import can
from tadamon.events.thread import thread
from tadamon.language import _
from tadamon.web import panels
from tadamon.web.panels import Panel


def of_an_event(event) -> Panel | None:
    """Always there for whoever may add to it."""
    mine = can("events.write") and event.editable_by(current_user) and not event.frozen
    knots = thread(event)
    if not (knots or mine):
        return None
    return Panel(_("ما تبعها"), "events/_thread.html", {"knots": knots, "here": event, "mine": mine})


def of_a_meeting(meeting) -> Panel | None:
    """A meeting that belongs to nothing stands in no thread; one that does may have led on to a partnership."""
    knots = thread(meeting) if meeting.file_id and can("events.read") else []
    if not knots:
        return None
    mine = can("partnerships.write") and meeting.editable_by(current_user) and not meeting.archived_at
    return Panel(_("السياق"), "events/_thread.html", {"knots": knots, "here": meeting, "mine": mine})


def of_the_paper(event) -> Panel | None:
    """What followed, in one list."""
    lines = [knot for top in thread(event) for knot in top.all() if knot.record.id != event.id]
    return Panel(_("ما سبقها وما تبعها"), "events/print/_thread.html", {"lines": lines}) if lines else None


def of_another(record) -> Panel | None:
    knots = thread(record) if can("events.read") else []
    return Panel(_("السياق"), "events/_thread.html", {"knots": knots, "here": record}) if knots else None


panels.add("event", panels.SHEET, of_an_event)
panels.add("event", panels.PAPER, of_the_paper)
panels.add("meeting", panels.SHEET, of_a_meeting)
panels.add("partnership", panels.SHEET, of_another)
panels.add("initiative", panels.SHEET, of_another)
