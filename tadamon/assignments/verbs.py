"""What one does with an outcome: each verb is an address under it, /assignments/7/extension, with a form of its own.

GET shows the form, in place or as a page; POST does it. A form that was opened before somebody else acted is sent back
with what was typed (409), and so is what the record itself declines, with its sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, url_for
from flask_login import current_user

from tadamon.access import allow
from tadamon.assignments import forms
from tadamon.assignments.routes import back, bp, loaded, sheet
from tadamon.extensions import db
from tadamon.followup import acting
from tadamon.followup.acting import CLOSED, IN_HAND, assigns, reports
from tadamon.followup.correcting import aside
from tadamon.followup.models import OPEN, OWED, Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.partnerships import obligations
from tadamon.partnerships.models import Partnership
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused
from tadamon.web import once
from tadamon.web.answers import fragment_or_page, go
from tadamon.web.forms import posted_version


def involved(row, user) -> bool:
    return assigns(row, user) or row.owned_by_unit_of(user)


@dataclass(frozen=True)
class Verb:
    """`who` may, when it stands in one of `states`; `do(row, form)` does it. `said` tells it was done."""

    noun: str
    button: object
    form: type
    do: Callable
    said: object
    who: Callable = assigns
    states: tuple = OPEN
    kinds: tuple = ()
    blank: Callable = lambda row: {}
    tone: str = ""

    def open_to(self, row: Outcome, user) -> bool:
        return row.state in self.states and (not self.kinds or row.kind in self.kinds) and self.who(row, user)


def start(row, form):
    _partnership(row)
    acting.start(row, current_user, form.note.data)


def report(row, form):
    on, note = form.done_on.data, form.done_note.data
    if isinstance(row.record, Partnership) and row.kind == "obligation":
        obligations.report(row, current_user, on, note)
    else:
        acting.report(row, current_user, on, note)
    _prove(row, form)


def send_back(row, form):
    _partnership(row)
    acting.send_back(row, current_user, form.reason.data)


def confirm(row, form):
    _partnership(row)
    acting.confirm(row, current_user, form.note.data)


def cancel(row, form):
    _partnership(row)
    acting.cancel(row, current_user, form.reason.data)


def reopen(row, form):
    _partnership(row)
    acting.reopen(row, current_user, form.reason.data)


def extend(row, form):
    _partnership(row)
    acting.extend(row, current_user, form.due_on.data, form.reason.data, form.due_on.days)


def hand_over(row, form):
    acting.hand_over(row, current_user, form.owner.data, form.owner_person.data, form.reason.data)


def submit(row, form):
    acting.submit(row, current_user, form.body.data, form.on.data, form.reference.data, form.note.data)


def answer(row, form):
    acting.answer(
        row, current_user, form.answer.data, form.on.data, form.reference.data, form.note.data, form.decision.data
    )


def assign(row, form):
    new = acting.assign(row, form.text.data, form.owner.data, form.owner_person.data)
    form.due_on.put(new)
    new.priority = form.priority.data


VERBS = [
    Verb(
        "report",
        lazy("الإبلاغ بالتنفيذ"),
        forms.ReportForm,
        report,
        lazy("سُجّل الإبلاغ بالتنفيذ."),
        reports,
        IN_HAND,
        blank=lambda row: {"done_on": today()},
        tone="primary",
    ),
    Verb("start", lazy("بدء التنفيذ"), forms.StartForm, start, lazy("سُجّل بدء التنفيذ."), reports, ("open",)),
    Verb(
        "confirmation",
        lazy("تأكيد التنفيذ"),
        forms.StartForm,
        confirm,
        lazy("تأكد التنفيذ."),
        states=("reported",),
        tone="primary",
    ),
    Verb(
        "return",
        lazy("إعادة لاستكمال التنفيذ"),
        forms.ReasonForm,
        send_back,
        lazy("أُعيد لاستكمال التنفيذ."),
        states=("reported",),
    ),
    Verb(
        "submission",
        lazy("رفع إلى السلطة المختصة"),
        forms.SubmissionForm,
        submit,
        lazy("سُجّل رفع التوصية."),
        states=IN_HAND,
        kinds=("recommendation",),
        blank=lambda row: {"on": today()},
    ),
    Verb(
        "answer",
        lazy("رد السلطة المختصة"),
        forms.AnswerForm,
        answer,
        lazy("سُجّل رد السلطة المختصة."),
        states=("submitted",),
        kinds=("recommendation",),
        blank=lambda row: {"on": today(), "answer": "approved"},
        tone="primary",
    ),
    Verb(
        "assignments",
        lazy("تكليف لتنفيذ القرار"),
        forms.AssignmentForm,
        assign,
        lazy("أُضيف التكليف تحت القرار."),
        states=(*OPEN, "confirmed"),
        kinds=("decision",),
        blank=lambda row: {"priority": "normal"},
    ),
    Verb("extension", lazy("مدّ الموعد"), forms.ExtensionForm, extend, lazy("مُدّ الموعد."), states=OWED),
    Verb(
        "handover",
        lazy("إسناد إلى جهة أخرى"),
        forms.HandoverForm,
        hand_over,
        lazy("أُسند إلى الجهة الجديدة."),
        states=IN_HAND,
        kinds=("decision", "recommendation", "assignment"),
        blank=lambda row: {"owner": row.owner, "owner_person": row.owner_person},
    ),
    Verb(
        "priority",
        lazy("تغيير الأولوية"),
        forms.PriorityForm,
        lambda row, form: acting.rank(row, form.priority.data),
        lazy("تغيّرت الأولوية."),
        blank=lambda row: {"priority": row.priority},
    ),
    Verb(
        "reminder",
        lazy("ضبط التذكير"),
        forms.ReminderForm,
        lambda row, form: acting.remind(row, form.remind_on.data),
        lazy("ضُبط التذكير."),
        involved,
        blank=lambda row: {"remind_on": row.remind_on},
    ),
    Verb("cancellation", lazy("إلغاء"), forms.ReasonForm, cancel, lazy("أُلغي، وبقي سببه مسجلًا."), tone="danger"),
    Verb("reopening", lazy("إعادة الفتح"), forms.ReasonForm, reopen, lazy("أُعيد فتحه."), states=CLOSED),
]


def offered(row: Outcome, user) -> list[Verb]:
    """The verbs that are open to this person now."""
    if aside(row.record):
        return []
    return [verb for verb in VERBS if verb.open_to(row, user)]


def _route(verb: Verb) -> None:
    name = verb.noun.replace("-", "_")

    def asking(id):
        row = _may(verb, loaded(id, to="act"))
        if not verb.open_to(row, current_user):
            raise Refused(
                _("هذا البند في حالة «%(state)s»، فلا يصح له: %(verb)s.", state=row.state_name, verb=verb.button)
            )
        return _form(verb, row, verb.form(formdata=None, data=verb.blank(row)))

    def acted(id):
        row = _may(verb, loaded(id, to="act"))
        form = verb.form()
        if not form.validate():
            return _form(verb, row, form, 422)
        if posted_version() not in (0, row.version):
            return _form(verb, row, form, 409, stale=True)
        try:
            verb.do(row, form)
        except Refused as refused:
            db.session.rollback()
            return _form(verb, loaded(id, to="act"), form, 409, refused=refused)
        db.session.commit()
        flash(str(verb.said), "done")
        return go(back(row))

    bp.add_url_rule(f"/<id:id>/{verb.noun}", f"ask_{name}", allow("assignments.write")(asking), methods=["GET"])
    bp.add_url_rule(f"/<id:id>/{verb.noun}", name, allow("assignments.write")(acted), methods=["POST"])


def _may(verb: Verb, row: Outcome) -> Outcome:
    return row if verb.who(row, current_user) else abort(403)


def _form(verb: Verb, row, form, status=200, stale=False, refused=None):
    return fragment_or_page(
        "assignments/_verb.html",
        status=status,
        verb=verb,
        row=row,
        form=form,
        stale=stale,
        refused=refused,
        record=row,
        back=back(row),
        heading=verb.button,
        action=url_for(f".{verb.noun}", id=row.id),
        version=row.version,
        files="file" in form,
    )


for each in VERBS:
    _route(each)


@bp.post("/<id:id>/notes")
@allow("assignments.write")
def notes(id):
    """A note of progress, with a file that shows it; added by either side, never rewritten."""
    row = loaded(id, to="act")
    acting.must_stand(row)
    form = forms.NoteForm()
    if not form.validate():
        return fragment_or_page("assignments/_note.html", "assignments/show.html", 422, **sheet(row, form))
    if once.already_made() is None:
        step = acting.note(row, current_user, form.note.data)
        _prove(row, form)
        db.session.flush()
        once.made(step)
        db.session.commit()
    flash(_("أُضيفت الملاحظة."), "done")
    return go(back(row))


def _prove(row: Outcome, form) -> None:
    if form.attached:
        file = Attachment()
        form.put(file)
        acting.prove(row, file)


def _partnership(row: Outcome) -> None:
    """An obligation stands or falls with its partnership."""
    if isinstance(row.record, Partnership):
        obligations.refuse_if_over(row)
