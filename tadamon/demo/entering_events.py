"""From an event as told in this package to rows, and the ties from it to what came of it."""

from sqlalchemy import select, update

from tadamon.accounts.models import User
from tadamon.activities.models import Activity, Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.activities.sequels import follow
from tadamon.demo.directory import index_names
from tadamon.demo.entering import add_attendance, add_participant, coded
from tadamon.demo.events import EVENTS
from tadamon.demo.headlines import HEADLINES
from tadamon.directory.linking import link
from tadamon.directory.models import Axis
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Nation, Output, Source
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import parse_date
from tadamon.partnerships.models import Partnership
from tadamon.records.history import acting_as

NOT_COLUMNS = {
    "by",
    "date",
    "axes",
    "delegates",
    "attendance",
    "nations",
    "participants",
    "citations",
    "outputs",
    "outcomes",
    "sources",
    "sequels",
    "meetings",
}


def add_events(people: dict[str, User]) -> None:
    """Each in the name of the one who would have typed it; the partnerships that followed are there already."""
    index_names()
    for told in (*EVENTS, *HEADLINES):
        by = people[told["by"]]
        with acting_as(by.id):
            enter_event(told, by)
    # What was talked of in Dubai led on to the talks that go on.
    talks = db.session.scalar(select(Activity).where(Activity.title.contains("المنتجة للأجهزة المساعدة")))
    follow(talks, _agreed("توفير تقنيات الأجهزة المساعدة"), people["hq"])


def enter_event(told: dict, by: User) -> Event:
    columns = {name: value for name, value in told.items() if name not in NOT_COLUMNS}
    event = Event(created_by_id=by.id, unit=by.unit, **columns)
    event.date = parse_date(told["date"])
    event.axes = coded(Axis, told["axes"])
    db.session.add(event)
    _add_rows(event, told)
    db.session.flush()
    for title in told.get("sequels", ()):
        follow(event, _agreed(title), by)
    for position, row in enumerate(told.get("outputs", ()), 1):
        _add_output(event, position, by, **row)
    if meetings := told.get("meetings"):
        # Not by way of the object: belonging to an event is no change of what a meeting says.
        hang = update(Activity.__table__).where(Activity.__table__.c.title.in_(meetings))
        db.session.execute(hang.values(file_id=event.id))
    return event


def _add_rows(event: Event, told: dict) -> None:
    for position, row in enumerate(told.get("citations", ()), 1):
        db.session.add(Citation(record=event, position=position, **row))
    for position, row in enumerate(told.get("attendance", ()), 1):
        add_attendance(event, Attendance(record=event, position=position, **row))
    for position, row in enumerate(told.get("participants", ()), 1):
        add_participant(Participant(record=event, position=position, **row))
    for position, (name, titles, titles_en, body, part, *name_en) in enumerate(told.get("delegates", ()), 1):
        row = Delegate(record=event, position=position, name=name, titles=titles, titles_en=titles_en, body=body)
        row.part, row.name_en = part, "".join(name_en)
        link([row])
        db.session.add(row)
    for position, (code, note) in enumerate(told.get("nations", ()), 1):
        db.session.add(Nation(record=event, position=position, code=code, note=note))
    for position, (kind, text) in enumerate(told.get("outcomes", ()), 1):
        db.session.add(Outcome(record=event, position=position, kind=kind, text=text))
    for position, row in enumerate(told.get("sources", ()), 1):
        db.session.add(Source(record=event, position=position, **row))


def _add_output(event: Event, position: int, by: User, sequel="", assignment=None, **columns) -> None:
    row = Output(record=event, position=position, **columns)
    if assignment:
        text, owner, due = assignment
        row.outcome = Outcome(record=event, position=1, kind="assignment", text=text)
        row.outcome.give_to(owner)
        link([row.outcome])
        row.outcome.due(parse_date(due).first)
    db.session.add(row)
    db.session.flush()
    if sequel:
        follow(event, _agreed(sequel), by, row.id)


def _agreed(title: str) -> Partnership:
    return db.session.scalars(select(Partnership).where(Partnership.title.startswith(title))).one()
