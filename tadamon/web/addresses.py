"""Addresses that come from outside, and the pages of records that rooms on other floors own."""

from flask import current_app, request, url_for

PAGES = {
    "series": "series.show",
    "committee": "committees.show",
    "cohort": "cohorts.show",
    "session": "sessions.show",
    "nursery": "nurseries.show",
    "meeting": "meetings.show",
    "organisation": "organisations.show",
    "person": "people.show",
    "partnership": "partnerships.show",
    "outcome": "assignments.show",
    "issue": "issues.show",
    "event": "events.show",
    "initiative": "initiatives.show",
    "figure": "figures.show",
    "report": "reports.show",
}


def page_of(type: str, id: int) -> str | None:
    """The address of a record's page by the record's type; None for a type that has no page."""
    endpoint = PAGES.get(type)
    if endpoint in current_app.view_functions:
        return url_for(endpoint, id=id)
    return endpoint and f"{request.script_root}/{endpoint.partition('.')[0]}/{id}"


def within(target: str | None) -> str | None:
    """`target` if it stays on this site, else None.

    Browsers drop tabs, read backslashes as slashes and take what follows two or more slashes for
    another host, so any such target is refused.
    """
    if not target or any(ord(c) <= 0x20 or c in "\\\x7f" for c in target):
        return None
    return target if target.startswith("/") and not target.startswith("//") else None
