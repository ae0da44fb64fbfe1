"""Trainees among what the search finds: by name, or by the last four digits of the number for who may."""

from flask import url_for
from flask_login import current_user

from tadamon.access import can
from tadamon.cohorts.trainees.listing import is_last_four, sought
from tadamon.language import _
from tadamon.web import beside
from tadamon.web.listing import CAP


@beside.asked
def trainees(typed: str) -> beside.Found | None:
    if not can("cohorts.read") or (is_last_four(typed) and not can("cohorts.personal")):
        return None
    found = sought(typed, {} if current_user.sees_every_office else {"seen": current_user.office_id})
    count = found.count(CAP) if found else 0
    return beside.Found(_("المتدربون"), count, url_for("trainees.everywhere", q=typed)) if count else None
