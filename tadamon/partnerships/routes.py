from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow, can, load, may_edit
from tadamon.accounts.models import Unit
from tadamon.activities.came_of import came_of, tie
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_STATES, REPEATS
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.partnerships import states
from tadamon.partnerships.acts import Act
from tadamon.partnerships.forms import FilterForm, NewForm, PartnershipForm
from tadamon.partnerships.listing import late_of, partnerships, title
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Party
from tadamon.partnerships.timeline import address, timeline
from tadamon.partnerships.words import KINDS
from tadamon.records.history import Change
from tadamon.web import drafts, once
from tadamon.web.answers import fragment_or_page, wants_fragment
from tadamon.web.inline import inline_fields

LISTS = SimpleNamespace()  # the lists of the sheet by name; parts.py fills it
bp = Blueprint("partnerships", __name__, url_prefix="/partnerships", template_folder="templates")

SHEET = (
    joinedload(Partnership.unit, innerjoin=True),
    joinedload(Partnership.office, innerjoin=True),
    joinedload(Partnership.amends),
    selectinload(Partnership.axes),
    selectinload(Partnership.governorates),
    selectinload(Partnership.parties).options(joinedload(Party.organisation), joinedload(Party.unit)),
    selectinload(Partnership.clearances),
    selectinload(Partnership.attachments),
    selectinload(Partnership.acts).joinedload(Act.by),
)
TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)


@bp.context_processor
def links() -> dict:
    return {"directory_address": lambda id: address("organisations.show", id)}


@bp.get("")
@allow("partnerships.read")
def index():
    filters = FilterForm(formdata=request.args)
    if not current_user.sees_every_office:
        del filters.unit
    status = 200 if filters.validate() else 422
    page, day = partnerships(filters), today()
    return render_template(
        "partnerships/index.html",
        filters=filters,
        page=page,
        can_write=can("partnerships.write"),
        offices=filters.unit.offers if current_user.sees_every_office else {},
        title=title,
        export=url_for(".xlsx", **{field.name: field.raw_data[0] for field in filters if field.data}),
        kind_names={code: str(words) for code, words in KINDS.items()},
        state=lambda row: states.state(row, day),
        words=lambda row: states.words(row, day),
        tones=states.TONES,
        end=lambda row: states.present_end(row, day),
        labels={"partner": _("الشريك"), "office": _("الوحدة"), "start": _("البدء"), "end": _("الانتهاء")},
    ), status


@bp.get("/new")
@allow("partnerships.write")
def new():
    given = {name: request.args.get(name, "")[:250] for name in ("partner", "title")}
    if request.args.get("kind") in KINDS:
        given["kind"] = request.args["kind"]
    form = NewForm(formdata=None, data={"unit_id": current_user.unit_id, **NewForm.STANDARD, **given})
    return _new(form, draft=drafts.offered(form))


@bp.post("")
@allow("partnerships.write")
@drafts.drafted(lazy("شراكة جديدة"))
def create():
    form = NewForm()
    for name, value in {"unit_id": current_user.unit_id, **NewForm.STANDARD}.items():
        if name not in request.form:
            form[name].data = value
    if not form.validate():
        return _new(form, 422)
    earlier = once.already_made()
    if earlier is None:
        record = Partnership(created_by_id=current_user.id)
        with db.session.no_autoflush:
            form.put(record)
            db.session.add(record)
            if not record.governorates and record.unit.governorate:
                record.codes = [record.unit.governorate]
        db.session.flush()
        tie(record)
        once.made(record)
        drafts.forget()
        db.session.commit()
        earlier = record.id
        flash(_("سُجّلت الشراكة. أكمل أطرافها وأهدافها والتزاماتها في هذه الصفحة."), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("partnerships.read")
def show(id):
    record = load(Partnership, id, options=SHEET)
    return render_template("partnerships/show.html", **sheet(record))


inline_fields(bp, Partnership, PartnershipForm, "partnerships.write", "partnerships/_field.html")


@bp.get("/<id:id>/history")
@allow("partnerships.read")
def history(id):
    """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
    record = load(Partnership, id)
    if wants_fragment():
        return fragment_or_page("partnerships/_trail.html", record=record, trail=changes(id, 6))
    return render_template("partnerships/history.html", record=record, changes=changes(id, 500))


@bp.post("/<id:id>/archive")
@allow("partnerships.write")
def archive(id):
    record = load(Partnership, id, to="edit")
    record.refuse_if_frozen()
    record.archive(by=current_user)
    db.session.commit()
    flash((_("نُقلت الشراكة إلى الأرشيف."), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("partnerships.write")
def restore(id):
    record = load(Partnership, id, to="edit")
    record.unarchive()
    db.session.commit()
    flash(_("أُعيدت الشراكة من الأرشيف."), "done")
    return redirect(url_for(".show", id=id), 303)


def sheet(record) -> dict:
    """What the templates of the sheet need, read in a fixed number of statements."""
    day = today()
    mine = can("partnerships.write") and record.editable_by(current_user)
    trail = changes(record.id, 6)
    return {
        "record": record,
        "lists": LISTS,
        "labels": PartnershipForm.labels(),
        "day": day,
        "tones": states.TONES,
        "state": record.state,
        "signable": record.kind not in states.UNSIGNED_KINDS,
        "outcome_states": OUTCOME_STATES,
        "repeats": REPEATS,
        "late": late_of([record.id]).get(record.id, 0),
        "amends": record.amends,
        "amended_by": record.amended_by,
        "needs": record.needs(),
        "may": permits(record, mine),
        "trail": trail,
        "entries": timeline(record, current_user),
        "can_edit": may_edit(record, "partnerships.write"),
        "can_write": can("partnerships.write"),
        "mine": mine,
        "can_clear": mine and clearable(record),
        "can_restore": mine,
    }


def permits(record, mine: bool) -> dict:
    """{act: whether it is open to the reader now}."""
    stands = mine and not (record.archived_at or record.ended_on or record.superseded_on)
    both = bool(record.our_signed_on and record.their_signed_on)
    return {
        "sign": stands and not both and record.kind not in states.UNSIGNED_KINDS,
        "renew": stands and both and record.renewal == "agreement" and states.last(record) is not None,
        "amend": stands and both,
        "end": stands and record.state not in ("draft", "signing"),
        "attach": mine and not record.archived_at and bool(record.our_signed_on or record.their_signed_on),
        "report": stands and record.state not in ("draft", "signing"),
    }


def clearable(record) -> bool:
    """Approvals still come in after our signature, until the other side has signed."""
    return not (record.archived_at or record.ended_on or record.their_signed_on)


def changes(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def _new(form, status=200, draft=None):
    units = db.session.scalars(select(Unit.id).where(Unit.parent_id == current_user.unit_id).limit(1)).first()
    asked = [name for name in NewForm.FIRST if name != "unit_id" or units]
    asked += [field.name for field in form if field.errors and field.name not in asked]
    context = {"asked": asked, "draft": draft, "once": once.fresh_key(), "earlier": came_of()}
    return render_template("partnerships/new.html", form=form, **context), status
