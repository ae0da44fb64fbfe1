"""The sentences that records of each kind write in reports, each with a preview on the newest real record."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.administration.editing import changes, refused, stamp
from tadamon.administration.forms import SentenceForm
from tadamon.extensions import db
from tadamon.language import _, speaking
from tadamon.records import settings
from tadamon.records.telling import TELLERS, broken, filled, unknown

bp = Blueprint("sentences", __name__, url_prefix="/sentences")
RECENT = 200  # among so many of the newest records one of the kind is looked for


@bp.get("")
@allow("administration")
def index():
    return render_template("administration/sentences/index.html", rows=every(), own=settings.setting("sentences"))


@bp.get("/<type>/<kind>")
@allow("administration")
def show(type, kind):
    return _edit(type, kind, SentenceForm(formdata=None, data=own(type, kind)))


@bp.post("/<type>/<kind>")
@allow("administration")
def update(type, kind):
    """Save it; with `preview`, only show what it would say."""
    settings.lock()
    form = SentenceForm(data=own(type, kind))
    status = refused(form) or wrong(form, type)
    if status or "preview" in request.form:
        return _edit(type, kind, form, status or 200)
    if changed := changes(form):
        kept = {"ar": form.ar.data, "en": form.en.data}
        settings.put("sentences", settings.setting("sentences") | {f"{type}.{code(kind)}": kept})
        acts.note("sentence-changed", called(type, code(kind)), changed)
    db.session.commit()
    flash(_("حُفظت الصياغة. تُكتب بها المسودات الجديدة، ولا يتغير ما كُتب من قبل."), "done")
    return redirect(url_for(".index"), 303)


def code(kind: str) -> str:
    """The kind of an address; "common" is the sentence of all that have none of their own."""
    return "" if kind == "common" else kind


def own(type: str, kind: str) -> dict:
    """What the house wrote for a kind."""
    if type not in TELLERS or code(kind) not in TELLERS[type].sentences:
        abort(404)
    return {"ar": "", "en": ""} | settings.setting("sentences").get(f"{type}.{code(kind)}", {})


def called(type: str, kind: str) -> str:
    teller = TELLERS[type]
    return f"{teller.called} — {teller.kinds.get(kind) or _('الصياغة العامة')}"


def every() -> list[tuple[str, str, str]]:
    """(type, kind as in the address, name) of every sentence."""
    return [
        (type, kind or "common", called(type, kind)) for type, teller in TELLERS.items() for kind in teller.sentences
    ]


def wrong(form: SentenceForm, type: str) -> int | None:
    """422 with the reasons put into the form, when a sentence could not be filled."""
    for field in form:
        if names := unknown(field.data, type):
            field.errors = [
                _("لا يعرف النظام: %(names)s.", names=_("، ").join(sorted(f"{{{each}}}" for each in names)))
            ]
        elif broken(field.data):
            field.errors = [_("أغلق كل قوس فتحته، ولا تضع قوسين أحدهما داخل الآخر.")]
    return 422 if form.errors else None


def newest(type: str, kind: str):
    """The newest record of the kind, else of its type, that the administrator may see."""
    teller = TELLERS[type]
    query = select(teller.model).where(teller.model.archived_at.is_(None), teller.model.visible_to(current_user))
    rows = db.session.scalars(query.order_by(teller.model.id.desc()).limit(RECENT)).unique().all()
    return next((row for row in rows if teller.kind(row) == kind), rows[0] if rows else None)


def _edit(type, kind, form, status=200):
    teller, record = TELLERS[type], newest(type, code(kind))
    original, shown = {}, {}
    for language, digits in (("ar", "arab"), ("en", "latn")):
        with speaking(language, digits):
            original[language] = str(teller.sentences[code(kind)])
            said = form[language].data or original[language]
            shown[language] = filled(said, teller.values(record)) if record and not form[language].errors else ""
    return render_template(
        "administration/sentences/show.html",
        type=type,
        kind=kind,
        form=form,
        stamp=stamp(form),
        called=called(type, code(kind)),
        original=original,
        shown=shown,
        record=record,
        names=sorted(teller.names),
    ), status
