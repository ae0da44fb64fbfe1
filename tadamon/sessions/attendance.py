"""The grid of attendance: of one session, or of several of a cohort side by side.

Written in place, a cell at a time, or, without a script, as the form of a piece.
"""

from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.access import allow, load, may_edit
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.trainees.routes import OFFICE
from tadamon.directory.national_id import masked
from tadamon.extensions import db
from tadamon.language import _, ngettext, speaking
from tadamon.records import history
from tadamon.records.base import Refused
from tadamon.sessions import counting, marking, roll
from tadamon.sessions.models import Session
from tadamon.sessions.routes import SHEET, opened
from tadamon.sessions.routes import bp as sessions
from tadamon.sessions.words import MARKS
from tadamon.web.answers import done, fragment_or_page, wants_fragment

bp = Blueprint("training", __name__, url_prefix="/cohorts", template_folder="templates")
bp.context_processor(lambda: {"MARKS": MARKS})


@sessions.get("/<id:id>/attendance")
@allow("cohorts.read")
def attendance(id):
    session = _by_name(load(Session, id, options=SHEET))
    return _grid(session.cohort, [session], url_for("sessions.attendance", id=id), session=session)


@sessions.post("/<id:id>/attendance")
@allow("cohorts.write")
def mark(id):
    session = _by_name(opened(id))
    return _save(session.cohort, [session], url_for("sessions.attendance", id=id), session=session)


@sessions.post("/<id:id>/attendance/rest")
@allow("cohorts.write")
def fill(id):
    """«All present except»: everyone who has no mark yet gets this one."""
    session = _by_name(opened(id))
    state, group = request.form.get("state", ""), _group(session.cohort)
    if state not in MARKS:
        abort(400)
    many = roll.fill(session, state, current_user, group)
    if many:
        with speaking("ar"):
            history.tell(session, "marked", f"{MARKS[state]}: {many}")
    db.session.commit()
    flash(ngettext("سُجّل متدرب واحد: %(state)s.", "سُجّل %(num)s متدربين: %(state)s.", many, state=MARKS[state]), "done")
    return redirect(url_for("sessions.attendance", id=id, **_asked()), 303)


@sessions.get("/<id:id>/tally")
@allow("cohorts.read")
def tally(id):
    session = load(Session, id, options=SHEET)
    if not wants_fragment():
        return redirect(url_for("sessions.attendance", id=id), 303)
    return fragment_or_page("sessions/_tally.html", session=session, came=counting.of_session(session))


@bp.get("/<id:id>/attendance")
@allow("cohorts.read")
def several(id):
    cohort = load(Cohort, id, options=OFFICE)
    columns = Columns(cohort, request.args.get("first", ""))
    return _grid(cohort, columns.shown, url_for(".several", id=id), columns=columns)


@bp.post("/<id:id>/attendance")
@allow("cohorts.write")
def mark_several(id):
    cohort = load(Cohort, id, to="edit", options=OFFICE)
    cohort.refuse_if_frozen()
    columns = Columns(cohort, request.values.get("first", ""))
    return _save(cohort, columns.shown, url_for(".several", id=id), columns=columns)


class Columns:
    """Which of a cohort's sessions stand beside each other: the latest that have begun, or those from a `first` on."""

    def __init__(self, cohort: Cohort, first: str):
        query = select(Session).where(Session.cohort_id == cohort.id, Session.archived_at.is_(None))
        query = query.where(Session.state != "cancelled", Session.counting == "names").options(
            selectinload(Session.groups)
        )
        self.all = list(db.session.scalars(query.order_by(Session.starts_on, Session.starts_at, Session.id)))
        for each in self.all:
            each.cohort = cohort
        self.start = self._start(first)
        self.shown = self.all[self.start : self.start + roll.COLUMNS]

    def _start(self, first: str) -> int:
        places = {str(each.id): place for place, each in enumerate(self.all)}
        begun = sum(each.begun for each in self.all) or min(len(self.all), roll.COLUMNS)
        return places.get(first, max(0, begun - roll.COLUMNS))

    @property
    def first(self) -> int | None:
        return self.shown[0].id if self.shown else None

    @property
    def earlier(self) -> int | None:
        return self.all[max(0, self.start - roll.COLUMNS)].id if self.start else None

    @property
    def later(self) -> int | None:
        place = self.start + roll.COLUMNS
        return self.all[place].id if place < len(self.all) else None


