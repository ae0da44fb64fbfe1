"""The report of a cohort, on one page and on paper: its people, and apart from them its attendances.

People are counted once each; attendances are counted each time. The two are never added.
"""

from collections import Counter
from functools import partial

from flask import render_template
from sqlalchemy import func, select

from tadamon.access import load
from tadamon.cohorts import numbers
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.routes import SHEET, names_of
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.words import SEXES, STATUSES
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.digits import number
from tadamon.sessions import completion
from tadamon.sessions.attendance import bp
from tadamon.sessions.certificates.models import Certificate, standing
from tadamon.sessions.counting import Came
from tadamon.sessions.listing import of_cohort
from tadamon.sessions.models import Mark, Session
from tadamon.sessions.words import CAME, MARKS
from tadamon.web.papers import paper_routes

m, t = Mark.__table__.c, Trainee.__table__.c


def paper(cohort: Cohort, pdf: bool = False) -> str:
    counted, held = numbers.numbers(cohort), of_cohort(cohort)
    came, where = attendances(held), by_administration(held)
    found = completion.standing(cohort)
    ids = [line.administration_id for line in counted.lines] + [each for each, _sex in where]
    return render_template(
        "sessions/print_report.html",
        record=cohort,
        pdf=pdf,
        numbers=counted,
        sessions=held,
        came=came,
        total=sum(each.attendances for each in came.values()),
        where=where,
        administrations=names_of(ids),
        doubts=numbers.doubts(cohort.targets) + differences(cohort, counted),
        found=found,
        certificates=db.session.scalar(standing(cohort, func.count(Certificate.id))),
        STATUSES=STATUSES,
        SEXES=SEXES,
        MARKS=MARKS,
    )


def attendances(held: list[Session]) -> dict[int, Came]:
    """{session: who came}, in one statement."""
    found = {each.id: Came() for each in held}
    for each in held:
        if not each.by_name:
            sexes = Counter({"female": each.women or 0, "male": each.men or 0})
            found[each.id] = Came(sexes=sexes, total=each.total or 0)
    query = select(m.session_id, m.state, t.sex, func.count()).join(Trainee.__table__, t.id == m.trainee_id)
    query = query.where(m.session_id.in_(list(found))).group_by(m.session_id, m.state, t.sex)
    for id, state, sex, many in db.session.execute(query):
        found[id].states[state] += many
        if state in CAME:
            found[id].sexes[sex] += many
    return found


def by_administration(held: list[Session]) -> Counter:
    """{(administration, sex): attendances by name}."""
    query = select(t.administration_id, t.sex, func.count()).join(Mark.__table__, m.trainee_id == t.id)
    query = query.where(m.session_id.in_([each.id for each in held]), m.state.in_(CAME))
    rows = db.session.execute(query.group_by(t.administration_id, t.sex))
    return Counter({(administration, sex): many for administration, sex, many in rows})


def differences(cohort: Cohort, counted) -> list[str]:
    """Where those entered are not as many as was meant or told."""
    found = []
    for target in cohort.targets:
        here = counted.of(target)
        if here != target.number:
            values = {"whom": target.of_whom, "told": number(target.number), "here": number(here)}
            rest = number(abs(target.number - here))
            if here < target.number:
                found.append(_("%(whom)s: ذُكر %(told)s والمقيدون %(here)s؛ ينقص %(rest)s.", rest=rest, **values))
            else:
                found.append(_("%(whom)s: ذُكر %(told)s والمقيدون %(here)s؛ يزيد %(rest)s.", rest=rest, **values))
    return found


paper_routes(
    bp,
    "cohorts.read",
    partial(load, Cohort, options=SHEET),
    paper,
    lambda record: f"{_('تقرير الدفعة')} - {record.name}",
    page="/<id:id>/report",
    file="/<id:id>/report",
    called=("report", "report_pdf", "report_docx"),
)
