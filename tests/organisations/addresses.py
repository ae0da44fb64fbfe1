"""Every address of the directory, for the litany: what a writer sends there, and who may.

The ids are {body}, {person} and {noun} of their rows; `who` is read, write or merge (the approver's).
"""

from dataclasses import dataclass, field
from io import BytesIO


@dataclass(frozen=True)
class Address:
    """`page`/`piece`: the status an approver is answered with; None when it is never asked so."""

    endpoint: str
    method: str
    path: str
    who: str = "write"
    page: int | None = 200
    piece: int | None = 200
    data: dict = field(default_factory=dict)

    def filled(self, ids: dict) -> tuple[str, dict]:
        def put(value):
            value = value() if callable(value) else value
            return value.format(**ids) if isinstance(value, str) else value

        return put(self.path), {name: put(value) for name, value in self.data.items()}

    def __str__(self):
        return f"{self.method} {self.path}"


NEW_ROWS = {
    "organisations": {"aliases": {"name": "اسم"}, "contacts": {"name": "منى"}},
    "people": {"aliases": {"name": "اسم"}, "posts": {"title": "مدير"}},
}
FILE = {"file": lambda: (BytesIO("نص".encode()), "مذكرة.txt")}
OF = {"organisations": "body", "people": "person"}


def rows_of(home: str, noun: str, new: dict) -> list[Address]:
    base = f"/{home}/{{{OF[home]}}}/{noun}"
    row = f"{base}/{{{OF[home]}_{noun}}}"
    files = noun == "attachments"
    editing = [
        Address(f"{home}.edit_{noun}", "GET", f"{row}/edit"),
        Address(f"{home}.update_{noun}", "POST", row, page=303, data=new | {"version": "1"}),
    ]
    return [
        Address(f"{home}.new_{noun}", "GET", f"{base}/new"),
        Address(f"{home}.create_{noun}", "POST", base, page=303, data=new),
        Address(f"{home}.read_{noun}", "GET", row, "read", *((200, None) if files else (303, 200))),
        *([] if files else editing),
        Address(f"{home}.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "down"}),
        Address(f"{home}.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"{home}.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


def sheet_of(home: str) -> list[Address]:
    base = f"/{home}/{{{OF[home]}}}"
    lists = NEW_ROWS[home] | {"attachments": FILE}
    return [
        Address(f"{home}.index", "GET", f"/{home}", "read", piece=None),
        Address(f"{home}.new", "GET", f"/{home}/new", piece=None),
        Address(f"{home}.likely", "GET", f"/{home}/likely?name_ar=نور", page=None),
        Address(
            f"{home}.create",
            "POST",
            f"/{home}",
            page=303,
            piece=None,
            data={"name_ar": "اسم غير مسبوق", "kind": "ngo"},
        ),
        Address(f"{home}.show", "GET", base, "read", piece=None),
        Address(f"{home}.history", "GET", f"{base}/history", "read"),
        Address(f"{home}.whole_file", "GET", f"{base}/file", "read", piece=None),
        Address(f"{home}.read_field", "GET", f"{base}/fields/phone", "read", page=303),
        Address(f"{home}.edit_field", "GET", f"{base}/fields/phone/edit"),
        Address(
            f"{home}.update_field",
            "POST",
            f"{base}/fields/phone",
            page=303,
            data={"phone": "16528", "version": "1"},
        ),
        *(address for noun, new in lists.items() for address in rows_of(home, noun, new)),
        Address(
            f"{home}.tell_apart",
            "POST",
            f"{base}/distinctions",
            page=303,
            piece=None,
            data={"other": f"{{other_{OF[home]}}}"},
        ),
        Address(f"{home}.new_merge", "GET", f"{base}/merges/new", "merge", piece=None),
        Address(
            f"{home}.create_merge",
            "POST",
            f"{base}/merges",
            "merge",
            303,
            None,
            {"other": f"{{other_{OF[home]}}}"},
        ),
        Address(f"{home}.undo_merge", "POST", f"/{home}/merges/{{{OF[home]}_merge}}/removal", "merge", 303, None),
        Address(f"{home}.archive", "POST", f"{base}/archive", page=303, piece=None),
        Address(f"{home}.restore", "POST", f"{base}/restore", page=303, piece=None),
    ]


ADDRESSES = [
    *sheet_of("organisations"),
    *sheet_of("people"),
    Address("organisations.printed", "GET", "/organisations/{body}/print", "read", piece=None),
    Address("organisations.pdf", "GET", "/organisations/{body}.pdf", "read", piece=None),
    Address("organisations.xlsx", "GET", "/organisations.xlsx", "read", piece=None),
    Address(
        "directory.organisation_suggestions",
        "GET",
        "/organisations/suggestions?list=x&n=س",
        "read",
        page=None,
    ),
    Address("directory.body_suggestions", "GET", "/bodies/suggestions?list=x&n=س", "read", page=None),
    Address("directory.person_suggestions", "GET", "/directory/people/suggestions?list=x&n=س", "read", page=None),
]
OF_A_RECORD = [address for address in ADDRESSES if "{body}" in address.path or "{person}" in address.path]
