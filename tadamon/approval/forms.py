from tadamon.approval.models import Approval
from tadamon.language import lazy
from tadamon.web.forms import DateField, Form, NumberField, Prose


class ApprovalForm(Form):
    """A number and a date of its own are only for what was approved on paper before."""

    number = NumberField(
        lazy("الرقم الورقي"), least=1, most=999_999, hint=lazy("لما اعتُمد على الورق من قبل؛ وإلا فاتركه فارغًا.")
    )
    dated = DateField(lazy("تاريخ اعتماده على الورق"), hint=lazy("مثال: 27 / 3 / 2025"))

    def put(self, approval: Approval) -> None:
        """What a kind of record asks beside number and date, which are given to it as it is approved."""

    @property
    def more(self) -> list:
        return [field for field in self if field.name not in ("number", "dated")]


class ReturnForm(Form):
    reason = Prose(
        lazy("سبب الإعادة"),
        required=True,
        longest=2000,
        rows=3,
        missing=lazy("اكتب سبب الإعادة ليعرف المحرّر ما يستكمله."),
    )


class CorrectionForm(Form):
    reason = Prose(
        lazy("سبب التصحيح"),
        required=True,
        longest=2000,
        rows=3,
        missing=lazy("اكتب سبب التصحيح: ما الخطأ الذي وُجد؟"),
        hint=lazy("يُطبع على النسخة المصحَّحة، ويبقى في سجلها."),
    )
