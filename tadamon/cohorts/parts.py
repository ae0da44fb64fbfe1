"""The lists of a cohort's sheet: its groups, the numbers that were told, its partners and its files."""

from sqlalchemy import select

from tadamon.activities.rows import NamedRows
from tadamon.cohorts.forms import GroupForm, PartnerForm, TargetForm
from tadamon.cohorts.models import Cohort, CohortPartner, Group, Target
from tadamon.cohorts.routes import LISTS, bp
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.rows import Rows


class GroupRows(Rows):
    in_table, keep_adding = True, True
    columns = 5
    adds = lazy("إضافة مجموعة")

    def removal(self, id, row_id):
        record = self._open(id)
        row = self._row(record, row_id)
        held = select(Trainee.id).where(Trainee.group_id == row.id, Trainee.removed_at.is_(None)).limit(1)
        if db.session.scalar(held):
            raise Refused(_("في هذه المجموعة متدربون. انقلهم إلى مجموعة أخرى أولًا."))
        return super().removal(id, row_id)


class TargetRows(Rows):
    in_table, keep_adding = True, True
    columns = 5
    adds = lazy("إضافة عدد")


class PartnerRows(NamedRows):
    in_table = True
    columns = 4
    adds = lazy("إضافة جهة شريكة")


rows = dict(owner=Cohort, action="cohorts.write")
LISTS.groups = GroupRows(
    bp, "groups", model=Group, form=GroupForm, folder="cohorts/groups", heading=lazy("المجموعات"), **rows
)
LISTS.targets = TargetRows(
    bp, "targets", model=Target, form=TargetForm, folder="cohorts/targets", heading=lazy("الأعداد"), **rows
)
LISTS.partners = PartnerRows(
    bp, "partners", model=CohortPartner, form=PartnerForm, folder="cohorts/partners", heading=lazy("الشركاء"), **rows
)
LISTS.attachments = FileRows(
    bp, "attachments", model=Attachment, form=FileForm, folder="pieces/files", heading=lazy("المستندات"), **rows
)
