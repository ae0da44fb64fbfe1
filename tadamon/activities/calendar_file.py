"""An activity as a calendar file.

Opened again after a change it replaces the entry, for the UID stays and SEQUENCE rises with the record's
version; of a meeting in the archive it takes the entry back. Nobody is named in it. A date known only as a
month, a quarter or a year is the whole period, with the words in the title, and does not fill anyone's time.
"""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta

from flask import Response, current_app
from icalendar import Calendar, Event, Timezone, vCalAddress

from tadamon.activities.models import Activity
from tadamon.language import _
from tadamon.language.dates import CAIRO
from tadamon.records import files

NOBODY = "mailto:no-reply@tadamon.invalid"  # a calendar wants an organiser with an address; the unit has none


def answer(activity: Activity, title: str) -> Response:
    """The file to be opened by a calendar program, named after the activity."""
    headers = {"Content-Disposition": files.disposition(f"{title}.ics"), "Cache-Control": "private, no-store"}
    return Response(calendar(activity, title), mimetype="text/calendar", headers=headers)


def calendar(activity: Activity, title: str) -> bytes:
    """One event, in UTF-8 with CRLF, folded by bytes."""
    archived = activity.archived_at is not None or activity.state == "cancelled"
    file = Calendar()
    file.add("prodid", "-//tadamon//meetings//AR")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if archived else "PUBLISH")
    if timed(activity):
        first, last = (date(activity.held[0].year + years, 1, 1) for years in (-1, 2))
        file.add_component(Timezone.from_tzinfo(CAIRO, first_date=first, last_date=last))
    file.add_component(event(activity, title, archived))
    return file.to_ical()


def event(activity: Activity, title: str, archived: bool) -> Event:
    vague = activity.held[2] != "day"
    entry = Event()
    entry.add("uid", f"{activity.type}-{activity.id}@{installation()}.tadamon")
    entry.add("sequence", activity.version)
    entry.add("dtstamp", activity.changed_at.replace(tzinfo=UTC))
    entry.add("last-modified", activity.changed_at.replace(tzinfo=UTC))
    entry.add("created", activity.created_at.replace(tzinfo=UTC))
    for name, moment in span(activity).items():
        entry.add(name, moment)
    entry.add("summary", _("%(title)s (%(when)s)", title=title, when=activity.when) if vague else title)
    entry.add("status", "CANCELLED" if archived else "TENTATIVE" if vague else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if vague else "OPAQUE")
    entry.add("class", "PRIVATE")
    entry.add("organizer", organiser(activity))
    entry.add("description", description(activity))
    if place := activity.place:
        entry.add("location", place)
    if link := getattr(activity, "online_link", ""):
        entry.add("url", link)
    return entry


def timed(activity: Activity) -> bool:
    """Whether the hours are those of one known day; otherwise the entry takes whole days."""
    first, last, precision = activity.held
    return getattr(activity, "starts_at", None) is not None and precision == "day" and first == last


def span(activity: Activity) -> dict:
    """{"dtstart", and "dtend" when it is known}: moments in Cairo, or days, the end excluded."""
    first, last, _precision = activity.held
    if not timed(activity):
        return {"dtstart": first, "dtend": last + timedelta(days=1)}
    start = datetime.combine(first, activity.starts_at, CAIRO)
    if activity.ends_at is None or activity.ends_at <= activity.starts_at:
        return {"dtstart": start}
    return {"dtstart": start, "dtend": datetime.combine(first, activity.ends_at, CAIRO)}


def description(activity: Activity) -> str:
    """The kind, the unit, when it was in words, and the number of the minutes."""
    approval = getattr(activity, "approval", None)
    number = approval and _("رقم المحضر:") + " " + approval.words
    when = "" if timed(activity) else " ".join(filter(None, (activity.when, getattr(activity, "hours", ""))))
    return "\n".join(filter(None, (activity.kind_name, activity.unit.name, when, number)))


def organiser(activity: Activity) -> vCalAddress:
    address = vCalAddress(NOBODY)
    address.params["CN"] = activity.unit.name
    return address


def installation() -> str:
    """What tells this installation's entries from another's: it lasts as long as its secret key."""
    return hmac.new(current_app.secret_key.encode(), b"calendar", hashlib.sha256).hexdigest()[:12]
