from flask import Blueprint, render_template, request, url_for

from tadamon.access import allow
from tadamon.accounts.choices import offices_seen
from tadamon.accounts.governorates import GOVERNORATES, governorate
from tadamon.directory.models import Axis
from tadamon.language import lazy, words
from tadamon.language.clean import clean_line
from tadamon.language.keyboard import other_layout
from tadamon.records import search
from tadamon.search import finding
from tadamon.web import beside
from tadamon.web.forms import Choice, Form, Line, VagueDateField

bp = Blueprint("search", __name__, url_prefix="/search", template_folder="templates")
SUGGESTED = 8


class SearchForm(Form):
    """What a search can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("ابحث عن"), longest=200)
    type = Choice(lazy("في"), finding.offers, empty=lazy("كل السجلات"), required=False)
    unit = Choice(lazy("الوحدة"), offices_seen, empty=lazy("كل الوحدات"), required=False, coerce=int)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    governorate = Choice(
        lazy("المحافظة"),
        lambda: {code: governorate(code) for code in GOVERNORATES},
        empty=lazy("كل المحافظات"),
        required=False,
    )
    kind = Line(lazy("النوع"), longest=40)
    category = Line(lazy("الفئة"), longest=40)
    ours = Line(lazy("من نشاط جهتنا"), longest=3)

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}


setattr(SearchForm, "from", VagueDateField(lazy("من")))
SearchForm.to = VagueDateField(lazy("إلى"))


@bp.get("")
@allow("open")
def show():
    form = SearchForm(formdata=request.args)
    status = 200 if form.validate() else 422
    given = form.given
    typed = given.pop("q", "")
    asked = bool(words.terms(typed) or given)
    answer = finding.answer(given, sought(typed)) if asked and status == 200 else None
    return render_template(
        "search/show.html",
        form=form,
        asked=asked,
        answer=answer,
        beside=beside.found(typed) if answer and typed and not given else [],
        types=finding.types(),
        args={name: value for name, value in request.args.items() if name in form},
        register=finding.register_url(typed) if typed else None,
        instead=instead(typed) if answer and not answer.page.rows else [],
    ), status


@bp.get("/suggestions")
@allow("open")
def suggestions():
    """Titles that hold what was typed, as options of a datalist."""
    typed = clean_line(request.args.get("q", "")[:200])
    return render_template("search/_suggestions.html", found=finding.suggestions(typed, SUGGESTED))


def sought(typed: str) -> str | list:
    """The words; of «اجتم*» those that begin so."""
    return search.begun(typed) if typed.endswith("*") else typed


def instead(typed: str) -> list[tuple[str, str]]:
    """[(other words, their address)] that do find something: the keys of the other language, a word that has only begun."""
    others = filter(None, (other_layout(typed), typed and not typed.endswith("*") and f"{typed}*"))
    return [(each, url_for(".show", q=each)) for each in others if finding.finds(sought(each))]
