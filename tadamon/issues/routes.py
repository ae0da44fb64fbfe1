from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.issues import clock  # noqa: F401 — the time to reply is counted from the first request on
from tadamon.issues.forms import CITIZEN, FilterForm, IssueForm, NewForm, administrations
from tadamon.issues.listing import issues, late, measure, number_words
from tadamon.issues.models import STATES, TONES, Category, Issue, Step, people
from tadamon.issues.referrals import Referral
from tadamon.issues.similar import similar
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.records.history import Change
from tadamon.web import drafts, once
from tadamon.web.answers import fragment_or_page, wants_fragment
from tadamon.web.inline import inline_fields

bp = Blueprint("issues", __name__, url_prefix="/issues", template_folder="templates")
SHEET = (
    joinedload(Issue.unit, innerjoin=True),
    joinedload(Issue.category, innerjoin=True),
    joinedload(Issue.administration),
    joinedload(Issue.activity),
    joinedload(Issue.again),
    joinedload(Issue.citizen),
    selectinload(Issue.steps).options(joinedload(Step.by), joinedload(Step.referral)),
    selectinload(Issue.referrals).options(joinedload(Referral.unit), joinedload(Referral.organisation)),
)
TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)
STANDARD = {"people_precision": "exactly"}


@bp.context_processor
def words() -> dict:
    return {"number_words": number_words, "state_words": state_words, "tones": TONES}


def state_words(row) -> str:
    return _("رُد عليه في اللقاء") if row.on_the_spot and row.state == "answered" else str(STATES[row.state])


@bp.get("")
@allow("issues.read")
def index():
    filters = narrowing()
    status = 200 if filters.validate() else 422
    return render_template(
        "issues/index.html",
        filters=filters,
        page=issues(filters),
        measure=measure(filters),
        late=late,
        people=people,
        can_write=can("issues.write"),
        offices=Unit.offices() if current_user.sees_every_office else {},
        categories=category_names(),
        given={field.name: field.raw_data[0] for field in filters if field.data},
        labels={"category": _("الفئة"), "office": _("الجهة"), "raised": _("طُرح في"), "due": _("موعد الرد")},
    ), status


def narrowing() -> FilterForm:
    """The filters of this request, as far as they concern the person."""
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    if current_user.sees_every_office or not administrations():
        del filters.administration
    return filters


def category_names() -> dict[int, str]:
    """Those in the archive too."""
    return {category.id: category.name for category in db.session.scalars(select(Category))}


@bp.get("/new")
@allow("issues.write")
def new():
    activity = meeting_given()
    data = {
        "unit_id": holder(activity).id,
        "activity_id": activity and activity.id,
        **STANDARD,
        "raised_on": day_words(activity),
    }
    form = NewForm(formdata=None, data={name: value for name, value in data.items() if name != "raised_on"})
    form.raised_on.typed = data["raised_on"]
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("issues.write")
@drafts.drafted(lazy("موضوع جديد"))
def create():
    form, activity = NewForm(), None
    if "activity_id" not in request.form and (activity := meeting_given()):
        form.activity_id.data = activity.id
    if "unit_id" not in request.form:
        form.unit_id.data = holder(activity).id
    if "people_precision" not in request.form:
        form.people_precision.data = "exactly"
    if "raised_on" not in request.form:
        form.raised_on.process_formdata([day_words(activity)])
    if not form.validate():
        return _new(form, 422)
    again = earlier_given()
    asking = "asking" in request.form and again is None and not {"distinct", "seen"} & set(request.form)
    if asking and (found := similar(form.subject.data, form.category_id.data)):
        return _new(form, similar=found)
    earlier = once.already_made()
    if earlier is None:
        record = made(form, again)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّل الموضوع برقم %(number)s.", number=record.number_words), "done")
    return redirect(url_for(".show", id=earlier), 303)


def made(form, again: Issue | None) -> Issue:
    """A new issue with its number, remembered as what this form made."""
    record = Issue(created_by_id=current_user.id, state="open")
    with db.session.no_autoflush:
        form.put(record)
        db.session.add(record)
    record.take_number()
    db.session.flush()
    if again:
        record.raise_again(again)
    once.made(record)
    return record


