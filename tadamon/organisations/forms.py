from flask_login import current_user

from tadamon.accounts.governorates import GOVERNORATES, governorate
from tadamon.accounts.models import Unit
from tadamon.directory.countries import HOME, countries
from tadamon.directory.organisations import FIELDS_OF_WORK, ORGANISATION_KINDS, Organisation
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.organisations.fields import Codes, Email, Name, Phone, Registration, Website
from tadamon.web.forms import Choice, DateField, Form, Line, Prose

SET_ASIDE = {"archived": lazy("في الأرشيف"), "merged": lazy("دُمجت في غيرها")}


def governorates() -> dict:
    return {code: governorate(code) for code in GOVERNORATES}


def focal_units() -> dict:
    """The units that may keep a record: every office for the department, one's own for the others."""
    own = {unit.id: unit.name for unit in current_user.unit.below}
    return own | Unit.offices() if current_user.sees_every_office else own


class KeptForm(Form):
    """What is kept of a body and of a person alike."""

    @classmethod
    def of(cls, thing, **data):
        form = super().of(thing, **data)
        form.unit_id.offered = lambda: {thing.unit_id: thing.unit.name} | focal_units()
        return form

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)

    def standing(self, name: str):
        """A value as it will stand after this form: posted here, or on the record already."""
        return self[name].data if name in self else getattr(self.thing, name, None)

    def wrong(self, names: tuple, sentence: str) -> bool:
        field = next(self[name] for name in names if name in self)
        field.errors = [*field.errors, sentence]
        return False


class OrganisationForm(KeptForm):
    name_ar = Name(
        lazy("اسم الجهة"),
        required=True,
        longest=250,
        hint=lazy("كما يُكتب في المكاتبات. مثال: جمعية الأورمان"),
    )
    name_en = Name(lazy("الاسم بالإنجليزية"), longest=250)
    kind = Choice(lazy("نوع الجهة"), ORGANISATION_KINDS)
    number = Registration(
        lazy("رقم الإشهار"), longest=20, hint=lazy("للجمعيات والمؤسسات الأهلية. مثال: 1234 أو 1234/2010")
    )
    registered_with_id = Choice(lazy("جهة الإشهار"), Unit.offices, empty="—", required=False, coerce=int)
    country = Choice(lazy("الدولة"), countries, default=HOME)
    governorates = Codes(lazy("محافظات العمل"), governorates, told_as="governorate_rows")
    fields = Codes(lazy("مجالات العمل"), FIELDS_OF_WORK, told_as="field_rows")
    phone = Phone(lazy("الهاتف"), longest=40, hint=lazy("مثال: 01001234567 أو 0952374455 أو 16528"))
    email = Email(lazy("البريد الإلكتروني"), longest=200)
    website = Website(lazy("الموقع الإلكتروني"), longest=300)
    address = Line(lazy("عنوان المقر"))
    notes = Prose(lazy("ملاحظات"), longest=5000, rows=4)
    unit_id = Choice(lazy("الوحدة المعنية بها"), focal_units, coerce=int)

    FIRST = ("name_ar", "kind", "name_en", "number", "registered_with_id", "unit_id")
    TELLING = ("name_ar", "name_en", "number", "registered_with_id")  # what likeness is judged by

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        registered = self.standing("number") or self.standing("registered_with_id")
        if right and registered and self.standing("kind") != "ngo":
            return self.wrong(
                ("number", "registered_with_id", "kind"),
                _("رقم الإشهار للجمعيات والمؤسسات الأهلية وحدها. غيّر نوع الجهة أو احذف رقم الإشهار وجهته."),
            )
        return right


class PersonForm(KeptForm):
    name_ar = Name(lazy("الاسم"), required=True, longest=150, hint=lazy("دون ألقاب. مثال: مايا مرسي"))
    titles = Line(lazy("اللقب"), longest=100, hint=lazy("مثال: د. أو م. أو المستشار"))
    name_en = Name(lazy("الاسم بالإنجليزية"), longest=150)
    phone = Phone(lazy("الهاتف"), longest=40, hint=lazy("مثال: 01001234567 أو 0952374455 أو 16528"))
    email = Email(lazy("البريد الإلكتروني"), longest=200)
    notes = Prose(lazy("ملاحظات"), longest=5000, rows=4)
    unit_id = Choice(lazy("الوحدة التي تتابعه"), focal_units, coerce=int)

    FIRST = ("name_ar", "titles", "name_en", "unit_id")
    TELLING = ("name_ar", "name_en")


class AliasForm(Form):
    name = Name(lazy("اسم آخر"), required=True, longest=250, hint=lazy("اسم سابق أو مختصر أو بلغة أخرى. مثال: GIZ"))


class ContactForm(Form):
    name = Line(lazy("الاسم"), required=True, longest=150)
    post = Line(lazy("الصفة"), longest=250)
    phone = Phone(lazy("الهاتف"), longest=40)
    email = Email(lazy("البريد الإلكتروني"), longest=200)


class PostForm(Form):
    """`body` links to the unit of ours or the body of the directory that has this very name."""

    title = Line(lazy("الصفة"), required=True, longest=250, hint=lazy("مثال: نائب وزيرة التضامن الاجتماعي"))
    body = Line(lazy("الجهة"), longest=250)
    from_on = DateField(lazy("من تاريخ"), hint=lazy("مثال: 27 / 3 / 2025"))
    to_on = DateField(lazy("إلى تاريخ"), hint=lazy("فارغ ما دام فيها"))

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if right and self.from_on.data and self.to_on.data and self.to_on.data < self.from_on.data:
            self.to_on.errors = [_("اكتب تاريخ نهاية لا يسبق تاريخ البداية.")]
            return False
        return right

    def put(self, row) -> None:
        super().put(row)
        row.unit = Unit.named(row.body)
        row.organisation = None if row.unit else Organisation.named(row.body)


class FilterForm(Form):
    """What the list of bodies can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث بالاسم أو الرقم"), longest=200)
    kind = Choice(lazy("النوع"), ORGANISATION_KINDS, empty=lazy("كل الأنواع"), required=False)
    governorate = Choice(lazy("المحافظة"), governorates, empty=lazy("كل المحافظات"), required=False)
    field = Choice(lazy("مجال العمل"), FIELDS_OF_WORK, empty=lazy("كل المجالات"), required=False)
    unit = Choice(lazy("المعنية بها"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), SET_ASIDE, empty=lazy("في الدليل"), required=False)

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


class PeopleFilterForm(Form):
    q = Line(lazy("بحث بالاسم أو الصفة"), longest=200)
    unit = Choice(lazy("الوحدة التي تتابعه"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), SET_ASIDE, empty=lazy("في الدليل"), required=False)

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)
