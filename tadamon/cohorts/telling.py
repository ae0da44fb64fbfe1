"""What cohorts tell of themselves in a report: that they began or were completed, with how many people, each counted once."""

from sqlalchemy import func, select

from tadamon.activities.telling import arabic
from tadamon.cohorts.models import Cohort, CohortAct
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.words import STATES
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.language.agreement import BEGAN, WAS_COMPLETED, its, passive, series
from tadamon.language.digits import number
from tadamon.records.telling import tells

SENTENCES = {
    "": lazy("{began} {title}[، وقُيّد في{its} {people}][، منهم {parts}][. ومضمون{its}: {about}]."),
    "completed": lazy("{completed} {title}[، وقُيّد في{its} {people}][، منهم {parts}]."),
}


def within(first, last):
    acts = select(CohortAct.record_id).where(CohortAct.on.between(first, last), CohortAct.action != "reopened")
    return Cohort.id.in_(acts)


@tells(
    "cohort",
    Cohort,
    SENTENCES,
    within,
    kind=lambda cohort: cohort.state,
    called=lazy("الدفعات والمتدربون"),
    kinds=STATES,
)
def tell(cohort: Cohort) -> dict[str, str]:
    many = people(cohort)
    parts = [row for row in cohort.targets if row.administration_id and row.sex is None]
    return {
        "title": cohort.name,
        "began": passive(BEGAN, cohort.name),
        "completed": passive(WAS_COMPLETED, cohort.name),
        "its": its(cohort.name),
        "people": ngettext("متدرب واحد", "%(num)s متدربين", many) if many else "",
        "parts": series([_("%(num)s من %(where)s", num=number(row.number), where=row.of_whom) for row in parts]),
        "about": arabic(cohort.about),
    }


def people(cohort: Cohort) -> int:
    t = Trainee.__table__.c
    standing = (t.record_id == cohort.id, t.removed_at.is_(None), t.state != "transferred")
    return db.session.scalar(select(func.count()).where(*standing))
