"""What an output starts: an assignment on the event itself, a new partnership, or a tie to a record that is there."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, load, load_any, visible
from tadamon.activities.sequels import Sequel, follow
from tadamon.directory.linking import link
from tadamon.events.models import Event
from tadamon.events.parts import Output
from tadamon.events.routes import bp
from tadamon.extensions import db
from tadamon.followup.forms import OutcomeForm
from tadamon.followup.models import Outcome
from tadamon.language import _
from tadamon.language.clean import clean_line
from tadamon.records import search
from tadamon.records.base import Refused

MOST = 20
TYPES = ("partnership", "initiative", "event", "meeting", "committee")


class AssignmentForm(OutcomeForm):
    kind = None


@bp.get("/<id:id>/outputs/<id:row_id>/assignment")
@allow("events.write")
def assigning(id, row_id):
    record, row = _output(id, row_id)
    form = AssignmentForm(formdata=None, data={"text": _("متابعة تنفيذ: %(output)s", output=row.title)})
    return _page(record, row, form)


@bp.post("/<id:id>/outputs/<id:row_id>/assignment")
@allow("events.write")
def assign(id, row_id):
    record, row = _output(id, row_id)
    form = AssignmentForm()
    if not form.validate():
        return _page(record, row, form, 422)
    outcome = Outcome(record=record, kind="assignment", state="open")
    db.session.add(outcome)
    with db.session.no_autoflush:
        outcome.text, outcome.owner_person = form.text.data, form.owner_person.data
        outcome.give_to(form.owner.data)
        form.due_on.put(outcome, record.starts_on if record.date_precision == "day" else None)
        link([outcome])
        outcome.place_last()
    row.outcome = outcome
    db.session.commit()
    flash(_("أُضيف التكليف، ويظهر في سجل المتابعة."), "done")
    return redirect(url_for(".show", id=id, _anchor=f"outcomes-{outcome.id}"), 303)


@bp.get("/<id:id>/sequels/new")
@allow("events.write")
def tying(id):
    record = _open(id)
    typed = clean_line(request.args.get("q", "")[:200])
    return render_template(
        "events/tying.html", record=record, typed=typed, found=_found(record, typed), output=_asked_output(record)
    )


@bp.post("/<id:id>/sequels")
@allow("events.write")
def tie(id):
    record = _open(id)
    later = load_any(_id("later"))
    output = _asked_output(record)
    if follow(record, later, current_user, output and output.id) is None:
        raise Refused(_("هذان السجلان مرتبطان بالفعل."))
    db.session.commit()
    flash(_("رُبط السجلان."), "done")
    return redirect(url_for(".show", id=id, _anchor="thread"), 303)


@bp.post("/<id:id>/sequels/<id:tie_id>/removal")
@allow("events.write")
def untie(id, tie_id):
    record = _open(id)
    found = db.session.get(Sequel, tie_id)
    if found is None or record.id not in (found.earlier_id, found.later_id):
        abort(404)
    db.session.delete(found)
    db.session.commit()
    flash(_("فُكّ الربط بين السجلين."), "done")
    return redirect(url_for(".show", id=id, _anchor="thread"), 303)


def _open(id) -> Event:
    record = load(Event, id, to="edit")
    record.refuse_if_frozen()
    return record


def _output(id, row_id) -> tuple[Event, Output]:
    record = _open(id)
    row = db.session.get(Output, row_id)
    if row is None or row.record_id != record.id or row.removed_at:
        abort(404)
    if row.outcome and not row.outcome.removed_at:
        raise Refused(_("بدأ هذا المخرج تكليفًا من قبل. تابعه من سجل المتابعة."))
    return record, row


def _asked_output(record: Event) -> Output | None:
    typed = request.values.get("output", "")
    row = db.session.get(Output, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    return row if row and row.record_id == record.id and not row.removed_at else None


def _id(name: str) -> int:
    typed = request.form.get(name, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        abort(400)
    return int(typed)


def _found(record: Event, typed: str) -> list:
    """The newest records of whatever kind with these words that the person may see, and that may have come of it."""
    if not typed:
        return []
    seen = Event.facets_seen_by(current_user)
    ids: list[int] = []
    for type in TYPES:
        if found := search.matching(typed, {"type": type, "state": "standing"} | seen):
            ids += db.session.scalars(select(found.newest(MOST).c.record_id))
    tied = select(Sequel.later_id).where(Sequel.earlier_id == record.id)
    known = {record.id, *db.session.scalars(tied)}
    records = visible(set(ids) - known).values()
    return sorted(records, key=lambda each: (each.listed_on, each.id), reverse=True)[:MOST]


def _page(record, row, form, status=200):
    units = [unit.name for unit in record.unit.office.below]
    return render_template("events/assigning.html", record=record, row=row, form=form, owners=units), status
