"""What was promised and done: reported with its evidence, then confirmed or taken up again."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.followup.acting import prove
from tadamon.followup.models import Outcome
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.partnerships import obligations
from tadamon.partnerships.forms import ReportForm
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.routes import bp
from tadamon.records.attachments import Attachment


@bp.get("/<id:id>/obligations/<id:row_id>/report")
@allow("partnerships.write")
def reporting(id, row_id):
    record, row = _owed(id, row_id)
    return _page(record, row, ReportForm(formdata=None, data={"done_on": today()}))


@bp.post("/<id:id>/obligations/<id:row_id>/report")
@allow("partnerships.write")
def report(id, row_id):
    record, row = _owed(id, row_id)
    form = ReportForm()
    if not form.validate():
        return _page(record, row, form, 422)
    again = obligations.report(row, current_user, form.done_on.data, form.done_note.data)
    if form.attached:
        proof = Attachment()
        form.put(proof)
        prove(row, proof)
    db.session.commit()
    said = _("سُجّل تنفيذ الالتزام.")
    if again is not None:
        said += " " + _("ويستحق مرة أخرى في %(day)s.", day=show_date(again.due_on))
    return _back(record, row, said)


@bp.post("/<id:id>/obligations/<id:row_id>/confirmation")
@allow("partnerships.write")
def confirm(id, row_id):
    record, row = _owed(id, row_id)
    obligations.confirm(row, current_user)
    db.session.commit()
    return _back(record, row, _("تأكد تنفيذ الالتزام."))


@bp.post("/<id:id>/obligations/<id:row_id>/reopening")
@allow("partnerships.write")
def reopen(id, row_id):
    record, row = _owed(id, row_id)
    obligations.reopen(row, current_user)
    db.session.commit()
    return _back(record, row, _("أُعيد فتح الالتزام."))


def _owed(id, row_id) -> tuple[Partnership, Outcome]:
    record = load(Partnership, id, to="edit")
    row = db.session.get(Outcome, row_id)
    if row is None or row.record_id != record.id or row.kind != "obligation" or row.removed_at:
        abort(404)
    return record, row


def _page(record, row, form, status=200):
    return render_template("partnerships/obligations/report.html", record=record, row=row, form=form), status


def _back(record, row, sentence: str):
    flash(sentence, "done")
    return redirect(url_for("partnerships.show", id=record.id, _anchor=f"obligations-{row.id}"), 303)
