"""From a record as told in this package to rows, entered in the name of the one who would have typed it."""

from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.models import Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.directory.linking import link
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import parse_date
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.records.base import now
from tadamon.records.history import acting_as

WORDS = ("kind", "title", "title_en", "reported_date", "venue", "governorate", "summary")


def enter(told: dict, by: User) -> Meeting:
    """Add one meeting with its parts; `by` stands in the history as its author.

    `told` holds the columns named in WORDS where known (`reported_date` only where the source's
    words differ from the date), `date` as a person types it, `axes` and `invited` as codes,
    `citations`, `attendance` and `participants` as columns of a row, and `items` as columns with their `outcomes`.
    """
    with acting_as(by.id):
        meeting = Meeting(created_by_id=by.id, unit=by.unit, **{word: told[word] for word in WORDS if word in told})
        meeting.date = parse_date(told["date"])
        meeting.axes = coded(Axis, told["axes"])
        meeting.invited = coded(Unit, told.get("invited", ()))
        db.session.add(meeting)
        add_rows(meeting, told)
        db.session.flush()
        return meeting


def in_the_name_of(by: User, act):
    """What `act(by)` makes, written as if this person had."""
    with acting_as(by.id):
        done = act(by)
        db.session.flush()
        return done


def add_rows(meeting: Meeting, told: dict) -> None:
    for position, row in enumerate(told.get("citations", ()), 1):
        db.session.add(Citation(record=meeting, position=position, **row))
    for position, row in enumerate(told.get("attendance", ()), 1):
        add_attendance(meeting, Attendance(record=meeting, position=position, **row))
    for position, row in enumerate(told.get("participants", ()), 1):
        add_participant(Participant(record=meeting, position=position, **row))
    for position, row in enumerate(told["items"], 1):
        add_item(meeting, position, **row)


def add_attendance(meeting: Meeting, row: Attendance) -> None:
    """A named person is also someone the office has now met; a group or a mere post is not."""
    link([row])
    db.session.add(row)
    if row.person_title:
        Acquaintance.meet(meeting, row, now())


def add_participant(row: Participant) -> None:
    link([row])
    row.find_place()
    db.session.add(row)


def add_item(meeting: Meeting, position: int, outcomes=(), **columns) -> None:
    item = AgendaItem(record=meeting, position=position, **columns)
    link([item])
    db.session.add(item)
    db.session.flush()
    for place, row in enumerate(outcomes, 1):
        db.session.add(outcome(meeting, item, place, **row))


def outcome(meeting: Meeting, item: AgendaItem, position: int, kind, text, owner="", due=None, within=None) -> Outcome:
    row = Outcome(record=meeting, item_id=item.id, position=position, kind=kind, text=text)
    row.give_to(owner)
    link([row])
    if within:
        row.due_within(within, meeting.starts_on)
    else:
        row.due(parse_date(due).first if due else None)
    return row


def coded(model, codes) -> list:
    return list(db.session.scalars(select(model).where(model.code.in_(codes)).order_by(model.position)))
