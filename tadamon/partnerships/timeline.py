"""The partner's file in the order of time: signatures, meetings and outcomes, obligations, documents."""

from dataclasses import dataclass, field
from datetime import date

from flask import current_app, url_for
from sqlalchemy import or_, select

from tadamon.activities.models import Activity
from tadamon.activities.sequels import Sequel
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, OUTCOME_STATES, Outcome
from tadamon.language import _, reader
from tadamon.language.dates import in_cairo, today
from tadamon.records.history import Change

MOST = 100


@dataclass
class Entry:
    """One line: `kind` colours it, `under` are its (label, text), `late` marks what is overdue."""

    day: date
    kind: str
    label: str
    text: str
    precision: str = "day"
    url: str | None = None
    under: list = field(default_factory=list)
    late: bool = False


def timeline(record, user) -> list[Entry]:
    """Newest first; what is still to come stands on top."""
    entries = [*_acts(record), *_meetings(record, user), *_obligations(record), *_documents(record)]
    entries.append(Entry(in_cairo(record.created_at).date(), "act", _("السجل"), _("سُجّلت هذه الشراكة في النظام")))
    return sorted(entries, key=lambda entry: entry.day, reverse=True)


def _acts(record):
    for act in record.acts:
        day = (
            act.day if act.action in ("ours", "theirs", "ended", "superseded") and act.day else in_cairo(act.at).date()
        )
        yield Entry(day, "act", _("الشراكة"), act.name, act.precision, under=[("", act.reason)] if act.reason else [])


def meetings(record, user, most: int = MOST) -> list:
    """The activities of this file, and those it came of, that the person may see, newest first."""
    led = select(Sequel.earlier_id).where(Sequel.later_id == record.id)
    of_it = or_(Activity.file_id == record.id, Activity.id.in_(led))
    query = select(
        Activity.id,
        Activity.type,
        Activity.title,
        Activity.title_en,
        Activity.starts_on,
        Activity.date_precision,
    ).where(of_it, Activity.archived_at.is_(None), Activity.visible_to(user))
    return db.session.execute(query.order_by(Activity.starts_on.desc(), Activity.id.desc()).limit(most)).all()


def _meetings(record, user):
    found = meetings(record, user)
    came: dict = {}
    outcomes = select(Outcome.record_id, Outcome.kind, Outcome.text).where(
        Outcome.record_id.in_([row.id for row in found]), Outcome.removed_at.is_(None)
    )
    for id, kind, text in db.session.execute(outcomes.order_by(Outcome.position, Outcome.id)):
        came.setdefault(id, []).append((OUTCOME_KINDS.get(kind, ""), text))
    for row in found:
        yield Entry(
            row.starts_on,
            "meeting",
            _("فعالية") if row.type == "event" else _("اجتماع"),
            (reader().language == "en" and row.title_en) or row.title,
            row.date_precision,
            address(f"{row.type}s.show", row.id),
            came.get(row.id, [])[:5],
        )


def _obligations(record):
    day = today()
    for row in record.obligations:
        if row.done_on:
            yield Entry(
                row.done_on,
                "done",
                str(OUTCOME_STATES[row.state]),
                row.text,
                under=[("", row.done_note)] if row.done_note else [],
            )
        elif row.due_on and row.state in ("open", "started"):
            late = row.due_on < day and record.state not in ("draft", "signing")
            yield Entry(row.due_on, "due", _("استحقاق"), f"{row.text} — {row.owner_name}", late=late)


def _documents(record):
    """When each file was attached stands in the history."""
    files = {file.id: file for file in record.attachments}
    query = select(Change.part_id, Change.at).where(
        Change.record_id == record.id, Change.part == "attachments", Change.action == "created"
    )
    for id, at in db.session.execute(query):
        if id in files:
            url = url_for("partnerships.read_attachments", id=record.id, row_id=id)
            yield Entry(in_cairo(at).date(), "file", _("مستند"), files[id].name, url=url)


def address(endpoint: str, id: int) -> str | None:
    """Rooms beside and above this one are known by the names of their pages alone."""
    return url_for(endpoint, id=id) if endpoint in current_app.view_functions else None
