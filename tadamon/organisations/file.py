"""The partner's file: what happened with a body, or with a person, newest first, as far as the reader may know.

`happened` asks each of SOURCES for its newest entries. A room below that keeps something of its own
about bodies (partnerships, events) gets a source here; the pages and prints need no change.
"""

from dataclasses import dataclass, field
from datetime import date

from flask import url_for
from flask_login import current_user
from sqlalchemy import select, union

from tadamon.activities.models import Activity, Attendance
from tadamon.activities.participants import ROLES, Participant
from tadamon.directory.people import Person
from tadamon.events.parts import Delegate
from tadamon.events.words import KINDS as EVENT_KINDS
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import _, ngettext
from tadamon.language.dates import show_date, show_range
from tadamon.meetings.listing import a, branches, title
from tadamon.meetings.models import KINDS, AgendaItem
from tadamon.partnerships.models import Partnership, Party
from tadamon.records.base import Record
from tadamon.web.addresses import page_of
from tadamon.web.listing import Listing, listing, newest

MOST = 10
r = Record.__table__.c


@dataclass
class Entry:
    """One line of the file: when, what it was, and what in it concerns the body."""

    on: date
    id: int
    when: str
    title: str
    url: str
    kind: str
    venue: str = ""
    part: list[list[str]] = field(default_factory=list)  # each in words that stand side by side
    outcomes: list[tuple[str, str, str, bool]] = field(default_factory=list)  # (kind, text, until when, its own)


def happened(record, most: int = MOST) -> tuple[list[Entry], bool]:
    """(the newest entries, whether there are more)."""
    found = [entry for source in SOURCES for entry in source(record, most + 1)]
    found.sort(key=lambda entry: (entry.on, entry.id), reverse=True)
    return found[:most], len(found) > most


def activities(record, most: int) -> list[Entry]:
    query = newest(branches(_query(record)), a.starts_on, a.id, most)
    return _entries(record, db.session.execute(query).all())


def page(record) -> Listing:
    """Every activity of the file, a page at a time; `entries` are its lines."""
    found = listing(branches(_query(record)), a.starts_on, a.id, _counted)
    found.entries = _entries(record, found.rows)
    return found


def partnerships(record, most: int) -> list[Entry]:
    """The partnerships that the body is a party to."""
    if isinstance(record, Person):
        return []
    party_to = select(Party.record_id).where(Party.organisation_id == record.id, Party.removed_at.is_(None))
    query = select(Partnership).where(
        Partnership.id.in_(party_to), Partnership.archived_at.is_(None), Partnership.visible_to(current_user)
    )
    found = db.session.scalars(query.order_by(Partnership.listed_on.desc(), Partnership.id.desc()).limit(most))
    return [
        Entry(
            each.listed_on,
            each.id,
            show_date(day) if (day := each.our_signed_on or each.starts_on) else "",
            each.name,
            url_for("partnerships.show", id=each.id),
            each.kind_name,
            part=[[each.state_words]],
        )
        for each in found
    ]


SOURCES = (activities, partnerships)


def _query(record):
    """The activities the record took part in, or answers for something of."""
    columns = (r.type, a.id, a.starts_on, a.ends_on, a.date_precision, a.kind, title(), a.venue, a.office_id)
    named = [
        select(model.record_id).where(column == record.id, model.removed_at.is_(None))
        for model, column in _columns(record)
    ]
    activities = select(*columns).join_from(Activity.__table__, Record.__table__, r.id == a.id)
    return activities.where(a.archived_at.is_(None), a.id.in_(union(*named)))


def _columns(record):
    """(class of a row, the column of it that names the record)."""
    if isinstance(record, Person):
        return (
            (Attendance, Attendance.person_id),
            (AgendaItem, AgendaItem.presenter_id),
            (Delegate, Delegate.person_id),
            (Outcome, Outcome.owner_person_id),
        )
    return (
        (Attendance, Attendance.organisation_id),
        (Participant, Participant.organisation_id),
        (Delegate, Delegate.organisation_id),
        (Outcome, Outcome.owner_organisation_id),
    )


def _entries(record, rows: list) -> list[Entry]:
    held = {row.id for row in rows if current_user.sees_every_office or row.office_id == current_user.office_id}
    kinds = {"meeting": KINDS, "event": EVENT_KINDS}
    found = {
        row.id: Entry(
            row.starts_on,
            row.id,
            show_range(row.starts_on, row.ends_on, row.date_precision),
            row.title,
            page_of(row.type, row.id),
            str(kinds[row.type].get(row.kind, "")),
            row.venue,
        )
        for row in rows
    }
    _decide(record, found)
    for model, column in _columns(record):
        those = select(model).where(model.record_id.in_(found), column == record.id, model.removed_at.is_(None))
        for row in db.session.scalars(those.order_by(model.position, model.id)):
            if isinstance(row, Outcome) and row.record_id not in held and not row.shown_to(current_user.office_id):
                continue
            _tell(found[row.record_id], row, isinstance(record, Person))
    for entry in found.values():
        entry.outcomes.sort(key=lambda outcome: not outcome[3])
    return list(found.values())


def _decide(record, found: dict[int, Entry]) -> None:
    """What was decided at a body's meetings, but for what was given to someone."""
    if isinstance(record, Person):
        return
    decided = select(Outcome).where(
        Outcome.record_id.in_(found),
        Outcome.kind == "decision",
        Outcome.removed_at.is_(None),
        Outcome.owner == "",
        Outcome.owner_organisation_id.is_(None),
    )
    for row in db.session.scalars(decided.order_by(Outcome.position, Outcome.id)):
        _tell(found[row.record_id], row, False)


def _tell(entry: Entry, row, of_a_person: bool) -> None:
    if isinstance(row, Outcome):
        until = show_date(row.due_on) if row.due_on else ""
        owned = row.owner_organisation_id is not None or of_a_person
        entry.outcomes.append((str(OUTCOME_KINDS[row.kind]), row.text, until, owned))
    elif isinstance(row, AgendaItem):
        entry.part.append([_("عرض «%(item)s»", item=row.title)])
    elif isinstance(row, Participant):
        entry.part.append([str(ROLES[row.role])])
    elif isinstance(row, Delegate):
        titles = _("، ").join(row.title_list)
        entry.part.append([row.part_name, titles] if of_a_person else [row.name, titles, row.part_name])
    elif of_a_person:
        entry.part.append([row.presence_words, row.person_title, row.body])
    else:
        entry.part.append([row.name, row.person_title, row.presence_words])


def _counted(many: int) -> str:
    return ngettext("نشاط واحد", "%(num)s أنشطة", many)
