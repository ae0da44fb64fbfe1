"""The desk of an open-door meeting: a line an issue, saved by Enter, and the next line is ready."""

from flask import url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.extensions import db
from tadamon.issues.forms import DeskForm, open_doors
from tadamon.issues.models import Citizen, Issue
from tadamon.issues.routes import bp, category_names, day_words, earlier_given, holder, meeting_given
from tadamon.language import _, lazy
from tadamon.language.dates import parse_date, today
from tadamon.web import drafts, once
from tadamon.web.answers import done, fragment_or_page

MOST = 100
i = Issue.__table__.c


@bp.get("/desk")
@allow("issues.write")
def desk():
    activity = meeting_given()
    form = DeskForm(formdata=None)
    return _page(activity, form, draft=drafts.offered(form))


@bp.post("/desk")
@allow("issues.write")
@drafts.drafted(lazy("شباك تسجيل الموضوعات"))
def note():
    activity, form = meeting_given(), DeskForm()
    if not form.validate():
        return _page(activity, form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = _made(activity, form)
        drafts.forget()
        db.session.commit()
        earlier = record.id
    record = db.session.get(Issue, earlier)
    said = _("سُجّل برقم %(number)s: %(subject)s", number=record.number_words, subject=record.subject)
    fresh = DeskForm(formdata=None, data={"category_id": record.category_id})
    back = url_for(".desk", activity=activity and activity.id)
    return done("issues/_desk.html", back, said, **_context(activity, fresh))


def _made(activity, form) -> Issue:
    again = earlier_given()
    record = Issue(
        created_by_id=current_user.id, state="open", unit=holder(activity), activity_id=activity and activity.id
    )
    record.raised = parse_date(day_words(activity))
    record.subject, record.category_id = form.subject.data, form.category_id.data
    record.people_count, record.people_precision = form.people_count.data, "exactly"
    form.put_into(record)
    with db.session.no_autoflush:
        db.session.add(record)
    record.take_number()
    db.session.flush()
    if again:
        record.raise_again(again)
    once.made(record)
    return record


def _context(activity, form, draft=None) -> dict:
    """The form and, under it, what was written down at this desk, the newest first."""
    columns = (
        i.id,
        i.year,
        i.number,
        i.subject,
        i.category_id,
        i.people_count,
        i.people_precision,
        i.state,
        i.on_the_spot,
        i.again_id,
        Citizen.name.is_not(None).label("named"),
    )
    query = (
        select(*columns)
        .select_from(Issue.__table__)
        .outerjoin(Citizen, Citizen.issue_id == i.id)
        .where(i.archived_at.is_(None))
    )
    if activity:
        query = query.where(i.activity_id == activity.id)
    else:
        query = query.where(i.activity_id.is_(None), i.office_id == current_user.office_id, i.raised_on == today())
    rows = db.session.execute(query.order_by(i.id.desc()).limit(MOST)).all()
    return {
        "activity": activity,
        "form": form,
        "rows": rows,
        "categories": category_names(),
        "once": once.fresh_key(),
        "draft": draft,
    }


def _page(activity, form, status=200, draft=None):
    return fragment_or_page(
        "issues/_desk.html",
        "issues/desk.html",
        status=status,
        doors=open_doors() if activity is None else {},
        **_context(activity, form, draft),
    )
