"""The lists of an event's sheet: delegation, bodies, countries, outputs, outcomes, references, sources, files."""

from flask import abort
from flask_login import current_user

from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.forms import AttendanceForm, CitationForm
from tadamon.activities.models import Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.activities.rows import NamedRows
from tadamon.directory.linking import link
from tadamon.directory.people import Person
from tadamon.events.forms import DelegateForm, NationForm, OutputForm, ParticipantForm, SourceForm
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Nation, Output, Source
from tadamon.events.routes import LISTS, bp, started
from tadamon.extensions import db
from tadamon.followup.forms import OutcomeForm
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import lazy
from tadamon.records.attachments import Attachment
from tadamon.records.base import now
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.rows import Rows


class DelegateRows(NamedRows):
    """Someone of the directory comes with all the titles held that day, unless others were typed."""

    keep_adding = in_table = True
    columns = 5
    adds = lazy("إضافة عضو إلى الوفد")
    fills = {"titles": "title", "body": "body"}

    def make(self, record, form):
        row = super().make(record, form)
        person = row.person_id and db.session.get(Person, row.person_id)
        if person and not row.titles:
            with db.session.no_autoflush:
                row.titles = "\n".join(post.title for post in person.posts_on(record.starts_on))
                row.body = row.body or person.title_on(record.starts_on)[1]
                link([row])
        return row


class AttendanceRows(NamedRows):
    keep_adding = in_table = True
    columns = 6
    adds = lazy("إضافة حاضر")
    fills = {"person_title": "title", "body": "body"}

    def saved(self, record, row):
        Acquaintance.meet(record, row, now())


class ParticipantRows(NamedRows):
    keep_adding = in_table = True
    columns = 5
    adds = lazy("إضافة جهة إلى الفعالية")

    def put(self, row, form) -> None:
        super().put(row, form)
        if not record_abroad(row):
            with db.session.no_autoflush:
                row.find_place()


class NationRows(Rows):
    keep_adding = in_list = True
    adds = lazy("إضافة دولة")


class OutputRows(Rows):
    adds = lazy("إضافة مخرج")

    def _context(self, record, row=None):
        context = super()._context(record, row)
        return context | {"started": started([row])} if row is not None else context


class OutcomeRows(NamedRows):
    """What the event decided or assigned; in the register it stands like that of a meeting."""

    adds = lazy("إضافة قرار أو توصية أو تكليف")

    def make(self, record, form):
        row = Outcome(record=record, state="open")
        db.session.add(row)
        with db.session.no_autoflush:
            self.put(row, form)
            row.place_last()
        return row

    def _row(self, record, row_id, removed=False):
        row = super()._row(record, row_id, removed)
        return row if record.shown_to(current_user, [row]) else abort(404)

    def _context(self, record, row=None):
        units = [unit.name for unit in record.unit.office.below]
        return super()._context(record, row) | {"owners": units, "outcome_kinds": OUTCOME_KINDS}


class CitationRows(Rows):
    in_list = True
    adds = lazy("إضافة قانون أو قرار")


class SourceRows(Rows):
    in_list = takes_files = True
    adds = lazy("إضافة مصدر")


class EventFiles(FileRows):
    """Evidence is read with the outcome it proves, by whoever may see that."""

    def _row(self, record, row_id, removed=False):
        row = super()._row(record, row_id, removed)
        return row if row.purpose != "evidence" else abort(404)


def record_abroad(row) -> bool:
    return isinstance(row.record, Event) and row.record.abroad


for _name, _rows, _model, _form, _heading in (
    ("delegates", DelegateRows, Delegate, DelegateForm, lazy("الوفد")),
    ("attendance", AttendanceRows, Attendance, AttendanceForm, lazy("الحضور")),
    ("participants", ParticipantRows, Participant, ParticipantForm, lazy("الجهات")),
    ("nations", NationRows, Nation, NationForm, lazy("الدول المشاركة")),
    ("outputs", OutputRows, Output, OutputForm, lazy("المخرجات")),
    ("outcomes", OutcomeRows, Outcome, OutcomeForm, lazy("القرارات والتوصيات والتكليفات")),
    ("citations", CitationRows, Citation, CitationForm, lazy("المراجع القانونية")),
    ("sources", SourceRows, Source, SourceForm, lazy("المصادر")),
    ("attachments", EventFiles, Attachment, FileForm, lazy("المرفقات")),
):
    _list = _rows(
        bp,
        _name,
        owner=Event,
        model=_model,
        form=_form,
        action="events.write",
        folder="pieces/files" if _rows is EventFiles else f"events/{_name}",
        heading=_heading,
    )
    setattr(LISTS, _name, _list)
