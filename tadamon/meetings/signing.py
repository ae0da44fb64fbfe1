"""After approval: the signed original, who gets a copy, and what a correction changed."""

import difflib

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

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


@bp.get("/<id:id>/difference")
@allow("meetings.read")
def difference(id):
    """What a correction says otherwise than the minutes it corrects, by whole words."""
    meeting = load(Meeting, id)
    if meeting.corrects is None:
        abort(404)
    if not meeting.held_by(current_user):
        abort(403)
    before, after = meeting.corrects.telling(), meeting.telling()
    labels = {**before, **after}
    changed = [
        (label, compare(before.get(label, ""), after.get(label, "")))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]
    return render_template(
        "meetings/approval/difference.html", record=meeting, corrects=meeting.corrects, changed=changed
    )


def compare(before: str, after: str) -> list[tuple[str, str]]:
    """[("same" | "gone" | "new", words)]; a mark never splits a word, so Arabic letters stay joined."""
    old, new = before.split(), after.split()
    found = []
    for kind, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", " ".join(old[i:j])))
            continue
        found += [("gone", " ".join(old[i:j]))] if j > i else []
        found += [("new", " ".join(new[k:n]))] if n > k else []
    return found


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
