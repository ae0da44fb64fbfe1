"""Who has completed a cohort: its rule, the share of each trainee, and why someone is short of it."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Mapped, selectinload

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.language.dates import today
from tadamon.language.digits import number, to_reader
from tadamon.records.base import Part
from tadamon.records.history import Told
from tadamon.sessions.hours import show_hours
from tadamon.sessions.models import Mark, Session, session_groups
from tadamon.sessions.roll import ON_THE_ROLL
from tadamon.sessions.words import CAME

t, m, s, g = Trainee.__table__.c, Mark.__table__.c, Session.__table__.c, session_groups.c


class Rule(Part, db.Model):
    """What completes a cohort: shares in percent of the sessions and of their hours; None is not asked."""

    __tablename__ = "completion_rules"
    share_sessions: Mapped[int | None]
    share_hours: Mapped[int | None]
    audited = {
        "share_sessions": Told(lazy("نسبة الجلسات"), to_reader),
        "share_hours": Told(lazy("نسبة الساعات"), to_reader),
    }

    def label(self) -> str:
        return str(_("قاعدة الإتمام"))

    @property
    def words(self) -> str:
        said = []
        if self.share_sessions:
            said.append(_("%(num)s٪ من الجلسات", num=number(self.share_sessions)))
        if self.share_hours:
            said.append(_("%(num)s٪ من الساعات", num=number(self.share_hours)))
        return _(" و").join(said)


def rule_of(cohort: Cohort) -> Rule | None:
    return db.session.scalar(select(Rule).where(Rule.record_id == cohort.id, Rule.removed_at.is_(None)))


@dataclass
class Progress:
    """How far one trainee is: sessions and minutes attended, and asked; `unmarked` are not written down yet."""

    id: int
    name: str
    name_key: str
    sex: str | None
    administration_id: int | None
    came: int
    asked: int
    minutes: int
    minutes_asked: int
    unmarked: int

    @property
    def share(self) -> int:
        """In percent of the sessions, rounded down: 79.9 is not 80."""
        return self.came * 100 // self.asked if self.asked else 0

    @property
    def share_hours(self) -> int:
        return self.minutes * 100 // self.minutes_asked if self.minutes_asked else 0

    def lacks(self, rule: Rule) -> list[str]:
        """Why they have not completed, in words; nothing when they have."""
        if not self.asked:
            return [_("لا جلسات محسوبة له بعد.")]
        found = []
        if rule.share_sessions and self.share < rule.share_sessions:
            values = {"came": number(self.came), "asked": number(self.asked), "share": number(self.share)}
            found.append(_("حضر %(came)s من %(asked)s جلسة (%(share)s٪).", **values))
        if rule.share_hours and self.share_hours < rule.share_hours:
            values = {"came": show_hours(self.minutes), "asked": show_hours(self.minutes_asked)}
            found.append(_("أتم %(came)s من %(asked)s (%(share)s٪).", share=number(self.share_hours), **values))
        if found and self.unmarked:
            found.append(ngettext("لم يُسجَّل له شيء في جلسة.", "لم يُسجَّل له شيء في %(num)s جلسات.", self.unmarked))
        return found


def progress(cohort: Cohort) -> list[Progress]:
    """Of everyone who is in the cohort, by name; three statements, however many they are."""
    sessions = counted(cohort)
    asked, minutes = Counter(), Counter()
    for session in sessions:
        for group in {each.id for each in session.groups} or {0}:
            asked[group] += 1
            minutes[group] += session.minutes or 0
    people = select(t.id, t.name, t.name_key, t.sex, t.administration_id, t.group_id).where(
        t.record_id == cohort.id, t.removed_at.is_(None), t.state.in_(ON_THE_ROLL)
    )
    kept = {row.trainee_id: row for row in db.session.execute(_sums([each.id for each in sessions]))}
    found = []
    for id, name, key, sex, administration, group in db.session.execute(people.order_by(t.name_key, t.id)):
        own = kept.get(id)
        theirs, hours = asked[0] + (asked[group] if group else 0), minutes[0] + (minutes[group] if group else 0)
        marked = own.marked - own.extra if own else 0
        found.append(
            Progress(
                *(id, name, key, sex, administration),
                came=own.came if own else 0,
                asked=theirs + (own.extra - own.out if own else 0),
                minutes=own.minutes if own else 0,
                minutes_asked=hours + (own.extra_minutes - own.out_minutes if own else 0),
                unmarked=max(0, theirs - marked),
            )
        )
    return found


def counted(cohort: Cohort) -> list[Session]:
    """The sessions that count: held by now, not cancelled, with attendance by name."""
    query = select(Session).where(Session.cohort_id == cohort.id, Session.archived_at.is_(None))
    query = query.where(Session.state != "cancelled", Session.counting == "names", Session.starts_on <= today())
    return list(db.session.scalars(query.options(selectinload(Session.groups)).order_by(Session.starts_on, Session.id)))


def _sums(ids: list[int]):
    """What each trainee's marks add up to: those who came, what does not count, and what was elsewhere than now."""
    whole = ~exists().where(g.session_id == m.session_id)
    theirs = exists().where(g.session_id == m.session_id, g.group_id == t.group_id)
    length, came = func.coalesce(s.minutes, 0), m.state.in_(CAME)
    out, elsewhere = m.state.in_(("excused", "exempt")), ~or_(whole, theirs)

    def sums(condition, value):
        return func.sum(case((condition, value), else_=0))

    columns = {
        "came": sums(came, 1),
        "minutes": sums(came, length),
        "out": sums(out, 1),
        "out_minutes": sums(out, length),
        "extra": sums(elsewhere, 1),
        "extra_minutes": sums(elsewhere, length),
        "marked": func.count(),
    }
    query = select(m.trainee_id, *(value.label(name) for name, value in columns.items()))
    query = query.join(Session.__table__, s.id == m.session_id).join(Trainee.__table__, t.id == m.trainee_id)
    return query.where(m.session_id.in_(ids)).group_by(m.trainee_id)


@dataclass
class Standing:
    """All of a cohort against its rule: {who} has completed, and [(who, why not)] are short."""

    rule: Rule | None
    eligible: list[Progress]
    short: list[tuple[Progress, list[str]]]


def standing(cohort: Cohort) -> Standing:
    rule = rule_of(cohort)
    if rule is None:
        return Standing(None, [], [])
    judged = [(each, each.lacks(rule)) for each in progress(cohort)]
    return Standing(rule, [each for each, why in judged if not why], [pair for pair in judged if pair[1]])