@bp.get("/similar")
@allow("issues.write")
def likely():
    """While a subject is typed: what the office has that is like it, each with the button that links them."""
    typed, category = request.args.get("subject", "")[:300], given_id("category_id", request.args)
    return render_template(
        "issues/_similar.html", similar=similar(typed, category, given_id("besides", request.args)), asked=True
    )


@bp.get("/<id:id>")
@allow("issues.read")
def show(id):
    return render_template("issues/show.html", **sheet(load(Issue, id, options=SHEET)))


inline_fields(bp, Issue, IssueForm, "issues.write", "issues/_field.html")


@bp.get("/<id:id>/history")
@allow("issues.read")
def history(id):
    """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
    record = load(Issue, id)
    if wants_fragment():
        return fragment_or_page("issues/_trail.html", record=record, trail=changes(id, 6))
    return render_template("issues/history.html", record=record, changes=changes(id, 500))


@bp.post("/<id:id>/archive")
@allow("issues.write")
def archive(id):
    record = load(Issue, id, to="edit")
    record.refuse_if_frozen()
    record.archive(by=current_user)
    db.session.commit()
    flash((_("نُقل الموضوع إلى الأرشيف."), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("issues.write")
def restore(id):
    record = load(Issue, id, to="edit")
    record.unarchive()
    db.session.commit()
    flash(_("أُعيد الموضوع من الأرشيف."), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/earlier")
@allow("issues.write")
def link_earlier(id):
    """It was raised before: in the issue that is named."""
    record = load(Issue, id, to="edit")
    record.raise_again(load(Issue, given_id("again_id", request.form) or 0))
    db.session.commit()
    flash(_("رُبط بالموضوع السابق رقم %(number)s.", number=record.again.number_words), "done")
    return redirect(url_for(".show", id=id), 303)


def sheet(record) -> dict:
    mine = can("issues.write") and record.editable_by(current_user)
    stands = record.archived_at is None and record.state != "answered"
    free = stands and record.sent is None
    later = select(Issue).where(Issue.again_id == record.id, Issue.archived_at.is_(None)).order_by(Issue.id)
    return {
        "record": record,
        "labels": IssueForm.labels(),
        "day": today(),
        "trail": changes(record.id, 6),
        "again_in": db.session.scalars(later).all(),
        "can_edit": may_edit(record, "issues.write"),
        "can_restore": mine,
        "can_write": can("issues.write"),
        "mine": mine,
        "personal": can("issues.personal") and mine,
        "may": {
            "answer": mine and free,
            "refer": mine and free,
            "wait": mine and stands and record.state != "waiting",
            "resume": mine and stands and record.state == "waiting",
            "reopen": mine and record.archived_at is None and record.state == "answered",
        },
        "may_settle": {
            row.id
            for row in record.referrals
            if stands
            and row.state in ("sent", "accepted")
            and can("issues.write")
            and record.answered_for_by(current_user, row)
        },
    }


def changes(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def given_id(name: str, values) -> int | None:
    """An id in the address or the form; what is none counts as not given."""
    typed = values.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 19 else None


def meeting_given() -> Activity | None:
    """The meeting in the address or the form, which is the person's to write on."""
    id = given_id("activity", request.values)
    return None if id is None else load(Activity, id, to="edit")


def earlier_given() -> Issue | None:
    id = given_id("again_id", request.form)
    return None if id is None else load(Issue, id, to="edit")


def holder(activity: Activity | None) -> Unit:
    """The unit a new issue belongs to: that of its meeting, when the person writes for it."""
    own = current_user.unit
    return activity.unit if activity and activity.unit_id in {unit.id for unit in own.below} else own


def day_words(activity: Activity | None) -> str:
    """The date of the meeting as precisely as it is known, or today, as a person would type it."""
    if activity and activity.starts_on <= today():
        return show_date(activity.starts_on, activity.date_precision)
    return show_date(today())


def _new(form, status=200, draft=None, similar=()):
    below = len(current_user.unit.below) > 1
    asked = [
        name
        for name in NewForm.FIRST
        if (name != "unit_id" or below) and (name != "administration_id" or administrations())
    ]
    asked += [
        field.name
        for field in form
        if field.errors and field.name not in (*asked, *CITIZEN, "people_count", "people_precision")
    ]
    return render_template(
        "issues/new.html",
        form=form,
        asked=asked,
        draft=draft,
        once=once.fresh_key(),
        similar=similar,
        activity=meeting_given(),
    ), status
