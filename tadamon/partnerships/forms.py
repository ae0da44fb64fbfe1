from wtforms import ValidationError

from tadamon.accounts.choices import governorates, own_units
from tadamon.accounts.models import Unit
from tadamon.activities.participants import COUNT_PRECISIONS
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.directory.organisations import ORGANISATION_KINDS
from tadamon.extensions import db
from tadamon.followup.models import REPEATS
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.partnerships.fields import AmountField, Codes, LastDayField
from tadamon.partnerships.parties import Party
from tadamon.partnerships.states import STATES
from tadamon.partnerships.words import CLEARANCES, CURRENCIES, KINDS, RENEWALS, ROLES, SIDES
from tadamon.web.attaching import FileForm
from tadamon.web.forms import (
    BooleanField,
    Choice,
    Choices,
    DateField,
    FileField,
    Form,
    Line,
    NumberField,
    Prose,
    VagueDateField,
)

DAY = lazy("مثال: 27 / 3 / 2025")
VAGUE = lazy("مثال: 27 / 3 / 2025. إن لم يُعرف اليوم فاكتب «مارس 2025» أو «2025».")


class PartnershipForm(Form):
    title = Line(lazy("موضوع الشراكة"), required=True, hint=lazy("مثال: بروتوكول تعاون لرعاية الأسر الأولى بالرعاية"))
    kind = Choice(lazy("نوع الشراكة"), KINDS)
    reference = Line(lazy("رقم الاتفاق أو مرجعه"), longest=120)
    aims = Prose(lazy("الأهداف"), longest=10_000, rows=5)
    beneficiaries = Prose(lazy("الفئات المستفيدة"), longest=2_000, rows=3)
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    governorates = Codes(lazy("المحافظات"), governorates, of="codes")
    value = AmountField(lazy("القيمة"), hint=lazy("مثال: 1,500,000"))
    value_precision = Choice(lazy("دقة القيمة"), COUNT_PRECISIONS)
    currency = Choice(lazy("العملة"), CURRENCIES)
    starts_on = VagueDateField(lazy("تاريخ البدء"), of="starts", hint=VAGUE)
    ends_on = LastDayField(lazy("تاريخ الانتهاء"), of="ends", hint=VAGUE)
    open_ended = BooleanField(lazy("مفتوحة المدة"))
    renewal = Choice(lazy("التجديد"), RENEWALS)
    notice_days = NumberField(
        lazy("التنبيه قبل الانتهاء بأيام"),
        required=True,
        least=0,
        most=730,
        hint=lazy("عدد الأيام التي تكفي للتفاوض على التجديد، مثل 60."),
    )
    unit_id = Choice(lazy("الوحدة المسؤولة"), own_units, coerce=int)
    title_en = Line(lazy("الموضوع بالإنجليزية"), hint=lazy("يظهر في الطباعة الإنجليزية."))

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, starts_on=thing.starts, ends_on=thing.ends, **data)

    def put(self, thing) -> None:
        for field in self:
            if field.name == "unit_id":
                thing.unit = db.session.get(Unit, field.data)
            else:
                field.populate_obj(thing, field.name)

    def standing(self, name: str):
        """A value as it will stand after this form: posted here, or on the record already."""
        return (
            self[name].data
            if name in self
            else getattr(self.thing, {"starts_on": "starts", "ends_on": "ends"}.get(name, name), None)
        )

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if not right:
            return False
        start, end = self.standing("starts_on"), self.standing("ends_on")
        if start and end and end.last < start.first:
            return self._wrong("ends_on", "starts_on", _("اكتب تاريخ انتهاء لا يسبق تاريخ البدء."))
        if end and self.standing("open_ended"):
            return self._wrong(
                "open_ended", "ends_on", _("لهذه الشراكة تاريخ انتهاء، فلا تكون مفتوحة المدة. امسح أحدهما.")
            )
        return right

    def _wrong(self, first: str, second: str, sentence: str) -> bool:
        field = self[first] if first in self else self[second]
        field.errors = [*field.errors, sentence]
        return False


class NewForm(PartnershipForm):
    partner = Line(
        lazy("الطرف الشريك"),
        longest=250,
        hint=lazy("اكتب أول الاسم لتظهر الجهات المسجَّلة، أو اكتب جهة جديدة. تضاف أطراف أخرى بعد ذلك."),
    )
    FIRST = ("title", "kind", "partner", "starts_on", "unit_id")
    STANDARD = {"value_precision": "exactly", "currency": "EGP", "renewal": "none", "notice_days": 60}

    def put(self, thing) -> None:
        name = self.partner.data
        del self.partner
        super().put(thing)
        if name:
            theirs = Party(record=thing, position=2, role="second", side="theirs")
            theirs.call(name)
            db.session.add(theirs)
        unit = thing.unit
        db.session.add(Party(record=thing, position=1, role="first", side="ours", name=unit.name_ar, unit=unit))


class PartyForm(Form):
    name = Line(lazy("الجهة"), required=True, longest=250)
    side = Choice(lazy("الجانب"), SIDES)
    role = Choice(lazy("الدور"), ROLES)
    signatory = Line(lazy("يوقّع عنها"), longest=250, hint=lazy("الاسم والصفة"))
    abroad = BooleanField(lazy("جهة أجنبية"))

    def put(self, row) -> None:
        name = self.name.data
        if name != row.name:
            row.call(name)
        for field in self:
            if field.name != "name":
                field.populate_obj(row, field.name)


