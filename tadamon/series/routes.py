from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.approval.models import TONES
from tadamon.extensions import db
from tadamon.followup.models import OPEN, Outcome
from tadamon.language import _, lazy, ngettext
from tadamon.language.dates import today
from tadamon.meetings.models import KINDS
from tadamon.records import search
from tadamon.series.forms import FilterForm, SeriesForm
from tadamon.series.ledger import KINDS as FOLLOWED
from tadamon.series.models import Series
from tadamon.series.rules import DAYS_OFF, EVERY
from tadamon.web import drafts, once
from tadamon.web.inline import inline_fields
from tadamon.web.listing import found_listing, listing
from tadamon.web.standing import changes, standing_routes

bp = Blueprint("series", __name__, url_prefix="/series", template_folder="templates")
STANDARD = {"every": "week", "days_off": "move", "kind": "open-door"}
FIRST = ("title", "kind", "every", "starts_on", "starts_at", "venue", "days_off", "ends_on", "unit_id")
s = Series.__table__.c
LISTED = (s.id, s.starts_on, s.ends_on, s.title, s.kind, s.every, s.office_id, s.archived_at)


@bp.get("")
@allow("meetings.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    return render_template(
        "series/index.html",
        filters=filters,
        page=listed(filters.given),
        can_write=can("meetings.write"),
        offices=Unit.offices() if current_user.sees_every_office else {},
        kinds={code: str(words) for code, words in KINDS.items()},
        every={code: str(words) for code, words in EVERY.items()},
    ), status


def listed(given: dict):
    query, archived = select(*LISTED), given.get("state") == "archived"
    query = query.where(s.archived_at.is_not(None) if archived else s.archived_at.is_(None))
    query = query.where(s.kind == given["kind"]) if "kind" in given else query
    office = given.get("unit") if current_user.sees_every_office else current_user.office_id
    query = query.where(s.office_id == office) if office else query
    if "q" in given:
        seen = {} if current_user.sees_every_office else {"seen": current_user.office_id}
        return found_listing(search.matching(given["q"], {"type": "series"} | seen), query, s.id, counted)
    return listing([query], s.starts_on, s.id, counted)


def counted(many: int) -> str:
    return ngettext("سلسلة واحدة", "%(num)s سلاسل", many)


@bp.get("/new")
@allow("meetings.write")
def new():
    form = SeriesForm(formdata=None, data={"unit_id": current_user.unit_id, **STANDARD})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("meetings.write")
@drafts.drafted(lazy("سلسلة جديدة"))
def create():
    form = SeriesForm()
    for name, value in {"unit_id": current_user.unit_id, **STANDARD}.items():
        if name not in request.form:
            form[name].data = value
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = Series(created_by_id=current_user.id)
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
        db.session.flush()
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت السلسلة. أنشئ أول اجتماع منها حين يحين."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("meetings.read")
def show(id):
    record = load(Series, id, options=(joinedload(Series.unit, innerjoin=True),))
    meetings = list(reversed(record.meetings()))
    mine = can("meetings.write") and record.editable_by(current_user)
    return render_template(
        "series/show.html",
        record=record,
        labels=SeriesForm.labels(),
        meetings=meetings,
        still=still_open([meeting.id for meeting in meetings]),
        days=record.coming(4),
        day=today(),
        tones=TONES,
        trail=changes(id),
        can_edit=may_edit(record, "meetings.write"),
        can_restore=mine,
    )


inline_fields(bp, Series, SeriesForm, "meetings.write", "series/_field.html")


@bp.post("/<id:id>/meetings")
@allow("meetings.write")
def make(id):
    """The next meeting, made from the last one."""
    record = load(Series, id, to="edit")
    earlier = once.already_made()
    if earlier is None:
        meeting = record.make_next(by=current_user)
        db.session.flush()
        once.made(meeting)
        db.session.commit()
        earlier = meeting.id
        flash(_("أُنشئ الاجتماع التالي من آخر اجتماع في السلسلة، وفيه موقف ما سبق من تكليفات."), "done")
    return redirect(url_for("meetings.show", id=earlier), 303)


standing_routes(
    bp,
    Series,
    "meetings.write",
    lazy("سلاسل الاجتماعات"),
    lazy("نُقلت السلسلة إلى الأرشيف، وبقيت اجتماعاتها كما هي."),
    lazy("أُعيدت السلسلة من الأرشيف."),
)


def still_open(ids: list[int]) -> dict[int, int]:
    """{meeting: how many of its assignments and recommendations are open}."""
    query = select(Outcome.record_id, func.count()).where(
        Outcome.record_id.in_(ids), Outcome.kind.in_(FOLLOWED), Outcome.removed_at.is_(None), Outcome.state.in_(OPEN)
    )
    return dict(db.session.execute(query.group_by(Outcome.record_id)).all()) if ids else {}


@bp.context_processor
def words() -> dict:
    return {"EVERY": EVERY, "DAYS_OFF": DAYS_OFF, "KINDS": KINDS, "key": once.fresh_key}


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    return render_template("series/new.html", form=form, asked=asked, draft=draft, once=once.fresh_key()), status
