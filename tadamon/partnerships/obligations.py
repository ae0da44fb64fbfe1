"""What a party owes: reported as done with its evidence, confirmed, and due again when it repeats.

Upon the rules of every outcome (followup/acting.py) stand those of the partnership.
"""

from datetime import date

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup import acting
from tadamon.followup.models import Outcome
from tadamon.followup.recurring import next_due
from tadamon.language import _
from tadamon.partnerships import states
from tadamon.records.base import Refused


def report(row: Outcome, by, on: date, note: str) -> Outcome | None:
    """Say that it was done; the next time it falls due, if there is one."""
    refuse_if_over(row)
    if row.record.state in ("draft", "signing"):
        raise Refused(_("يُبلَّغ عن تنفيذ الالتزامات بعد توقيع الطرفين."))
    acting.report(row, by, on, note)
    return _again(row)


def confirm(row: Outcome, by, note: str = "") -> None:
    refuse_if_over(row)
    acting.confirm(row, by, note)


def reopen(row: Outcome, by, reason: str = "") -> None:
    """What was reported was not done after all; what was said stays in the history."""
    refuse_if_over(row)
    acting.send_back(row, by, reason, state="open")


def overdue(row: Outcome, day: date) -> bool:
    return row.late_on(day)


def refuse_if_over(row: Outcome) -> None:
    record = row.record
    if record.archived_at:
        raise Refused(record.frozen)
    if record.superseded_on:
        raise Refused(_("حل محل هذه الشراكة تعديل موقَّع. افتح التعديل وسجّل فيه."))


def _again(row: Outcome) -> Outcome | None:
    first = db.session.get(Outcome, row.series_id) if row.series_id else row
    due = row.first_due_on and next_due(first.first_due_on, row.repeats, row.first_due_on)
    record = row.record
    end = states.last(record) if record.renewal != "automatic" else None
    if not due or record.ended_on or record.superseded_on or (end and due > end):
        return None
    same = select(Outcome.id).where(Outcome.series_id == first.id, Outcome.first_due_on == due)
    if db.session.scalar(same.limit(1)):
        return None
    names = (
        "kind",
        "text",
        "owner_unit_id",
        "owner",
        "owner_organisation_id",
        "owner_person_id",
        "owner_person",
        "party_id",
        "repeats",
        "position",
    )
    again = Outcome(record=record, series_id=first.id, state="open", **{name: getattr(row, name) for name in names})
    again.due(due)
    db.session.add(again)
    return again
