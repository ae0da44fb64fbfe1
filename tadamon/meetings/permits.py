"""Which steps towards approval, and after it, the signed-in person may take with a record now."""

from flask_login import current_user

from tadamon.access import can


def actions(meeting) -> dict:
    """{step: whether it is open to them}."""
    mine = can("meetings.write") and meeting.editable_by(current_user) and not meeting.archived_at
    judge = can("meetings.approve") and meeting.approvable_by(current_user) and not meeting.archived_at
    state = meeting.state
    return {
        "submit": mine and state in ("draft", "returned"),
        "withdraw": mine and state == "submitted",
        "cancel": mine and state in ("draft", "returned") and not meeting.corrects_id,
        "reinstate": mine and state == "cancelled",
        "review": judge and state == "submitted",
        "correct": mine and state == "approved",
        "publish": judge and state == "approved",
        "sign": mine and state == "approved",
    }
