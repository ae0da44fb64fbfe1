"""How many attendances a session had. Attendances are never people: who came twice is counted twice."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import func, select

from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.digits import number
from tadamon.sessions.models import Mark, Session
from tadamon.sessions.roll import on_the_roll
from tadamon.sessions.words import CAME, MARKS

m, t = Mark.__table__.c, Trainee.__table__.c


@dataclass
class Came:
    """{state: how many} and {sex: how many came} of one session; `expected` belong to it, None when only numbers are known."""

    states: Counter = field(default_factory=Counter)
    sexes: Counter = field(default_factory=Counter)
    expected: int | None = None
    total: int | None = None

    @property
    def attendances(self) -> int:
        return self.total if self.total is not None else sum(self.states[each] for each in CAME)

    @property
    def unmarked(self) -> int:
        return max(0, (self.expected or 0) - self.states.total())

    @property
    def words(self) -> str:
        """«٣٦٥ حضورًا: ٣٦٥ إناث»."""
        said = ngettext("حضور واحد", "%(num)s حضور", self.attendances)
        women, men = self.sexes["female"], self.sexes["male"]
        parts = [
            _("إناث: %(num)s", num=number(women)) if women else "",
            _("ذكور: %(num)s", num=number(men)) if men else "",
        ]
        rest = self.attendances - women - men
        parts.append(_("لم يُذكر النوع: %(num)s", num=number(rest)) if rest > 0 and (women or men) else "")
        told = _("، ").join(filter(None, parts))
        return f"{said} ({told})" if told else said

    @property
    def marks(self) -> list[tuple[str, str, int]]:
        return [(code, str(words), self.states[code]) for code, words in MARKS.items() if self.states[code]]


def of_session(session: Session) -> Came:
    if not session.by_name:
        sexes = Counter({"female": session.women or 0, "male": session.men or 0})
        return Came(sexes=sexes, total=session.total or 0)
    came = Came()
    query = select(m.state, t.sex, func.count()).join(Trainee.__table__, t.id == m.trainee_id)
    for state, sex, many in db.session.execute(query.where(m.session_id == session.id).group_by(m.state, t.sex)):
        came.states[state] += many
        if state in CAME:
            came.sexes[sex] += many
    came.expected = db.session.scalar(select(func.count()).where(*on_the_roll(session.cohort, [session])))
    return came
