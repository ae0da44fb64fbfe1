from flask_login import current_user
from wtforms import ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.directory.initiatives import Initiative
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.nurseries.models import FLOORS
from tadamon.nurseries.states import STATES
from tadamon.web.forms import Choice, Choices, DateField, Form, Line, NumberField, Prose

DAY = lazy("مثال: 27 / 3 / 2025")
MOST = 5000


def places() -> dict:
    """The units that keep the nurseries of the person's office: itself and those under it."""
    return {unit.id: unit.name for unit in current_user.office.below}


class NurseryForm(Form):
    title = Line(lazy("اسم الحضانة"), required=True)
    title_en = Line(lazy("الاسم بالإنجليزية"))
    owner = Line(
        lazy("المالك أو الجمعية"),
        longest=250,
        among="organisation",
        hint=lazy("اسم الجمعية كما في الدليل، أو اسم صاحب الحضانة."),
    )
    unit_id = Choice(lazy("الإدارة الاجتماعية"), own_units, coerce=int)
    village = Line(lazy("القرية أو النجع"), longest=200)
    address = Line(lazy("عنوان الحضانة"))
    floor = Choice(lazy("الدور في المبنى"), FLOORS, empty=lazy("لم يُسجَّل"), required=False)
    building = Prose(lazy("وصف المبنى"), longest=5000, rows=3)
    children = NumberField(lazy("عدد الأطفال المقيدين"), most=MOST, hint=lazy("من يوم إلى أربع سنوات."))
    staff = NumberField(lazy("عدد العاملين"), most=MOST)
    handed_by = Line(lazy("الجهة المسلِّمة"), longest=250)
    handed_on = DateField(lazy("تاريخ التسليم"), hint=DAY)
    received_by = Line(lazy("الجهة المستلِمة"), longest=250)
    received_on = DateField(lazy("تاريخ الاستلام"), hint=DAY)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    notes = Prose(lazy("ملاحظات"), longest=5000, rows=3)
    FIRST = ("title", "owner", "unit_id", "village", "address", "floor", "children", "staff")

    def validate_handed_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))

    def validate_received_on(self, field):
        handed = self.handed_on.data if "handed_on" in self else self.thing and self.thing.handed_on
        if field.data and handed and field.data < handed:
            raise ValidationError(_("اكتب تاريخًا لا يسبق التسليم."))
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)
        if "owner" in self:
            link([thing])


class CapacityForm(Form):
    places = NumberField(lazy("الطاقة المرخصة"), least=1, most=MOST, required=True)
    since = DateField(lazy("من يوم"), required=True, hint=DAY)
    note = Line(lazy("السند"), longest=250, hint=lazy("رقم الترخيص أو القرار."))


class PaperForm(Form):
    text = Line(lazy("المستند"), required=True, longest=250)
    came_on = DateField(lazy("ورد في"), hint=DAY)
    note = Line(lazy("ملاحظة"), longest=250)


class VisitForm(Form):
    on = DateField(lazy("يوم الزيارة"), required=True, hint=DAY)
    visitors = Line(lazy("القائمون بالزيارة"))
    note = Prose(lazy("ما لوحظ"), longest=5000, rows=3)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class ActForm(Form):
    on = DateField(lazy("في يوم"), required=True, hint=DAY)
    note = Prose(lazy("السبب أو المرجع"), longest=2000, rows=3)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class ExtensionForm(ActForm):
    until = DateField(lazy("حتى يوم"), required=True, hint=DAY)


class ReasonedForm(ActForm):
    note = Prose(lazy("الأسباب ورقم القرار"), required=True, longest=2000, rows=3)


class FilterForm(Form):
    q = Line(lazy("بحث في النص"), longest=200)
    state = Choice(lazy("الحالة"), STATES | {"archived": lazy("في الأرشيف")}, empty=lazy("كل الحالات"), required=False)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)

    administration = Choice(lazy("الإدارة الاجتماعية"), places, empty=lazy("كل الإدارات"), required=False, coerce=int)

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}
