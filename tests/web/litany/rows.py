"""The lists of a sheet."""

from io import BytesIO

from tests.web.litany.address import Address

# noun: (a new row, what is bad in it, what a colleague says instead)
ROWS = {
    "attendance": ({"name": "نجلاء سليم", "presence": "present"}, {"name": ""}, {"name": "اسم الزميل"}),
    "participants": ({"name": "جمعية النور", "role": "attended"}, {"name": ""}, {"name": "جمعية الزميل"}),
    "citations": ({"kind": "law", "number": "10", "year": "2018"}, {"year": "12"}, {"number": "11"}),
    "items": ({"title": "بند جديد", "discussion": "نوقش"}, {"title": ""}, {"title": "بند الزميل"}),
    "outcomes": (
        {"kind": "decision", "text": "قرار جديد", "item": "{item}"},
        {"text": ""},
        {"text": "قرار الزميل"},
    ),
    "attachments": (
        {"file": lambda: (BytesIO("نص المذكرة".encode()), "مذكرة.txt")},
        {"file": lambda: (BytesIO(b"MZ"), "x.exe")},
        None,
    ),
    "recipients": ({"name": "ديوان المحافظة"}, {"name": ""}, {"name": "جهة الزميل"}),
}


def list_of(noun: str, meeting: str = "meeting") -> list[Address]:
    """The addresses of a list; a file's row has nothing to edit."""
    new, bad, theirs = ROWS[noun]
    home = f"/meetings/{{{meeting}}}/{noun}"
    row = f"{home}/{{{noun}}}"
    start = f"{home}/new?item={{item}}" if noun == "outcomes" else f"{home}/new"
    reading = (200, None) if noun == "attachments" else (303, 200)
    editing = (
        []
        if noun == "attachments"
        else [
            Address(f"meetings.edit_{noun}", "GET", f"{row}/edit"),
            Address(
                f"meetings.update_{noun}",
                "POST",
                row,
                page=303,
                data=new | {"version": "1"},
                bad=bad,
                theirs=theirs,
            ),
        ]
    )
    return [
        Address(f"meetings.new_{noun}", "GET", start),
        Address(f"meetings.read_{noun}", "GET", row, "read", *reading),
        Address(f"meetings.create_{noun}", "POST", home, page=303, data=new, bad=bad),
        *editing,
        Address(f"meetings.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "down"}),
        Address(f"meetings.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"meetings.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]
