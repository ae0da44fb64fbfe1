"""The time to reply: so many working days after an issue was raised, and as many more as it waited for the citizen."""

from sqlalchemy import event, inspect, select, update
from sqlalchemy.orm import Session

from tadamon.directory import working_days
from tadamon.directory.working_days import Holiday
from tadamon.issues.models import Category, Issue
from tadamon.language.dates import Vague

COUNTED = ("category_id", "raised_on", "raised_precision", "paused_days")
BATCH = 1000


def due(raised: Vague, target: int, paused: int):
    """The last day to reply; of a vague date the time runs from its last day."""
    return working_days.after(raised.last, min(target + paused, working_days.MOST))


@event.listens_for(Session, "before_flush")
def keep_time(session, *_context):
    for thing in (*session.new, *session.dirty):
        if isinstance(thing, Issue) and (thing in session.new or _moved(thing)) and thing.state != "answered":
            with session.no_autoflush:
                category = session.get(Category, thing.category_id)
                thing.due_on = due(thing.raised, category.target_days, thing.paused_days or 0)


def _moved(issue) -> bool:
    return any(inspect(issue).attrs[name].history.has_changes() for name in COUNTED)


@event.listens_for(Session, "after_flush")
def notice(session, _context):
    """Days off or a target changed: what is still open is counted anew before the commit."""
    things = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(thing, Holiday) or (isinstance(thing, Category) and _retimed(thing)) for thing in things):
        session.info["recount_issues"] = True


def _retimed(category) -> bool:
    return inspect(category).attrs.target_days.history.has_changes()


@event.listens_for(Session, "before_commit")
def recount_what_is_open(session):
    session.flush()
    if session.info.pop("recount_issues", None):
        recount(session)


@event.listens_for(Session, "after_rollback")
def forget(session):
    session.info.pop("recount_issues", None)


def recount(session) -> None:
    """The last day of every issue that is still open, as the calendar stands now."""
    i, last = Issue.__table__.c, 0
    query = (
        select(i.id, i.raised_on, i.raised_precision, i.paused_days, i.due_on, Category.target_days)
        .join(Category, Category.id == i.category_id)
        .where(i.state != "answered")
        .order_by(i.id)
        .limit(BATCH)
    )
    while rows := session.execute(query.where(i.id > last)).all():
        for row in rows:
            day = due(Vague(row.raised_on, row.raised_precision), row.target_days, row.paused_days)
            if day != row.due_on:
                session.execute(update(Issue.__table__).where(i.id == row.id).values(due_on=day))
        last = rows[-1].id
