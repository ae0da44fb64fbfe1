"""What was done in a period, in figures that each lead to the list they count. Only sums are read, never the records."""

from collections import Counter
from datetime import date, timedelta
from functools import cached_property

from flask import render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, inspect, select

from tadamon.access import allow, can
from tadamon.accounts.egypt import egypt
from tadamon.accounts.models import Unit
from tadamon.activities.models import Activity
from tadamon.activities.terms import TERMS, Terms
from tadamon.cohorts.trainees.models import TRAINEES
from tadamon.cohorts.words import STANDING
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.followup.finding import standing
from tadamon.followup.models import OWED, Outcome
from tadamon.home.routes import bp
from tadamon.issues.models import Category
from tadamon.language import _, lazy
from tadamon.language.dates import Vague, show_date, show_range, today
from tadamon.language.digits import number
from tadamon.records import search
from tadamon.records.base import Record
from tadamon.records.tallies import Tally, sums
from tadamon.web.charts import bars
from tadamon.web.forms import Choice, Form, VagueDateField
from tadamon.web.listing import CAP

MEASURES = (
    "type",
    "kind",
    "axis",
    "governorate",
    "category",
    "answered",
    "answered-in-time",
    "reply-days",
    "done",
    "done-in-time",
    "owed",
)
MANY = 20_000  # people are counted so far
FISCAL = 7  # the month the fiscal year begins


class PeriodForm(Form):
    unit = Choice(lazy("الوحدة"), Unit.offices, empty=lazy("كل الوحدات"), required=False, coerce=int)


setattr(PeriodForm, "from", VagueDateField(lazy("من"), hint=lazy("مثال: يوليو 2025")))
PeriodForm.to = VagueDateField(lazy("إلى"), hint=lazy("مثال: 2026"))


class Figures:
    """The sums of whole months for the offices one may see, by measure and key."""

    def __init__(self, first: date, last: date, office: int | None):
        self.first, self.last, self.office = first, last, office
        self.found: dict[str, Counter] = {measure: Counter() for measure in MEASURES}
        for measure, key, amount in sums((Tally.measure, Tally.key), first, last, MEASURES, office):
            self.found[measure][key] = amount
        types, self.months, self.before = activity_types(), Counter(), Counter()
        monthly = (Tally.measure, Tally.key, Tally.month)
        for measure, key, month, amount in sums(monthly, first, last, ("type", "owed", "unfinished"), office):
            if measure == "type" and key in types:
                self.months[month] += amount
            if measure != "type" and month < today().replace(day=1):
                self.before[measure] += amount

    def of_activities(self, measure: str) -> Counter:
        """{key without its type: how many activities}."""
        found, types = Counter(), activity_types()
        for key, amount in self.found[measure].items():
            type, _colon, rest = key.partition(":")
            if type in types:
                found[rest] += amount
        return found

    def url(self, endpoint: str, **given) -> str:
        """The list that a figure counts: of the same period and unit, without what a directorate was invited to."""
        unit = {"unit": self.office} if self.office else {}
        return url_for(endpoint, **{"from": day(self.first), "to": day(self.last)} | unit | given)

    @property
    def activities(self) -> int:
        return sum(self.found["type"][type] for type in activity_types())

    @cached_property
    def late(self) -> int:
        """What fell due in the period and is still owed: the sums of past months, and this month day by day."""
        start, end = max(self.first, today().replace(day=1)), min(self.last + timedelta(days=1), today())
        if start >= end:
            return self.before["owed"]
        o = Outcome.__table__.c
        query = standing(select(func.count())).where(o.state.in_(OWED), o.falls_on >= start, o.falls_on < end)
        return self.before["owed"] + db.session.scalar(
            query if self.office is None else query.where(o.office_id == self.office)
        )

    @cached_property
    def trainees(self) -> int:
        """Who is in a training today; MANY + 1 when there are more."""
        seen = {} if self.office is None else {"seen": self.office}
        return search.having(seen | {"state": STANDING}, shelf=TRAINEES).count(MANY + 1)

    @cached_property
    def unfinished(self) -> int:
        """Meetings held whose minutes are still a draft, this month's up to today; more than CAP when there are more."""
        seen = {} if self.office is None else {"office": self.office}
        start, end = max(self.first, today().replace(day=1)), min(self.last, today()) + timedelta(days=1)
        if start >= end:
            return self.before["unfinished"]
        drafts = search.having(seen | {"type": "meeting", "state": "draft"}, "", start, end)
        return self.before["unfinished"] + drafts.count(CAP + 1)


def activity_types() -> set[str]:
    return {type for type, mapper in inspect(Record).polymorphic_map.items() if issubclass(mapper.class_, Activity)}


def day(value: date) -> str:
    """A day as the forms read it."""
    return f"{value.day}/{value.month}/{value.year}"


@bp.get("/dashboard")
@allow("open")
def dashboard():
    form = PeriodForm(formdata=request.args)
    if not current_user.sees_every_office:
        del form.unit
    status = 200 if form.validate() else 422
    first, last = asked(form)
    office = (
        (form.unit.data if form.unit and not form.unit.errors else None)
        if current_user.sees_every_office
        else current_user.office_id
    )
    figures = Figures(first, last, office)
    return render_template(
        "home/dashboard.html",
        form=form,
        period=show_range(first, last),
        whose=db.session.get(Unit, office).name if office else _("كل الوحدات"),
        periods=periods(),
        figures=figures,
        on_time=on_time(figures),
        kinds=kinds(figures),
        axes=axes(figures),
        months=months(figures),
        map=egypt(
            figures.of_activities("governorate"),
            lambda code: figures.url("search.show", type="activity", ours="yes", governorate=code),
        ),
        issues=issues(figures) if can("issues.read") else [],
        standing=[(terms, by_state(terms, office)) for terms in TERMS if can(terms.action)],
        trainees=trainees(figures) if can("cohorts.read") else None,
        CAP=CAP,
    ), status


