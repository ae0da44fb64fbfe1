from sqlalchemy import select
from wtforms import ValidationError

from tadamon.access import can
from tadamon.accounts.models import Unit
from tadamon.cohorts.forms import DAY, administrations
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees.judging import warnings
from tadamon.cohorts.trainees.listing import NONE, is_last_four
from tadamon.cohorts.trainees.models import Trainee, twin_in
from tadamon.cohorts.words import GIVEN_STATUSES, ROUNDS, SEXES, STATUSES
from tadamon.directory.national_id import LENGTH
from tadamon.directory.personal import Impersonal, NationalIdField, PhoneField
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.language.digits import to_ascii
from tadamon.web.forms import Choice, DateField, Form, Line, NumberField, Prose

PERSONAL = ("national_id", "born_on", "phone", "residence", "notes")
EARLIEST_YEAR = 1960
OFFERED = 100


class TraineeForm(Impersonal):
    """What everyone who sees the trainee sees."""

    name = Line(lazy("الاسم"), required=True, longest=150, hint=lazy("رباعيًا كما في البطاقة"))
    sex = Choice(lazy("ذكر أو أنثى"), SEXES, empty="—", required=False)
    administration_id = Choice(lazy("الإدارة"), administrations, coerce=int, empty="—", required=False)
    group_id = Choice(lazy("المجموعة"), dict, coerce=int, empty="—", required=False)
    workplace = Line(lazy("جهة التكليف"), longest=250, hint=lazy("مثال: مكتب تأهيل الأقصر"))
    placed_from = DateField(lazy("التكليف من يوم"), hint=DAY)
    placed_to = DateField(lazy("التكليف إلى يوم"), hint=DAY)
    qualification = Line(lazy("المؤهل"), longest=150)
    faculty = Line(lazy("الكلية أو المعهد"), longest=150)
    graduation_year = NumberField(lazy("سنة التخرج"), least=EARLIEST_YEAR, most=2100)
    graduation_round = Choice(lazy("دور التخرج"), ROUNDS, empty="—", required=False)

    def within(self, cohort: Cohort) -> "TraineeForm":
        """With the groups and the administrations of that cohort to choose from."""
        self.cohort = cohort
        self.group_id.offered = lambda: {group.id: group.name for group in cohort.groups}
        self.administration_id.offered = lambda: administrations(cohort.office)
        return self

    def validate_placed_to(self, field):
        if field.data and self.placed_from.data and field.data < self.placed_from.data:
            raise ValidationError(_("اكتب يومًا لا يسبق بداية التكليف."))

    def validate_graduation_year(self, field):
        if field.data and field.data > today().year + 1:
            raise ValidationError(_("راجع سنة التخرج: لم تأتِ بعد."))

    def put(self, trainee: Trainee) -> None:
        for field in self:
            if field.name == "group_id":
                trainee.group = db.session.get(Group, field.data) if field.data else None
            else:
                field.populate_obj(trainee, field.name)


class PersonalForm(Form):
    """What only some see whole: in no draft and in no history."""

    national_id = NationalIdField(lazy("الرقم القومي"), hint=lazy("14 رقمًا كما في البطاقة"))
    born_on = DateField(lazy("تاريخ الميلاد"), hint=lazy("يُقرأ من الرقم القومي إن تُرك فارغًا."))
    phone = PhoneField(lazy("الهاتف"), hint=lazy("مثال: 01001234567"))
    residence = Line(lazy("محل الإقامة"), longest=250)
    notes = Prose(lazy("ملاحظات"), longest=2000, rows=3)

    cohort: Cohort
    trainee: Trainee | None = None

    def of_cohort(self, cohort: Cohort, trainee: Trainee | None = None) -> "PersonalForm":
        self.cohort, self.trainee = cohort, trainee
        return self

    def validate_national_id(self, field):
        if not field.data and self.cohort.assignees:
            raise ValidationError(_("اكتب الرقم القومي: لا يُقيد مكلف بالخدمة العامة بغيره."))
        twin = twin_in(self.cohort.id, field.data, self.trainee and self.trainee.id)
        if twin is not None:
            raise ValidationError(_("هذا الرقم لمتدرب مقيد في هذه الدفعة: %(name)s.", name=twin.name))

    def validate_born_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يلي اليوم."))

    def put_into(self, trainee: Trainee) -> list[str]:
        """Keep what was given; the sentences say what may be wrong with it."""
        read, found = self.national_id.read, []
        given = self.born_on.data
        for name in PERSONAL:
            if name in self:
                self[name].populate_obj(trainee, name)
        if read is not None:
            trainee.born_on, trainee.sex = read.born, trainee.sex or ("female" if read.female else "male")
            found = warnings(read, trainee.sex, given, self.cohort, trainee.id)
        return found


