"""Events: the list, a sheet with its rows, what its outputs start, and the merging of one recorded twice."""

from io import BytesIO

from tests.web.litany.address import Address, page, verb

HOME = "/events/{event}"
# noun: (a new row, what is bad in it, what a colleague says instead)
ROWS = {
    "delegates": ({"name": "رأفت شفيق", "part": "member"}, {"name": ""}, {"name": "عضو الزميل"}),
    "attendance": ({"name": "نجلاء سليم", "presence": "present"}, {"name": ""}, {"name": "حاضر الزميل"}),
    "participants": ({"name": "جمعية النور", "role": "host"}, {"name": ""}, {"name": "جمعية الزميل"}),
    "nations": (
        {"code": "PS", "count": "3", "precision": "about", "note": "خبراء"},
        {"code": "XX"},
        {"note": "قول الزميل"},
    ),
    "outputs": ({"kind": "prototype", "title": "نموذج"}, {"title": ""}, {"title": "مخرج الزميل"}),
    "outcomes": ({"kind": "decision", "text": "قرار جديد"}, {"text": ""}, {"text": "قرار الزميل"}),
    "citations": ({"kind": "law", "number": "10", "year": "2018"}, {"year": "12"}, {"number": "11"}),
    "sources": ({"headline": "خبر", "outlet": "صحيفة"}, {"published_on": "1/1/2090"}, {"headline": "خبر الزميل"}),
    "attachments": (
        {"file": lambda: (BytesIO("نص المذكرة".encode()), "مذكرة.txt")},
        {"file": lambda: (BytesIO(b"MZ"), "x.exe")},
        None,
    ),
}
NAMED = ("delegates", "attendance", "participants", "outcomes")


def list_of(noun: str) -> list[Address]:
    new, bad, theirs = ROWS[noun]
    home, row = f"{HOME}/{noun}", f"{HOME}/{noun}/{{event_{noun}}}"
    reading = (200, None) if noun == "attachments" else (303, 200)
    update = Address(
        f"events.update_{noun}", "POST", row, page=303, data=new | {"version": "1"}, bad=bad, theirs=theirs
    )
    editing = [] if noun == "attachments" else [Address(f"events.edit_{noun}", "GET", f"{row}/edit"), update]
    if noun in NAMED:
        editing.append(Address(f"events.names_{noun}", "GET", f"{row}/names"))
        editing.append(Address(f"events.naming_{noun}", "POST", f"{row}/names", page=303))
    return [
        Address(f"events.new_{noun}", "GET", f"{home}/new"),
        Address(f"events.read_{noun}", "GET", row, "read", *reading),
        Address(f"events.create_{noun}", "POST", home, page=303, data=new, bad=bad),
        *editing,
        Address(f"events.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "down"}),
        Address(f"events.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"events.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


NEW = {"title": "مؤتمر الطفولة المبكرة", "kind": "conference", "starts_on": "5/1/2020"}
STARTED = HOME + "/outputs/{event_output}/assignment"

EVENTS = [
    page("events.index", "/events", "read"),
    page("events.xlsx", "/events.xlsx", "read"),
    page("events.new", "/events/new"),
    verb("events.create", "/events", data=NEW, bad={"starts_on": "غدًا ربما"}),
    Address("events.likely", "GET", "/events/likely?title=معرض&starts_on=5/1/2025", page=None),
    page("events.show", HOME, "read"),
    Address("events.history", "GET", HOME + "/history", "read"),
    page("events.printed", HOME + "/print", "read"),
    page("events.pdf", HOME + ".pdf?form=delegation", "read"),
    page("events.docx", HOME + ".docx", "read"),
    page("events.ics", HOME + ".ics", "read"),
    Address("events.read_field", "GET", HOME + "/fields/title", "read", page=303),
    Address("events.edit_field", "GET", HOME + "/fields/title/edit"),
    Address(
        "events.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "عنوان آخر", "version": "1"},
        theirs={"title": "عنوان الزميل"},
    ),
    *(address for noun in ROWS for address in list_of(noun)),
    page("events.assigning", STARTED),
    verb("events.assign", STARTED, data={"text": "متابعة"}, bad={"text": ""}),
    page("events.tying", HOME + "/sequels/new?q=مؤتمر"),
    verb("events.tie", HOME + "/sequels", data={"later": "{other_event}"}),
    verb("events.untie", HOME + "/sequels/{event_tie}/removal"),
    page("events.classifying", HOME + "/classification"),
    verb(
        "events.classify",
        HOME + "/classification",
        data={"state": "not-ours", "reason": "نشاط جهة أخرى"},
        bad={"state": "not-ours", "reason": " "},
    ),
    page("events.new_merge", HOME + "/merges/new?other={double_event}"),
    verb("events.create_merge", HOME + "/merges", data={"other": "{double_event}"}),
    verb("events.undo_merge", "/events/merges/{event_merge}/removal"),
    verb("events.archive", HOME + "/archive"),
    verb("events.restore", HOME + "/restore"),
]
