"""The addresses of partnerships, what a writer sends there, and who may: a table for the litany."""

from io import BytesIO

from tests.web.litany.address import Address

NEW_ROWS = {
    "parties": {"name": "جمعية رسالة", "side": "theirs", "role": "further"},
    "clearances": {"body": "وزارة الخارجية", "state": "requested"},
    "obligations": {"text": "تقديم تقرير", "party_id": "{party}"},
    "attachments": {"file": lambda: (BytesIO("نص المذكرة".encode()), "مذكرة.txt")},
}


def list_of(noun: str, new: dict) -> list[Address]:
    home = f"/partnerships/{{partnership}}/{noun}"
    row = f"{home}/{{{'partnership_files' if noun == 'attachments' else noun}}}"
    reading = (200, None) if noun == "attachments" else (303, 200)
    editing = (
        []
        if noun == "attachments"
        else [
            Address(f"partnerships.edit_{noun}", "GET", f"{row}/edit"),
            Address(f"partnerships.update_{noun}", "POST", row, page=303, data=new | {"version": "1"}),
        ]
    )
    return [
        Address(f"partnerships.new_{noun}", "GET", f"{home}/new"),
        Address(f"partnerships.read_{noun}", "GET", row, "read", *reading),
        Address(f"partnerships.create_{noun}", "POST", home, page=303, data=new),
        *editing,
        Address(f"partnerships.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "down"}),
        Address(f"partnerships.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"partnerships.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


HOME, SIGNED = "/partnerships/{partnership}", "/partnerships/{signed}"
OWED = SIGNED + "/obligations/{owed}"

ADDRESSES = [
    Address("partnerships.index", "GET", "/partnerships", "read", piece=None),
    Address("partnerships.xlsx", "GET", "/partnerships.xlsx", "read", piece=None),
    Address("partnerships.new", "GET", "/partnerships/new", piece=None),
    Address(
        "partnerships.create",
        "POST",
        "/partnerships",
        page=303,
        piece=None,
        data={"title": "شراكة", "kind": "mou"},
    ),
    Address("partnerships.show", "GET", HOME, "read", piece=None),
    Address("partnerships.history", "GET", HOME + "/history", "read"),
    Address("partnerships.printed", "GET", HOME + "/print", "read", piece=None),
    Address("partnerships.pdf", "GET", HOME + ".pdf", "read", piece=None),
    Address("partnerships.docx", "GET", HOME + ".docx", "read", piece=None),
    Address("partnerships.read_field", "GET", HOME + "/fields/title", "read", page=303),
    Address("partnerships.edit_field", "GET", HOME + "/fields/title/edit"),
    Address(
        "partnerships.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        data={"title": "آخر", "version": "1"},
    ),
    *(address for noun, new in NEW_ROWS.items() for address in list_of(noun, new)),
    Address("partnerships.archive", "POST", HOME + "/archive", page=303, piece=None),
    Address("partnerships.restore", "POST", HOME + "/restore", page=303, piece=None),
    Address("partnerships.signing", "GET", HOME + "/signature", piece=None),
    Address(
        "partnerships.sign",
        "POST",
        HOME + "/signature",
        page=303,
        piece=None,
        data={"our_signed_on": "5/1/2025"},
    ),
    Address("partnerships.attaching", "GET", SIGNED + "/signed-text", piece=None),
    Address(
        "partnerships.attach",
        "POST",
        SIGNED + "/signed-text",
        page=303,
        piece=None,
        data=NEW_ROWS["attachments"],
    ),
    Address("partnerships.renewing", "GET", SIGNED + "/renewal", piece=None),
    Address("partnerships.renew", "POST", SIGNED + "/renewal", page=303, piece=None, data={"until": "31/12/2040"}),
    Address("partnerships.reporting", "GET", OWED + "/report", piece=None),
    Address("partnerships.report", "POST", OWED + "/report", page=303, piece=None, data={"done_on": "1/4/2025"}),
    Address("partnerships.reopen", "POST", OWED + "/reopening", page=303, piece=None),
    Address("partnerships.confirm", "POST", SIGNED + "/obligations/{reported}/confirmation", page=303, piece=None),
    Address("partnerships.amend", "POST", SIGNED + "/amendment", page=303, piece=None),
    Address("partnerships.ending", "GET", SIGNED + "/ending", piece=None),
    Address(
        "partnerships.end",
        "POST",
        SIGNED + "/ending",
        page=303,
        piece=None,
        data={"on": "1/1/2026", "reason": "انتهى المشروع"},
    ),
]
