"""Kinds of meetings: the codes are the program's, their words and whether they are offered the house's."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.administration.editing import changes, refused, stamp
from tadamon.administration.forms import KindForm
from tadamon.extensions import db
from tadamon.language import _, speaking
from tadamon.meetings.models import KINDS, ORIGINAL_KINDS
from tadamon.records import settings

bp = Blueprint("kinds", __name__, url_prefix="/kinds")


@bp.get("")
@allow("administration")
def index():
    hidden = {code for code, own in settings.setting("kinds").items() if own.get("hidden")}
    return render_template("administration/kinds/index.html", kinds=KINDS, original=ORIGINAL_KINDS, hidden=hidden)


@bp.get("/<code>")
@allow("administration")
def show(code):
    return _edit(code, KindForm(formdata=None, data=own(code)))


@bp.post("/<code>")
@allow("administration")
def update(code):
    settings.lock()
    form = KindForm(data=own(code))
    if status := refused(form):
        return _edit(code, form, status)
    if changed := changes(form):
        kept = {"ar": form.ar.data, "en": form.en.data, "hidden": form.hidden.data}
        settings.put("kinds", settings.setting("kinds") | {code: kept})
        acts.note("kind-changed", str(ORIGINAL_KINDS[code]), changed)
    db.session.commit()
    flash(_("حُفظ النوع «%(kind)s».", kind=KINDS[code]), "done")
    return redirect(url_for(".index"), 303)


def own(code: str) -> dict:
    """What the house said of a kind."""
    if code not in KINDS:
        abort(404)
    return {"ar": "", "en": "", "hidden": False} | settings.setting("kinds").get(code, {})


def _edit(code, form, status=200):
    with speaking("ar"):
        arabic = str(ORIGINAL_KINDS[code])
    with speaking("en"):
        english = str(ORIGINAL_KINDS[code])
    return render_template(
        "administration/kinds/show.html",
        code=code,
        form=form,
        stamp=stamp(form),
        kind=KINDS[code],
        original={"ar": arabic, "en": english},
    ), status
