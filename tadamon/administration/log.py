"""The log is only read here; nothing of it can be changed on screen."""

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tadamon.access import allow
from tadamon.accounts.acts import Act
from tadamon.administration import forms, listing
from tadamon.administration.forms import LogFilterForm
from tadamon.language.dates import CAIRO
from tadamon.language.words import fold

bp = Blueprint("log", __name__, url_prefix="/log")


@bp.get("")
@allow("administration")
def index():
    filters = LogFilterForm(formdata=request.args)
    status = 200 if filters.validate() else 422
    return render_template(
        "administration/log.html",
        filters=filters,
        page=found(filters),
        labels=forms.labels(),
        told=forms.told,
    ), status


def found(filters) -> listing.Page:
    """The acts the filters leave, newest first: by id, so that a clock put back disorders nothing."""
    given = {field.name: field.data for field in filters if field.data and not field.errors}
    query = select(Act).options(joinedload(Act.by)).order_by(Act.id.desc())
    for word in fold(given.get("q", "")).split()[:8]:
        query = query.where(Act.search_key.contains(word, autoescape=True))
    if "action" in given:
        query = query.where(Act.action == given["action"])
    if "from" in given:
        query = query.where(Act.at >= midnight(given["from"]))
    if "to" in given:
        query = query.where(Act.at < midnight(given["to"] + timedelta(days=1)))
    if listing.after():
        query = query.where(Act.id < listing.after())
    return listing.page(query)


def midnight(day) -> datetime:
    """The beginning of a day here, as the columns keep moments."""
    return datetime.combine(day, time(), CAIRO).astimezone(UTC).replace(tzinfo=None)
