from wtforms import ValidationError

from tadamon.accounts.choices import governorates, own_units
from tadamon.accounts.models import Unit
from tadamon.activities.forms import ParticipantForm as BodyForm
from tadamon.activities.participants import EVENT_ROLES, GROUP_PRECISIONS
from tadamon.directory.countries import countries
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.events.words import KINDS, OUR_ROLES, OUTPUT_KINDS, PARTS, STATES
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.records.attachments import Attachment
from tadamon.web.attaching import FileForm
from tadamon.web.forms import (
    Choice,
    Choices,
    DateField,
    FileField,
    Form,
    Line,
    Link,
    NumberField,
    Prose,
    VagueDateField,
)

DAY = lazy("مثال: 27 / 3 / 2025")
LINES = lazy("سطر لكل واحد")


class EventForm(Form):
    title = Line(
        lazy("عنوان الفعالية"), required=True, hint=lazy("مثال: ورشة العمل الإقليمية الثانية لمختبر الابتكار الإبداعي")
    )
    kind = Choice(lazy("نوع الفعالية"), KINDS)
    starts_on = VagueDateField(
        lazy("التاريخ كما ورد"),
        required=True,
        hint=lazy("مثال: 27 / 3 / 2025. إن لم يُعرف اليوم فاكتب «مارس 2025» أو «الربع الأول 2025» أو «2025»."),
    )
    ends_on = DateField(lazy("تاريخ الانتهاء"), hint=lazy("لفعالية امتدت أكثر من يوم. مثال: 28 / 3 / 2025"))
    reported_date = Line(lazy("نص التاريخ في المصدر"), longest=120, hint=lazy("مثال: «فبراير الماضي»"))
    verified_on = VagueDateField(
        lazy("التاريخ المتحقق منه"),
        of="verified",
        hint=lazy("إن تبيّن تاريخ غير الذي ورد. يبقى التاريخان معًا. مثال: 27 / 3 / 2025"),
    )
    verified_ends_on = DateField(lazy("تاريخ الانتهاء المتحقق منه"), hint=DAY)
    verified_how = Line(lazy("مصدر التحقق"), hint=lazy("كيف عُرف هذا التاريخ"))
    country = Choice(lazy("الدولة"), countries, empty="—", required=False)
    city = Line(lazy("المدينة"), longest=120)
    venue = Line(lazy("المكان"), hint=lazy("قاعة أو مركز أو فندق"))
    governorate = Choice(lazy("المحافظة"), governorates, empty="—", required=False)
    our_role = Choice(lazy("دورنا"), OUR_ROLES, empty="—", required=False)
    series = Line(lazy("السلسلة"), longest=200, hint=lazy("مثال: ورش مختبر الابتكار الإبداعي"))
    edition = NumberField(lazy("رقمها في السلسلة"), least=1, most=999, hint=lazy("مثال: 2 للورشة الثانية"))
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    summary = Prose(lazy("الموضوع"), longest=5000, rows=4)
    aims = Prose(lazy("الأهداف"), longest=5000, rows=4, hint=LINES)
    topics = Prose(lazy("الموضوعات المطروحة"), longest=5000, rows=4, hint=LINES)
    travel_decision = Line(lazy("قرار السفر"), longest=120, hint=lazy("رقم القرار، مثل: 214 لسنة 2025"))
    travel_decided_on = DateField(lazy("تاريخ قرار السفر"), hint=DAY)
    travels_on = DateField(lazy("تاريخ السفر"), hint=DAY)
    returns_on = DateField(lazy("تاريخ العودة"), hint=DAY)
    invited = Choices(
        lazy("المديريات المدعوة"), Unit, Unit.offices, hint=lazy("ترى المديرية المدعوة هذه الفعالية وما خرجت به.")
    )
    city_en = Line(lazy("المدينة بالإنجليزية"), longest=120)
    title_en = Line(lazy("العنوان بالإنجليزية"), hint=lazy("يظهر في الطباعة الإنجليزية."))

    FIRST = ("title", "kind", "starts_on", "country", "city", "our_role", "unit_id")
    # Each pair in its order, and what to say when it is turned round.
    ORDERED = (
        ("starts_on", "ends_on", lazy("اكتب تاريخ انتهاء لا يسبق تاريخ البداية.")),
        ("verified_on", "verified_ends_on", lazy("اكتب تاريخ انتهاء لا يسبق تاريخ البداية.")),
        ("travels_on", "returns_on", lazy("اكتب تاريخ عودة لا يسبق تاريخ السفر.")),
    )

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, starts_on=thing.date, verified_on=thing.verified, **data)

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)

    def standing(self, name: str):
        """A value as it will stand after this form: posted here, or on the record already."""
        if name in self:
            return getattr(self[name].data, "first", self[name].data)
        return getattr(self.thing, name, None)

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        for first, last, sentence in self.ORDERED:
            start, end = self.standing(first), self.standing(last)
            if start and end and end < start:
                return self._wrong(last, first, str(sentence))
        if self.standing("verified_ends_on") and not self.standing("verified_on"):
            return self._wrong("verified_ends_on", "verified_on", _("اكتب أولًا تاريخ البداية المتحقق منه."))
        return True

    def _wrong(self, first: str, second: str, sentence: str) -> bool:
        field = self[first] if first in self else self[second]
        field.errors = [*field.errors, sentence]
        return False


