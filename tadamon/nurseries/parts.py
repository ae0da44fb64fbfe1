"""The lists of a nursery's sheet: its licensed places over time, and its files."""

from tadamon.extensions import db
from tadamon.language import lazy
from tadamon.nurseries.forms import CapacityForm, PaperForm, VisitForm
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.routes import LISTS, bp
from tadamon.nurseries.visits import Paper, Visit
from tadamon.records.attachments import Attachment
from tadamon.web.attaching import FileForm, FileRows
from tadamon.web.rows import Rows


class CapacityRows(Rows):
    VERBS = tuple(verb for verb in Rows.VERBS if verb != "position")  # they stand by their days
    in_table = True
    columns = 4
    adds = lazy("إضافة طاقة مرخصة")


class PaperRows(Rows):
    in_table = True
    columns = 4
    adds = lazy("إضافة مستند")


class VisitRows(Rows):
    VERBS = CapacityRows.VERBS
    adds = lazy("تسجيل زيارة")

    def make(self, record, form):
        row = super().make(record, form)
        db.session.flush()
        row.ask()
        return row


rows = dict(owner=Nursery, action="nurseries.write")
LISTS.capacities = CapacityRows(
    bp,
    "capacities",
    model=Capacity,
    form=CapacityForm,
    folder="nurseries/capacities",
    heading=lazy("الطاقة المرخصة"),
    **rows,
)
LISTS.papers = PaperRows(
    bp, "papers", model=Paper, form=PaperForm, folder="nurseries/papers", heading=lazy("مستندات الطلب"), **rows
)
LISTS.visits = VisitRows(
    bp, "visits", model=Visit, form=VisitForm, folder="nurseries/visits", heading=lazy("الزيارات"), **rows
)
LISTS.attachments = FileRows(
    bp, "attachments", model=Attachment, form=FileForm, folder="pieces/files", heading=lazy("المستندات"), **rows
)
