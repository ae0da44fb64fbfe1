"""The lists of a committee's sheet: its members and its files."""

from flask import flash, redirect, render_template

from tadamon.activities.rows import NamedRows
from tadamon.committees.attending import seat
from tadamon.committees.forms import MemberForm, ReplacementForm
from tadamon.committees.models import Committee, Member
from tadamon.committees.routes import LISTS, bp
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.records.attachments import Attachment
from tadamon.web import once
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.forms import posted_version


class MemberRows(NamedRows):
    """Beside the verbs of all rows: GET and POST …/members/12/replacement, whoever comes in the place of one."""

    VERBS = (*NamedRows.VERBS, "replacing", "replacement")
    PATHS = NamedRows.PATHS | {"replacing": "/<id:row_id>/replacement"}
    GETS = (*NamedRows.GETS, "replacing")
    keep_adding = in_table = True
    columns = 6
    adds = lazy("إضافة عضو")
    fills = {"person_title": "title", "body": "body"}

    def replacing(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        if not row.is_replaceable:
            return redirect(self._back(record, row), 303)
        return self._replacing(record, row, ReplacementForm.instead_of(row))

    def replacement(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        form = ReplacementForm.instead_of(row)
        if not form.validate():
            return self._replacing(record, row, form, 422)
        if once.already_made() is None:
            if posted_version() not in (0, row.version):
                return self._replacing(record, row, form, 409)
            self._replace(row, form)
            flash(_("حلّ %(new)s محل %(old)s.", new=form.name.data, old=row.name), "done")
        return redirect(self._back(record, row), 303)

    def _replace(self, row, form) -> None:
        new = row.replaced(form.since.data)
        self.put(new, form)
        seat(row, new)
        db.session.flush()
        once.made(new)
        db.session.commit()

    def _replacing(self, record, row, form, status=200):
        context = {"record": record, "row": row, "form": form, "once": once.fresh_key()}
        return render_template("committees/members/replacement.html", stale=status == 409, **context), status


rows = dict(owner=Committee, action="committees.write")
LISTS.members = MemberRows(
    bp, "members", model=Member, form=MemberForm, folder="committees/members", heading=lazy("الأعضاء"), **rows
)
LISTS.attachments = FileRows(
    bp,
    "attachments",
    model=Attachment,
    form=FileForm,
    folder="pieces/files",
    heading=lazy("المستندات"),
    **rows,
)
