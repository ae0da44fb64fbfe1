"""All certificates of a cohort on paper: one PDF, drawn in the background when they are many."""

from collections.abc import Iterator
from functools import partial

from flask import redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import joinedload

from tadamon.access import allow, load
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.routes import OFFICE
from tadamon.extensions import db
from tadamon.language import _, reader, speaking
from tadamon.sessions.attendance import bp
from tadamon.sessions.certificates.models import Certificate, standing
from tadamon.sessions.certificates.papers import paper
from tadamon.web import printing
from tadamon.web.answers import go
from tadamon.web.background import LONG, polled, told, way
from tadamon.web.printing import asked
from tadamon.web.volumes import PIECE, Volume, volume

AT_ONCE = 100  # on one page for the browser to print


@bp.get("/<id:id>/certificates/print")
@allow("cohorts.read")
def certificates(id):
    """In the order of their numbers, AT_ONCE of them after the one in the address."""
    cohort, language = load(Cohort, id, options=OFFICE), asked()
    typed = request.args.get("after", "")
    found = _next(cohort, int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0, AT_ONCE + 1)
    with speaking(language, current_user.digits):
        return paper(cohort, found[:AT_ONCE], after=found[AT_ONCE - 1].id if len(found) > AT_ONCE else None)


@bp.get("/<id:id>/certificates.pdf")
@allow("cohorts.read")
def certificates_pdf(id):
    cohort, language = load(Cohort, id, options=OFFICE), asked()
    with speaking(language, current_user.digits):
        name, whole = f"{_('شهادات')} - {cohort.name}.pdf", many(cohort)
        if whole:
            return (
                whole.shown(name)
                if whole.ready
                else redirect(url_for(".certificates_drawing", id=id, lang=language), 303)
            )
        html = paper(cohort, _next(cohort, 0, LONG), pdf=True)
    return printing.answer(html, name, url_for(".certificates", id=id, lang=language))


@bp.get("/<id:id>/certificates/drawing")
@allow("cohorts.read")
def certificates_drawing(id):
    """The way to the PDF: at once, or of many certificates when they are drawn."""
    cohort, language = load(Cohort, id, options=OFFICE), asked()
    file = url_for(".certificates_pdf", id=id, lang=language)
    here = partial(url_for, ".certificates_drawing", id=id, lang=language)
    if begun := polled():
        return told(begun, here, file)
    with speaking(language, current_user.digits):
        whole = many(cohort)
    if not whole:
        return go(file)
    pages = {"browser": url_for(".certificates", id=id, lang=language), "home": url_for(".completing", id=id)}
    return way(whole, cohort, here, file=file, **pages)


def many(cohort: Cohort) -> Volume | None:
    """The volume of all its certificates as they are now said, unless they are few."""
    said = db.session.execute(standing(cohort, Certificate.id, Certificate.said).order_by(Certificate.id)).all()
    if len(said) <= LONG:
        return None
    first, who = paper(cohort, _next(cohort, 0, 1), pdf=True), reader()
    return Volume("certificates", str(cohort.id), who.language, who.digits, said=f"{said}{first}")


@volume("certificates")
def make(id: str, language: str, digits: str) -> tuple[int, Iterator[str]]:
    cohort = db.session.get_one(Cohort, int(id))
    numbers = list(db.session.scalars(standing(cohort, Certificate.id).order_by(Certificate.id)))
    before = [0, *numbers[PIECE - 1 : -1 : PIECE]]
    return len(before), (_piece(cohort, after, language, digits) for after in before)


def _piece(cohort: Cohort, after: int, language: str, digits: str) -> str:
    with speaking(language, digits):
        return paper(cohort, _next(cohort, after, PIECE), pdf=True)


def _next(cohort: Cohort, after: int, most: int) -> list[Certificate]:
    query = standing(cohort, Certificate).where(Certificate.id > after).options(joinedload(Certificate.unit))
    return list(db.session.scalars(query.order_by(Certificate.id).limit(most)))