def asked(form) -> tuple[date, date]:
    """(first day, last day) of whole months; this year when nothing was asked for."""
    start, end = (form[name].data if not form[name].errors else None for name in ("from", "to"))
    year = Vague(date(today().year, 1, 1), "year")
    first = (start or (Vague(date(end.first.year, 1, 1), "year") if end else year)).first.replace(day=1)
    last = (end or (start if start else year)).last
    last = max(Vague(last.replace(day=1), "month").last, Vague(first, "month").last)
    return first, last


def periods() -> list[tuple[str, str]]:
    """[(words, address)] of the periods that are asked for most."""
    now = today()
    fiscal = date(now.year - (now.month < FISCAL), FISCAL, 1)
    spans = [
        (show_date(now, "month"), Vague(now.replace(day=1), "month")),
        (show_date(now, "quarter"), Vague(date(now.year, (now.month - 1) // 3 * 3 + 1, 1), "quarter")),
        (show_date(now, "year"), Vague(date(now.year, 1, 1), "year")),
        (show_date(date(now.year - 1, 1, 1), "year"), Vague(date(now.year - 1, 1, 1), "year")),
    ]
    links = [(words, url_for(".dashboard", **{"from": day(span.first), "to": day(span.last)})) for words, span in spans]
    end = date(fiscal.year + 1, FISCAL - 1, 30)
    fiscal_words = _("السنة المالية %(first)s/%(last)s", first=_year(fiscal.year), last=_year(end.year))
    return [*links, (fiscal_words, url_for(".dashboard", **{"from": day(fiscal), "to": day(end)}))]


def _year(year: int) -> str:
    return show_date(date(year, 1, 1), "year").split()[-1]


def on_time(figures: Figures) -> dict:
    done, in_time, late = (
        sum(figures.found["done"].values()),
        sum(figures.found["done-in-time"].values()),
        figures.late,
    )
    share = _("%(num)s٪", num=number(100 * in_time // (done + late))) if done + late else "—"
    formula = _(
        "نُفِّذ في موعده (%(in_time)s) ÷ ما نُفِّذ (%(done)s) مع المتأخر المفتوح (%(late)s)، مما استحق في الفترة.",
        in_time=number(in_time),
        done=number(done),
        late=number(late),
    )
    return {"share": share, "formula": formula, "late": late}


def kinds(figures: Figures):
    names = {
        type: getattr(mapper.class_, "kinds", {})
        for type, mapper in inspect(Record).polymorphic_map.items()
        if type in activity_types()
    }
    rows = []
    for key, amount in figures.found["kind"].most_common():
        type, _colon, kind = key.partition(":")
        if type in names and amount:
            rows.append(
                (names[type].get(kind, kind), amount, figures.url("search.show", type=type, kind=kind, ours="yes"))
            )
    return bars(rows)


def axes(figures: Figures):
    found = figures.of_activities("axis")
    names = {axis.id: axis for axis in db.session.scalars(select(Axis).where(Axis.id.in_([int(key) for key in found])))}
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return bars(
        (names[int(key)].name, amount, figures.url("search.show", type="activity", ours="yes", axis=key))
        for key, amount in ordered
        if amount and int(key) in names
    )


def months(figures: Figures):
    """Every month of the period up to two years; of a longer one, those with something."""
    span = [
        month
        for month in _months(figures.first, figures.last)
        if figures.months[month] or figures.last - figures.first < timedelta(days=740)
    ]
    return bars(
        (
            show_date(month, "month"),
            figures.months[month],
            figures.url(
                "search.show",
                type="activity",
                ours="yes",
                **{"from": day(month), "to": day(Vague(month, "month").last)},
            )
            if figures.months[month]
            else None,
        )
        for month in span
    )


def _months(first: date, last: date):
    while first <= last:
        yield first
        first = Vague(first, "month").last + timedelta(days=1)


def issues(figures: Figures) -> list[dict]:
    """By category: how many were raised, how many of these are answered, in time, and after how many days on average."""
    raised = Counter(
        {int(key.partition(":")[2]): n for key, n in figures.found["category"].items() if key.startswith("issue:")}
    )
    names = {each.id: each.name for each in db.session.scalars(select(Category).where(Category.id.in_(list(raised))))}
    return [
        {
            "name": names.get(id, ""),
            "raised": amount,
            "answered": (answered := figures.found["answered"][str(id)]),
            "in_time": figures.found["answered-in-time"][str(id)],
            "days": number(round(figures.found["reply-days"][str(id)] / answered)) if answered else "—",
            "url": figures.url("search.show", type="issue", category=id),
        }
        for id, amount in raised.most_common()
        if amount
    ]


def trainees(figures: Figures) -> dict:
    """How many, and the list that counts them."""
    many = figures.trainees
    unit = {"unit": figures.office} if figures.office and current_user.sees_every_office else {}
    url = url_for("trainees.everywhere", state="standing", **unit)
    return {"many": number(min(many, MANY)) + ("+" if many > MANY else ""), "url": url}


def by_state(terms: Terms, office: int | None):
    """How many stand in each state today: a state goes by the day, so it is counted and never kept."""
    c = terms.columns
    state = terms.state_sql(c, today()).label("state")
    query = select(state, func.count()).where(c.archived_at.is_(None)).group_by(state)
    found = dict(db.session.execute(query if office is None else query.where(c.office_id == office)).all())
    unit = {"unit": office} if office and current_user.sees_every_office else {}
    return bars(
        (words, found[code], url_for(f"{terms.room}.index", state=code, **unit))
        for code, words in terms.states.items()
        if code in found
    )
