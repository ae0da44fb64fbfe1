from sqlalchemy import select
from wtforms import ValidationError

from tadamon.accounts import acts, logos
from tadamon.accounts.forms import DIGITS, EmailField
from tadamon.accounts.governorates import GOVERNORATES, governorate
from tadamon.accounts.models import ROLES, UNIT_KINDS, Unit, User
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.digits import to_reader
from tadamon.language.reading import LANGUAGES
from tadamon.language.words import username_key
from tadamon.meetings.checklist import CHECKS, LEVELS
from tadamon.records import files
from tadamon.web.forms import BooleanField, Choice, DateField, FileField, Form, Line, NumberField, Prose

LINES = 6
MOST_DAYS_OFF = 60
TAKEN = lazy("هذا الاسم مستعمل، أو يشبه اسمًا مستعملًا حتى يختلط به. اختر اسمًا آخر.")


def offices() -> dict:
    return Unit.offices()


def units() -> dict:
    """Every unit in use, the units of an office after it."""
    rows = db.session.scalars(select(Unit).where(Unit.archived_at.is_(None)).order_by(Unit.position, Unit.id)).all()
    under: dict = {}
    for unit in rows:
        under.setdefault(unit.parent_id, []).append(unit)

    def walk(parent_id, depth):
        for unit in under.get(parent_id, ()):
            yield unit.id, "— " * depth + unit.name
            yield from walk(unit.id, depth + 1)

    return dict(walk(None, 0))


def governorates() -> dict:
    return {code: governorate(code) for code in GOVERNORATES}


class UserForm(Form):
    full_name = Line(lazy("الاسم بالكامل"), required=True, longest=150)
    title = Line(lazy("الصفة الوظيفية"), longest=200)
    unit_id = Choice(lazy("الوحدة"), units, coerce=int)
    role = Choice(
        lazy("الصلاحية"),
        ROLES,
        hint=lazy(
            "المطّلع يقرأ، والمحرّر يسجّل ويعدّل، والمعتمِد يعتمد المحاضر أيضًا، ومدير النظام يدير المستخدمين والوحدات."
        ),
    )
    email = EmailField(lazy("البريد الإلكتروني"), hint=lazy("تصل إليه تذكيرات المواعيد. مثال: name@example.com"))
    language = Choice(lazy("لغة الشاشات"), LANGUAGES)
    digits = Choice(lazy("شكل الأرقام"), DIGITS)

    def put(self, user) -> None:
        """All but the role, which the user takes or refuses."""
        user.full_name, user.title = self.full_name.data, self.title.data
        user.unit = db.session.get(Unit, self.unit_id.data)
        user.language, user.digits = self.language.data, self.digits.data
        user.email = self.email.data


class NewUserForm(UserForm):
    username = Line(
        lazy("اسم المستخدم"),
        required=True,
        longest=60,
        hint=lazy("ما يكتبه عند الدخول، بلا مسافات. مثال: luxor-mona"),
    )
    unit_id = Choice(lazy("الوحدة"), units, coerce=int, empty=lazy("اختر الوحدة"))
    FIRST = ("full_name", "username", "title", "unit_id", "role", "email", "language", "digits")

    @property
    def name(self) -> str:
        """The user name as it will be kept: plain letters when the typed ones only look like others."""
        key = username_key(self.username.data)
        return key if key.isascii() else self.username.data

    def validate_username(self, field):
        key = username_key(field.data)
        if not 2 <= len(key) <= 80:
            raise ValidationError(_("اكتب اسم مستخدم من حرفين على الأقل: حروف أو أرقام."))
        if User.named(field.data):
            raise ValidationError(str(TAKEN))


