"""Organisations from a workbook: upload, preview, confirm; the failed rows go back as a workbook."""

import io

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.organisations.importing.target import Organisations
from tadamon.records import transactions
from tadamon.records.files import FileRefused, clean_filename
from tadamon.records.files.refusal import TooLarge
from tadamon.web import once
from tadamon.web.forms import posted_version
from tadamon.web.imports import failures, mapping, steps
from tadamon.web.imports.models import OUTCOMES, STATES, TONES, Import
from tadamon.web.workbooks import ENDINGS

bp = Blueprint("organisation_imports", __name__, url_prefix="/organisations/imports", template_folder="templates")
FIRST = 5  # rows of each outcome that a page shows
LATEST = 50


@bp.get("")
@allow("organisations.write")
def index():
    query = select(Import).where(*_own()).order_by(Import.id.desc()).limit(LATEST)
    rows = db.session.scalars(query.options(db.joinedload(Import.by))).all()
    return render_template("organisations/imports/index.html", rows=rows, states=STATES, tones=TONES)


@bp.get("/new")
@allow("organisations.write")
def new():
    return _new()


@bp.post("")
@allow("organisations.write")
def create():
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _new(_("اختر الملف الذي فيه القائمة."), 422)
    earlier = once.already_made()
    if earlier is None:
        person = current_user._get_current_object()
        try:
            doing = steps.take(Organisations, person, clean_filename(upload.filename), _whole(upload))
        except FileRefused as refused:
            db.session.rollback()
            return _new(refused.sentence, refused.status)
        earlier = once.already_made()  # the reading let go of the transaction, and of the key with it
        if earlier is None:
            once.made(doing)
            db.session.commit()
            earlier = doing.id
        else:
            db.session.rollback()
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("organisations.write")
def show(id):
    return _page(_found(id))


@bp.post("/<id:id>/mapping")
@allow("organisations.write")
def change_mapping(id):
    doing = _found(id)
    doing.refuse_unless_open(posted_version())
    typed = mapping.read(request.form, doing, Organisations)
    if typed.errors:
        return _page(doing, typed, 422)
    try:
        if (typed.sheet, typed.heading_row) != (doing.sheet, doing.heading_row):
            steps.reread(doing, Organisations, current_user, typed.sheet, typed.heading_row)
        else:
            steps.assign(doing, typed.columns)
            steps.review(doing, Organisations, current_user)
    except FileRefused as refused:
        db.session.rollback()
        return _page(_found(id), typed.failed(refused.sentence), refused.status)
    db.session.commit()
    flash(_("رُوجعت الصفوف على هذه الأعمدة، وستُتذكر لملفات جهتكم القادمة."), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/completion")
@allow("organisations.write")
def complete(id):
    doing = _found(id)
    if once.used(request.path):
        return redirect(url_for(".show", id=id), 303)
    doing.refuse_unless_open(posted_version())
    transactions.alone(db.session)  # two imports of one list at once would both find its bodies missing
    once.already_made()
    steps.complete(doing, Organisations, current_user)
    once.made(doing)
    db.session.commit()
    flash(_done(doing), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.get("/<id:id>/errors.xlsx")
@allow("organisations.write")
def errors(id):
    doing = _found(id)
    if not doing.counts.get("error"):
        abort(404)
    return failures.answer(doing, Organisations)


def _own() -> tuple:
    return Import.office_id == current_user.office_id, Import.target == Organisations.name


def _found(id: int) -> Import:
    """An import of one's own office, held until the commit when it is about to be changed; else 404."""
    query = select(Import).where(Import.id == id, *_own())
    if request.method == "POST":
        query = query.with_for_update()
    return db.session.scalar(query) or abort(404)


def _whole(upload) -> io.BytesIO:
    content = upload.stream.read(steps.LARGEST_FILE + 1)
    if len(content) > steps.LARGEST_FILE:
        raise TooLarge(steps.LARGEST_FILE)
    return io.BytesIO(content)


def _new(problem=None, status=200):
    return render_template(
        "organisations/imports/new.html",
        problem=problem,
        once=once.fresh_key(),
        endings=",".join(f".{ending}" for ending in ENDINGS),
        columns=Organisations.columns,
        most=Organisations.most,
    ), status


def _page(doing: Import, typed=None, status=200):
    groups = [
        (outcome, doing.counts[outcome], doing.rows(outcome, FIRST))
        for outcome in ("error", "warning", "new", "update", "unchanged")
        if doing.counts.get(outcome)
    ]
    return render_template(
        "organisations/imports/show.html",
        doing=doing,
        groups=groups,
        outcomes=OUTCOMES,
        first=FIRST,
        mapping=typed or mapping.of(doing, Organisations),
        lacking=steps.lacking(doing, Organisations),
        shown=mapping.shown(doing, Organisations),
        names=[(column.name, str(column.label)) for column in Organisations.columns],
        labels={column.name: column.label for column in Organisations.columns},
        cell=mapping.cell,
        sentence=Organisations.sentence,
        earlier=_earlier(doing),
        once=once.fresh_key(),
    ), status


def _earlier(doing: Import) -> Import | None:
    """The last completed import of the very same file."""
    same = Import.file_sha256 == doing.file_sha256, Import.state == "done", Import.id < doing.id
    return db.session.scalar(select(Import).where(*_own(), *same).order_by(Import.id.desc()).limit(1))


def _done(doing: Import) -> str:
    new, changed = doing.counts.get("new", 0), doing.counts.get("update", 0)
    said = [
        ngettext("أُضيفت جهة واحدة", "أُضيفت %(num)s جهات", new) if new else "",
        ngettext("حُدِّثت جهة واحدة", "حُدِّثت %(num)s جهات", changed) if changed else "",
    ]
    return _("، ").join(filter(None, said)) + "." if any(said) else _("لم يتغير شيء: كل ما في الملف مسجَّل من قبل.")
