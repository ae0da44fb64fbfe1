"""Every address of the system, what a writer sends there, and who may: the table the litany is read from."""

from dataclasses import dataclass, field
from io import BytesIO


@dataclass(frozen=True)
class Address:
    """`who`: public, open, read or write. `page`/`piece`: the status a writer is answered with
    (303 when there is no page of its own, None when htmx never asks)."""

    endpoint: str
    method: str
    path: str
    who: str = "write"
    page: int = 200
    piece: int | None = 200
    data: dict = field(default_factory=dict)
    json: bool = False

    def sent(self) -> dict:
        """What is posted; a file is opened anew each time."""
        return {name: value() if callable(value) else value for name, value in self.data.items()}

    def __str__(self):
        return f"{self.method} {self.path}"


NEW_ROWS = {
    "attendance": {"name": "نجلاء سليم", "presence": "present"},
    "citations": {"kind": "law", "number": "10", "year": "2018"},
    "items": {"title": "بند جديد"},
    "outcomes": {"kind": "decision", "text": "قرار جديد", "item": "{item}"},
    "attachments": {"file": lambda: (BytesIO("نص المذكرة".encode()), "مذكرة.txt")},
}


def list_of(noun: str, new: dict) -> list[Address]:
    """The addresses of a list of rows on a sheet; a file's row has nothing to edit."""
    home = f"/meetings/{{meeting}}/{noun}"
    row = f"{home}/{{{noun}}}"
    start = f"{home}/new?item={{item}}" if noun == "outcomes" else f"{home}/new"
    reading = (200, None) if noun == "attachments" else (303, 200)
    editing = [] if noun == "attachments" else [
        Address(f"meetings.edit_{noun}", "GET", f"{row}/edit"),
        Address(f"meetings.update_{noun}", "POST", row, page=303, data=new | {"version": "1"}),
    ]
    return [
        Address(f"meetings.new_{noun}", "GET", start),
        Address(f"meetings.read_{noun}", "GET", row, "read", *reading),
        Address(f"meetings.create_{noun}", "POST", home, page=303, data=new),
        *editing,
        Address(f"meetings.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "down"}),
        Address(f"meetings.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"meetings.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


ADDRESSES = [
    Address("home.show", "GET", "/", "open", piece=None),
    Address("accounts.healthz", "GET", "/healthz", "public", piece=None, json=True),
    Address("accounts.readyz", "GET", "/readyz", "public", piece=None, json=True),
    Address("accounts.sign_in", "GET", "/sign-in", "public", page=303, piece=None),
    Address("accounts.language", "POST", "/language", "public", page=303, piece=None, data={"lang": "ar"}),
    Address("accounts.digits", "POST", "/digits", "open", page=303, piece=None, data={"digits": "arab"}),
    Address("activities.suggestions", "GET", "/people/suggestions?name=بستاني", page=None),
    Address("meetings.index", "GET", "/meetings", "read", piece=None),
    Address("meetings.new", "GET", "/meetings/new", piece=None),
    Address("meetings.create", "POST", "/meetings", page=303, piece=None,
            data={"title": "اجتماع", "kind": "ngos", "starts_on": "5/10/2025"}),
    Address("meetings.show", "GET", "/meetings/{meeting}", "read", piece=None),
    Address("meetings.history", "GET", "/meetings/{meeting}/history", "read"),
    Address("meetings.printed", "GET", "/meetings/{meeting}/print", "read", piece=None),
    Address("meetings.pdf", "GET", "/meetings/{meeting}.pdf", "read", piece=None),
    Address("meetings.docx", "GET", "/meetings/{meeting}.docx", "read", piece=None),
    Address("meetings.ics", "GET", "/meetings/{meeting}.ics", "read", piece=None),
    Address("meetings.xlsx", "GET", "/meetings.xlsx", "read", piece=None),
    Address("meetings.read_field", "GET", "/meetings/{meeting}/fields/title", "read", page=303),
    Address("meetings.edit_field", "GET", "/meetings/{meeting}/fields/title/edit"),
    Address("meetings.update_field", "POST", "/meetings/{meeting}/fields/title", page=303,
            data={"title": "عنوان آخر", "version": "1"}),
    Address("meetings.paste", "GET", "/meetings/{meeting}/attendance/paste", piece=None),
    Address("meetings.add_pasted", "POST", "/meetings/{meeting}/attendance/paste", piece=None,
            data={"people": "هدى كامل"}),
    Address("meetings.marks", "GET", "/meetings/{meeting}/attendance/marks", piece=None),
    Address("meetings.mark", "POST", "/meetings/{meeting}/attendance/marks", page=303, piece=None,
            data={"except": "{attendance}"}),
    Address("meetings.earlier", "GET", "/meetings/{meeting}/earlier", piece=None),
    Address("meetings.link", "POST", "/meetings/{meeting}/earlier", page=303, piece=None,
            data={"earlier_id": "{meeting}"}),
    Address("meetings.unlink", "POST", "/meetings/{meeting}/earlier/removal", page=303, piece=None,
            data={"earlier_id": "{meeting}"}),
    *(address for noun, new in NEW_ROWS.items() for address in list_of(noun, new)),
    Address("meetings.archive", "POST", "/meetings/{meeting}/archive", page=303, piece=None),
    Address("meetings.restore", "POST", "/meetings/{meeting}/restore", page=303, piece=None),
    # These end or begin a session, so they come last.
    Address("accounts.start_session", "POST", "/sign-in", "public", page=422, piece=None),
    Address("accounts.sign_out", "POST", "/sign-out", "public", page=303, piece=None),
]
OF_A_MEETING = [address for address in ADDRESSES if "{meeting}" in address.path]


def filled(address: Address, ids: dict) -> tuple[str, dict]:
    """The path and the data with the ids of real records in their places."""
    def put(value):
        return value.format(**ids) if isinstance(value, str) else value

    return put(address.path), {name: put(value) for name, value in address.sent().items()}


def ask(browser, address: Address, ids: dict, htmx=False):
    """Send the request of the table; the answer's page has been inspected."""
    path, data = filled(address, ids)
    if address.method == "GET":
        return browser.get(path, htmx=htmx)
    return browser.post(path, data, htmx=htmx)
