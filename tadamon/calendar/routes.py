from datetime import date
from types import SimpleNamespace

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, can
from tadamon.activities.occasions import occasions
from tadamon.calendar import reading
from tadamon.calendar.periods import SUNDAY_FIRST, VIEWS, after, before, months, period, weeks
from tadamon.directory.working_days import holidays
from tadamon.language import _, reader, speaking
from tadamon.language.dates import Vague, today
from tadamon.language.periods import MONTHS, WEEKDAYS
from tadamon.web import printing

bp = Blueprint("calendar", __name__, url_prefix="/calendar", template_folder="templates")
SHOWN = 4


@bp.get("")
@allow("meetings.read")
def index():
    view, day = asked()
    return render_template("calendar/index.html", **drawn(period(view, day)))


@bp.get("/print")
@allow("meetings.read")
def printed():
    language = printing.asked()
    with speaking(language, current_user.digits):
        return paper()


@allow("meetings.read")
def pdf():
    language = printing.asked()
    with speaking(language, current_user.digits):
        html, name = paper(pdf=True), f"{_('التقويم')} - {period(*asked())}.pdf"
    return printing.answer(html, name, url_for("calendar.printed", lang=language, **kept()))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/calendar.pdf", "calendar.pdf", pdf))


def kept() -> dict:
    """What the other addresses of the same period are asked with."""
    return {name: request.args[name] for name in ("view", "on", "due") if name in request.args}


def asked() -> tuple[str, date]:
    """The view and the day the address asks for; what cannot be read is the present month."""
    view = request.args.get("view", "month")
    try:
        day = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        day = today()
    return view if view in VIEWS else "month", day if 1900 <= day.year <= 2100 else today()


def drawn(shown: Vague) -> dict:
    """What the page shows: the months with their days, and beside them what is known less precisely."""
    layer = request.args.get("due") == "1" and can("assignments.read")
    found = reading.activities(current_user, shown.first, shown.last)
    tasks = reading.due(current_user, shown.first, shown.last) if layer else []
    off = holidays(shown.first, shown.last)
    grids = [(month, weeks(month, off)) for month in months(shown)]
    days = {each.day: each for _month, grid in grids for week in grid for each in week if each.inside}
    exact = [each for each in found if each.held[2] == "day"]
    for each in exact:
        for day in _between(max(each.held[0], shown.first), min(each.held[1], shown.last)):
            days[day].entries.append(each)
    for task in tasks:
        days[task.due_on].due.append(task)
    others = occasions(current_user, shown.first, shown.last)
    for each in others:
        days[each.day].entries.append(each)
    language = reader().language
    return {
        "shown": shown,
        "view": shown.precision,
        "views": VIEWS,
        "grids": grids,
        "vague": [each for each in found if each.held[2] != "day"],
        "exact": [*exact, *others],
        "tasks": tasks,
        "days": sorted((day for day in days.values() if day.entries or day.due or day.holiday), key=lambda d: d.day),
        "layer": layer,
        "may_see_due": can("assignments.read"),
        "before": before(shown),
        "after": after(shown),
        "today": today(),
        "most": SHOWN,
        "weekdays": [WEEKDAYS[language][each] for each in SUNDAY_FIRST],
        "month_name": lambda month: MONTHS[language][month.month - 1],
        "title_of": lambda row: (language == "en" and row.title_en) or row.title,
    }


def paper(pdf: bool = False) -> str:
    """The period as a list by day, which paper holds better than a grid."""
    record = SimpleNamespace(unit=current_user.unit)
    return render_template("calendar/print.html", pdf=pdf, record=record, args=kept(), **drawn(period(*asked())))


def _between(first: date, last: date):
    return (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1))
