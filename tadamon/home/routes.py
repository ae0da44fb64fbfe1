from flask import Blueprint, render_template
from flask_login import current_user

from tadamon.access import allow, can
from tadamon.language.dates import today
from tadamon.meetings.listing import latest

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@allow("open")
def show():
    upcoming, recent = latest(today())
    return render_template(
        "home/show.html", upcoming=upcoming, recent=recent, can_write=can("meetings.write"), user=current_user
    )
