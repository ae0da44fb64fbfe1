"""The forms of the rows that every kind of activity has."""

from tadamon.accounts.choices import governorates
from tadamon.activities.models import CITATION_KINDS, PRESENCE
from tadamon.activities.participants import COUNT_PRECISIONS, PARTICIPATION
from tadamon.language import lazy
from tadamon.web.forms import Choice, Form, Line, NumberField


class AttendanceForm(Form):
    name = Line(lazy("الاسم"), required=True, longest=150)
    person_title = Line(lazy("الصفة"), longest=250)
    body = Line(lazy("الجهة"), longest=250)
    presence = Choice(lazy("الحضور"), PRESENCE)
    note = Line(lazy("سبب الاعتذار أو اسم من ينوب عنه"), longest=250)


class ParticipantForm(Form):
    name = Line(lazy("الجهة"), required=True, longest=250)
    role = Choice(lazy("المشاركة"), PARTICIPATION)
    governorate = Choice(lazy("المحافظة"), governorates, empty="—", required=False)
    count = NumberField(lazy("العدد"), least=1, most=100_000, hint=lazy("لمجموعة لم تُذكر كلها بأسمائها، مثل: 27"))
    precision = Choice(lazy("دقة العدد"), COUNT_PRECISIONS, required=False)
    note = Line(lazy("ملاحظة"), longest=250)

    def put(self, row) -> None:
        super().put(row)
        row.precision = (self.count.data and self.precision.data) or "exactly"


class CitationForm(Form):
    kind = Choice(lazy("نوع المرجع"), CITATION_KINDS)
    number = Line(lazy("الرقم"), longest=20)
    year = NumberField(lazy("السنة"), least=1800, most=2100)
    subject = Line(lazy("بشأن"))