class ClassificationForm(Form):
    state = Choice(lazy("الاحتساب"), STATES)
    reason = Prose(lazy("السبب"), longest=2000, rows=3, hint=lazy("يُكتب حين لا تُحتسب الفعالية، ويُطبع معها."))

    def validate_reason(self, field):
        if self.state.data != "counted" and not field.data:
            raise ValidationError(_("اكتب سبب عدم الاحتساب."))


class ParticipantForm(BodyForm):
    role = Choice(lazy("دورها"), EVENT_ROLES)
    precision = Choice(lazy("دقة العدد"), GROUP_PRECISIONS, required=False)

    def put(self, row) -> None:
        super().put(row)
        if self.precision.data == "several":
            row.count, row.precision = None, "several"


class DelegateForm(Form):
    name = Line(lazy("الاسم"), required=True, longest=150)
    titles = Prose(lazy("الصفات يومها"), longest=1000, rows=2, hint=lazy("كل صفة في سطر"))
    body = Line(lazy("الجهة"), longest=250)
    part = Choice(lazy("الدور في الفعالية"), PARTS)
    name_en = Line(lazy("الاسم بالإنجليزية"), longest=150)
    titles_en = Prose(lazy("الصفات بالإنجليزية"), longest=1000, rows=2)


class NationForm(Form):
    code = Choice(lazy("الدولة"), countries)
    count = NumberField(lazy("عدد المشاركين"), least=1, most=100_000)
    precision = Choice(lazy("دقة العدد"), GROUP_PRECISIONS, required=False)
    note = Line(lazy("ملاحظة"), longest=250)

    def put(self, row) -> None:
        super().put(row)
        several = self.precision.data == "several"
        row.count = None if several else self.count.data
        row.precision = "several" if several else (row.count and self.precision.data) or "exactly"


class OutputForm(Form):
    kind = Choice(lazy("نوع المخرج"), OUTPUT_KINDS)
    title = Line(lazy("المخرج"), required=True)
    text = Prose(lazy("بيانه"), longest=5000, rows=3)
    title_en = Line(lazy("المخرج بالإنجليزية"))


class SourceForm(FileForm):
    headline = Line(lazy("العنوان الذي ورد به"))
    outlet = Line(lazy("المصدر"), longest=250, hint=lazy("صحيفة أو موقع أو تقرير"))
    link = Link(lazy("الرابط"), longest=500)
    published_on = DateField(lazy("تاريخ النشر"), hint=DAY)
    file = FileField(lazy("القصاصة"), description=lazy("PDF أو صورة، حتى 20 ميجابايت. يمكن تركها."))

    def validate_published_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخ نشر لا يتجاوز اليوم."))

    def validate_file(self, field):
        if getattr(field.data, "filename", ""):
            super().validate_file(field)

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if right and not (self.headline.data or self.outlet.data):
            self.headline.errors = [_("اكتب العنوان الذي ورد به أو اسم المصدر.")]
            return False
        return right

    def put(self, row) -> None:
        for name in ("headline", "outlet", "link", "published_on"):
            setattr(row, name, self[name].data)
        if getattr(self.file.data, "filename", ""):
            clipping = Attachment(record=row.record, purpose="clipping")
            super().put(clipping)
            db.session.add(clipping)
            clipping.place_last()
            row.clipping = clipping


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    role = Choice(lazy("دورنا"), OUR_ROLES, empty=lazy("كل الأدوار"), required=False)
    country = Choice(lazy("الدولة"), countries, empty=lazy("كل الدول"), required=False)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(
        lazy("الحالة"),
        STATES | {"archived": lazy("في الأرشيف")},
        empty=lazy("كل الحالات"),
        required=False,
    )

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