def _by_name(session: Session) -> Session:
    if session.state == "cancelled":
        raise Refused(_("أُلغيت هذه الجلسة فلا يُسجَّل فيها حضور."))
    if not session.by_name:
        raise Refused(_("سُجّل حضور هذه الجلسة بالأعداد فقط. لتسجيل الأسماء امسح الأعداد أولًا من صفحة الجلسة."))
    return session


def _asked() -> dict:
    """What narrows the grid, as it stands in the address or came with the form."""
    return {name: value for name in ("group", "after", "first") if (value := request.values.get(name, "")[:200])}


def _group(cohort: Cohort) -> Group | None:
    typed = request.values.get("group", "")
    return next((group for group in cohort.groups if str(group.id) == typed), None)


def _grid(cohort, held, action, status=200, sent=(), session=None, columns=None):
    asked, group = _asked(), _group(cohort)
    rows = roll.grid(cohort, held, group, asked.get("after", ""))
    context = {
        "cohort": cohort,
        "session": session,
        "columns": columns,
        "grid": rows,
        "action": action,
        "asked": asked,
        "group": group,
        "sent": {(cell.session_id, cell.trainee_id): cell for cell in sent},
        "masked": masked,
        "letter": marking.letter,
        "personal": may_edit(cohort, "cohorts.personal"),
        "can_edit": all(may_edit(each, "cohorts.write") for each in held) and may_edit(cohort, "cohorts.write"),
    }
    if wants_fragment() and asked.get("after") and request.method == "GET":
        return fragment_or_page("sessions/_piece.html", **context)
    came = counting.of_session(session) if session else None
    return render_template("sessions/grid.html", came=came, **context), status


def _save(cohort, held, action, **more):
    """Save what was typed: one cell for htmx, a piece of the grid otherwise."""
    by_id = {each.id: each for each in held}
    sent = marking.cells(request.form)
    if not set(by_id) >= {cell.session_id for cell in sent} or not _all_in(cohort, sent):
        abort(404)
    wrong = marking.save(by_id, sent, current_user)
    if wrong and not wants_fragment():
        db.session.commit()  # what was right is kept, what was not stands in the form
        return _grid(cohort, held, action, _status(wrong), wrong, **more)
    db.session.commit()
    if wants_fragment():
        return _cell(cohort, by_id, sent, wrong, action)
    flash(ngettext("حُفظ تسجيل واحد.", "حُفظت %(num)s تسجيلات.", len(sent)), "done")
    asked = _asked()
    if request.form.get("next"):
        asked["after"] = request.form["next"][:200]
    return redirect(_with(action, asked), 303)


def _with(action: str, asked: dict) -> str:
    return f"{action}?{urlencode(asked)}" if asked else action


def _status(wrong) -> int:
    return 409 if any(cell.theirs is not None for cell in wrong) else 422


def _all_in(cohort: Cohort, sent) -> bool:
    ids = {cell.trainee_id for cell in sent}
    mine = select(Trainee.id).where(Trainee.id.in_(ids), Trainee.record_id == cohort.id, Trainee.removed_at.is_(None))
    return len(db.session.scalars(mine).all()) == len(ids) if ids else True


def _cell(cohort, held, sent, wrong, action):
    """The one cell that was sent, as it now stands."""
    cell = sent[0] if sent else next(iter(marking.named(request.form)), None)
    if cell is None or cell.session_id not in held:
        abort(400)
    mark, name = marking.stands(cell), marking.name_of(cell)
    context = {
        "each": held[cell.session_id],
        "row": roll.Row(cell.trainee_id, name, "", "", None, None, None, "", {cell.session_id: mark} if mark else {}),
        "sent": {(cell.session_id, cell.trainee_id): cell} if wrong else {},
        "action": action,
        "letter": marking.letter,
        "can_edit": True,
    }
    if wrong:
        return fragment_or_page("sessions/_cell.html", status=_status(wrong), said=cell.problem, **context)
    said = f"{name}{_(': ')}{MARKS[mark[0]] if mark else _('بلا تسجيل')}"
    return done("sessions/_cell.html", action, said, **context)
