from flask import get_template_attribute, request
from flask_login import current_user
from wtforms import ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.cohorts import batches, doubles
from tadamon.cohorts.words import PROGRAMMES, SEXES, STATES
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import Vague, today
from tadamon.language.digits import to_reader
from tadamon.web.forms import BooleanField, Choice, Choices, DateField, Form, Line, NumberField, Prose, VagueDateField

DAY = lazy("مثال: 27 / 3 / 2025")


def administrations(office: Unit | None = None) -> dict:
    """{id: name} of the units under an office, the person's own if none is said."""
    office = office or current_user.office
    return {unit.id: unit.name for unit in office.below if unit.id != office.id}


class CohortForm(Form):
    programme = Choice(lazy("البرنامج"), PROGRAMMES)
    batch = NumberField(
        lazy("رقم الدفعة القومية"),
        least=batches.FIRST,
        most=batches.LAST,
        hint=lazy("لدفعات الخدمة العامة وحدها. مثال: 105"),
    )
    title = Line(lazy("اسم الدفعة"), required=True, hint=lazy("مثال: دفعة أكتوبر 2025 لمكلفي الخدمة العامة"))
    title_en = Line(lazy("الاسم بالإنجليزية"))
    starts_on = VagueDateField(
        lazy("تاريخ البدء"), of="starts", hint=lazy("مثال: 1 / 10 / 2025. إن لم يُعرف اليوم فاكتب «أكتوبر 2025».")
    )
    ends_on = DateField(lazy("تاريخ الانتهاء"), hint=DAY)
    venue = Line(lazy("المكان"))
    about = Prose(lazy("الهدف والمحتوى"), longest=5000, rows=4)
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    notes = Prose(lazy("ملاحظات"), longest=5000, rows=3)
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)
    FIRST = ("programme", "batch", "title", "starts_on", "ends_on", "venue", "about", "unit_id")

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, starts_on=thing.starts, **data)

    def standing(self, name: str):
        """A value as it will stand after this form."""
        if name in self:
            return self[name].data
        return getattr(self.thing, "starts" if name == "starts_on" else name, None)

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        start, end = self.standing("starts_on"), self.standing("ends_on")
        if start is None and "starts_on" in self and not self.standing("batch"):
            return self._wrong(_("اكتب تاريخ البدء، ولو بالشهر أو السنة."), "starts_on")
        if start and end and end < start.first:
            return self._wrong(_("اكتب تاريخ انتهاء لا يسبق تاريخ البدء."), "ends_on", "starts_on")
        if self.standing("batch") and self.standing("programme") != "public-service":
            return self._wrong(_("رقم الدفعة القومية لبرنامج الخدمة العامة وحده."), "batch", "programme")
        return self.thing is None or self.told_apart()

    def told_apart(self) -> bool:
        """Whether no standing cohort may be this one, or the person says that it is another; else that is asked."""
        found = self._doubles() if any(name in self for name in doubles.TOLD) else []
        if not found or "confirmed" in request.form:
            return True
        links = get_template_attribute("cohorts/_doubles.html", "links")(found)
        asked = BooleanField(_("هذه دفعة أخرى؛ سجّلها مستقلة."), description=links)
        self._fields["confirmed"] = asked.bind(self, "confirmed")
        self["confirmed"].process(None)
        number = to_reader(self.standing("batch"))
        return self._wrong(
            _("الرقم %(number)s مسجَّل لهذه الجهة من قبل. افتح المسجَّلة إن كانت هي، أو أكّد أنها أخرى.", number=number),
            "confirmed",
        )

    def _doubles(self) -> list:
        batch = self.standing("batch")
        if not batch or self.standing("programme") != "public-service":
            return []
        office = db.session.get(Unit, self.standing("unit_id")).office_id
        starts = self.standing("starts_on") or Vague(batches.starts_of(batch), "day")
        return doubles.of(office, batch, starts, besides=self.thing and self.thing.id)

    def _wrong(self, sentence: str, *names: str) -> bool:
        field = self[next(name for name in names if name in self)]
        field.errors = [*field.errors, sentence]
        return False

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            elif field.name not in ("starts_on", "confirmed"):
                field.populate_obj(thing, field.name)
        if "starts_on" in self and self.starts_on.data:
            thing.starts = self.starts_on.data
        elif thing.starts_on is None:  # the batch says it
            thing.starts_on, thing.date_precision = batches.starts_of(thing.batch), "day"
            thing.ends_on = thing.ends_on or batches.ends_of(thing.starts_on)


class GroupForm(Form):
    name = Line(lazy("اسم المجموعة"), required=True, longest=120, hint=lazy("مثال: المجموعة الأولى"))
    trainer = Line(lazy("المدرب أو المشرف"), longest=150)
    place = Line(lazy("المكان"), longest=250)


class TargetForm(Form):
    administration_id = Choice(lazy("الإدارة"), administrations, coerce=int, empty=lazy("كل الدفعة"), required=False)
    sex = Choice(lazy("ذكر أو أنثى"), SEXES, empty=lazy("إناث وذكور"), required=False)
    number = NumberField(lazy("العدد"), required=True, least=0, most=10_000_000)
    note = Line(lazy("ملاحظة"), longest=250)


class PartnerForm(Form):
    name = Line(lazy("الجهة"), required=True, longest=250)
    role = Line(lazy("دورها"), longest=250, hint=lazy("مثال: تقدم المدربين"))


class ActForm(Form):
    on = DateField(lazy("في يوم"), required=True, hint=DAY)
    note = Prose(lazy("ملاحظة"), longest=1000, rows=2)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class ReopeningForm(ActForm):
    note = Prose(lazy("السبب"), required=True, longest=1000, rows=2)


class FilterForm(Form):
    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("البرنامج"), PROGRAMMES, empty=lazy("كل البرامج"), required=False)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), STATES | {"archived": lazy("في الأرشيف")}, empty=lazy("كل الحالات"), required=False)

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
