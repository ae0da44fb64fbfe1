"""What a meeting of a series shows and does: the ledger, the open items of the one before, the minutes of the one before."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import func, select

from tadamon.access import allow, can, load
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language import _
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.series import ledger
from tadamon.series.models import series_of
from tadamon.web import panels
from tadamon.web.panels import Panel

bp = Blueprint("in_series", __name__, url_prefix="/meetings")


@bp.post("/<id:id>/carried-items")
@allow("meetings.write")
def carry(id):
    """Take an open item of the meeting before over into this one."""
    meeting = opened(id)
    typed = request.form.get("item", "")
    item = next((each for each in ledger.open_items(meeting) if str(each.id) == typed), None)
    if item is None:
        flash(_("هذا البند مدرج هنا من قبل، أو لم يعد مفتوحًا."), "done")
    else:
        ledger.carry(meeting, item)
        flash(_("أُدرج البند «%(item)s» في هذا الاجتماع، وبقي محضره السابق كما هو.", item=item.title), "done")
    db.session.commit()
    return redirect(url_for("meetings.show", id=id, _anchor="items"), 303)


@bp.post("/<id:id>/previous-minutes")
@allow("meetings.write")
def endorse(id):
    """The first item of this meeting: the minutes of the one before are endorsed."""
    meeting = opened(id)
    before = ledger.previous(meeting)
    if before is None:
        abort(404)
    title = _("التصديق على محضر الاجتماع السابق")
    if not any(item.title == title for item in meeting.items):
        first = db.session.scalar(select(func.min(AgendaItem.position)).where(AgendaItem.record_id == id))
        item = AgendaItem(record=meeting, title=title, position=(first or 1) - 1)
        item.discussion = _("عُرض محضر الاجتماع السابق المنعقد في %(day)s.", day=before.when)
        db.session.add(item)
        db.session.flush()
        number = before.approval and before.approval.words
        said = (
            _("التصديق على المحضر رقم %(number)s.", number=number)
            if number
            else _("التصديق على محضر الاجتماع المنعقد في %(day)s.", day=before.when)
        )
        db.session.add(Outcome(record=meeting, item_id=item.id, position=1, kind="decision", text=said))
        flash(_("أُضيف بند التصديق على المحضر السابق أول البنود."), "done")
    db.session.commit()
    return redirect(url_for("meetings.show", id=id, _anchor="items"), 303)


def opened(id) -> Meeting:
    meeting = load(Meeting, id, to="edit")
    meeting.refuse_if_frozen()
    return meeting


def of_the_sheet(meeting) -> Panel | None:
    if not meeting.held_by(current_user) or (series := series_of(meeting)) is None:
        return None
    mine = can("meetings.write") and meeting.editable_by(current_user) and not meeting.frozen
    data = {
        "series": series,
        "lines": ledger.position(meeting),
        "topics": ledger.open_items(meeting) if mine else [],
        "before": mine and ledger.previous(meeting),
    }
    return Panel(_("موقف ما سبق من تكليفات وتوصيات"), "series/_ledger.html", data)


def of_the_paper(meeting) -> Panel | None:
    lines = ledger.position(meeting) if meeting.held_by(current_user) else []
    return Panel(_("موقف ما سبق من تكليفات وتوصيات"), "series/print/ledger.html", {"lines": lines}) if lines else None


panels.add("meeting", panels.SHEET, of_the_sheet)
panels.add("meeting", panels.PAPER, of_the_paper)
