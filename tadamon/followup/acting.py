"""What is done with an outcome after the meeting: each verb changes it, writes its step, and refuses what is out of turn.

Whoever answers for it reports; the body that assigned it confirms, returns, extends, hands over and cancels.
"""

from datetime import date

from sqlalchemy import select

from tadamon.directory import working_days
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.followup.correcting import aside
from tadamon.followup.models import OPEN, OWED, Outcome
from tadamon.followup.steps import FollowUp
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused

IN_HAND = ("open", "started")
CLOSED = ("confirmed", "cancelled", "refused")


# who may


def assigns(row: Outcome, user) -> bool:
    """Whether this person writes for the body that assigned it."""
    return row.record.editable_by(user)


def reports(row: Outcome, user) -> bool:
    """Its owner's unit; whoever assigned it, when the owner is no unit of ours or is a party to a partnership."""
    if row.owned_by_unit_of(user):
        return True
    return assigns(row, user) and (row.owner_unit is None or row.kind == "obligation")


# verbs


def note(row: Outcome, by, text: str) -> FollowUp:
    must_stand(row)
    return step(row, "noted", by, note=text)


def start(row: Outcome, by, text: str = "") -> None:
    _must_be(row, ("open",), _("بدأ تنفيذه من قبل، أو لم يعد مفتوحًا."))
    row.state = "started"
    step(row, "started", by, note=text)


def report(row: Outcome, by, on: date, text: str) -> None:
    if row.state == "submitted":
        raise Refused(_("رُفعت هذه التوصية إلى السلطة المختصة. سجّل ردها أولًا."))
    _must_be(row, IN_HAND, _("أُبلغ بتنفيذه من قبل، أو لم يعد مفتوحًا."))
    if on > today():
        raise Refused(_("لا يُسجَّل تنفيذ لم يحدث بعد."))
    row.state, row.done_on, row.done_note = "reported", on, text
    step(row, "reported", by, note=text, on=on)


def send_back(row: Outcome, by, reason: str, state: str = "started") -> None:
    """What was reported is not done, or not wholly; what was said stays in the steps."""
    _must_be(row, ("reported",), _("لم يُبلَّغ بتنفيذه، أو تأكد تنفيذه من قبل."))
    row.state, row.done_on, row.done_note, row.returned_on = state, None, "", today()
    step(row, "returned", by, note=reason)


def confirm(row: Outcome, by, text: str = "") -> None:
    _must_be(row, ("reported",), _("لم يُبلَّغ بتنفيذه، أو تأكد تنفيذه من قبل."))
    row.state, row.closed_on, row.remind_on, row.returned_on = "confirmed", today(), None, None
    step(row, "confirmed", by, note=text)


def cancel(row: Outcome, by, reason: str) -> None:
    _must_be(row, OPEN, _("لم يعد مفتوحًا، فلا يُلغى."))
    row.state, row.closed_on, row.remind_on = "cancelled", today(), None
    step(row, "cancelled", by, note=reason)


def reopen(row: Outcome, by, reason: str) -> None:
    _must_be(row, CLOSED, _("ما زال مفتوحًا، أو انتقل إلى التعديل."))
    row.state, row.closed_on, row.done_on, row.done_note = "open", None, None, ""
    step(row, "reopened", by, note=reason)


def extend(row: Outcome, by, until: date, reason: str, days: int | None = None) -> None:
    """Due later; the first day stays as it was. `days`: as working days from today, which a new holiday moves."""
    _must_be(row, OWED, _("لم يعد قيد التنفيذ، فلا يُمدّ موعده."))
    before = row.due_on
    if before and until <= before:
        raise Refused(_("اكتب موعدًا بعد %(day)s، وهو موعده الآن.", day=show_date(before)))
    if days:
        row.due_within(days, today())
    else:
        row.due(until)
    if before:
        row.extensions += 1
    step(row, "extended", by, note=reason, from_on=before, to_on=until)


def hand_over(row: Outcome, by, owner: str, person: str, reason: str) -> None:
    _must_be(row, IN_HAND, _("لا يُسند إلى جهة أخرى إلا ما كان قيد التنفيذ."))
    if row.kind == "obligation":
        raise Refused(_("الالتزام على طرف في الشراكة، فلا يُسند إلى غيره."))
    if (owner, person) == (row.owner, row.owner_person):
        raise Refused(_("هذه هي الجهة المسؤولة الآن. اكتب الجهة التي يُسند إليها."))
    before = row.owner_name
    with db.session.no_autoflush:
        if owner != row.owner:
            row.owner_organisation_id = None
            row.give_to(owner)
        if person != row.owner_person:
            row.owner_person, row.owner_person_id = person, None
        link([row])
    said = _("من «%(before)s» إلى «%(after)s».", before=before or "—", after=owner)
    step(row, "handed", by, note=f"{said} {reason}".strip(), body=owner)


