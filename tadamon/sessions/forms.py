from datetime import date, timedelta

from wtforms import SelectMultipleField, ValidationError
from wtforms.fields.choices import Choice as Option

from tadamon.accounts.models import Unit
from tadamon.cohorts.models import Cohort, Group
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.language import _, lazy
from tadamon.language.dates import Vague
from tadamon.sessions.hours import HoursField
from tadamon.sessions.words import AUDIENCES, DAYS_OFF, KINDS, STATES, WEEKDAYS
from tadamon.web.forms import (
    Choice,
    Choices,
    DateField,
    Form,
    Line,
    NumberField,
    Prose,
    TimeField,
    VagueDateField,
)

DAY = lazy("مثال: 27 / 3 / 2025")
MOST_PEOPLE = 1_000_000


def groups_of(cohort: Cohort):
    return lambda: {group.id: group.name for group in cohort.groups}


class SessionForm(Form):
    title = Line(lazy("موضوع الجلسة"), required=True, hint=lazy("مثال: ندوة عن زواج الأقارب وفحوص ما قبل الزواج"))
    kind = Choice(lazy("النوع"), KINDS)
    starts_on = VagueDateField(
        lazy("التاريخ"), required=True, hint=lazy("مثال: 27 / 3 / 2025. إن لم يُعرف اليوم فاكتب «أكتوبر 2025».")
    )
    starts_at = TimeField(lazy("ساعة البدء"), hint=lazy("مثال: 10:30 أو 2:15 م"))
    ends_at = TimeField(lazy("ساعة الانتهاء"), hint=lazy("مثال: 12:00 أو 3 م"))
    minutes = HoursField(lazy("عدد الساعات"), hint=lazy("يُحسب من الساعتين إن تُرك فارغًا. مثال: 3 أو 1.5"))
    venue = Line(lazy("المكان"))
    trainer = Line(lazy("المدرب أو المحاضر"), longest=150)
    groups = Choices(lazy("المجموعات"), Group, dict, hint=lazy("إن لم تختر مجموعة فالجلسة لكل الدفعة."))
    summary = Prose(lazy("المحتوى"), longest=5000, rows=3)
    axes = Choices(lazy("المحاور"), Axis, Axis.offered)
    initiatives = Choices(lazy("المبادرات والبرامج"), Initiative, Initiative.offered)
    title_en = Line(lazy("العنوان بالإنجليزية"))
    FIRST = ("title", "kind", "starts_on", "starts_at", "ends_at", "minutes", "venue", "trainer", "groups", "summary")

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, starts_on=thing.date, **data).within(thing.cohort)

    def within(self, cohort: Cohort) -> "SessionForm":
        self.groups.offered = groups_of(cohort)
        return self

    def standing(self, name: str):
        """A value as it will stand after this form."""
        return self[name].data if name in self else getattr(self.thing, name, None)

    def validate_starts_at(self, field):
        self._in_order(field)

    def validate_ends_at(self, field):
        self._in_order(field)

    def _in_order(self, field):
        first, last = self.standing("starts_at"), self.standing("ends_at")
        if first and last and last <= first and not (field.name == "starts_at" and "ends_at" in self):
            raise ValidationError(_("اكتب ساعة انتهاء تلي ساعة البدء."))

    def put(self, thing) -> None:
        super().put(thing)
        if thing.minutes is None and thing.starts_at and thing.ends_at:
            thing.minutes = _between(thing.starts_at, thing.ends_at)


def _between(first, last) -> int:
    return (last.hour - first.hour) * 60 + last.minute - first.minute


class Weekdays(SelectMultipleField):
    """Days of the week by `date.weekday()`."""

    def __init__(self, label, **kwargs):
        super().__init__(label, coerce=int, **kwargs)

    def iter_choices(self):
        for day, words in WEEKDAYS.items():
            yield Option(day, str(words), day in (self.data or ()), {})

    def pre_validate(self, form):
        if not self.data or not set(self.data) <= set(WEEKDAYS):
            raise ValidationError(_("اختر يومًا واحدًا على الأقل من أيام الأسبوع."))