class ClearanceForm(Form):
    body = Line(lazy("الجهة صاحبة الموافقة"), required=True, longest=250)
    state = Choice(lazy("الموافقة"), CLEARANCES)
    asked_on = DateField(lazy("طُلبت في"), hint=DAY)
    decided_on = DateField(lazy("صدرت في"), hint=DAY)
    reference = Line(lazy("رقم الكتاب أو سببه"), longest=250)

    def validate_decided_on(self, field):
        if self.state.data in ("granted", "refused") and not field.data:
            raise ValidationError(_("اكتب تاريخ صدور الموافقة أو الرفض."))
        if field.data and field.data > today():
            raise ValidationError(_("لا يُسجَّل رد لم يصدر بعد."))
        if field.data and self.asked_on.data and field.data < self.asked_on.data:
            raise ValidationError(_("اكتب تاريخ صدور لا يسبق تاريخ الطلب."))

    def validate_reference(self, field):
        if self.state.data == "waived" and not field.data:
            raise ValidationError(_("اكتب سبب عدم لزوم الموافقة."))
        if self.state.data == "granted" and not field.data:
            raise ValidationError(_("اكتب رقم كتاب الموافقة أو مرجعه."))


class ObligationForm(Form):
    party_id = Choice(lazy("على من"), {}, coerce=int)
    text = Prose(lazy("الالتزام"), required=True, longest=5000, rows=3)
    owner_person = Line(lazy("الشخص المسؤول"), longest=150)
    due_on = DateField(lazy("موعد الاستحقاق"), hint=DAY)
    repeats = Choice(lazy("التكرار"), REPEATS, required=False)

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, **data).among(thing.record)

    def among(self, record) -> "ObligationForm":
        self.party_id.offered = {party.id: party.name_now for party in record.parties}
        return self

    def validate_due_on(self, field):
        if self.repeats.data and not field.data:
            raise ValidationError(_("اكتب أول موعد لهذا الالتزام المتكرر."))

    def put(self, row) -> None:
        row.text, row.owner_person, row.repeats = (
            self.text.data,
            self.owner_person.data,
            self.repeats.data or "",
        )
        row.due(self.due_on.data)
        owe(row, db.session.get(Party, self.party_id.data))


def owe(row, party: Party) -> None:
    """An obligation is answered for by its party, under the party's name."""
    row.party_id, row.owner, row.owner_unit_id = party.id, party.name, party.unit_id
    row.owner_organisation_id = party.organisation_id


class ReportForm(FileForm):
    done_on = DateField(lazy("نُفِّذ في"), required=True, hint=DAY)
    done_note = Prose(lazy("ما نُفِّذ"), longest=5000, rows=3)
    file = FileField(
        lazy("مستند يثبت التنفيذ"),
        description=lazy("PDF أو صورة أو ملف Word أو Excel، حتى 20 ميجابايت. يمكن تركه."),
    )

    def validate_done_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("لا يُسجَّل تنفيذ لم يحدث بعد."))

    def validate_file(self, field):
        if self.attached:
            super().validate_file(field)

    @property
    def attached(self) -> bool:
        return bool(getattr(self.file.data, "filename", ""))


class SignatureForm(Form):
    our_signed_on = VagueDateField(lazy("تاريخ توقيعنا"), of="our_signature", hint=VAGUE)
    their_signed_on = VagueDateField(lazy("تاريخ توقيع الطرف الشريك"), of="their_signature", hint=VAGUE)

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        given = [field for field in self if field.data]
        if right and not given:
            first = next(iter(self))
            first.errors = [_("اكتب تاريخ أحد التوقيعين على الأقل.")]
            return False
        for field in given:
            if right and field.data.first > today():
                field.errors, right = [_("لا يُسجَّل توقيع لم يحدث بعد.")], False
        return right

    def given(self, name: str):
        return self[name].data if name in self else None


class RenewalForm(Form):
    until = DateField(lazy("جُدّدت حتى"), required=True, hint=DAY)
    reason = Prose(lazy("سند التجديد"), longest=2000, rows=3, hint=lazy("رقم الكتاب أو الملحق وتاريخه"))


class EndingForm(Form):
    on = DateField(lazy("أُنهيت اعتبارًا من"), required=True, hint=DAY)
    reason = Prose(lazy("سبب الإنهاء"), required=True, longest=2000, rows=3)


SOON = {
    "expires-30": lazy("تنتهي خلال 30 يومًا"),
    "expires-60": lazy("تنتهي خلال 60 يومًا"),
    "expires-90": lazy("تنتهي خلال 90 يومًا"),
    "overdue": lazy("عليها التزامات متأخرة"),
}


class FilterForm(Form):
    """What the list can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("بحث في النص"), longest=200)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    state = Choice(
        lazy("الحالة"),
        STATES | SOON | {"archived": lazy("في الأرشيف")},
        empty=lazy("كل الحالات"),
        required=False,
    )
    axis = Choice(lazy("المحور"), Axis.offered, empty=lazy("كل المحاور"), required=False, coerce=int)
    governorate = Choice(lazy("المحافظة"), governorates, empty=lazy("كل المحافظات"), required=False)
    partner = Choice(lazy("نوع الشريك"), ORGANISATION_KINDS, empty=lazy("كل الشركاء"), required=False)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
