"""A running cohort with a row in each list, and a trainee."""

from io import BytesIO

from tests.meetings.attaching import PDF
from tests.web.litany.address import Address, page, verb

HOME = "/cohorts/{cohort}"
ONE = "/cohorts/{cohort}/trainees/{trainee}"
NEW = {"title": "دفعة جديدة", "programme": "public-service", "batch": "106"}
DAY = {"on": "1/10/2025", "note": "لسبب"}
PERSON = {"name": "منى سيد علي", "national_id": "30303032900306"}


def rows(noun: str, id: str, data: dict, bad: dict) -> list[Address]:
    at, row = f"{HOME}/{noun}", f"{HOME}/{noun}/{{{id}}}"
    return [
        Address(f"cohorts.new_{noun}", "GET", f"{at}/new"),
        Address(f"cohorts.create_{noun}", "POST", at, page=303, data=data, bad=bad),
        Address(f"cohorts.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "up"}),
        Address(f"cohorts.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"cohorts.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


def edited(noun: str, id: str, data: dict, bad: dict, theirs: dict) -> list[Address]:
    row = f"{HOME}/{noun}/{{{id}}}"
    more = {"page": 303, "bad": bad, "data": data | {"version": "1"}, "theirs": theirs}
    return [
        *rows(noun, id, data, bad),
        Address(f"cohorts.read_{noun}", "GET", row, "read", page=303),
        Address(f"cohorts.edit_{noun}", "GET", f"{row}/edit"),
        Address(f"cohorts.update_{noun}", "POST", row, **more),
    ]


COHORTS = [
    page("cohorts.index", "/cohorts", "read"),
    page("cohorts.xlsx", "/cohorts.xlsx", "read"),
    page("cohorts.new", "/cohorts/new"),
    verb("cohorts.create", "/cohorts", form="/cohorts/new", data=NEW, bad={"starts_on": "غدًا"}),
    page("cohorts.show", HOME, "read"),
    page("cohorts.printed", HOME + "/print", "read"),
    page("cohorts.pdf", HOME + ".pdf", "read"),
    page("cohorts.docx", HOME + ".docx", "read"),
    Address("cohorts.history", "GET", HOME + "/history", "read"),
    Address("cohorts.read_field", "GET", HOME + "/fields/about", "read", page=303),
    Address("cohorts.edit_field", "GET", HOME + "/fields/about/edit"),
    Address(
        "cohorts.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "اسم آخر", "version": "1"},
        theirs={"title": "اسم الزميل"},
    ),
    *edited("groups", "empty_group", {"name": "الثالثة"}, {"name": ""}, {"name": "اسم الزميل"}),
    *edited("targets", "cohort_target", {"number": "12"}, {"number": "كثير"}, {"number": "13"}),
    *edited("partners", "cohort_partner", {"name": "جمعية النور"}, {"name": ""}, {"name": "اسم الزميل"}),
    Address("cohorts.names_partners", "GET", HOME + "/partners/{cohort_partner}/names"),
    Address("cohorts.naming_partners", "POST", HOME + "/partners/{cohort_partner}/names", page=303),
    *rows(
        "attachments",
        "cohort_file",
        {"file": lambda: (BytesIO(PDF), "كشف.pdf")},
        {"file": lambda: (BytesIO(b"<html>"), "x.pdf")},
    ),
    Address("cohorts.read_attachments", "GET", HOME + "/attachments/{cohort_file}", "read", piece=None),
    page("cohorts.ask_opening", HOME + "/opening"),
    verb("cohorts.do_opening", HOME + "/opening", data=DAY, bad={"on": "غدًا"}),
    page("cohorts.ask_closing", HOME + "/closing"),
    verb("cohorts.do_closing", HOME + "/closing", data=DAY, bad={"on": "غدًا"}),
    page("cohorts.ask_reopening", HOME + "/reopening"),
    verb("cohorts.do_reopening", HOME + "/reopening", data=DAY, bad={"note": ""}),
    page("trainees.everywhere", "/cohorts/trainees", "read"),
    page("trainees.index", HOME + "/trainees", "read"),
    page("trainees.xlsx", HOME + "/trainees.xlsx", "read"),
    Address("trainees.disclosed_xlsx", "POST", HOME + "/trainees.xlsx", piece=None),
    page("trainees.new", HOME + "/trainees/new"),
    verb("trainees.create", HOME + "/trainees", form=HOME + "/trainees/new", data=PERSON, bad={"national_id": "12"}),
    page("trainees.ask_changes", HOME + "/trainees/changes?row={trainee}"),
    page("trainees.show", ONE, "read"),
    page("trainees.edit", ONE + "/edit"),
    verb(
        "trainees.update_personal",
        ONE + "/personal",
        data={"national_id": "{national_id}", "version": "1"},
        bad={"phone": "x"},
    ),
    verb("trainees.update", ONE, form=ONE + "/edit", data={"name": "سارة علي"}, bad={"name": ""}),
    page("trainees.ask_state", ONE + "/state"),
    verb("trainees.change_state", ONE + "/state", data={"state": "absent", "on": "1/10/2025"}, bad={"state": "x"}),
    verb(
        "trainees.change_many",
        HOME + "/trainees/changes",
        data={"row": "{trainee}", "state": "exempted", "on": "1/10/2025"},
        bad={"state": "x"},
    ),
    page("trainees.ask_transfer", ONE + "/transfer"),
    verb("trainees.transfer", ONE + "/transfer", data={"to": "g{other_group}", "on": "1/10/2025"}, bad={"to": "x"}),
    Address("trainees.disclose", "POST", ONE + "/disclosure", piece=None),
    Address("trainees.export", "POST", ONE + "/export", piece=None),
    verb("trainees.remove", ONE + "/removal"),
    verb("trainees.bring_back", ONE + "/restoration"),
    page("trainees.ask_anonymisation", ONE + "/anonymisation"),
    verb("trainees.anonymise", ONE + "/anonymisation"),
    verb("cohorts.archive", HOME + "/archive"),
    verb("cohorts.restore", HOME + "/restore"),
]
