"""After approval: the signed original, and who gets a copy."""

from flask import flash, redirect, render_template, url_for

from tadamon.access import allow, load
from tadamon.accounts.models import Unit
from tadamon.approval.models import Recipient
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.meetings.forms import RecipientForm
from tadamon.meetings.models import Meeting
from tadamon.meetings.routes import LISTS, bp
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused
from tadamon.web.attaching import FileForm
from tadamon.web.rows import Rows


@bp.get("/<id:id>/signed-original")
@allow("meetings.write")
def signing(id):
    return render_template("meetings/approval/signing.html", record=approved(id), form=FileForm(formdata=None))


@bp.post("/<id:id>/signed-original")
@allow("meetings.write")
def sign(id):
    meeting = approved(id)
    form = FileForm()
    if not form.validate():
        return render_template("meetings/approval/signing.html", record=meeting, form=form), 422
    scan = Attachment(record=meeting, purpose="signed")
    form.put(scan)
    db.session.add(scan)
    db.session.commit()
    flash(_("حُفظت صورة الأصل الموقّع."), "done")
    return redirect(url_for("meetings.show", id=id), 303)


def approved(id) -> Meeting:
    meeting = load(Meeting, id, to="edit")
    if meeting.state != "approved":
        raise Refused(_("يُرفق الأصل الموقّع بعد الاعتماد."))
    return meeting


class RecipientRows(Rows):
    """Kept after approval, when nothing else changes."""

    in_list = True

    def _open(self, id):
        meeting = load(Meeting, id, to="edit")
        if meeting.state != "approved":
            raise Refused(_("تُسجَّل صور المحضر بعد الاعتماد."))
        return meeting

    def _context(self, record, row=None):
        return super()._context(record, row) | {"offices": list(Unit.offices().values())}


LISTS.recipients = RecipientRows(
    bp,
    "recipients",
    owner=Meeting,
    model=Recipient,
    form=RecipientForm,
    action="meetings.write",
    folder="meetings/recipients",
    heading=lazy("صور المحضر"),
)
