"""The register and one of its outcomes, by the state each verb needs: open, reported, submitted, a decision, cancelled."""

from io import BytesIO

from tests.web.litany.address import Address, page, verb

HOME = "/assignments/{outcome}"
REASON, DAY = {"reason": "تأخر التوريد"}, "1/2/2025"


def act(noun: str, data: dict, bad: dict | None, on: str = "outcome") -> list[Address]:
    """A verb: the form of it, and doing it to the outcome that is `on`."""
    at = f"/assignments/{{{on}}}/{noun}"
    return [
        Address(f"assignments.ask_{noun}", "GET", at),
        Address(f"assignments.{noun}", "POST", at, page=303, piece=None, data=data, bad=bad, form=at),
    ]


ASSIGNMENTS = [
    page("assignments.index", "/assignments", "read"),
    page("assignments.xlsx", "/assignments.xlsx", "read"),
    page("assignments.pdf", "/assignments.pdf", "read"),
    page("assignments.printed", "/assignments/print", "read"),
    page("assignments.mine", "/assignments/mine", "read"),
    Address("assignments.measures", "GET", "/assignments/measures", "read"),
    page("assignments.show", HOME, "read"),
    page("assignments.evidence", HOME + "/evidence/{evidence}", "read"),
    page("assignments.bulk", "/assignments/extensions?row={outcome}"),
    verb(
        "assignments.extensions",
        "/assignments/extensions",
        data=REASON | {"row": "{outcome}", "due_on": "1/1/2080"},
        bad={"reason": ""},
    ),
    verb(
        "assignments.notes",
        HOME + "/notes",
        data={"note": "اتصلنا بهم", "file": lambda: (BytesIO("دليل".encode()), "دليل.txt")},
        bad={"note": ""},
    ),
    *act("extension", REASON | {"due_on": "1/1/2085"}, {"reason": ""}),
    *act("priority", {"priority": "urgent"}, {"priority": "x"}),
    *act("reminder", {"remind_on": "1/1/2085"}, {"remind_on": "1/1/2020"}),
    *act("handover", {"owner": "جمعية رسالة"}, {"owner": ""}),
    *act("start", {}, {"note": "ط" * 2001}),
    *act("report", {"done_on": DAY}, {"done_on": ""}),
    *act("return", REASON, {"reason": ""}, "reported"),
    *act("confirmation", {}, {"note": "ط" * 2001}, "reported_too"),
    *act("submission", {"body": "السيد المحافظ", "on": DAY}, {"body": ""}, "advice"),
    *act("answer", {"answer": "approved", "on": DAY}, {"on": "1/1/2080"}, "submitted_advice"),
    *act("assignments", {"text": "تكليف", "owner": "جمعية", "priority": "normal"}, {"text": ""}, "decision"),
    *act("cancellation", REASON, {"reason": ""}, "decision"),
    *act("reopening", REASON, {"reason": ""}, "cancelled"),
]
