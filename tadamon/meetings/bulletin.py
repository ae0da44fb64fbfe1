"""The bulletin: summaries of approved minutes that their approvers published to all staff."""

from datetime import datetime

from flask import Blueprint, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tadamon.access import allow
from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.language import _
from tadamon.meetings.models import Meeting

PAGE = 20
bp = Blueprint("bulletin", __name__, template_folder="templates")


@bp.get("/bulletin")
@allow("open")
def bulletin():
    """Newest first; nothing personal: no attendance, no persons who answer for something."""
    query = (
        select(Meeting, Approval)
        .join(Approval, Approval.record_id == Meeting.id)
        .where(Approval.published_at.is_not(None))
        .options(joinedload(Meeting.unit), selectinload(Meeting.items), selectinload(Meeting.outcomes))
    )
    before = moment(request.args.get("before", ""))
    if before:
        query = query.where(Approval.published_at < before)
    rows = (
        db.session.execute(query.order_by(Approval.published_at.desc(), Approval.record_id.desc()).limit(PAGE + 1))
        .unique()
        .all()
    )
    older = rows[PAGE - 1][1].published_at.isoformat() if len(rows) > PAGE else None
    rows = rows[:PAGE]
    return render_template(
        "meetings/bulletin.html",
        published=[published(*row) for row in rows],
        older=older,
        corrected=corrected(meeting.id for meeting, _approval in rows),
    )


def published(meeting: Meeting, approval: Approval) -> dict:
    texts = {
        kind: [row.text for row in meeting.outcomes if row.kind == kind] for kind in ("decision", "recommendation")
    }
    return {
        "id": meeting.id,
        "title": meeting.title,
        "unit": meeting.unit.name,
        "kind": meeting.kind_name,
        "when": meeting.when,
        "venue": meeting.venue,
        "summary": meeting.summary,
        "number": approval.words,
        "outcomes": [(_("القرارات"), texts["decision"]), (_("التوصيات"), texts["recommendation"])],
    }


def corrected(ids) -> set[int]:
    """Those whose words later minutes put right."""
    query = select(Meeting.corrects_id).where(Meeting.corrects_id.in_(list(ids)), Meeting.state == "approved")
    return set(db.session.scalars(query))


def moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=None)
    except ValueError:
        return None
