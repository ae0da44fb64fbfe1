from tadamon.followup.fields import DueField
from tadamon.followup.models import OUTCOME_KINDS
from tadamon.language import lazy
from tadamon.web.forms import Choice, Form, Line, Prose


class OutcomeForm(Form):
    kind = Choice(lazy("نوع المُخرَج"), OUTCOME_KINDS)
    text = Prose(lazy("النص"), required=True, longest=5000, rows=3)
    owner = Line(lazy("الجهة المسؤولة"), longest=250, hint=lazy("إدارة أو مديرية أو جهة أخرى"))
    owner_person = Line(lazy("الشخص المسؤول"), longest=150)
    due_on = DueField(lazy("موعد الاستحقاق"), hint=lazy("مثال: 27 / 3 / 2025، أو «خلال 5 أيام عمل» من يوم الاجتماع."))

    def put(self, row) -> None:
        row.kind, row.text, row.owner_person = self.kind.data, self.text.data, self.owner_person.data
        row.give_to(self.owner.data)
        self.due_on.put(row, row.record.starts_on if row.record.date_precision == "day" else None)
