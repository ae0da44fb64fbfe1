from flask import Blueprint, render_template
from flask_login import current_user

from tadamon.access import allow, can
from tadamon.home.work import Work
from tadamon.language.dates import today
from tadamon.meetings.listing import latest
from tadamon.web.addresses import page_of

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@allow("open")
def show():
    _ahead, recent = latest(today())
    return render_template(
        "home/show.html",
        work=Work(),
        recent=recent,
        can_write=can("meetings.write"),
        user=current_user,
        page_of=page_of,
    )
