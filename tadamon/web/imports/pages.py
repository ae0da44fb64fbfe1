"""The pages of an import, whatever its rows are: choose a file, look at the preview, bring it in, take it back.

GET  BASE                      the file to choose, and the latest imports
POST BASE
GET  BASE/<import>             preview, progress or result; asked for in place while a process is at it, the progress
POST BASE/<import>/mapping · …/completion · …/undoing
GET  BASE/<import>/errors.xlsx

Of rows about people the pages show masks; POST BASE/<import>/disclosure shows them whole, POST …/errors.xlsx is the
workbook as it was typed, and both are written into the log.
"""

import io
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import allow, can, load
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.records import transactions
from tadamon.records.files import FileRefused, clean_filename
from tadamon.records.files.refusal import TooLarge
from tadamon.web import once
from tadamon.web.answers import fragment_or_page, go, wants_fragment
from tadamon.web.forms import posted_version
from tadamon.web.imports import failures, mapping, steps, work
from tadamon.web.imports.models import AT_WORK, OUTCOMES, STATES, TONES, Import
from tadamon.web.imports.targets import Target
from tadamon.web.workbooks import ENDINGS

FIRST = 5  # rows of each outcome that a page shows
LATEST = 50


class Pages:
    """The blueprint `bp` with the pages of `target`, for whoever may `action`.

    With an `owner` (a record's class) `base` holds its <id:id>, and the rows become parts of that record.
    """

    def __init__(self, name: str, base: str, target: type[Target], action: str, owner=None):
        self.bp = Blueprint(name, __name__, url_prefix=base)
        self.target, self.action, self.owner = target, action, owner
        for rule, view, methods in (
            ("", self.index, ["GET"]),
            ("", self.create, ["POST"]),
            ("/<id:import_id>", self.show, ["GET"]),
            ("/<id:import_id>/mapping", self.change_mapping, ["POST"]),
            ("/<id:import_id>/completion", self.complete, ["POST"]),
            ("/<id:import_id>/undoing", self.undo, ["POST"]),
        ):
            self._add(rule, view, methods)
        if target.personal:
            self._add("/<id:import_id>/disclosure", self.disclose, ["POST"], target.personal)
        self._add("/<id:import_id>/errors.xlsx", self.errors, ["POST" if target.personal else "GET"], target.personal)

    def _add(self, rule, view, methods, action=""):
        self.bp.add_url_rule(rule, view.__name__, allow(action or self.action)(_plain(view)), methods=methods)

    def index(self, id=None):
        return self._index(self._owner(id))

    def create(self, id=None):
        record = self._owner(id)
        upload = request.files.get("file")
        if upload is None or not upload.filename:
            return self._index(record, _("اختر الملف الذي فيه القائمة."), 422)
        earlier = once.already_made()
        if earlier is None:
            person = current_user._get_current_object()
            try:
                doing = steps.take(
                    self.target, person, clean_filename(upload.filename), _whole(upload), record and record.id
                )
            except FileRefused as refused:
                db.session.rollback()
                return self._index(self._owner(id), refused.sentence, refused.status)
            earlier = once.already_made()  # the reading let go of the transaction, and of the key with it
            if earlier is None:
                once.made(doing)
                db.session.commit()
                earlier = doing.id
                work.begin(doing)
            else:
                db.session.rollback()
        return self._to(id, earlier)

    def show(self, import_id, id=None):
        doing = self._found(import_id, self._owner(id))
        work.wake(doing)
        here = self._here(doing)
        if doing.state in AT_WORK:
            words = self._words(doing.record_id)
            return fragment_or_page("imports/_progress.html", "imports/waiting.html", doing=doing, here=here, **words)
        return go(here) if wants_fragment() else self._page(doing)

    def change_mapping(self, import_id, id=None):
        doing = self._found(import_id, self._owner(id))
        doing.refuse_unless_open(posted_version())
        typed = mapping.read(request.form, doing, self.target)
        if typed.errors:
            return self._page(doing, typed, 422)
        try:
            if (typed.sheet, typed.heading_row) != (doing.sheet, doing.heading_row):
                steps.reread(doing, self.target, current_user, typed.sheet, typed.heading_row)
            else:
                steps.assign(doing, typed.columns)
                steps.judge(doing, self.target, current_user)
        except FileRefused as refused:
            db.session.rollback()
            return self._page(self._found(import_id, self._owner(id)), typed.failed(refused.sentence), refused.status)
        db.session.commit()
        work.begin(doing)
        flash(_("رُوجعت الصفوف على هذه الأعمدة، وستُتذكر لملفات جهتكم القادمة."), "done")
        return self._to(id, import_id)

    def complete(self, import_id, id=None):
        doing = self._found(import_id, self._owner(id))
        if once.used(request.path):
            return self._to(id, import_id)
        doing.refuse_unless_open(posted_version())
        transactions.alone(db.session)
        once.already_made()
        doing.whole = "whole" in request.form
        steps.complete(doing, self.target, current_user)
        once.made(doing)
        db.session.commit()
        work.begin(doing)
        if doing.state == "done":
            flash(_done(doing), "done")
        return self._to(id, import_id)

    def undo(self, import_id, id=None):
        doing = self._found(import_id, self._owner(id))
        steps.begin_undoing(doing, self.target, current_user)
        db.session.commit()
        work.begin(doing)
        return self._to(id, import_id)

    def errors(self, import_id, id=None):
        doing = self._found(import_id, self._owner(id))
        if not doing.counts.get("error") or doing.state in AT_WORK:
            abort(404)
        if self.target.personal:
            self.target.note(doing, "taken")
        answer = failures.answer(doing, self.target)
        db.session.commit()
        return answer

    def disclose(self, import_id, id=None):
        """The preview or the result with everything that it hides."""
        doing = self._found(import_id, self._owner(id))
        if doing.state in AT_WORK:
            return self._to(id, import_id)
        self.target.note(doing, "seen")
        answer = self._page(doing, whole=True)
        db.session.commit()
        return answer

    # ---- what the pages are made of

    def _owner(self, id):
        return load(self.owner, id, to="edit") if self.owner else None

    def _own(self, record) -> tuple:
        mine = (Import.office_id == current_user.office_id, Import.target == self.target.name)
        return (*mine, Import.record_id == record.id) if record is not None else mine

    def _found(self, import_id: int, record) -> Import:
        """An import of one's own office, held until the commit when it is about to be changed; else 404."""
        query = select(Import).where(Import.id == import_id, *self._own(record))
        if request.method == "POST":
            query = query.with_for_update()
        return db.session.scalar(query) or abort(404)

    def _url(self, name: str, record_id, **parts) -> str:
        return url_for(f"{self.bp.name}.{name}", **({"id": record_id} if self.owner else {}), **parts)

    def _here(self, doing: Import) -> str:
        return self._url("show", doing.record_id, import_id=doing.id)

    def _to(self, id, import_id):
        return redirect(self._url("show", id, import_id=import_id), 303)

    def _words(self, record_id) -> dict:
        return {"words": self.target, "home": self.target.home(record_id), "index": self._url("index", record_id)}

    def _index(self, record, problem=None, status=200):
        latest = select(Import).where(*self._own(record)).order_by(Import.id.desc()).limit(LATEST)
        record_id = record and record.id
        return render_template(
            "imports/index.html",
            rows=db.session.scalars(latest.options(db.joinedload(Import.by))).all(),
            address=lambda row: self._url("show", record_id, import_id=row.id),
            states=STATES,
            tones=TONES,
            problem=problem,
            once=once.fresh_key(),
            endings=",".join(f".{ending}" for ending in ENDINGS),
            **self._words(record_id),
        ), status

    def _page(self, doing: Import, typed=None, status=200, whole=False):
        whole = whole or not self.target.personal
        groups = [
            (outcome, doing.counts[outcome], doing.rows(outcome, FIRST))
            for outcome in ("error", "warning", "new", "update", "unchanged")
            if doing.counts.get(outcome)
        ]
        return render_template(
            "imports/show.html",
            doing=doing,
            here=self._here(doing),
            groups=groups,
            outcomes=OUTCOMES,
            mapping=typed or mapping.of(doing, self.target, whole),
            lacking=steps.lacking(doing, self.target),
            shown=mapping.shown(doing, self.target),
            names=[(column.name, str(column.label)) for column in self.target.columns],
            labels={column.name: column.label for column in self.target.columns},
            cell=mapping.cell if whole else partial(mapping.shaded, doing=doing, target=self.target),
            sentence=self.target.sentence if whole else self._shaded,
            whole=whole,
            may_see_whole=self.target.personal and can(self.target.personal),
            address=self.target.address,
            earlier=self._earlier(doing),
            once=once.fresh_key(),
            **self._words(doing.record_id),
        ), status

    def _shaded(self, problem) -> str:
        return self.target.shaded("", self.target.sentence(problem))

    def _earlier(self, doing: Import) -> Import | None:
        """The last completed import of the very same file."""
        same = (Import.file_sha256 == doing.file_sha256, Import.state == "done", Import.id < doing.id)
        of = Import.record_id == doing.record_id if self.owner else db.true()
        mine = (Import.office_id == current_user.office_id, Import.target == self.target.name, of)
        return db.session.scalar(select(Import).where(*mine, *same).order_by(Import.id.desc()).limit(1))


def _plain(method):
    """A view of its own for every room: `allow` writes on it who may."""

    def view(**address):
        return method(**address)

    return view


def _whole(upload) -> io.BytesIO:
    content = upload.stream.read(steps.LARGEST_FILE + 1)
    if len(content) > steps.LARGEST_FILE:
        raise TooLarge(steps.LARGEST_FILE)
    return io.BytesIO(content)


def _done(doing: Import) -> str:
    new, changed = doing.counts.get("new", 0), doing.counts.get("update", 0)
    said = [
        ngettext("أُضيف صف واحد", "أُضيفت %(num)s صفوف", new) if new else "",
        ngettext("حُدِّث صف واحد", "حُدِّثت %(num)s صفوف", changed) if changed else "",
    ]
    return _("، ").join(filter(None, said)) + "." if any(said) else _("لم يتغير شيء: كل ما في الملف مسجَّل من قبل.")
