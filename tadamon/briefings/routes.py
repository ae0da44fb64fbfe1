"""The addresses of briefings: a page that prints, a PDF and a Word file, in either language."""

from functools import partial

from flask import Blueprint, abort, render_template, url_for
from flask_login import current_user
from sqlalchemy import func, select

from tadamon.access import allow, load
from tadamon.activities.models import Activity
from tadamon.briefings import making
from tadamon.directory.countries import HOME, countries, country
from tadamon.directory.organisations import Organisation
from tadamon.events.models import Event
from tadamon.extensions import db
from tadamon.language import _, speaking, words
from tadamon.language.dates import show_date, today
from tadamon.web import printing, word

bp = Blueprint("briefings", __name__, url_prefix="/briefings", template_folder="templates")
# Letters of all that is printed: the more there is, the smaller and the shorter, to stay on two pages.
LONG, LONGER = 2600, 4200
ABOUT, LINE, TIGHT_ABOUT, TIGHT_LINE = 420, 150, 300, 95


@bp.get("")
@allow("organisations.read")
def index():
    """The countries that we know bodies of, or have been to."""
    standing = (Organisation.archived_at.is_(None), Organisation.merged_into_id.is_(None))
    bodies = select(Organisation.country, func.count()).where(Organisation.country != HOME, *standing)
    events = select(Event.country, func.count()).where(
        Event.country.is_not(None),
        Event.country != HOME,
        Activity.archived_at.is_(None),
        Event.visible_to(current_user),
    )
    bodies = dict(db.session.execute(bodies.group_by(Organisation.country)).all())
    events = dict(db.session.execute(events.group_by(Event.country)).all())
    codes = sorted({*bodies, *events}, key=lambda code: words.fold(country(code)))
    rows = [(code, country(code), bodies.get(code, 0), events.get(code, 0)) for code in codes]
    return render_template("briefings/index.html", rows=rows)


def _organisation(key):
    record = load(Organisation, key)
    return making.of_organisation(record.merged_into or record)


def _country(key):
    return making.of_country(key) if key in countries() and key != HOME else abort(404)


def _event(key):
    return making.of_event(load(Event, key))


KINDS = (
    ("organisation", "organisations/<id:key>", "organisations.read", _organisation),
    ("country", "countries/<key>", "organisations.read", _country),
    ("event", "events/<id:key>", "events.read", _event),
)


def paper(name: str, key, make, pdf: bool = False) -> tuple[str, str]:
    """(the briefing as HTML, its title), in the language that the address asks for."""
    with speaking(printing.asked(), current_user.digits):
        made = make(key)
        html = render_template(
            "briefings/print.html",
            record=made,
            made=made,
            pdf=pdf,
            name=name,
            key=key,
            size=3 if made.letters > LONGER else 2 if made.letters > LONG else 1,
            tight=made.letters > LONGER,
            about=ABOUT if made.letters <= LONGER else TIGHT_ABOUT,
            line=LINE if made.letters <= LONGER else TIGHT_LINE,
            day=show_date(today()),
        )
        return html, f"{_('موجز')} - {made.title}"


def page(name, make, key):
    return paper(name, key, make)[0]


def pdf(name, make, key):
    html, title = paper(name, key, make, pdf=True)
    return printing.answer(html, f"{title}.pdf", url_for(f"briefings.{name}", key=key, lang=printing.asked()))


def docx(name, make, key):
    html, title = paper(name, key, make, pdf=True)
    return word.answer(html, f"{title}.docx")


for _name, _rule, _action, _make in KINDS:
    for _ending, _view in (("", page), (".pdf", pdf), (".docx", docx)):
        _endpoint = _name + _ending.replace(".", "_")
        _named = partial(_view, _name, _make)
        _named.__name__ = _endpoint
        bp.add_url_rule(f"/{_rule}{_ending}", _endpoint, allow(_action)(_named))
