"""A meeting as a calendar file.

Opened again after a change it replaces the entry, for the UID stays and SEQUENCE rises with the record's
version; of a meeting cancelled or in the archive it takes the entry back. Nobody is named in it. A date known only as a
month, a quarter or a year is the whole period, with the words in the title, and does not fill anyone's time.
"""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta

from flask import Response, current_app
from icalendar import Calendar, Event, Timezone, vCalAddress

from tadamon.accounts.governorates import placed
from tadamon.language import _
from tadamon.language.dates import CAIRO, last_day
from tadamon.meetings.models import Meeting
from tadamon.records import files

NOBODY = "mailto:no-reply@tadamon.invalid"  # a calendar wants an organiser with an address; the unit has none


def answer(meeting: Meeting, title: str) -> Response:
    """The file to be opened by a calendar program, named after the meeting."""
    headers = {"Content-Disposition": files.disposition(f"{title}.ics"), "Cache-Control": "private, no-store"}
    return Response(calendar(meeting, title), mimetype="text/calendar", headers=headers)


def calendar(meeting: Meeting, title: str) -> bytes:
    """One event, in UTF-8 with CRLF, folded by bytes."""
    archived = meeting.archived_at is not None or meeting.state == "cancelled"
    file = Calendar()
    file.add("prodid", "-//tadamon//meetings//AR")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if archived else "PUBLISH")
    if timed(meeting):
        first, last = (date(meeting.starts_on.year + years, 1, 1) for years in (-1, 2))
        file.add_component(Timezone.from_tzinfo(CAIRO, first_date=first, last_date=last))
    file.add_component(event(meeting, title, archived))
    return file.to_ical()


def event(meeting: Meeting, title: str, archived: bool) -> Event:
    vague = meeting.date_precision != "day"
    entry = Event()
    entry.add("uid", f"meeting-{meeting.id}@{installation()}.tadamon")
    entry.add("sequence", meeting.version)
    entry.add("dtstamp", meeting.changed_at.replace(tzinfo=UTC))
    entry.add("last-modified", meeting.changed_at.replace(tzinfo=UTC))
    entry.add("created", meeting.created_at.replace(tzinfo=UTC))
    for name, moment in span(meeting).items():
        entry.add(name, moment)
    entry.add("summary", _("%(title)s (%(when)s)", title=title, when=meeting.when) if vague else title)
    entry.add("status", "CANCELLED" if archived else "TENTATIVE" if vague else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if vague else "OPAQUE")
    entry.add("class", "PRIVATE")
    entry.add("organizer", organiser(meeting))
    entry.add("description", description(meeting))
    if place := placed(meeting.venue, meeting.governorate):
        entry.add("location", place)
    if meeting.online_link:
        entry.add("url", meeting.online_link)
    return entry


def timed(meeting: Meeting) -> bool:
    """Whether the hours are those of one known day; otherwise the entry takes whole days."""
    several = meeting.ends_on and meeting.ends_on != meeting.starts_on
    return meeting.starts_at is not None and meeting.date_precision == "day" and not several


def span(meeting: Meeting) -> dict:
    """{"dtstart", and "dtend" when it is known}: moments in Cairo, or days, the end excluded."""
    if not timed(meeting):
        end = max(meeting.ends_on or meeting.starts_on, last_day(meeting.starts_on, meeting.date_precision))
        return {"dtstart": meeting.starts_on, "dtend": end + timedelta(days=1)}
    start = datetime.combine(meeting.starts_on, meeting.starts_at, CAIRO)
    if meeting.ends_at is None or meeting.ends_at <= meeting.starts_at:
        return {"dtstart": start}
    return {"dtstart": start, "dtend": datetime.combine(meeting.starts_on, meeting.ends_at, CAIRO)}


def description(meeting: Meeting) -> str:
    """The kind, the unit, when it was in words, and the number of the minutes."""
    number = meeting.number and _("رقم المحضر:") + " " + meeting.approval.words
    when = "" if timed(meeting) else " ".join(filter(None, (meeting.when, meeting.hours)))
    return "\n".join(filter(None, (meeting.kind_name, meeting.unit.name, when, number)))


def organiser(meeting: Meeting) -> vCalAddress:
    address = vCalAddress(NOBODY)
    address.params["CN"] = meeting.unit.name
    return address


def installation() -> str:
    """What tells this installation's entries from another's: it lasts as long as its secret key."""
    return hmac.new(current_app.secret_key.encode(), b"calendar", hashlib.sha256).hexdigest()[:12]
