from wtforms import ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.committees.words import KINDS, QUORUMS, ROLES, STATES
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.web.forms import Choice, Choices, DateField, Form, Line, NumberField, Prose, VagueDateField

DAY = lazy("مثال: 27 / 3 / 2025")
VAGUE = lazy("مثال: 27 / 3 / 2025. إن لم يُعرف اليوم فاكتب «مارس 2025» أو «2025».")


class CommitteeForm(Form):
    title = Line(lazy("اسم اللجنة"), required=True, hint=lazy("مثال: لجنة متابعة شكاوى المواطنين"))
    kind = Choice(lazy("نوع اللجنة"), KINDS)
    agreed_on = VagueDateField(lazy("تاريخ الاتفاق"), of="agreed", hint=VAGUE)
    decision_number = Line(lazy("رقم قرار التشكيل"), longest=40)
    decision_year = NumberField(lazy("سنة القرار"), least=1900, most=2100)
    decided_on = VagueDateField(lazy("تاريخ القرار"), of="decided", hint=VAGUE)
    decision_by = Line(lazy("جهة إصدار القرار"), longest=250)
    mandate = Prose(lazy("الاختصاص"), longest=10_000, rows=5)
    quorum = Choice(lazy("النصاب"), QUORUMS)
    quorum_number = NumberField(lazy("عدد النصاب"), least=1, most=500, hint=lazy("عدد الأعضاء اللازم لصحة الاجتماع."))
    until_on = DateField(lazy("ينتهي عملها في"), hint=lazy("للجنة مؤقتة حُدّدت مدتها. مثال: 27 / 3 / 2025"))
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)
    title_en = Line(lazy("الاسم بالإنجليزية"), hint=lazy("يظهر في الطباعة الإنجليزية."))

    FIRST = ("title", "kind", "agreed_on", "mandate", "unit_id")

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, agreed_on=thing.agreed, decided_on=thing.decided, **data)

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)


class MemberForm(Form):
    name = Line(lazy("الاسم"), required=True, longest=150)
    person_title = Line(lazy("الصفة"), longest=250)
    body = Line(lazy("الجهة التي يمثلها"), longest=250, hint=lazy("جهة من الدليل أو وحدة من وحدات الوزارة"))
    role = Choice(lazy("الدور"), ROLES)
    from_on = DateField(lazy("عضو من"), hint=DAY)
    until_on = DateField(lazy("عضو حتى"), hint=lazy("اتركه فارغًا ما دام عضوًا."))

    def validate_until_on(self, field):
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("اكتب تاريخ نهاية لا يسبق تاريخ البداية."))


class ReplacementForm(Form):
    name = Line(lazy("العضو الجديد"), required=True, longest=150)
    person_title = Line(lazy("صفته"), longest=250)
    on = DateField(lazy("يحل محله من"), required=True, hint=DAY)


class ActForm(Form):
    on = DateField(lazy("التاريخ"), required=True, hint=DAY)
    reason = Prose(lazy("السند أو السبب"), longest=2000, rows=3, hint=lazy("رقم القرار أو الكتاب، أو سبب الانتهاء"))

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class FormingForm(ActForm):
    on = DateField(lazy("شُكّلت في"), required=True, hint=DAY)
    decision_number = Line(lazy("رقم قرار التشكيل"), longest=40)
    decision_year = NumberField(lazy("سنة القرار"), least=1900, most=2100)
    decision_by = Line(lazy("جهة إصدار القرار"), longest=250)


class EndingForm(ActForm):
    on = DateField(lazy("انتهى عملها في"), required=True, hint=DAY)
    reason = Prose(lazy("سبب الانتهاء أو سنده"), required=True, longest=2000, rows=3)


class ResumingForm(EndingForm):
    on = DateField(lazy("استأنفت عملها في"), required=True, hint=DAY)
    reason = Prose(lazy("سبب الاستئناف أو سنده"), required=True, longest=2000, rows=3)


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    state = Choice(lazy("الحالة"), STATES | {"archived": lazy("في الأرشيف")}, empty=lazy("كل الحالات"), required=False)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
