"""A weekly series with two meetings, the second of which takes over from the first."""

from tests.web.litany.address import Address, page, verb

HOME = "/series/{series}"
RULE = {"title": "اجتماع شهري", "kind": "committee", "every": "month", "starts_on": "5/10/2025"}

SERIES = [
    page("series.index", "/series", "read"),
    page("series.new", "/series/new"),
    verb("series.create", "/series", form="/series/new", data=RULE, bad={"starts_on": "أكتوبر 2025"}),
    page("series.show", HOME, "read"),
    Address("series.history", "GET", HOME + "/history", "read"),
    Address("series.read_field", "GET", HOME + "/fields/venue", "read", page=303),
    Address("series.edit_field", "GET", HOME + "/fields/venue/edit"),
    Address(
        "series.update_field",
        "POST",
        HOME + "/fields/title",
        page=303,
        bad={"title": ""},
        data={"title": "عنوان آخر", "version": "1"},
        theirs={"title": "عنوان الزميل"},
    ),
    verb("series.make", HOME + "/meetings"),
    verb("in_series.carry", "/meetings/{sunday}/carried-items", data={"item": "{topic}"}),
    verb("in_series.endorse", "/meetings/{sunday}/previous-minutes"),
    verb("series.archive", HOME + "/archive"),
    verb("series.restore", HOME + "/restore"),
]
