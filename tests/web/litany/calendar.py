"""The calendar, its paper, and the feeds one makes for oneself."""

from tests.web.litany.address import Address, page, verb

CALENDAR = [
    page("calendar.index", "/calendar?view=quarter&on=2025-10-05&due=1", "read"),
    page("calendar.printed", "/calendar/print?on=2025-10-05", "read"),
    page("calendar.pdf", "/calendar.pdf?on=2025-10-05", "read"),
    page("calendar.feeds", "/calendar/feeds", "open"),
    verb("calendar.make_feed", "/calendar/feeds", "open", page=200),
    Address("calendar.ics", "GET", "/calendar.ics?token=no", "public", page=404, piece=None),
    Address("calendar.remove_feed", "POST", "/calendar/feeds/999999/removal", "open", page=404, piece=None),
]
