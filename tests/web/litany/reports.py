"""A report with a paragraph and a heading, written from the records of a month."""

from tests.web.litany.address import Address, page, verb

HOME = "/reports/{report}"
AT, HEADING = HOME + "/paragraphs/{paragraphs}", HOME + "/headings/{headings}"
TEXT = {"text": "فقرة من عندي", "place": "axis"}

REPORTS = [
    page("reports.index", "/reports", "read"),
    page("reports.new", "/reports/new"),
    verb("reports.create", "/reports", form="/reports/new", data={"period": "10/2025"}, bad={"period": "2180"}),
    page("reports.show", HOME, "read"),
    page("reports.printed", HOME + "/print", "read"),
    page("reports.pdf", HOME + ".pdf", "read"),
    page("reports.docx", HOME + ".docx", "read"),
    page("reports.txt", HOME + ".txt", "read"),
    Address("reports.history", "GET", HOME + "/history", "read"),
    Address("reports.read_field", "GET", HOME + "/fields/conclusion", "read", page=303),
    Address("reports.edit_field", "GET", HOME + "/fields/conclusion/edit"),
    Address(
        "reports.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "عنوان آخر", "version": "1"},
        theirs={"title": "عنوان الزميل"},
    ),
    Address("reports.new_paragraphs", "GET", HOME + "/paragraphs/new"),
    Address("reports.create_paragraphs", "POST", HOME + "/paragraphs", page=303, data=TEXT, bad={"text": ""}),
    Address("reports.read_paragraphs", "GET", AT, "read", page=303),
    Address("reports.edit_paragraphs", "GET", AT + "/edit"),
    Address(
        "reports.update_paragraphs",
        "POST",
        AT,
        page=303,
        bad={"text": ""},
        data=TEXT | {"version": "1"},
        theirs={"text": "فقرة الزميل", "place": "axis"},
    ),
    Address("reports.position_paragraphs", "POST", AT + "/position", page=303, data={"direction": "up"}),
    Address("reports.removal_paragraphs", "POST", AT + "/removal", page=303),
    Address("reports.restoration_paragraphs", "POST", AT + "/restoration", page=303),
    Address("reports.read_headings", "GET", HEADING, "read", page=303),
    Address("reports.edit_headings", "GET", HEADING + "/edit"),
    Address(
        "reports.update_headings",
        "POST",
        HEADING,
        page=303,
        bad={"title": ""},
        data={"title": "محور آخر", "version": "1"},
        theirs={"title": "محور الزميل"},
    ),
    Address("reports.position_headings", "POST", HEADING + "/position", page=303, data={"direction": "up"}),
    verb("reports.reword", AT + "/wording"),
    verb("reports.gathering", HOME + "/gathering"),
    verb("reports.archive", HOME + "/archive"),
    verb("reports.restore", HOME + "/restore"),
]
