from flask_login import current_user
from sqlalchemy import or_, select
from wtforms import ValidationError

from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.activities.models import Activity
from tadamon.activities.participants import COUNT_PRECISIONS
from tadamon.directory.personal import Impersonal, NationalIdField, PhoneField
from tadamon.extensions import db
from tadamon.issues.models import STATES, Category, Citizen
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.web.forms import (
    BooleanField,
    Choice,
    DateField,
    Form,
    Line,
    NumberField,
    Prose,
    VagueDateField,
)

DAY = lazy("مثال: 27 / 3 / 2025")
OPEN_DOORS = 30
CITIZEN = ("citizen_name", "citizen_id", "citizen_phone")


def administrations() -> dict:
    """The units under the person's office; of one who is in such a unit, that unit."""
    office = current_user.office
    return {unit.id: unit.name for unit in office.below if unit.id != office.id}


def open_doors(kept: int | None = None) -> dict:
    """{id: title and day} of the office's latest open-door meetings, and of the one that is chosen already."""
    a = Activity.__table__.c
    mine = (a.office_id == current_user.office_id, a.archived_at.is_(None))
    latest = (
        select(a.id).where(*mine, a.kind == "open-door").order_by(a.starts_on.desc(), a.id.desc()).limit(OPEN_DOORS)
    )
    query = select(a.id, a.title, a.starts_on, a.date_precision).where(
        *mine, or_(a.id.in_(select(latest.subquery().c.id)), a.id == kept)
    )
    rows = db.session.execute(query.order_by(a.starts_on.desc(), a.id.desc()))
    return {row.id: f"{row.title} — {show_date(row.starts_on, row.date_precision)}" for row in rows}


class IssueForm(Impersonal):
    PERSONAL = CITIZEN
    subject = Line(
        lazy("الموضوع"), required=True, hint=lazy("ما يطلبه المواطن في سطر واحد. مثال: إيقاف بطاقة المساعدة منذ يوليو")
    )
    category_id = Choice(lazy("الفئة"), Category.offered, coerce=int, empty=lazy("اختر الفئة"))
    administration_id = Choice(lazy("الإدارة"), administrations, coerce=int, empty="—", required=False)
    people_count = NumberField(lazy("عدد من طرحوه"), least=1, most=100_000)
    people_precision = Choice(lazy("دقة العدد"), COUNT_PRECISIONS)
    raised_on = VagueDateField(
        lazy("تاريخ الطرح"),
        of="raised",
        required=True,
        hint=lazy("مثال: 27 / 3 / 2025. إن لم يُعرف اليوم فاكتب «مارس 2025»."),
    )
    activity_id = Choice(lazy("اللقاء"), open_doors, coerce=int, empty=lazy("خارج اللقاءات"), required=False)
    details = Prose(lazy("التفاصيل"), longest=5000, rows=4)

    @classmethod
    def of(cls, thing, **data):
        form = super().of(thing, raised_on=thing.raised, **data)
        form.activity_id.offered = lambda: open_doors(thing.activity_id)
        return form

    def validate_raised_on(self, field):
        if field.data and field.data.first > today():
            raise ValidationError(_("اكتب تاريخًا لا يلي اليوم."))


class CitizenForm(Form):
    """Whom it concerns: never kept as a draft, never shown whole but to who may, and then it is logged."""

    citizen_name = Line(lazy("اسم المواطن"), longest=150)
    citizen_id = NationalIdField(lazy("الرقم القومي"), hint=lazy("14 رقمًا كما في البطاقة. يمكن تركه."))
    citizen_phone = PhoneField(lazy("الهاتف"), hint=lazy("مثال: 01001234567"))

    @classmethod
    def of_citizen(cls, citizen: Citizen | None):
        known = citizen or Citizen(name="", national_id="", phone="")
        return cls(data={"citizen_name": known.name, "citizen_id": known.national_id, "citizen_phone": known.phone})

    def put_into(self, issue) -> None:
        """Keep what was given; nothing given keeps no one."""
        name, number, phone = ((self[each].data or "") if each in self else "" for each in CITIZEN)
        if not (name or number or phone):
            issue.citizen = None
            return
        issue.citizen = issue.citizen or Citizen(name="", national_id="", phone="")
        issue.citizen.name, issue.citizen.national_id, issue.citizen.phone = name, number, phone


