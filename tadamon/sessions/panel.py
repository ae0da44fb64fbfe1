"""What a cohort and a trainee show of their sessions."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tadamon.access import may_edit
from tadamon.cohorts.trainees import file
from tadamon.cohorts.trainees.forgetting import same_person
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import today
from tadamon.sessions.listing import came_to
from tadamon.sessions.models import Mark, Session
from tadamon.sessions.words import CAME
from tadamon.web import panels
from tadamon.web.panels import Panel

FEW = 5


def of_cohort(cohort) -> Panel:
    """The next sessions and the last ones."""
    stands = (Session.cohort_id == cohort.id, Session.archived_at.is_(None))
    query = select(Session).where(*stands)
    coming = query.where(Session.starts_on > today()).order_by(Session.starts_on, Session.id).limit(FEW)
    past = query.where(Session.starts_on <= today()).order_by(Session.starts_on.desc(), Session.id.desc()).limit(FEW)
    held = [*db.session.scalars(past), *db.session.scalars(coming)]
    data = {
        "cohort": cohort,
        "sessions": sorted(held, key=lambda each: (each.starts_on, each.id)),
        "many": db.session.scalar(select(func.count()).select_from(Session).where(*stands)),
        "came": came_to([each.id for each in held]),
        "CAME": CAME,
        "can_edit": may_edit(cohort, "cohorts.write"),
    }
    return Panel(_("الجلسات والحضور"), "sessions/_of_cohort.html", data)


def of_trainee(trainee) -> Panel | None:
    """Every session with a mark, in this cohort and those the person came from or went on to."""
    marks = marks_of(trainee)
    return Panel(_("الحضور"), "sessions/_of_trainee.html", {"marks": marks, "trainee": trainee}) if marks else None


def marks_of(trainee) -> list[tuple[Mark, Session]]:
    ids = [each.id for each in same_person(trainee)]
    query = select(Mark, Session).join(Session, Session.id == Mark.session_id).where(Mark.trainee_id.in_(ids))
    query = query.order_by(Session.starts_on, Session.id).options(joinedload(Session.cohort))
    return [tuple(row) for row in db.session.execute(query)]


def kept_of(trainee):
    """For the export of all that is kept of one person."""
    query = select(Mark, Session).join(Session, Session.id == Mark.session_id).where(Mark.trainee_id == trainee.id)
    for mark, session in db.session.execute(query.order_by(Session.starts_on, Session.id)):
        yield f"{_('الحضور')}: {session.when}", f"{session.title}: {mark.words}"


panels.add("cohort", panels.SHEET, of_cohort)
panels.add("trainee", panels.SHEET, of_trainee)
file.also.append(kept_of)
