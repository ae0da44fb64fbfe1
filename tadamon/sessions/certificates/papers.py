"""Certificates on paper: a page for each, in a landscape A4."""

from datetime import date

from flask import current_app, render_template

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.words import PROGRAMMES
from tadamon.language import reader
from tadamon.language.dates import show_date, show_range
from tadamon.sessions.certificates.models import Certificate
from tadamon.sessions.hours import show_hours
from tadamon.web import printing


def paper(cohort: Cohort, certificates: list[Certificate], **more) -> str:
    """`more`: whether it is for a `pdf`; one certificate `alone`; the one `after` which more follow."""
    return render_template(
        "sessions/certificates/print.html",
        record=cohort,
        pages=[(each, told(each.said), printing.qr(address(each))) for each in certificates],
        sheet="paper-certificate.css",
        **more,
    )


def told(said: dict) -> dict:
    """What a certificate says, in the reader's language."""
    english = reader().language == "en"
    first, last = date.fromisoformat(said["from"]), said["to"] and date.fromisoformat(said["to"])
    whole = last and said["precision"] == "day"
    return {
        "name": said["name"],
        "female": said["sex"] == "female",
        "cohort": (said["cohort_en"] if english else "") or said["cohort"],
        "programme": str(PROGRAMMES[said["programme"]]),
        "when": show_range(first, last) if whole else show_date(first, said["precision"]),
        "hours": show_hours(said["minutes"]) if said["minutes"] else "",
        "sessions": said["sessions"],
    }


def address(certificate: Certificate) -> str:
    """Where the code on the paper leads."""
    return f"{current_app.config['TADAMON_URL']}/verify/{certificate.code}"
