"""The lists of a sheet: attendance, references, items, outcomes, files."""

from flask import abort, request
from flask_login import current_user
from sqlalchemy import select

from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.forms import AttendanceForm, CitationForm
from tadamon.activities.models import Attendance, Citation
from tadamon.activities.rows import NamedRows
from tadamon.directory.linking import link
from tadamon.directory.people import Person
from tadamon.extensions import db
from tadamon.followup.forms import OutcomeForm
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import lazy
from tadamon.meetings.forms import ItemForm
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.meetings.routes import LISTS, bp
from tadamon.records.attachments import Attachment
from tadamon.records.base import now
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.rows import Rows


class AttendanceRows(NamedRows):
    keep_adding = in_table = True
    columns = 6
    fills = {"person_title": "title", "body": "body"}

    def make(self, record, form):
        """Someone of the directory comes with the title held that day, unless another was typed."""
        row = super().make(record, form)
        person = row.person_id and db.session.get(Person, row.person_id)
        if person and not (row.person_title or row.body):
            with db.session.no_autoflush:
                row.person_title, row.body = person.title_on(record.starts_on)
                link([row])
        return row

    def saved(self, record, row):
        Acquaintance.meet(record, row, now())


class ItemRows(NamedRows):
    """An item and the outcomes under it stand and move as one block."""

    block = "_block.html"

    def place(self, row):
        return f"item-{row.id}"

    def _context(self, record, row=None):
        return super()._context(record, row) | {
            "item": row,
            "outcomes": outcomes_under(row),
            "outcome_rows": outcomes,
            "outcome_kinds": OUTCOME_KINDS,
        }


class OutcomeRows(NamedRows):
    """Outcomes stand under an agenda item, named in the address or the form as `item`."""

    def item(self, record) -> AgendaItem:
        typed = request.values.get("item", "")
        item = (
            db.session.get(AgendaItem, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
        )
        if item is None or item.record_id != record.id or item.removed_at:
            abort(404)
        return item

    def new_place(self):
        return f"outcomes-new-{request.values.get('item', '')}"

    def make(self, record, form):
        row = Outcome(record=record, item_id=self.item(record).id, state="open")
        db.session.add(row)
        with db.session.no_autoflush:
            self.put(row, form)
            row.place_last()
        return row

    def _row(self, record, row_id, removed=False):
        row = super()._row(record, row_id, removed)
        item = row.item_id and db.session.get(AgendaItem, row.item_id)
        if (item and item.removed_at) or not record.shown_to(current_user, [row]):
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


class MeetingFiles(FileRows):
    """Evidence is read with the outcome it proves, by whoever may see that."""

    def _row(self, record, row_id, removed=False):
        row = super()._row(record, row_id, removed)
        return row if row.purpose != "evidence" else abort(404)


def outcomes_under(item) -> list[Outcome]:
    if item is None:
        return []
    query = select(Outcome).where(Outcome.item_id == item.id, Outcome.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Outcome.position, Outcome.id)))


rows = dict(owner=Meeting, action="meetings.write")
attendance = AttendanceRows(
    bp,
    "attendance",
    model=Attendance,
    form=AttendanceForm,
    folder="meetings/attendance",
    heading=lazy("الحضور"),
    **rows,
)
citations = CitationRows(
    bp,
    "citations",
    model=Citation,
    form=CitationForm,
    folder="meetings/citations",
    heading=lazy("المراجع القانونية"),
    **rows,
)
items = ItemRows(bp, "items", model=AgendaItem, form=ItemForm, folder="meetings/items", heading=lazy("البنود"), **rows)
outcomes = OutcomeRows(
    bp, "outcomes", model=Outcome, form=OutcomeForm, folder="meetings/outcomes", heading=lazy("المُخرجات"), **rows
)
attachments = MeetingFiles(
    bp, "attachments", model=Attachment, form=FileForm, folder="meetings/attachments", heading=lazy("المرفقات"), **rows
)
vars(LISTS).update(attendance=attendance, citations=citations, items=items, outcomes=outcomes, attachments=attachments)
