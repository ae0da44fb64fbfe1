"""The lists of a partnership's sheet: parties, clearances, obligations, files."""

from flask_login import current_user

from tadamon.access import load
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_STATES, REPEATS, Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.partnerships.forms import ClearanceForm, ObligationForm, PartyForm, owe
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Clearance, Party
from tadamon.partnerships.routes import LISTS, bp, clearable, permits
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.rows import Rows


class PartyRows(Rows):
    in_list = True

    def blank(self, record):
        return PartyForm(data={"side": "theirs", "role": "second" if not record.theirs else "further"})

    def saved(self, record, row):
        """What a party owes is owed under the name it has now."""
        for owed in row.owes():
            owe(owed, row)


class ClearanceRows(Rows):
    in_list = True

    def _open(self, id):
        record = load(Partnership, id, to="edit")
        if not clearable(record):
            raise Refused(record.frozen or _("أُنهيت هذه الشراكة فلا تُعدَّل بياناتها."))
        return record

    def _context(self, record, row=None):
        return super()._context(record, row) | {"can_clear": True}


class ObligationRows(Rows):
    def blank(self, record):
        return ObligationForm(
            data={"party_id": next((party.id for party in record.theirs), None), "repeats": ""}
        ).among(record)

    def make(self, record, form):
        row = Outcome(record=record, kind="obligation", state="open")
        db.session.add(row)
        with db.session.no_autoflush:
            form.put(row)
            row.place_last()
        return row

    def _context(self, record, row=None):
        mine = record.editable_by(current_user)
        return super()._context(record, row) | {
            "repeats": REPEATS,
            "outcome_states": OUTCOME_STATES,
            "day": today(),
            "may": permits(record, mine),
            "can_edit": mine and not record.frozen,
            "state": record.state,
        }


rows = dict(owner=Partnership, action="partnerships.write")
LISTS.parties = PartyRows(
    bp,
    "parties",
    model=Party,
    form=PartyForm,
    folder="partnerships/parties",
    heading=lazy("أطراف الشراكة"),
    **rows,
)
LISTS.clearances = ClearanceRows(
    bp,
    "clearances",
    model=Clearance,
    form=ClearanceForm,
    folder="partnerships/clearances",
    heading=lazy("الموافقات اللازمة قبل توقيع الطرف الأجنبي"),
    **rows,
)
LISTS.obligations = ObligationRows(
    bp,
    "obligations",
    model=Outcome,
    form=ObligationForm,
    folder="partnerships/obligations",
    heading=lazy("الالتزامات"),
    **rows,
)
LISTS.attachments = FileRows(
    bp,
    "attachments",
    model=Attachment,
    form=FileForm,
    folder="partnerships/attachments",
    heading=lazy("المستندات"),
    **rows,
)
