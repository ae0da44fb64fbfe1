"""Every address of the system, what is sent there, and who may: the table the litany is read from."""

from tests.web.litany.administration import ADMINISTRATION
from tests.web.litany.assignments import ASSIGNMENTS
from tests.web.litany.briefings import BRIEFINGS
from tests.web.litany.calendar import CALENDAR
from tests.web.litany.cohorts import COHORTS
from tests.web.litany.committees import COMMITTEES
from tests.web.litany.events import EVENTS
from tests.web.litany.figures import FIGURES
from tests.web.litany.house import HOUSE, LAST
from tests.web.litany.initiatives import INITIATIVES
from tests.web.litany.issues import ISSUES
from tests.web.litany.meetings import SHEET, STEPS
from tests.web.litany.nurseries import NURSERIES
from tests.web.litany.reports import REPORTS
from tests.web.litany.series import SERIES
from tests.web.litany.sessions import SESSIONS

POLICY = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action")
STAGES = ("meeting", "submitted", "approved", "correction")
ADDRESSES = [
    *HOUSE,
    *SHEET,
    *STEPS,
    *ASSIGNMENTS,
    *ISSUES,
    *SERIES,
    *CALENDAR,
    *COMMITTEES,
    *SESSIONS,
    *COHORTS,
    *NURSERIES,
    *EVENTS,
    *INITIATIVES,
    *FIGURES,
    *BRIEFINGS,
    *REPORTS,
    *ADMINISTRATION,
    *LAST,
]


def stage(address) -> str | None:
    """Which of the meetings the address is about."""
    return next((name for name in STAGES if f"/meetings/{{{name}}}" in address.path), None)


OF_A_MEETING = [address for address in ADDRESSES if stage(address)]


def filled(address, ids: dict, **other) -> tuple[str, dict]:
    """The path and the data with the ids of real records in their places; a file is opened anew each time."""

    def put(value):
        return value.format(**ids) if isinstance(value, str) else value() if callable(value) else value

    return put(address.path), {put(name): put(value) for name, value in (address.data | other).items()}


def typed(browser, address, ids: dict, **other) -> tuple[str, dict]:
    """The same, upon the fields of the form as it stands on its page now."""
    path, data = filled(address, ids, **other)
    answer = address.form and browser.get(address.form.format(**ids))
    return path, (answer.page.form(path).fields if answer and answer.status_code == 200 else {}) | data


def ask(browser, address, ids: dict, htmx=False, **other):
    """Send the request of the table; the answer carries what each must, its page has been inspected."""
    path, data = typed(browser, address, ids, **other)
    answer = browser.get(path, htmx=htmx) if address.method == "GET" else browser.post(path, data, htmx=htmx)
    assert not (wrong := list(lacking(answer))), f"{address}: {wrong}"
    return answer


def lacking(answer):
    """What every answer must carry, whatever its kind (T13, T31, T32), and this one does not."""
    policy = answer.headers.get("Content-Security-Policy", "")
    parts = POLICY[answer.mimetype == "application/pdf" :]
    if "unsafe" in policy or not all(part in policy for part in parts):
        yield f"the policy «{policy}»"
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        yield "no nosniff"
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        yield "may be stored"