def rank(row: Outcome, priority: str) -> None:
    _must_be(row, OPEN, _("لم يعد مفتوحًا."))
    row.priority = priority


def remind(row: Outcome, on: date | None) -> None:
    _must_be(row, OPEN, _("لم يعد مفتوحًا."))
    if on and on < today():
        raise Refused(_("اكتب تاريخ تذكير لم يمضِ."))
    row.remind_on = on


# a recommendation to a higher authority


def submit(row: Outcome, by, body: str, on: date, reference: str, text: str = "") -> None:
    if row.kind != "recommendation":
        raise Refused(_("تُرفع إلى السلطة المختصة التوصيات وحدها."))
    _must_be(row, IN_HAND, _("رُفعت هذه التوصية من قبل، أو لم تعد مفتوحة."))
    _must_have_been(on)
    row.state = "submitted"
    step(row, "submitted", by, note=text, on=on, body=body, reference=reference)


def answer(row: Outcome, by, said: str, on: date, reference: str, text: str = "", decision: str = "") -> Outcome | None:
    """What the authority said: "approved", "refused" or "sent-back"; the decision that was made of it, if it was approved."""
    _must_be(row, ("submitted",), _("لم تُرفع هذه التوصية إلى سلطة أعلى، أو سُجّل الرد عليها من قبل."))
    _must_have_been(on)
    step(row, said, by, note=text, on=on, reference=reference)
    if said == "sent-back":
        row.state = "open"
        return None
    row.state, row.closed_on, row.remind_on = said, today(), None
    return under(row, "decision", decision or row.text) if said == "approved" else None


def under(row: Outcome, kind: str, text: str) -> Outcome:
    """A new outcome of the same record that came of this one."""
    new = Outcome(record=row.record, item_id=row.item_id, kind=kind, text=text, from_id=row.id, state="open")
    db.session.add(new)
    with db.session.no_autoflush:
        new.place_last()
    return new


def assign(row: Outcome, text: str, owner: str, person: str) -> Outcome:
    """An assignment that carries out a decision."""
    if row.kind != "decision":
        raise Refused(_("تُضاف التكليفات هنا تحت القرارات وحدها."))
    _must_be(row, (*OPEN, "confirmed"), _("أُلغي هذا القرار، فلا تضاف تحته تكليفات."))
    new = under(row, "assignment", text)
    with db.session.no_autoflush:
        new.owner_person = person
        new.give_to(owner)
        link([new])
    return new


# together


def recount() -> int:
    """Count again what is due after working days; how many moved. For whoever changes a holiday; the caller commits."""
    counted = select(Outcome).where(
        Outcome.due_days.is_not(None), Outcome.state.in_(OWED), Outcome.removed_at.is_(None)
    )
    moved = 0
    for row in db.session.scalars(counted):
        day = working_days.after(row.due_from, row.due_days)
        if day != row.due_on:
            row.due_on, moved = day, moved + 1
    return moved


def prove(row: Outcome, file: Attachment) -> None:
    """Keep the file with the record as evidence of this outcome."""
    file.record, file.purpose = row.record, "evidence"
    db.session.add(file)
    row.evidence.append(file)


def step(row: Outcome, action: str, by, **more) -> FollowUp:
    done = FollowUp(outcome=row, action=action, by_id=by.id, **more)
    db.session.add(done)
    return done


def must_stand(row: Outcome) -> None:
    """Raise Refused when nothing of its record is followed up."""
    if getattr(row.record, "archived_at", None):
        raise Refused(_("هذا السجل محفوظ في الأرشيف. استعده أولًا ثم عدّله."))
    if aside(row.record):
        raise Refused(_("لا يُتابع هذا البند هنا: ألغي اجتماعه، أو صُحّح محضره، أو لم يُعتمد التصحيح بعد."))


def _must_be(row: Outcome, states: tuple, otherwise: str) -> None:
    must_stand(row)
    if row.state not in states:
        raise Refused(otherwise)


def _must_have_been(on: date) -> None:
    if on > today():
        raise Refused(_("اكتب تاريخًا لا يتجاوز اليوم."))