class NewForm(IssueForm, CitizenForm):
    unit_id = Choice(lazy("الوحدة المسجِّلة"), own_units, coerce=int)
    FIRST = ("subject", "category_id", "administration_id", "raised_on", "activity_id", "unit_id", "details")

    def put(self, thing) -> None:
        thing.unit = db.session.get(Unit, self.unit_id.data)
        for field in self:
            if field.name not in ("unit_id", *CITIZEN):
                field.populate_obj(thing, field.name)
        self.put_into(thing)


class DeskForm(Impersonal):
    """One line an issue."""

    PERSONAL = CITIZEN

    subject = Line(lazy("الموضوع"), required=True)
    category_id = Choice(lazy("الفئة"), Category.offered, coerce=int, empty=lazy("اختر الفئة"))
    people_count = NumberField(lazy("كم شخصًا"), least=1, most=100_000)
    citizen_name = Line(lazy("اسم المواطن"), longest=150)

    put_into = CitizenForm.put_into


class DatedForm(Impersonal):
    on = DateField(lazy("التاريخ"), required=True, hint=DAY)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يلي اليوم."))


class AnswerForm(DatedForm):
    reply = Prose(lazy("الرد على المواطن"), required=True, longest=5000, rows=5)
    on = DateField(lazy("تاريخ الرد"), required=True, hint=DAY)
    there = BooleanField(lazy("رُد عليه في اللقاء نفسه"))


class ReferralForm(DatedForm):
    body = Line(
        lazy("الجهة المحال إليها"),
        required=True,
        longest=250,
        hint=lazy("إدارة من إداراتنا أو جهة من الدليل، أو اكتب اسمها."),
    )
    on = DateField(lazy("تاريخ الإحالة"), required=True, hint=DAY)
    note = Prose(lazy("المطلوب من الجهة"), longest=2000, rows=3)


class AcceptanceForm(DatedForm):
    note = Prose(lazy("ملاحظة الجهة"), longest=2000, rows=3)


class RefusalForm(DatedForm):
    note = Prose(lazy("سبب الاعتذار"), required=True, longest=2000, rows=3)


class CompletionForm(DatedForm):
    note = Prose(lazy("ما أنجزته الجهة"), required=True, longest=5000, rows=4)


class RecallForm(DatedForm):
    note = Prose(lazy("سبب الاسترداد"), required=True, longest=2000, rows=3)


class WaitingForm(DatedForm):
    on = DateField(lazy("بانتظاره منذ"), required=True, hint=DAY)
    note = Prose(
        lazy("المطلوب من المواطن"), required=True, longest=2000, rows=3, hint=lazy("مثال: صورة البطاقة الجديدة")
    )


class ResumptionForm(DatedForm):
    note = Prose(lazy("ما قدّمه المواطن"), longest=2000, rows=3)


class ReopeningForm(DatedForm):
    note = Prose(lazy("سبب إعادة الفتح"), required=True, longest=2000, rows=3)


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    category = Choice(lazy("الفئة"), Category.offered, empty=lazy("كل الفئات"), required=False, coerce=int)
    state = Choice(
        lazy("الحالة"),
        {"unanswered": lazy("كل ما لم يُرد عليه")} | STATES | {"archived": lazy("في الأرشيف")},
        empty=lazy("كل الحالات"),
        required=False,
    )
    unit = Choice(lazy("الجهة"), Unit.offices, empty=lazy("كل الجهات"), required=False, coerce=int)
    administration = Choice(lazy("الإدارة"), administrations, empty=lazy("كل الإدارات"), required=False, coerce=int)
    late = BooleanField(lazy("المتأخرة وحدها"))

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
