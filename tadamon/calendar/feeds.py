"""Feeds for calendar programs: the address that needs no sign-in but its token, and the page where one makes it."""

from datetime import UTC, date, datetime, timedelta

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from icalendar import Calendar, Event, Timezone
from sqlalchemy import or_, select

from tadamon.access import allow, public
from tadamon.accounts.models import User
from tadamon.activities.calendar_file import event, installation, timed
from tadamon.activities.occasions import Occasion, occasions
from tadamon.calendar import reading
from tadamon.calendar.models import Feed
from tadamon.calendar.routes import bp
from tadamon.extensions import db
from tadamon.followup.models import KINDS, OUTCOME_STATES, OWED, Outcome
from tadamon.language import _, reader, speaking
from tadamon.language.dates import CAIRO, today
from tadamon.language.digits import number
from tadamon.records.base import Refused
from tadamon.web.addresses import page_of

BACK, AHEAD, MOST = timedelta(days=90), timedelta(days=400), 10


@public
def ics():
    """Everything of the last three months and the next year; what was withdrawn is taken back."""
    feed = Feed.of(request.args.get("token", ""))
    if feed is None:
        abort(404)
    user = feed.user
    with speaking(user.language, user.digits):
        body = written(feed, user)
    return Response(body, mimetype="text/calendar", headers={"Cache-Control": "private, no-store"})


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/calendar.ics", "calendar.ics", ics))


def written(feed: Feed, user: User) -> bytes:
    first, last = today() - BACK, today() + AHEAD
    file = Calendar()
    file.add("prodid", "-//tadamon//calendar//AR")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", feed.unit.name if feed.unit else user.full_name)
    mine = (
        (lambda kinds: kinds.unit_id == feed.unit_id,)
        if feed.unit_id
        else (lambda kinds: kinds.office_id == user.office_id,)
    )
    found = reading.activities(user, first, last, *mine, archived=True)
    if any(timed(each) for each in found):
        years = (date(first.year - 1, 1, 1), date(last.year + 2, 1, 1))
        file.add_component(Timezone.from_tzinfo(CAIRO, first_date=years[0], last_date=years[1]))
    for each in found:
        title = (reader().language == "en" and each.title_en) or each.title
        file.add_component(event(each, title, each.archived_at is not None or each.state == "cancelled"))
    for row in reading.due(user, first, last, _owed(feed, user), states=tuple(OUTCOME_STATES)):
        file.add_component(task(row))
    for each in occasions(user, first, last, *mine, gone=True):
        file.add_component(of_record(each))
    return file.to_ical()


def _owed(feed: Feed, user: User):
    if feed.unit_id:
        return Outcome.owner_unit_id == feed.unit_id
    return or_(Outcome.owner_unit_id == user.unit_id, Outcome.owner_person == user.full_name)


def task(row: Outcome) -> Event:
    """A due day, without its text, which may name a citizen."""
    name = f"{KINDS[row.kind]} {_('رقم %(number)s', number=number(row.id))}"
    entry = whole_day(f"outcome-{row.id}", row.version, row.record.changed_at, row.due_on, row.state not in OWED)
    entry.add("summary", _("موعد استحقاق: %(text)s", text=name))
    entry.add("url", f"{current_app.config['TADAMON_URL']}{url_for('assignments.show', id=row.id)}")
    return entry


def of_record(each: Occasion) -> Event:
    entry = whole_day(each.key, each.version, each.changed_at, each.day, each.gone)
    entry.add("summary", each.title)
    entry.add("description", f"{each.kind_name}\n{each.unit.name}")
    if each.place:
        entry.add("location", each.place)
    entry.add("url", f"{current_app.config['TADAMON_URL']}{page_of(each.type, each.id)}")
    return entry


def whole_day(key: str, version: int, changed_at: datetime, day: date, gone: bool) -> Event:
    """An entry that fills nobody's time; what no longer stands is taken back."""
    entry, moment = Event(), changed_at.replace(tzinfo=UTC)
    entry.add("uid", f"{key}@{installation()}.tadamon")
    entry.add("sequence", version)
    entry.add("dtstamp", moment)
    entry.add("last-modified", moment)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("status", "CANCELLED" if gone else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    return entry


@bp.get("/feeds")
@allow("open")
def feeds():
    return _page()


@bp.post("/feeds")
@allow("open")
def make_feed():
    """The address is told in this very answer and kept nowhere in words."""
    user = db.session.get(User, current_user.id)
    if len(own()) >= MOST:
        raise Refused(_("لك عشرة اشتراكات. ألغِ واحدًا لا تستعمله أولًا."))
    _feed, token = Feed.make(user, user.unit if request.form.get("of") == "unit" else None)
    db.session.commit()
    return _page(f"{current_app.config['TADAMON_URL']}{url_for('calendar.ics', token=token)}")


@bp.post("/feeds/<id:id>/removal")
@allow("open")
def remove_feed(id):
    feed = db.session.get(Feed, id)
    if feed is None or feed.user_id != current_user.id:
        abort(404)
    db.session.delete(feed)
    db.session.commit()
    flash(_("أُلغي الاشتراك، ولم يعد عنوانه يعمل."), "done")
    return redirect(url_for(".feeds"), 303)


def own() -> list[Feed]:
    return list(db.session.scalars(select(Feed).where(Feed.user_id == current_user.id).order_by(Feed.id)))


def _page(address: str | None = None):
    return render_template("calendar/feeds.html", feeds=own(), address=address, unit=current_user.unit)