class TimetableForm(SessionForm):
    """The same session again and again: on some days of the week, from one day until another."""

    MOST = 200
    starts_on = DateField(lazy("من يوم"), required=True, hint=DAY)
    until = DateField(lazy("حتى يوم"), required=True, hint=DAY)
    weekdays = Weekdays(lazy("أيام الأسبوع"))
    days_off = Choice(lazy("في الإجازات الرسمية"), DAYS_OFF)
    FIRST = (
        *("title", "kind", "weekdays", "starts_on", "until", "days_off", "starts_at", "ends_at", "minutes"),
        *("venue", "trainer", "groups"),
    )
    PUT = ("title", "kind", "starts_at", "ends_at", "minutes", "venue", "trainer", "groups")

    def validate_until(self, field):
        first = self.starts_on.data
        if not (first and field.data):
            return
        if field.data < first:
            raise ValidationError(_("اكتب يومًا لا يسبق البداية."))
        if len(self.days) > self.MOST or field.data - first > timedelta(days=3 * 366):
            raise ValidationError(_("هذه جلسات كثيرة جدًا. اختر مدة أقصر، ثم أضف ما بعدها بجدول آخر."))
        if not self.days and self.weekdays.data:
            raise ValidationError(_("لا يوم من الأيام التي اخترتها في هذه المدة."))

    @property
    def days(self) -> list[date]:
        """Every day that is named, days off or not."""
        first, last, wanted = self.starts_on.data, self.until.data, set(self.weekdays.data or ())
        many = min((last - first).days, 3 * 366 + 1)
        return [day for each in range(many + 1) if (day := first + timedelta(days=each)).weekday() in wanted]

    def put(self, thing) -> None:
        for name in self.PUT:
            self[name].populate_obj(thing, name)
        if thing.minutes is None and thing.starts_at and thing.ends_at:
            thing.minutes = _between(thing.starts_at, thing.ends_at)


class RestForm(SessionForm):
    """Of the sessions that are left: what differs from the one it was opened on is changed in all of them."""

    title = kind = starts_on = groups = summary = axes = initiatives = title_en = None
    weekday = Choice(lazy("يوم الأسبوع"), WEEKDAYS, empty=lazy("كما هو"), required=False, coerce=int)
    ASKED = ("starts_at", "ends_at", "minutes", "venue", "trainer")

    def within(self, cohort: Cohort) -> "RestForm":
        return self

    @property
    def changed(self) -> list[str]:
        moved = ["weekday"] if self.weekday.data is not None else []
        return moved + [name for name in self.ASKED if self[name].data != getattr(self.thing, name)]

    def decide(self) -> None:
        """Fix what is changed, before the session it was opened on is changed too."""
        hours = {"starts_at", "ends_at"} & set(self.changed)
        if hours and "minutes" not in self.changed and self.starts_at.data and self.ends_at.data:
            self.minutes.data = _between(self.starts_at.data, self.ends_at.data)
        self.decided = {name: self[name].data for name in self.changed}

    def change(self, session) -> None:
        for name, value in self.decided.items():
            if name == "weekday":
                session.date = Vague(on_weekday(session.starts_on, value), "day")
            else:
                setattr(session, name, value)


def sunday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def on_weekday(day: date, weekday: int) -> date:
    """That day of the same week."""
    return sunday(day) + timedelta(days=(weekday + 1) % 7)


class CancelForm(Form):
    reason = Prose(lazy("سبب الإلغاء"), required=True, longest=1000, rows=2)


class TotalsForm(Form):
    total = NumberField(lazy("إجمالي الحضور"), required=True, least=0, most=MOST_PEOPLE)
    women = NumberField(lazy("حضور الإناث"), least=0, most=MOST_PEOPLE)
    men = NumberField(lazy("حضور الذكور"), least=0, most=MOST_PEOPLE)
    audience = Choice(lazy("الحضور ممن"), AUDIENCES, empty=lazy("اختر"))

    def validate_total(self, field):
        parts = [each for each in (self.women.data, self.men.data) if each is not None]
        if field.data is not None and sum(parts) > field.data:
            raise ValidationError(_("مجموع الإناث والذكور أكثر من الإجمالي. راجع الأعداد الثلاثة."))


class FilterForm(Form):
    q = Line(lazy("بحث في النص"), longest=200)
    cohort = NumberField(lazy("الدفعة"), least=1)
    kind = Choice(lazy("النوع"), KINDS, empty=lazy("كل الأنواع"), required=False)
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)
    state = Choice(lazy("الحالة"), STATES | {"archived": lazy("في الأرشيف")}, empty=lazy("كل الحالات"), required=False)

    @property
    def given(self) -> dict:
        return {field.name: field.data for field in self if field.data and not field.errors}


# "from" is the address's word for it, but not a name Python allows in a class body.
setattr(FilterForm, "from", VagueDateField(lazy("من")))
FilterForm.to = VagueDateField(lazy("إلى"))
