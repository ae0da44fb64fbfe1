from wtforms import BooleanField, ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.approval.models import STATES
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.spans import Span, parse_span
from tadamon.reports.models import PLACES
from tadamon.web.forms import Choice, DateField, Form, Line, Prose, Typed, VagueDateField


class SpanField(Typed):
    """A period as officials name it."""

    def understand(self, typed):
        return parse_span(typed)

    def show(self, value: Span):
        return value.name


class NewForm(Form):
    period = SpanField(
        lazy("الفترة"),
        required=True,
        hint=lazy(
            "مثال: أكتوبر 2025، الربع الأول 2025، النصف الأول 2025، 2025/2026 للعام المالي؛ أو أول يوم من فترة حرة."
        ),
    )
    until = DateField(lazy("آخر يوم"), hint=lazy("لفترة حرة فقط. مثال: 31 / 3 / 2025"))
    title = Line(lazy("عنوان التقرير"), hint=lazy("يُكتب من الفترة إن تُرك فارغًا."))
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)

    def validate_until(self, field):
        if field.data and self.period.data and field.data < self.period.data.first:
            raise ValidationError(_("اكتب يومًا لا يسبق أول الفترة."))


class FilterForm(Form):
    """What the list can be narrowed by; the days are of the beginning of the period."""

    q = Line(lazy("بحث في النص"), longest=200)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(
        lazy("الحالة"),
        {code: STATES[code] for code in ("draft", "submitted", "returned", "approved")}
        | {"archived": lazy("في الأرشيف")},
        empty=lazy("كل الحالات"),
        required=False,
    )

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))


class ReportForm(Form):
    title = Line(lazy("عنوان التقرير"), required=True)
    title_en = Line(lazy("العنوان بالإنجليزية"))
    introduction = Prose(lazy("المقدمة"), longest=10_000, rows=6)
    conclusion = Prose(lazy("الخاتمة"), longest=10_000, rows=6)
    introduction_en = Prose(lazy("المقدمة بالإنجليزية"), longest=10_000, rows=6)
    conclusion_en = Prose(lazy("الخاتمة بالإنجليزية"), longest=10_000, rows=6)
    with_map = BooleanField(lazy("خريطة المحافظات في التقرير"))
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)


class ParagraphForm(Form):
    text = Prose(
        lazy("الفقرة"),
        required=True,
        longest=10_000,
        rows=5,
        hint=lazy("لجدول: اكتب كل صف في سطر، وبين خاناته العلامة |"),
    )
    text_en = Prose(lazy("الفقرة بالإنجليزية"), longest=10_000, rows=3)
    axis_id = Choice(lazy("المحور"), Axis.offered, empty=lazy("بلا محور"), required=False, coerce=int)
    place = Choice(lazy("موضعها"), PLACES)
    reason = Line(lazy("السبب"), longest=500, hint=lazy("لما هو خارج الفترة أو لا يدخل التقرير."))

    reason_en = Line(lazy("السبب بالإنجليزية"), longest=500)

    def validate_reason(self, field):
        if self.place.data in ("outside", "left-out") and not field.data:
            raise ValidationError(_("اكتب السبب ليُعرف لماذا لم تدخل الفقرة محاور التقرير."))


class AxisForm(Form):
    axis_id = Choice(lazy("المحور"), Axis.offered, coerce=int)


class HeadingForm(Form):
    title = Line(lazy("عنوان المحور"), required=True, longest=200)
    title_en = Line(lazy("العنوان بالإنجليزية"), longest=200)
