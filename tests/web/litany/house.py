"""The first page, oneself, drafts, and what every member of staff may read."""

from tests.conftest import PASSWORD
from tests.web.litany.address import Address, page, verb

PLACE = {"draft_of": "/meetings/{meeting}/fields/venue"}
NOWHERE = {"draft_of": "/nowhere"}

HOUSE = [
    page("home.show", "/", "open"),
    page("home.help", "/help", "open"),
    page("home.dashboard", "/dashboard?from=2025&to=2025", "open"),
    page("accounts.healthz", "/healthz", "public", json=True),
    page("accounts.readyz", "/readyz", "public", json=True),
    page("accounts.sign_in", "/sign-in", "public", page=303),
    verb("accounts.language", "/language", "public", data={"lang": "ar"}),
    verb("accounts.digits", "/digits", "open", data={"digits": "arab"}),
    page("accounts.session_left", "/session", "open", json=True, quiet=True),
    verb("accounts.extend_session", "/session", "open", page=200, json=True),
    page("accounts.own", "/me", "open"),
    page("bulletin.bulletin", "/bulletin", "open"),
    page("search.show", "/search?q=لقاء", "open"),
    Address("search.suggestions", "GET", "/search/suggestions?q=لقاء", "open", page=None),
    page("approval.find", "/verify", "open"),
    page("approval.verify", "/verify/{code}", "open"),
    Address("drafts.index", "GET", "/drafts"),
    verb("drafts.save", "/drafts", page=200, data=PLACE | {"venue": "قاعة"}, bad=NOWHERE),
    verb("drafts.removal", "/drafts/removal", data=PLACE, bad=NOWHERE),
]
# They end or begin a session.
LAST = [
    verb(
        "accounts.update_own",
        "/me",
        "open",
        data={"language": "ar", "digits": "arab"},
        bad={"language": "xx"},
    ),
    verb(
        "accounts.change_password",
        "/me/password",
        "open",
        bad={"old_password": "خطأ"},
        data={"old_password": PASSWORD, "new_password": "كلمة-مرور-أخرى-طويلة-7"},
    ),
    verb("accounts.end_other_sessions", "/me/sessions/ending", "open"),
    verb("accounts.start_session", "/sign-in", "public", page=422),
    verb("accounts.sign_out", "/sign-out", "public"),
]
