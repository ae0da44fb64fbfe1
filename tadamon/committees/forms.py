from wtforms import ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.committees.models import KINDS, ROLES, STATES
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.web.forms import Choice, DateField, Form, Line, NumberField, Prose


class CommitteeForm(Form):
    title = Line(
        lazy("اسم اللجنة"), required=True, hint=lazy("مثال: لجنة المتابعة المشتركة مع هيئة التأمين الصحي الشامل")
    )
    title_en = Line(lazy("الاسم بالإنجليزية"))
    kind = Choice(lazy("النوع"), KINDS)
    mandate = Prose(lazy("الاختصاصات"), longest=5000, rows=4)
    decision = Line(lazy("قرار التشكيل"), longest=120, hint=lazy("رقمه وسنته. مثال: قرار وزاري رقم 12 لسنة 2025"))
    decided_on = DateField(lazy("تاريخ القرار"), hint=lazy("مثال: 27 / 3 / 2025"))
    decided_by = Line(lazy("مُصدِر القرار"), longest=200)
    quorum = NumberField(
        lazy("النصاب"), least=1, most=500, hint=lazy("أقل عدد من الأعضاء لصحة الاجتماع؛ إن تُرك فارغًا فأكثر من النصف.")
    )
    notes = Prose(lazy("ملاحظات"), longest=5000, rows=3)
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)
    FIRST = ("title", "kind", "mandate", "decision", "decided_on", "unit_id")

    def validate_decided_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)


class MemberForm(Form):
    name = Line(lazy("الاسم"), required=True, longest=150)
    person_title = Line(lazy("الصفة"), longest=250)
    body = Line(lazy("يمثل"), longest=250)
    role = Choice(lazy("صفته في اللجنة"), ROLES)
    since = DateField(lazy("من يوم"), hint=lazy("مثال: 27 / 3 / 2025"))
    until = DateField(lazy("إلى يوم"), hint=lazy("يبقى فارغًا ما دام عضوًا."))
    decision = Line(lazy("قرار العضوية"), longest=120, hint=lazy("إن لم يكن قرار تشكيل اللجنة."))
    note = Line(lazy("ملاحظة"), longest=250)

    def validate_until(self, field):
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("اكتب يومًا لا يسبق بداية العضوية."))


class ReplacementForm(Form):
    """Who comes in the place of `thing`, a member, whose body and role they take unless others are written."""

    name = Line(lazy("من يحل محله"), required=True, longest=150)
    person_title = Line(lazy("الصفة"), longest=250)
    body = Line(lazy("يمثل"), longest=250)
    role = Choice(lazy("صفته في اللجنة"), ROLES)
    since = DateField(
        lazy("من يوم"), required=True, hint=lazy("تنتهي عضوية من قبله في اليوم السابق. مثال: 27 / 3 / 2025")
    )
    decision = Line(lazy("قرار العضوية"), longest=120, hint=lazy("رقمه وسنته. مثال: قرار رقم 15 لسنة 2025"))

    def validate_since(self, field):
        if field.data and self.thing.since and field.data <= self.thing.since:
            raise ValidationError(_("اكتب يومًا بعد %(day)s، وهو بداية عضوية من قبله.", day=show_date(self.thing.since)))

    @classmethod
    def instead_of(cls, member) -> "ReplacementForm":
        """The form as it is opened, or as it was just posted."""
        form = cls(data={"body": member.body, "role": member.role})
        form.thing = member
        return form


class ActForm(Form):
    on = DateField(lazy("في يوم"), required=True, hint=lazy("مثال: 27 / 3 / 2025"))
    note = Prose(lazy("السبب أو المرجع"), longest=1000, rows=2)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class EndForm(ActForm):
    note = Prose(lazy("السبب أو المرجع"), required=True, longest=1000, rows=2)


class FilterForm(Form):
    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), STATES | {"archived": lazy("في الأرشيف")}, empty=lazy("كل الحالات"), required=False)

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}
