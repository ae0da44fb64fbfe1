"""Which steps the signed-in person may take with minutes now."""

from tadamon.approval import permits


def actions(meeting) -> dict[str, bool]:
    """{step: whether it is open to them}: those of every approval, and those that minutes alone have."""
    mine, judge, state = permits.writes(meeting), permits.judges(meeting), meeting.state
    return permits.actions(meeting) | {
        "cancel": mine and state in ("draft", "returned") and not meeting.corrects_id,
        "reinstate": mine and state == "cancelled",
        "publish": judge and state == "approved",
        "sign": mine and state == "approved",
    }
