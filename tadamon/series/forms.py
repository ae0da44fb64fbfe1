from wtforms import ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.meetings.models import KINDS, kinds_in_use
from tadamon.series.rules import DAYS_OFF, EVERY
from tadamon.web.forms import Choice, DateField, Form, Line, Prose, TimeField


class SeriesForm(Form):
    title = Line(
        lazy("عنوان السلسلة"), required=True, hint=lazy("يصير عنوان كل اجتماع منها. مثال: اللقاء الجماهيري الأسبوعي")
    )
    kind = Choice(lazy("نوع الاجتماع"), kinds_in_use)
    every = Choice(lazy("يتكرر"), EVERY)
    starts_on = DateField(lazy("أول موعد"), required=True, hint=lazy("منه يُعرف اليوم. مثال: 27 / 3 / 2025"))
    ends_on = DateField(lazy("آخر موعد"), hint=lazy("اتركه فارغًا إن لم تكن له نهاية."))
    days_off = Choice(lazy("في الإجازات الرسمية"), DAYS_OFF)
    starts_at = TimeField(lazy("ساعة البدء"), hint=lazy("مثال: 10:30"))
    venue = Line(lazy("المكان"))
    notes = Prose(lazy("ملاحظات"), longest=2000, rows=3)
    unit_id = Choice(lazy("الوحدة المنظِّمة"), own_units, coerce=int)

    first = None  # of a series that is there already, when its last day alone is edited

    @classmethod
    def of(cls, thing, **data):
        form = super().of(thing, **data)
        form.first = thing.starts_on
        return form

    def validate_ends_on(self, field):
        first = self.starts_on.data if "starts_on" in self else self.first
        if field.data and first and field.data < first:
            raise ValidationError(_("اكتب موعدًا لا يسبق أول موعد."))

    def put(self, series) -> None:
        for field in self:
            if field.name == "unit_id":
                series.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(series, field.name)


class FilterForm(Form):
    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(
        lazy("الحالة"),
        {"archived": lazy("في الأرشيف")},
        empty=lazy("القائمة الجارية"),
        required=False,
    )

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}
