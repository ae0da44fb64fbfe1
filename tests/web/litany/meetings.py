"""The sheet of a meeting that is a draft, and the steps of one that is submitted or approved."""

from io import BytesIO

from tests.meetings.attaching import PDF
from tests.web.litany.address import Address, page, verb
from tests.web.litany.rows import list_of

SUGGESTED = {
    "directory.organisation_suggestions": "/organisations/suggestions",
    "directory.body_suggestions": "/bodies/suggestions",
    "directory.person_suggestions": "/directory/people/suggestions",
}
SHEET = [
    *(Address(endpoint, "GET", f"{path}?name=جمعية&list=x", "open", page=None) for endpoint, path in SUGGESTED.items()),
    Address("activities.suggestions", "GET", "/people/suggestions?name=بستاني", page=None),
    page("meetings.index", "/meetings", "read"),
    page("meetings.xlsx", "/meetings.xlsx", "read"),
    page("meetings.new", "/meetings/new"),
    verb(
        "meetings.create",
        "/meetings",
        bad={"title": ""},
        data={"title": "اجتماع", "kind": "ngos", "starts_on": "5/10/2025"},
    ),
    page("meetings.show", "/meetings/{meeting}", "read"),
    Address("meetings.history", "GET", "/meetings/{meeting}/history", "read"),
    Address("meetings.news", "GET", "/meetings/{meeting}/news", "read", page=303, piece=204, quiet=True),
    page("meetings.printed", "/meetings/{meeting}/print", "read"),
    page("meetings.pdf", "/meetings/{meeting}.pdf", "read"),
    page("meetings.docx", "/meetings/{meeting}.docx", "read"),
    page("meetings.ics", "/meetings/{meeting}.ics", "read"),
    Address("meetings.read_field", "GET", "/meetings/{meeting}/fields/title", "read", page=303),
    Address("meetings.edit_field", "GET", "/meetings/{meeting}/fields/title/edit"),
    Address(
        "meetings.update_field",
        "POST",
        "/meetings/{meeting}/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "عنوان آخر", "version": "1"},
        theirs={"title": "عنوان الزميل"},
    ),
    page("meetings.paste", "/meetings/{meeting}/attendance/paste"),
    verb(
        "meetings.add_pasted",
        "/meetings/{meeting}/attendance/paste",
        page=200,
        data={"people": "هدى كامل"},
        bad={"people": ""},
    ),
    page("meetings.marks", "/meetings/{meeting}/attendance/marks"),
    verb("meetings.mark", "/meetings/{meeting}/attendance/marks", data={"except": "{attendance}"}),
    page("meetings.earlier", "/meetings/{meeting}/earlier"),
    verb("meetings.link", "/meetings/{meeting}/earlier", data={"earlier_id": "{meeting}"}),
    verb("meetings.unlink", "/meetings/{meeting}/earlier/removal", data={"earlier_id": "{meeting}"}),
    *(
        address
        for noun in ("attendance", "participants", "citations", "items", "outcomes", "attachments")
        for address in list_of(noun)
    ),
    Address("meetings.counts", "GET", "/meetings/{meeting}/participants/counts", "read", page=303),
    page("meetings.paste_bodies", "/meetings/{meeting}/participants/paste"),
    verb(
        "meetings.add_pasted_bodies",
        "/meetings/{meeting}/participants/paste",
        page=200,
        data={"bodies": "جمعية الفجر"},
        bad={"bodies": ""},
    ),
    page("meetings.body_marks", "/meetings/{meeting}/participants/marks"),
    verb("meetings.mark_bodies", "/meetings/{meeting}/participants/marks", data={"came": "{participants}"}),
    *(
        Address(f"meetings.{verb}_{noun}", method, f"/meetings/{{meeting}}/{noun}/{{{noun}}}/names", page=status)
        for noun in ("attendance", "participants", "items", "outcomes")
        for verb, method, status in (("names", "GET", 200), ("naming", "POST", 303))
    ),
    verb("meetings.leave_file", "/meetings/{meeting}/file/removal"),
    verb("meetings.archive", "/meetings/{meeting}/archive"),
    verb("meetings.restore", "/meetings/{meeting}/restore"),
]
# In an order in which every step is open: what goes back is submitted again.
STEPS = [
    page("meetings.cancelling", "/meetings/{meeting}/cancellation"),
    verb("meetings.cancel", "/meetings/{meeting}/cancellation", data={"reason": "عطلة"}, bad={"reason": " "}),
    verb("meetings.reinstate", "/meetings/{meeting}/cancellation/removal"),
    page("meetings.checking", "/meetings/{meeting}/submission"),
    verb("meetings.submit", "/meetings/{meeting}/submission"),
    verb("meetings.withdraw", "/meetings/{submitted}/withdrawal"),
    verb("meetings.submit", "/meetings/{submitted}/submission"),
    page("meetings.reviewing", "/meetings/{submitted}/approval", "approve"),
    verb(
        "meetings.send_back",
        "/meetings/{submitted}/return",
        "approve",
        data={"reason": "ينقصه الحضور"},
        bad={"reason": " "},
    ),
    verb("meetings.submit", "/meetings/{submitted}/submission"),
    verb("meetings.approve", "/meetings/{submitted}/approval", "approve", bad={"number": "-3"}),
    page("meetings.show", "/meetings/{approved}", "read"),
    page("meetings.printed", "/meetings/{approved}/print", "read"),
    page("meetings.pdf", "/meetings/{approved}.pdf", "read"),
    page("meetings.docx", "/meetings/{approved}.docx", "read"),
    page("meetings.official", "/meetings/{approved}/official.pdf", "read"),
    verb("meetings.publish", "/meetings/{approved}/publication", "approve"),
    verb("meetings.unpublish", "/meetings/{approved}/publication/removal", "approve"),
    page("meetings.signing", "/meetings/{approved}/signed-original"),
    verb(
        "meetings.sign",
        "/meetings/{approved}/signed-original",
        data={"file": lambda: (BytesIO(PDF), "الأصل.pdf")},
        bad={"file": lambda: (BytesIO(b"<html>"), "x.pdf")},
    ),
    *list_of("recipients", "approved"),
    page("meetings.correcting", "/meetings/{approved}/correction", page=303),
    verb("meetings.correct", "/meetings/{approved}/correction", data={"reason": "خطأ"}),
    Address("meetings.sealing", "GET", "/meetings/{approved}/seal", "read", page=303),
    page("meetings.difference", "/meetings/{correction}/difference", "read"),
]
