"""The lists of a committee's sheet: its members and its files."""

from tadamon.activities.rows import NamedRows
from tadamon.committees.forms import MemberForm
from tadamon.committees.models import Committee, Member
from tadamon.committees.routes import LISTS, bp
from tadamon.language import lazy
from tadamon.records.attachments import Attachment
from tadamon.web.attaching import FileForm, FileRows


class MemberRows(NamedRows):
    keep_adding = in_table = True
    columns = 6
    adds = lazy("إضافة عضو")
    fills = {"person_title": "title", "body": "body"}


class Files(FileRows):
    adds = lazy("إرفاق ملف")


rows = dict(owner=Committee, action="committees.write")
LISTS.members = MemberRows(
    bp, "members", model=Member, form=MemberForm, folder="committees/members", heading=lazy("الأعضاء"), **rows
)
LISTS.attachments = Files(
    bp,
    "attachments",
    model=Attachment,
    form=FileForm,
    folder="pieces/files",
    heading=lazy("المستندات"),
    **rows,
)
