"""A nursery with a licensed capacity and a file."""

from io import BytesIO

from tests.meetings.attaching import PDF
from tests.web.litany.address import Address, page, verb

HOME = "/nurseries/{nursery}"
POINTS = HOME + "/visits/{visit}/points"
DAY = {"on": "1/10/2025", "note": "بقرار"}


def rows(noun: str, id: str, data: dict, bad: dict) -> list[Address]:
    at, row = f"{HOME}/{noun}", f"{HOME}/{noun}/{{{id}}}"
    return [
        Address(f"nurseries.new_{noun}", "GET", f"{at}/new"),
        Address(f"nurseries.create_{noun}", "POST", at, page=303, data=data, bad=bad),
        Address(f"nurseries.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"nurseries.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]


def deed(noun: str, nursery: str, data: dict, bad: dict) -> list[Address]:
    """An act in the state it may be done in."""
    at = f"/nurseries/{{{nursery}}}/{noun}"
    return [page(f"nurseries.new_{noun}", at), verb(f"nurseries.create_{noun}", at, data=data, bad=bad)]


NURSERIES = [
    page("nurseries.index", "/nurseries", "read"),
    page("nurseries.campaign", "/nurseries/campaign", "read"),
    page("nurseries.printed_campaign", "/nurseries/campaign/print", "read"),
    page("nurseries.campaign_pdf", "/nurseries/campaign.pdf", "read"),
    page("nurseries.campaign_docx", "/nurseries/campaign.docx", "read"),
    page("nurseries.targets", "/nurseries/campaign/targets"),
    verb(
        "nurseries.set_targets",
        "/nurseries/campaign/targets",
        form="/nurseries/campaign/targets",
        data={"unit_{unit}": "4"},
        bad={"unit_{unit}": "كثير"},
    ),
    page("nurseries.xlsx", "/nurseries.xlsx", "read"),
    page("nurseries.new", "/nurseries/new"),
    verb("nurseries.create", "/nurseries", form="/nurseries/new", data={"title": "حضانة"}, bad={"children": "كثير"}),
    page("nurseries.show", HOME, "read"),
    page("nurseries.printed", HOME + "/print", "read"),
    page("nurseries.pdf", HOME + ".pdf", "read"),
    page("nurseries.docx", HOME + ".docx", "read"),
    Address("nurseries.history", "GET", HOME + "/history", "read"),
    Address("nurseries.read_field", "GET", HOME + "/fields/village", "read", page=303),
    Address("nurseries.edit_field", "GET", HOME + "/fields/village/edit"),
    Address(
        "nurseries.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "اسم آخر", "version": "1"},
        theirs={"title": "اسم الزميل"},
    ),
    *rows("capacities", "capacity", {"places": "40", "since": "1/10/2025"}, {"places": "كثير"}),
    Address("nurseries.read_capacities", "GET", HOME + "/capacities/{capacity}", "read", page=303),
    Address("nurseries.edit_capacities", "GET", HOME + "/capacities/{capacity}/edit"),
    Address(
        "nurseries.update_capacities",
        "POST",
        HOME + "/capacities/{capacity}",
        page=303,
        bad={"places": ""},
        data={"places": "50", "since": "1/10/2025", "version": "1"},
        theirs={"places": "60", "since": "1/10/2025"},
    ),
    *rows(
        "attachments",
        "nursery_file",
        {"file": lambda: (BytesIO(PDF), "رخصة.pdf")},
        {"file": lambda: (BytesIO(b"<html>"), "x.pdf")},
    ),
    Address(
        "nurseries.position_attachments",
        "POST",
        HOME + "/attachments/{nursery_file}/position",
        page=303,
        data={"direction": "up"},
    ),
    Address("nurseries.read_attachments", "GET", HOME + "/attachments/{nursery_file}", "read", piece=None),
    *rows("papers", "paper", {"text": "بطاقة"}, {"text": ""}),
    Address(
        "nurseries.position_papers", "POST", f"{HOME}/papers/{{paper}}/position", page=303, data={"direction": "up"}
    ),
    Address("nurseries.read_papers", "GET", f"{HOME}/papers/{{paper}}", "read", page=303),
    Address("nurseries.edit_papers", "GET", f"{HOME}/papers/{{paper}}/edit"),
    Address(
        "nurseries.update_papers",
        "POST",
        f"{HOME}/papers/{{paper}}",
        page=303,
        bad={"text": ""},
        data={"text": "بطاقة الرقم القومي", "version": "1"},
        theirs={"text": "سند"},
    ),
    *rows("visits", "visit", {"on": "1/10/2025"}, {"on": "غدًا"}),
    Address("nurseries.read_visits", "GET", f"{HOME}/visits/{{visit}}", "read", page=303),
    Address("nurseries.edit_visits", "GET", f"{HOME}/visits/{{visit}}/edit"),
    Address(
        "nurseries.update_visits",
        "POST",
        f"{HOME}/visits/{{visit}}",
        page=303,
        bad={"on": ""},
        data={"on": "1/10/2025", "visitors": "منى", "version": "1"},
        theirs={"on": "1/10/2025", "visitors": "هاني"},
    ),
    page("nurseries.points", POINTS),
    verb("nurseries.check", POINTS, form=POINTS, data={}, bad={"result_{point}": "x"}),
    page("nurseries.new_assignment", POINTS + "/{failed}/assignment"),
    verb(
        "nurseries.assign",
        POINTS + "/{failed}/assignment",
        form=POINTS + "/{failed}/assignment",
        data={"owner": "إدارة إسنا الاجتماعية"},
        bad={"owner": ""},
    ),
    *deed("application", "nursery", DAY, {"on": "غدًا"}),
    *deed("temporary", "applied", DAY, {"on": ""}),
    *deed("refusal", "to_refuse", DAY, {"note": ""}),
    *deed("extension", "for_a_time", DAY | {"until": "1/10/2099"}, {"until": ""}),
    *deed("licence", "for_a_time", DAY, {"on": ""}),
    *deed("closure", "for_a_time", DAY, {"note": ""}),
    verb("nurseries.archive", HOME + "/archive"),
    verb("nurseries.restore", HOME + "/restore"),
]
