from flask_login import current_user

from tadamon.accounts.choices import governorates, offices_seen, own_units
from tadamon.accounts.models import Unit
from tadamon.approval import forms as approval
from tadamon.approval.models import STATES
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.meetings.models import KINDS, kinds_in_use
from tadamon.web.forms import (
    BooleanField,
    Choice,
    Choices,
    DateField,
    Form,
    Line,
    Link,
    Prose,
    TimeField,
    VagueDateField,
)


class MeetingForm(Form):
    title = Line(lazy("عنوان الاجتماع"), required=True, hint=lazy("مثال: لقاء جماهيري مفتوح، سياسة الباب المفتوح"))
    kind = Choice(lazy("نوع الاجتماع"), kinds_in_use)
    starts_on = VagueDateField(
        lazy("تاريخ الاجتماع"),
        required=True,
        hint=lazy("مثال: 27 / 3 / 2025. إن لم يُعرف اليوم فاكتب «مارس 2025» أو «الربع الأول 2025» أو «2025»."),
    )
    ends_on = DateField(lazy("تاريخ الانتهاء"), hint=lazy("لاجتماع امتد أكثر من يوم. مثال: 28 / 3 / 2025"))
    reported_date = Line(lazy("التاريخ كما ورد في المصدر"), longest=120, hint=lazy("مثال: «فبراير الماضي»"))
    starts_at = TimeField(lazy("ساعة البدء"), hint=lazy("مثال: 10:30 أو 2:15 م"))
    ends_at = TimeField(lazy("ساعة الانتهاء"), hint=lazy("مثال: 12:00 أو 3 م"))
    venue = Line(lazy("المكان"))
    governorate = Choice(lazy("المحافظة"), governorates, empty="—", required=False)
    online_link = Link(lazy("رابط الاجتماع عن بُعد"), longest=500)
    unit_id = Choice(lazy("الوحدة المنظِّمة"), own_units, coerce=int)
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    summary = Prose(lazy("الموضوع"), longest=5000, rows=4)
    called_by = Line(lazy("الداعي إلى الاجتماع"), longest=200)
    chaired_by = Line(lazy("رئيس الاجتماع"), longest=200)
    secretary = Line(lazy("أمين السر"), longest=200)
    invited = Choices(
        lazy("المديريات المدعوة"), Unit, Unit.offices, hint=lazy("ترى المديرية المدعوة هذا الاجتماع ومحضره.")
    )
    title_en = Line(lazy("العنوان بالإنجليزية"), hint=lazy("يظهر في الطباعة الإنجليزية."))

    FIRST = ("title", "kind", "starts_on", "starts_at", "venue", "unit_id")

    @classmethod
    def of(cls, thing, **data):
        form = super().of(thing, starts_on=thing.date, **data)
        form.kind.offered = lambda: kinds_in_use(besides=thing.kind)
        return form

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)

    def standing(self, name: str):
        """A value as it will stand after this form: posted here, or on the record already."""
        if name in self:
            data = self[name].data
            return getattr(data, "first", data)
        return getattr(self.thing, name, None)

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if right and self._ends_early("starts_on", "ends_on"):
            return self._wrong("ends_on", "starts_on", _("اكتب تاريخ نهاية لا يسبق تاريخ البداية."))
        same_day = self.standing("ends_on") in (None, self.standing("starts_on"))
        if right and same_day and self._ends_early("starts_at", "ends_at"):
            return self._wrong("ends_at", "starts_at", _("اكتب ساعة نهاية بعد ساعة البداية."))
        return right

    def _ends_early(self, start: str, end: str) -> bool:
        start, end = self.standing(start), self.standing(end)
        return bool(start and end and end < start)

    def _wrong(self, first: str, second: str, sentence: str) -> bool:
        field = self[first] if first in self else self[second]
        field.errors = [*field.errors, sentence]
        return False


class ItemForm(Form):
    title = Line(lazy("البند"), required=True)
    presenter = Line(lazy("العارض"), longest=200)
    starts_at = TimeField(lazy("الوقت"), hint=lazy("مثال: 10:45"))
    discussion = Prose(lazy("المناقشة"), rows=8)


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    unit = Choice(lazy("الوحدة"), offices_seen, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(
        lazy("الحالة"),
        STATES | {"unsigned": lazy("معتمد بلا أصل موقّع"), "archived": lazy("في الأرشيف")},
        empty=lazy("كل الحالات"),
        required=False,
    )

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))


class ApprovalForm(approval.ApprovalForm):
    publish = BooleanField(lazy("نشر ملخص المحضر لكل العاملين في النشرة"))

    def put(self, approval) -> None:
        if self.publish.data:
            approval.publish(by=current_user)


class RecipientForm(Form):
    name = Line(lazy("الجهة"), required=True, longest=250)
    sent_on = DateField(lazy("أُرسلت في"), hint=lazy("مثال: 27 / 3 / 2025"))
    note = Line(lazy("ملاحظة"), longest=250)
