"""The rows of a list on a sheet: added, edited, moved, removed and restored, each on its own.

For a list called "attendance" of records under /meetings:
GET  /meetings/7/attendance/new · POST /meetings/7/attendance
GET  /meetings/7/attendance/12 (reading) · GET …/12/edit · POST …/12
POST /meetings/7/attendance/12/position (direction=up|down) · …/12/removal · …/12/restoration

Templates: `<folder>/_row.html` (reading) and `<folder>/_fields.html`; `_form.html` (editing), `_new.html`
(the place where the next one is added) and `_removed.html` are those of pieces/rows unless the folder has its own.
The row is `row`, its record is `record`. A row that holds more than its own fields has a `block` around it that
moves as one.
"""

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy.orm.attributes import set_committed_value

from tadamon.access import allow, load, may_edit
from tadamon.extensions import db
from tadamon.language import _
from tadamon.web import drafts, once
from tadamon.web.answers import done, fragment_or_page, wants_fragment
from tadamon.web.conflicts import reconcile


class Rows:
    block = "_row.html"
    keep_adding = False
    in_table = in_list = takes_files = False
    columns = 1  # of its table
    adds = ""  # the words of the link that opens a new one
    VERBS = ("new", "create", "read", "edit", "update", "position", "removal", "restoration")
    PATHS = {"new": "/new", "create": "", "read": "/<id:row_id>", "update": "/<id:row_id>"}
    GETS = ("new", "read", "edit")

    def __init__(self, bp: Blueprint, noun: str, *, owner, model, form, action: str, folder: str, heading):
        self.bp, self.noun, self.owner, self.model, self.form = bp, noun, owner, model, form
        self.action, self.folder, self.heading = action, folder, heading
        for verb in self.VERBS:
            self._route(verb)

    def _route(self, verb: str) -> None:
        rule = f"/<id:id>/{self.noun}" + self.PATHS.get(verb, f"/<id:row_id>/{verb}")
        method = "GET" if verb in self.GETS else "POST"
        needed = self.action.replace(".write", ".read") if verb == "read" else self.action
        view = allow(needed)(getattr(self, verb))
        if verb in ("create", "update"):
            view = drafts.drafted(self.heading)(view)
        self.bp.add_url_rule(rule, self.endpoint(verb), view, methods=[method])

    def endpoint(self, verb: str) -> str:
        return f"{verb}_{self.noun.replace('-', '_')}"

    def url(self, verb: str, record, row=None, **values) -> str:
        ids = {"id": record.id} | ({"row_id": row.id} if row is not None else {})
        return url_for(f"{self.bp.name}.{self.endpoint(verb)}", **ids, **values)

    def place(self, row) -> str:
        """The id of the element that moves and goes with the row."""
        return f"{self.noun}-{row.id}"

    def new_place(self) -> str:
        """The id of the element where the next row is added."""
        return f"{self.noun}-new"

    def template(self, name: str) -> list[str]:
        """The folder's own, else the one all lists share."""
        return [f"{self.folder}/{name}", f"pieces/rows/{name}"]

    # what a room may do differently

    def make(self, record, form):
        """A new row of the record, filled from the form and standing last."""
        row = self.model(record=record)
        db.session.add(row)
        with db.session.no_autoflush:
            self.put(row, form)
            row.place_last()
        return row

    def put(self, row, form) -> None:
        """Write what the form holds into the row."""
        form.put(row)

    def saved(self, record, row) -> None:
        """After a row was made or changed, before the commit."""

    def blank(self, record):
        return self.form()

    # the verbs

    def new(self, id):
        record = self._open(id)
        form, adding = self.blank(record), "closed" not in request.args
        return self._adding(record, form, adding=adding, draft=drafts.offered(form) if adding else None)

    def create(self, id):
        record = self._open(id)
        form = self.blank(record)
        if not form.validate():
            return self._adding(record, form, status=422)
        earlier = once.already_made()
        if earlier is not None:
            row = self._sent_again(earlier, form)
        else:
            row = self.make(record, form)
            db.session.flush()
            self.saved(record, row)
            once.made(row)
            drafts.forget()
            db.session.commit()
        return self._done(record, row, _("أُضيف: %(what)s", what=row.label()), fragment="pieces/_row_added.html")

    def read(self, id, row_id):
        record = load(self.owner, id)
        row = self._row(record, row_id)
        if not wants_fragment():
            return redirect(self._back(record, row), 303)
        context = self._context(record, row) | {"can_edit": may_edit(record, self.action)}
        return fragment_or_page(f"{self.folder}/_row.html", **context)

    def edit(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        form = self.form.of(row)
        return self._editing(record, row, form, draft=drafts.offered(form))

    def update(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        form = self.form.of(row)
        if not form.validate():
            return self._editing(record, row, form, status=422)
        if conflict := reconcile(row, form):
            return self._editing(record, row, form, status=409, conflict=conflict)
        self.put(row, form)
        self.saved(record, row)
        drafts.forget()
        db.session.commit()
        return self._done(record, row, _("حُفظ: %(what)s", what=row.label()))

    def position(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        direction = request.form.get("direction")
        if direction not in ("up", "down"):
            abort(400)
        passed = row.move(direction)
        edge = _("هذا أول القائمة.") if direction == "up" else _("هذا آخر القائمة.")
        db.session.commit()
        said = _("نُقل: %(what)s", what=row.label()) if passed else edge
        swap = {"HX-Reswap": "delete" if passed else "none"}
        more = {"passed": passed, "direction": direction, "headers": swap}
        return self._done(record, row, said, fragment="pieces/_row_moved.html", **more)

    def removal(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        row.remove()
        db.session.commit()
        said = _("حُذف: %(what)s", what=row.label())
        if wants_fragment():
            return self._done(record, row, said, fragment=self.template("_removed.html"))
        flash((said, self.url("restoration", record, row)), "undo")
        return redirect(self._back(record, None), 303)

    def restoration(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id, removed=True)
        row.restore()
        db.session.commit()
        return self._done(record, row, _("أُعيد: %(what)s", what=row.label()), fragment=f"{self.folder}/{self.block}")

    def _sent_again(self, id, form):
        """The row this form made before, whose answer was lost; words typed since then are not."""
        row = db.session.get(self.model, id)
        if row.version == 1 and not row.removed_at:
            self.put(row, form)
            drafts.forget()
            db.session.commit()
        return row

    # the answers

    def _open(self, id):
        record = load(self.owner, id, to="edit")
        record.refuse_if_frozen()
        return record

    def _row(self, record, row_id, removed=False):
        row = db.session.get(self.model, row_id)
        if row is None or row.record_id != record.id or (row.removed_at and not removed):
            abort(404)
        set_committed_value(row, "record", record)
        return row

    def _back(self, record, row) -> str:
        anchor = f"{self.noun}-{row.id}" if row is not None else self.noun
        return url_for(f"{self.bp.name}.show", id=record.id, _anchor=anchor)

    def _context(self, record, row=None) -> dict:
        return {
            "record": record,
            "row": row,
            "rows": self,
            "base": self.url("create", record),
            "folder": self.folder,
            "can_edit": True,
            "back": self._back(record, row),
            "heading": self.heading,
        }

    def _adding(self, record, form, status=200, adding=True, draft=None, **more):
        return fragment_or_page(
            self.template("_new.html"),
            status=status,
            draft=draft,
            **more,
            **self._new_context(record, form, adding),
            **self._context(record),
        )

    def _new_context(self, record, form, adding) -> dict:
        return {"form": form.at(self.new_place()), "once": once.fresh_key(), "adding": adding}

    def _editing(self, record, row, form, status=200, conflict=None, draft=None, version=None, **more):
        version = version or (draft and draft.version) or row.version
        return fragment_or_page(
            self.template("_form.html"),
            status=status,
            conflict=conflict,
            draft=draft,
            version=version,
            **more,
            form=form.at(f"{self.noun}-{row.id}"),
            **self._context(record, row),
        )

    def _done(self, record, row, said, fragment=None, **more):
        return done(
            fragment or f"{self.folder}/_row.html",
            said=said,
            **self._new_context(record, self.form(formdata=None), self.keep_adding),
            **self._context(record, row),
            **more,
        )
