from tadamon.accounts.models import Unit
from tadamon.directory.initiatives import KINDS, ROLES, STATES
from tadamon.directory.models import Axis
from tadamon.language import lazy
from tadamon.organisations.fields import Name
from tadamon.organisations.forms import KeptForm, focal_units
from tadamon.web.forms import Choice, Choices, Form, Line, Prose, VagueDateField


class InitiativeForm(KeptForm):
    name_ar = Name(lazy("اسم المبادرة"), required=True, longest=250, hint=lazy("كما ورد. مثال: تكافل وكرامة"))
    kind = Choice(lazy("النوع"), KINDS)
    name_en = Name(lazy("الاسم بالإنجليزية"), longest=250)
    state = Choice(lazy("الحالة"), STATES, default="running")
    about = Prose(lazy("تعريف بها"), longest=5000, rows=4)
    audience = Line(lazy("الفئة المستهدفة"), hint=lazy("مثال: الأطفال حتى 18 سنة"))
    began_on = VagueDateField(
        lazy("بدأت في"), of="began", hint=lazy("مثال: 1 / 10 / 2024. إن لم يُعرف اليوم فاكتب «أكتوبر 2024» أو «2015».")
    )
    reported_date = Line(lazy("البدء كما ورد في المصدر"), longest=200)
    verified_how = Line(lazy("مصدر التحقق"), hint=lazy("كيف عُرف تاريخ البدء"))
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    notes = Prose(lazy("ملاحظات"), longest=5000, rows=4)
    unit_id = Choice(lazy("الوحدة المعنية بها"), focal_units, coerce=int)

    FIRST = ("name_ar", "kind", "name_en", "began_on", "unit_id")
    TELLING = ("name_ar", "name_en")  # what likeness is judged by

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, began_on=thing.began, **data)


class BodyForm(Form):
    name = Line(lazy("الجهة"), required=True, longest=250)
    role = Choice(lazy("دورها"), ROLES)
    note = Line(lazy("ملاحظة"), longest=250)


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث بالاسم"), longest=200)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    unit = Choice(lazy("المعنية بها"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), STATES | {"archived": lazy("في الأرشيف")}, empty=lazy("كل الحالات"), required=False)

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)
