"""The lists of a committee's sheet: members and files."""

from tadamon.activities.rows import NamedRows
from tadamon.committees.forms import MemberForm
from tadamon.committees.members import Member
from tadamon.committees.models import Committee
from tadamon.committees.routes import LISTS, bp
from tadamon.language import lazy
from tadamon.language.dates import today
from tadamon.records.attachments import Attachment
from tadamon.web.attaching import FileForm, FileRows


class MemberRows(NamedRows):
    in_table = True
    columns = 6
    fills = {"person_title": "title", "body": "body"}

    def blank(self, record):
        return MemberForm(data={"role": "member", "from_on": record.formed_on})

    def _context(self, record, row=None):
        return super()._context(record, row) | {"shares": {}, "day": today()}


rows = dict(owner=Committee, action="committees.write")
LISTS.members = MemberRows(
    bp, "members", model=Member, form=MemberForm, folder="committees/members", heading=lazy("أعضاء اللجنة"), **rows
)
LISTS.attachments = FileRows(
    bp,
    "attachments",
    model=Attachment,
    form=FileForm,
    folder="committees/attachments",
    heading=lazy("المستندات"),
    **rows,
)