class UserFilterForm(Form):
    q = Line(lazy("الاسم أو اسم المستخدم"), longest=100)
    unit = Choice(lazy("الوحدة"), offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    role = Choice(lazy("الصلاحية"), ROLES, empty=lazy("كل الصلاحيات"), required=False)
    state = Choice(
        lazy("الحالة"),
        {"active": lazy("يعمل"), "disabled": lazy("موقوف")},
        empty=lazy("الكل"),
        required=False,
    )

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


class UnitForm(Form):
    name_ar = Line(lazy("الاسم بالعربية"), required=True, longest=200)
    name_en = Line(lazy("الاسم بالإنجليزية"), required=True, longest=200)
    parent_id = Choice(lazy("تتبع"), dict, coerce=int, hint=lazy("تُنقل الوحدة داخل جهتها فقط."))
    letterhead_ar = Prose(
        lazy("رأس المطبوعات بالعربية"),
        longest=600,
        rows=4,
        hint=lazy("كل سطر كما يظهر أعلى الصفحة المطبوعة."),
    )
    letterhead_en = Prose(lazy("رأس المطبوعات بالإنجليزية"), longest=600, rows=4)

    @classmethod
    def of(cls, unit, **data):
        form = super().of(unit, **data)
        if unit.office is unit:
            del form.parent_id
        else:
            form.parent_id.offered = lambda: _may_stand_under(unit)
        return form

    def validate_name_ar(self, field):
        _free(field, self.thing, self.thing.parent_id)

    def validate_letterhead_ar(self, field):
        if len(field.data.splitlines()) > LINES:
            raise ValidationError(_("اجعلها %(num)s سطور على الأكثر.", num=to_reader(LINES)))

    validate_letterhead_en = validate_letterhead_ar

    def put(self, unit) -> None:
        if "parent_id" in self and self.parent_id.data != unit.parent_id:
            unit.move_under(db.session.get(Unit, self.parent_id.data))
        for name in ("name_ar", "name_en", "letterhead_ar", "letterhead_en"):
            self[name].populate_obj(unit, name)


class NewUnitForm(Form):
    """Under the ministry stand offices; under an office, its administrations."""

    name_ar = Line(lazy("الاسم بالعربية"), required=True, longest=200)
    name_en = Line(lazy("الاسم بالإنجليزية"), required=True, longest=200)
    kind = Choice(
        lazy("النوع"),
        {code: UNIT_KINDS[code] for code in ("directorate", "department")},
        hint=lazy("المديرية ترى سجلاتها وحدها. الإدارة العامة ترى سجلات كل المديريات."),
    )
    governorate = Choice(lazy("المحافظة"), governorates, empty="—", required=False)

    @classmethod
    def under(cls, parent, **options):
        form = cls(**options)
        form.parent = parent
        if parent.kind != "ministry":
            del form.kind, form.governorate
        return form

    def validate_name_ar(self, field):
        _free(field, None, self.parent.id)


def _free(field, unit, parent_id) -> None:
    """No two units under the same one share a name."""
    other = Unit.named(field.data)
    if other is not None and other is not unit and other.parent_id == parent_id:
        raise ValidationError(_("توجد وحدة بهذا الاسم في المكان نفسه."))


def _may_stand_under(unit: Unit) -> dict:
    rows = db.session.scalars(
        select(Unit)
        .where(Unit.office_id == unit.office_id, Unit.archived_at.is_(None))
        .order_by(Unit.position, Unit.id)
    ).all()
    below = {unit.id}
    while more := {row.id for row in rows if row.parent_id in below} - below:
        below |= more
    return {row.id: row.name for row in rows if row.id not in below}


class LogoForm(Form):
    """The picture is examined, made small and kept while the form is validated."""

    logo = FileField(lazy("صورة الشعار"), description=lazy("صورة PNG أو JPG. تظهر أعلى المطبوعات بارتفاع سنتيمترين."))

    def validate_logo(self, field):
        if not getattr(field.data, "filename", ""):
            raise ValidationError(_("اختر صورة الشعار."))
        try:
            self.sha256 = logos.keep(field.data)
        except files.FileRefused as refused:
            raise ValidationError(refused.sentence) from refused


class AxisForm(Form):
    name_ar = Line(lazy("الاسم بالعربية"), required=True, longest=200)
    name_en = Line(lazy("الاسم بالإنجليزية"), required=True, longest=200)


class CategoryForm(AxisForm):
    target_days = NumberField(
        lazy("المدة المستهدفة للرد بأيام العمل"),
        required=True,
        least=1,
        most=250,
        hint=lazy("من الأحد إلى الخميس دون الإجازات الرسمية."),
    )


class HolidayForm(Form):
    """Days off from one day to another; of a single day the second is left empty."""

    name_ar = Line(lazy("المناسبة"), required=True, longest=150)
    name_en = Line(lazy("المناسبة بالإنجليزية"), longest=150)
    starts_on = DateField(lazy("من يوم"), required=True, hint=lazy("مثال: 27 / 3 / 2026"))
    ends_on = DateField(lazy("إلى يوم"), hint=lazy("اتركه فارغًا إن كانت يومًا واحدًا."))
    decree = Line(lazy("رقم القرار وتاريخه"), longest=100, hint=lazy("يبقى فارغًا ما دامت الإجازة متوقعة."))

    def validate_ends_on(self, field):
        first = self.starts_on.data
        if field.data and first and not 0 <= (field.data - first).days <= MOST_DAYS_OFF:
            raise ValidationError(_("اكتب يومًا لا يسبق الأول ولا يبعد عنه أكثر من 60 يومًا."))

    def put(self, holiday) -> None:
        super().put(holiday)
        holiday.ends_on = self.ends_on.data or self.starts_on.data


class SentenceForm(Form):
    """An empty sentence means the one the system came with."""

    ar = Prose(lazy("الصياغة بالعربية"), longest=2000, rows=4)
    en = Prose(lazy("الصياغة بالإنجليزية"), longest=2000, rows=4)


class KindForm(Form):
    """An empty name means the name the system came with."""

    ar = Line(lazy("الاسم بالعربية"), longest=100)
    en = Line(lazy("الاسم بالإنجليزية"), longest=100)
    hidden = BooleanField(
        lazy("إخفاء هذا النوع من الاجتماعات الجديدة"), description=lazy("تبقى الاجتماعات المسجَّلة به كما هي.")
    )


ChecklistForm = type(
    "ChecklistForm",
    (Form,),
    {code.replace("-", "_"): Choice(check.words, LEVELS) for code, check in CHECKS.items()},
)


class NurseryListsForm(Form):
    nursery_papers = Prose(
        lazy("مستندات طلب الترخيص وإقراراته"),
        required=True,
        longest=10_000,
        rows=8,
        hint=lazy("سطر لكل مستند: العربية ثم | ثم الإنجليزية إن وُجدت."),
    )
    nursery_points = Prose(
        lazy("بنود زيارة الحضانة"),
        required=True,
        longest=10_000,
        rows=10,
        hint=lazy("سطر لكل بند. ما سُجّل من زيارات وطلبات يبقى ببنوده."),
    )


class SettingsForm(Form):
    idle_minutes = NumberField(
        lazy("تنتهي الجلسة المتروكة بعد (دقيقة)"),
        required=True,
        least=5,
        most=480,
        hint=lazy("الأجهزة مشتركة: كلما قصرت المدة قلّ ما يراه من يجلس بعدك. المعتاد ستون دقيقة."),
    )
    help = Line(
        lazy("من يُسأل عند نسيان كلمة المرور"),
        longest=200,
        hint=lazy("يظهر في صفحة الدخول. مثال: مركز المعلومات، داخلي 214"),
    )


class LogFilterForm(Form):
    q = Line(lazy("الاسم"), longest=100)
    action = Choice(lazy("العمل"), acts.ACTS, empty=lazy("كل الأعمال"), required=False)
    to = DateField(lazy("حتى يوم"))

    @property
    def narrowed(self) -> bool:
        return any(field.data for field in self)


setattr(LogFilterForm, "from", DateField(lazy("من يوم")))


FORMS = (KindForm, AxisForm, NewUnitForm, UnitForm, NewUserForm, ChecklistForm, NurseryListsForm, SettingsForm)


def labels() -> dict:
    """{field: label} of every form here, for the log."""
    return {name: label for form in FORMS for name, label in form.labels().items()}


def told(name: str, value: str) -> str:
    """A value of the log in words: the log keeps codes, so that it reads in every language."""
    codes = {
        "role": ROLES,
        "language": LANGUAGES,
        "digits": DIGITS,
        "hidden": {"yes": _("نعم"), "no": _("لا")},
    }
    if name in ChecklistForm.names():
        return str(LEVELS.get(value, value))
    return str(codes.get(name, {}).get(value, value))
