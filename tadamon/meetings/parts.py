"""The lists of a sheet: attendance, references, items, outcomes, files."""

from flask import abort, current_app, request, send_file
from sqlalchemy import select

from tadamon.access import load
from tadamon.activities.models import Acquaintance, Attendance, Citation
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import lazy
from tadamon.meetings.forms import AttendanceForm, CitationForm, FileForm, ItemForm, OutcomeForm
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.meetings.routes import LISTS, bp
from tadamon.records import files
from tadamon.records.attachments import Attachment
from tadamon.records.base import now
from tadamon.web.rows import Rows


class AttendanceRows(Rows):
    keep_adding = in_table = True

    def saved(self, record, row):
        Acquaintance.meet(record, row, now())


class ItemRows(Rows):
    """An item and the outcomes under it stand and move as one block."""

    block = "_block.html"

    def place(self, row):
        return f"item-{row.id}"

    def _context(self, record, row=None):
        return super()._context(record, row) | {
            "item": row, "outcomes": outcomes_under(row), "outcome_rows": outcomes, "outcome_kinds": OUTCOME_KINDS,
        }


class OutcomeRows(Rows):
    """Outcomes stand under an agenda item, named in the address or the form as `item`."""

    def item(self, record) -> AgendaItem:
        typed = request.values.get("item", "")
        item = db.session.get(AgendaItem, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
        if item is None or item.record_id != record.id or item.removed_at:
            abort(404)
        return item

    def new_place(self):
        return f"outcomes-new-{request.values.get('item', '')}"

    def make(self, record, form):
        row = Outcome(record=record, item_id=self.item(record).id, state="open")
        db.session.add(row)
        with db.session.no_autoflush:
            form.put(row)
            row.place_last()
        return row

    def _row(self, record, row_id, removed=False):
        row = super()._row(record, row_id, removed)
        item = row.item_id and db.session.get(AgendaItem, row.item_id)
        if item and item.removed_at:
            abort(404)
        return row

    def blank(self, record):
        kind = request.args.get("kind")
        return OutcomeForm(data={"kind": kind}) if kind else OutcomeForm()

    def _context(self, record, row=None):
        item = db.session.get(AgendaItem, row.item_id) if row is not None else self.item(record)
        units = [unit.name for unit in record.unit.office.below]
        return super()._context(record, row) | {"item": item, "owners": units, "outcome_kinds": OUTCOME_KINDS}


class CitationRows(Rows):
    in_list = True


class FileRows(Rows):
    """Reading a file's row is downloading it; its bytes are never edited."""

    in_list = True
    VERBS = ("new", "create", "read", "position", "removal", "restoration")

    def read(self, id, row_id):
        row = self._row(load(Meeting, id), row_id)
        stored = files.store_for(current_app.config["TADAMON_FILES"])
        if not stored.exists(row.sha256):
            abort(404)
        answer = send_file(stored.path(row.sha256), mimetype=row.media_type, etag=row.sha256)
        answer.headers.update(files.headers(row.name, inline="download" not in request.args))
        return answer


def outcomes_under(item) -> list[Outcome]:
    if item is None:
        return []
    query = select(Outcome).where(Outcome.item_id == item.id, Outcome.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Outcome.position, Outcome.id)))


rows = dict(owner=Meeting, action="meetings.write")
attendance = AttendanceRows(
    bp, "attendance", model=Attendance, form=AttendanceForm, folder="meetings/attendance", heading=lazy("الحضور"), **rows
)
citations = CitationRows(
    bp, "citations", model=Citation, form=CitationForm, folder="meetings/citations", heading=lazy("المراجع القانونية"), **rows
)
items = ItemRows(
    bp, "items", model=AgendaItem, form=ItemForm, folder="meetings/items", heading=lazy("البنود"), **rows
)
outcomes = OutcomeRows(
    bp, "outcomes", model=Outcome, form=OutcomeForm, folder="meetings/outcomes", heading=lazy("المُخرجات"), **rows
)
attachments = FileRows(
    bp, "attachments", model=Attachment, form=FileForm, folder="meetings/attachments", heading=lazy("المرفقات"), **rows
)
vars(LISTS).update(
    attendance=attendance, citations=citations, items=items, outcomes=outcomes, attachments=attachments
)
