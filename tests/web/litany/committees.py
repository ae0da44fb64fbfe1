"""A committee with a member and a file."""

from io import BytesIO

from tests.meetings.attaching import PDF
from tests.web.litany.address import Address, page, verb

HOME = "/committees/{committee}"
NEW = {"title": "لجنة جديدة", "kind": "standing"}
DAY = {"on": "1/10/2025", "note": "بقرار"}


def rows(noun: str, id: str, data: dict, bad: dict) -> list[Address]:
    at, row = f"{HOME}/{noun}", f"{HOME}/{noun}/{{{id}}}"
    return [
        Address(f"committees.new_{noun}", "GET", f"{at}/new"),
        Address(f"committees.create_{noun}", "POST", at, page=303, data=data, bad=bad),
        Address(f"committees.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "up"}),
        Address(f"committees.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"committees.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


COMMITTEES = [
    page("committees.index", "/committees", "read"),
    page("committees.xlsx", "/committees.xlsx", "read"),
    page("committees.new", "/committees/new"),
    verb("committees.create", "/committees", form="/committees/new", data=NEW, bad={"decided_on": "2080"}),
    page("committees.show", HOME, "read"),
    page("committees.printed", HOME + "/print", "read"),
    page("committees.pdf", HOME + ".pdf", "read"),
    page("committees.docx", HOME + ".docx", "read"),
    Address("committees.history", "GET", HOME + "/history", "read"),
    Address("committees.read_field", "GET", HOME + "/fields/mandate", "read", page=303),
    Address("committees.edit_field", "GET", HOME + "/fields/mandate/edit"),
    Address(
        "committees.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "اسم آخر", "version": "1"},
        theirs={"title": "اسم الزميل"},
    ),
    *rows("members", "members", {"name": "سيد", "role": "member"}, {"name": ""}),
    Address("committees.read_members", "GET", HOME + "/members/{members}", "read", page=303),
    Address("committees.edit_members", "GET", HOME + "/members/{members}/edit"),
    Address(
        "committees.update_members",
        "POST",
        HOME + "/members/{members}",
        page=303,
        bad={"name": ""},
        data={"name": "سيد علي", "role": "chair", "version": "1"},
        theirs={"name": "اسم الزميل", "role": "member"},
    ),
    page("committees.replacing_members", HOME + "/members/{members}/replacement"),
    verb(
        "committees.replacement_members",
        HOME + "/members/{members}/replacement",
        data={"name": "هدى", "role": "member", "since": "1/4/2026"},
        bad={"since": "غدًا"},
    ),
    Address("committees.names_members", "GET", HOME + "/members/{members}/names"),
    Address("committees.naming_members", "POST", HOME + "/members/{members}/names", page=303),
    *rows(
        "attachments",
        "committee_file",
        {"file": lambda: (BytesIO(PDF), "قرار.pdf")},
        {"file": lambda: (BytesIO(b"<html>"), "x.pdf")},
    ),
    Address("committees.read_attachments", "GET", HOME + "/attachments/{committee_file}", "read", piece=None),
    page("committees.forming", HOME + "/formation"),
    verb("committees.form", HOME + "/formation", data=DAY, bad={"on": "غدًا"}),
    page("committees.closing", HOME + "/ending"),
    verb("committees.end", HOME + "/ending", data=DAY, bad={"note": ""}),
    verb("committees.archive", HOME + "/archive"),
    verb("committees.restore", HOME + "/restore"),
]
