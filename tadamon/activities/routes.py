from datetime import date

from flask import Blueprint, render_template, request
from flask_login import current_user

from tadamon.access import allow
from tadamon.activities.acquaintances import people
from tadamon.language.times import today

bp = Blueprint("activities", __name__, template_folder="templates")


@bp.get("/people/suggestions")
@allow("meetings.write")
def suggestions():
    """People of the directory and those my office met, by the beginning of a name, as options of a datalist.

    The titles are those of the day `on`; the text is in the field, whatever its name is.
    """
    typed = next((value for name, value in request.args.items() if name not in ("list", "on")), "")[:150]
    found = people(current_user.office_id, typed, a_day(request.args.get("on", "")))
    return render_template("activities/_suggestions.html", id=request.args.get("list", "people")[:80], people=found)


def a_day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today()
