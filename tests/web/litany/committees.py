"""Committees: the list, a sheet, its acts, its members and files."""

from tests.web.litany.address import Address, page, verb
from tests.web.litany.sheets import FILE, ends_of, sheet_of

HOME = "/committees/{committee}"
MEMBER = {"name": "نجلاء سليم", "role": "member"}
REPLACED = HOME + "/members/{committee_member2}/replacement"
NAMES = HOME + "/members/{committee_members}/names"
COMMITTEES = [
    page("committees.replacing", REPLACED),
    verb("committees.replace", REPLACED, data={"name": "هدى سالم", "on": "1/6/2025"}, bad={"name": "", "on": ""}),
    *sheet_of(
        "committees",
        "committee",
        ("title", "لجنة أخرى", "", "لجنة الزميل"),
        {"members": (MEMBER, {"name": ""}, {"name": "اسم الزميل"}), "attachments": FILE},
    ),
    verb("committees.create", "/committees", data={"title": "لجنة لم تُسمع"}, bad={"title": ""}),
    Address("committees.names_members", "GET", NAMES),
    Address("committees.naming_members", "POST", NAMES, page=303, data={"name": "new"}),
    page("committees.members_xlsx", HOME + "/members.xlsx", "read"),
    page("committees.forming", HOME + "/formation"),
    verb("committees.form", HOME + "/formation", data={"on": "1/2/2025"}, bad={"on": "غدًا"}),
    page("committees.ending", HOME + "/ending"),
    verb("committees.end", HOME + "/ending", data={"on": "1/3/2025", "reason": "أُنجز"}, bad={"reason": " "}),
    page("committees.resuming", HOME + "/resumption"),
    verb("committees.resume", HOME + "/resumption", data={"on": "1/4/2025", "reason": "قرار"}, bad={"reason": " "}),
    *ends_of("committees", "committee"),
]
