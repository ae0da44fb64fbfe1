from decimal import Decimal

from wtforms import ValidationError
from wtforms.validators import StopValidation

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.activities.counting import END, ISOLATE
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.figures.words import BASES, COUNTS, MEASURES, PER, PRECISIONS, SPLITS
from tadamon.language import _, lazy, words
from tadamon.language.amounts import parse_amount
from tadamon.language.dates import today
from tadamon.web.forms import Choice, Choices, DateField, Form, Line, Link, Prose, Typed, VagueDateField

DAY = lazy("مثال: 27 / 3 / 2025")


class AmountField(Typed):
    """A number with or without a scale word; `said` is how sure it is when a word of it says so."""

    said = None

    def understand(self, typed):
        value, self.said = parse_amount(typed)
        return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()

    def show(self, value):
        return f"{value:,f}".rstrip("0").rstrip(".") if value != value.to_integral_value() else f"{int(value):,}"


class FigureForm(Form):
    name_ar = Line(lazy("المؤشر"), required=True, longest=250, hint=lazy("مثال: الأسر المستفيدة من تكافل وكرامة"))
    measure = Choice(lazy("وحدة القياس"), {code: each.name for code, each in MEASURES.items()})
    measure_word = Line(lazy("لفظ الوحدة"), longest=60, hint=lazy("إن اخترت «وحدة أخرى»: كما تُكتب بعد العدد"))
    per = Choice(lazy("المعدل"), PER, empty="—", required=False)
    split = Choice(lazy("التوزيع حسب"), SPLITS, empty="—", required=False)
    definition = Prose(
        lazy("ما يُعدّ بالضبط"), longest=3000, rows=3, hint=lazy("مثال: أشخاص مختلفون، لا عدد مرات الحضور.")
    )
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    unit_id = Choice(lazy("الوحدة صاحبة المؤشر"), own_units, coerce=int)
    name_en = Line(lazy("الاسم بالإنجليزية"), longest=250)

    FIRST = ("name_ar", "measure", "measure_word", "per", "unit_id")

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)

    def validate_name_ar(self, field):
        if field.data and not words.name_key(field.data):
            raise ValidationError(_("اكتب اسمًا فيه حروف أو أرقام."))


class ValueForm(Form):
    amount = AmountField(lazy("القيمة"), hint=lazy("مثال: 1,540 أو «4.7 مليون» أو «أكثر من 41 مليار». تُترك مع «عدة»."))
    precision = Choice(lazy("الدقة"), PRECISIONS)
    starts_on = VagueDateField(
        lazy("التاريخ أو الفترة"), required=True, hint=lazy("مثال: 27 / 3 / 2025 أو «الربع الأول 2025» أو «2025»")
    )
    ends_on = DateField(lazy("آخر الفترة"), hint=lazy("لفترة من يوم إلى يوم، كسنة مالية. مثال: 30 / 6 / 2025"))
    basis = Choice(lazy("على أساس"), BASES)
    part = Line(lazy("لجزء من الإجمالي"), longest=200, hint=lazy("مثال: إدارة الأقصر. يُترك للإجمالي."))
    reported_date = Line(lazy("التاريخ كما ورد في المصدر"), longest=200)
    source = Line(lazy("المصدر"), longest=300, required=True, hint=lazy("تقرير أو خبر أو كتاب رسمي"))
    source_on = DateField(lazy("تاريخ المصدر"), hint=DAY)
    link = Link(lazy("الرابط"), longest=500)
    supersedes_id = Choice(
        lazy("تحل محل"), lambda: {}, empty=lazy("لا شيء؛ تقف بجانب غيرها"), required=False, coerce=int
    )
    note = Line(lazy("ملاحظة"), longest=500)

    @classmethod
    def of(cls, row):
        form = super().of(row, starts_on=row.date)
        return form.among(row.record, row)

    def among(self, record, row=None) -> "ValueForm":
        """The values of the record that this one may take the place of: no circle."""
        later, ids = {row.id} if row else set(), None
        while ids != later:
            ids = set(later)
            later |= {each.id for each in record.values if each.supersedes_id in later}
        self.supersedes_id.offered = lambda: {each.id: _named(each) for each in record.values if each.id not in later}
        return self

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.amount.said and self.precision.data == "exactly":
            self.precision.data = self.amount.said
        if self.precision.data == "several":
            self.amount.data = None
        elif self.amount.data is None:
            return self._wrong(self.amount, _("اكتب القيمة، أو اختر «عدة» إن لم يُذكر العدد."))
        start, end = self.starts_on.data, self.ends_on.data
        if end and end < start.last:
            return self._wrong(self.ends_on, _("اكتب آخر الفترة بعد أولها."))
        if end:
            self.basis.data = "period"
        return True

    def validate_source_on(self, field):
        if field.data and field.data > today():
            raise StopValidation(_("اكتب تاريخ مصدر لا يتجاوز اليوم."))

    @staticmethod
    def _wrong(field, sentence: str) -> bool:
        field.errors = [*field.errors, sentence]
        return False

    def put(self, row) -> None:
        for field in self:
            if field.name == "starts_on":
                row.date = field.data
            else:
                setattr(row, field.name, field.data)


def _named(value) -> str:
    """A value among others; the name of its part stands in a sentence of the other direction."""
    part = f"{ISOLATE}{value.part}{END}" if value.part else ""
    return " — ".join(filter(None, (value.words, part, value.when)))


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("ما يُعدّ"), COUNTS, empty=lazy("كل ما يُعدّ"), required=False)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(
        lazy("الحالة"),
        {
            "approved": lazy("قيمه معتمدة"),
            "waiting": lazy("قيم تنتظر الاعتماد"),
            "empty": lazy("بلا قيمة"),
            "archived": lazy("في الأرشيف"),
        },
        empty=lazy("كل الحالات"),
        required=False,
    )

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
