from wtforms import ValidationError

from tadamon.accounts.models import Unit
from tadamon.followup.fields import DueField
from tadamon.followup.models import KINDS, OUTCOME_STATES, PRIORITIES
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.partnerships.forms import ReportForm as ObligationReportForm
from tadamon.web.attaching import FileForm
from tadamon.web.forms import Choice, DateField, FileField, Form, Line, NumberField, Prose, VagueDateField

DAY = lazy("مثال: 27 / 3 / 2025")
DUE = lazy("مثال: 27 / 3 / 2025، أو «خلال 5 أيام عمل» من اليوم.")
FILE = lazy("PDF أو صورة أو ملف Word أو Excel، حتى 20 ميجابايت. يمكن تركه.")
VIEWS = {
    "overdue": lazy("متأخر"),
    "week": lazy("يستحق خلال أسبوع"),
    "all": lazy("كل الحالات"),
}


class FilterForm(Form):
    """What the register can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    state = Choice(lazy("الحالة"), VIEWS | OUTCOME_STATES, empty=lazy("ما زال مفتوحًا"), required=False)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    owner = Choice(lazy("الجهة المسؤولة"), Unit.offices, empty=lazy("كل الجهات المسؤولة"), required=False, coerce=int)
    unit = Choice(lazy("الجهة المكلِّفة"), Unit.offices, empty=lazy("كل الجهات المكلِّفة"), required=False, coerce=int)
    priority = Choice(lazy("الأولوية"), PRIORITIES, empty=lazy("كل الأولويات"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit.offered = lambda: self.owner.offers  # the same offices, read once

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)

    @property
    def given(self) -> dict:
        """{name: value} of what was given and understood."""
        return {field.name: field.data for field in self if field.data and not field.errors}


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("يستحق من")))
FilterForm.to = VagueDateField(lazy("إلى"))


class Optional(FileForm):
    """A form whose file may be left out."""

    def validate_file(self, field):
        if self.attached:
            super().validate_file(field)

    @property
    def attached(self) -> bool:
        return bool(getattr(self.file.data, "filename", ""))


class NoteForm(Optional):
    note = Prose(lazy("ملاحظة متابعة"), required=True, longest=5000, rows=3)
    file = FileField(lazy("مستند"), description=FILE)


class ReportForm(ObligationReportForm):
    """The same as of an obligation: when, what, and what proves it."""


class StartForm(Form):
    note = Prose(lazy("ملاحظة"), longest=2000, rows=2)


class ReasonForm(Form):
    reason = Prose(lazy("السبب"), required=True, longest=2000, rows=3)


class ExtensionForm(ReasonForm):
    due_on = DueField(lazy("الموعد الجديد"), required=True, hint=DUE)
    reason = Prose(lazy("سبب المد"), required=True, longest=2000, rows=3)


class HandoverForm(Form):
    owner = Line(lazy("الجهة المسؤولة"), required=True, longest=250, hint=lazy("إدارة أو مديرية أو جهة أخرى"))
    owner_person = Line(lazy("الشخص المسؤول"), longest=150)
    reason = Prose(lazy("السبب"), longest=2000, rows=2)


class PriorityForm(Form):
    priority = Choice(lazy("الأولوية"), PRIORITIES)


class ReminderForm(Form):
    remind_on = DateField(lazy("التذكير القادم"), hint=lazy("مثال: 27 / 3 / 2025. اتركه فارغًا لإلغاء التذكير."))

    def validate_remind_on(self, field):
        if field.data and field.data < today():
            raise ValidationError(_("اكتب تاريخ تذكير لم يمضِ."))


class PastDay(Form):
    on = DateField(lazy("التاريخ"), required=True, hint=DAY)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class SubmissionForm(PastDay):
    body = Line(lazy("السلطة المختصة"), required=True, longest=250, hint=lazy("مثال: السيدة الوزيرة، السيد المحافظ"))
    on = DateField(lazy("رُفعت في"), required=True, hint=DAY)
    reference = Line(lazy("رقم الكتاب"), longest=120)
    note = Prose(lazy("ملاحظة"), longest=2000, rows=2)


ANSWERS = {
    "approved": lazy("وافقت، وتصبح قرارًا"),
    "refused": lazy("لم توافق"),
    "sent-back": lazy("أعادتها لاستكمالها"),
}


class AnswerForm(PastDay):
    answer = Choice(lazy("رد السلطة المختصة"), ANSWERS)
    on = DateField(lazy("بتاريخ"), required=True, hint=DAY)
    reference = Line(lazy("رقم كتاب الرد"), longest=120)
    note = Prose(lazy("ما جاء في الرد"), longest=2000, rows=2)
    decision = Prose(lazy("نص القرار"), longest=5000, rows=3, hint=lazy("عند الموافقة؛ وإن تُرك فهو نص التوصية."))


class AssignmentForm(Form):
    text = Prose(lazy("التكليف"), required=True, longest=5000, rows=3)
    owner = Line(lazy("الجهة المسؤولة"), required=True, longest=250, hint=lazy("إدارة أو مديرية أو جهة أخرى"))
    owner_person = Line(lazy("الشخص المسؤول"), longest=150)
    due_on = DueField(lazy("موعد الاستحقاق"), hint=DUE)
    priority = Choice(lazy("الأولوية"), PRIORITIES)


class BulkForm(ExtensionForm):
    """One new day for all, or so many days more for each."""

    due_on = DueField(lazy("موعد جديد واحد لها كلها"), hint=DUE)
    more = NumberField(
        lazy("أو أيام تضاف إلى موعد كل منها"),
        least=1,
        most=365,
        hint=lazy("مثال: 14. إن وقع الموعد في عطلة فإلى أول يوم عمل بعدها."),
    )

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if right and (self.due_on.data is None) == (self.more.data is None):
            self.due_on.errors = [_("اكتب موعدًا واحدًا لها كلها، أو عدد أيام يضاف إلى كل منها.")]
            return False
        return right