class NewTraineeForm(TraineeForm, PersonalForm):
    PERSONAL = ("notes",)

    def within(self, cohort: Cohort) -> "NewTraineeForm":
        self.of_cohort(cohort)
        return super().within(cohort)

    def validate(self, extra_validators=None) -> bool:
        return super().validate(extra_validators)

    def put(self, trainee: Trainee) -> list[str]:
        for field in self:
            if field.name == "group_id":
                trainee.group = db.session.get(Group, field.data) if field.data else None
            elif field.name not in PERSONAL:
                field.populate_obj(trainee, field.name)
        return self.put_into(trainee)


class DatedForm(Impersonal):
    on = DateField(lazy("في يوم"), required=True, hint=DAY)
    reason = Line(lazy("السبب"), longest=300)

    def validate_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("اكتب تاريخًا لا يتجاوز اليوم."))


class StateForm(DatedForm):
    state = Choice(lazy("الحالة"), GIVEN_STATUSES)


class BulkForm(DatedForm):
    """Of several at once; what is left blank stays as it is with each of them."""

    UNCHANGED = lazy("— كما هي —")
    state = Choice(lazy("الحالة"), GIVEN_STATUSES, empty=UNCHANGED, required=False)
    group_id = Choice(lazy("المجموعة"), dict, coerce=int, empty=UNCHANGED, required=False)
    workplace = Line(lazy("جهة التكليف"), longest=250, hint=lazy("تبقى كما هي إن تُركت فارغة."))
    placed_from = DateField(lazy("التكليف من يوم"), hint=DAY)
    placed_to = DateField(lazy("التكليف إلى يوم"), hint=DAY)

    def within(self, cohort: Cohort) -> "BulkForm":
        self.group_id.offered = lambda: {group.id: group.name for group in cohort.groups}
        return self

    @property
    def placed(self) -> bool:
        return bool(self.workplace.data or self.placed_from.data or self.placed_to.data)

    def validate_placed_to(self, field):
        if field.data and self.placed_from.data and field.data < self.placed_from.data:
            raise ValidationError(_("اكتب يومًا لا يسبق بداية التكليف."))

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if right and not (self.state.data or self.group_id.data or self.placed):
            self.state.errors = [_("اختر ما يتغير: الحالة أو المجموعة أو جهة التكليف.")]
            right = False
        return right


class TransferForm(DatedForm):
    """To another group of the cohort, or to another cohort of the office: "g12", "c34"."""

    to = Choice(lazy("ينتقل إلى"), dict, empty=lazy("اختر مجموعة أو دفعة"))

    def of_trainee(self, trainee: Trainee) -> "TransferForm":
        self.to.offered = lambda: destinations(trainee)
        return self


def destinations(trainee: Trainee) -> dict[str, str]:
    cohort = trainee.record
    groups = {
        f"g{group.id}": _("مجموعة: %(name)s", name=group.name)
        for group in cohort.groups
        if group.id != trainee.group_id
    }
    query = select(Cohort.id, Cohort.title).where(
        Cohort.office_id == cohort.office_id,
        Cohort.archived_at.is_(None),
        Cohort.state != "completed",
        Cohort.id != cohort.id,
    )
    others = db.session.execute(query.order_by(Cohort.starts_on.desc(), Cohort.id.desc()).limit(OFFERED))
    return groups | {f"c{id}": _("دفعة: %(name)s", name=title) for id, title in others}


class Narrowing(Form):
    """What a list of trainees can be narrowed by; every part of it stands in the address."""

    q = Line(lazy("الاسم"), longest=200)
    state = Choice(
        lazy("الحالة"),
        {"standing": lazy("القائمون بها")} | STATUSES,
        empty=lazy("كل الحالات"),
        required=False,
    )
    sex = Choice(lazy("ذكر أو أنثى"), SEXES, empty=lazy("إناث وذكور"), required=False)

    def validate_q(self, field):
        digits = to_ascii(field.data or "").strip()
        if digits.isascii() and digits.isdigit() and len(digits) == LENGTH:
            raise ValidationError(_("لا تكتب الرقم القومي كاملًا في البحث. اكتب آخر أربعة أرقام منه."))
        if is_last_four(field.data or "") and not can("cohorts.personal"):
            raise ValidationError(_("البحث بأرقام البطاقة للمختصين وحدهم. ابحث بالاسم."))

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data not in (None, "") and not field.errors}


class CohortFilter(Narrowing):
    group = Choice(lazy("المجموعة"), dict, empty=lazy("كل المجموعات"), required=False, coerce=int)
    administration = Choice(lazy("الإدارة"), dict, empty=lazy("كل الإدارات"), required=False, coerce=int)

    def within(self, cohort: Cohort) -> "CohortFilter":
        unknown = {NONE: lazy("غير محددة")}
        self.group.offered = lambda: {group.id: group.name for group in cohort.groups} | unknown
        self.administration.offered = lambda: administrations(cohort.office) | unknown
        return self


class EverywhereFilter(Narrowing):
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
