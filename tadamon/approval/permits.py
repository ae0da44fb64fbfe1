"""Which steps towards approval, and after it, the signed-in person may take with a record now."""

from flask_login import current_user

from tadamon.access import can


def writes(record) -> bool:
    return can(f"{record.type}s.write") and record.editable_by(current_user) and not record.archived_at


def judges(record) -> bool:
    return can(f"{record.type}s.approve") and record.approvable_by(current_user) and not record.archived_at


def actions(record) -> dict[str, bool]:
    """{step: whether it is open to them}."""
    mine, judge, state = writes(record), judges(record), record.state
    return {
        "submit": mine and state in ("draft", "returned"),
        "withdraw": mine and state == "submitted",
        "review": judge and state == "submitted",
        "correct": mine and state == "approved",
    }
