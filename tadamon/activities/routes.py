from flask import Blueprint, render_template, request
from flask_login import current_user

from tadamon.access import allow
from tadamon.activities.models import Acquaintance

bp = Blueprint("activities", __name__, template_folder="templates")


@bp.get("/people/suggestions")
@allow("meetings.write")
def suggestions():
    """The people my office met whose name begins as typed, as options of a datalist."""
    people = Acquaintance.suggested(current_user.office_id, request.args.get("name", "")[:150])
    return render_template("activities/_suggestions.html", people=people)
