"""What sessions tell of themselves in a report: seminars, lectures, workshops and visits; not each day of a course."""

from sqlalchemy import and_

from tadamon.activities.telling import when
from tadamon.activities.telling import within as of_days
from tadamon.language import _, lazy, ngettext, reader
from tadamon.language.agreement import HELD, passive, series
from tadamon.records.telling import tells
from tadamon.sessions import counting
from tadamon.sessions.models import Session
from tadamon.sessions.words import KINDS

TOLD = ("seminar", "lecture", "workshop", "visit")
SENTENCES = {
    "": lazy("{held} {title} {when}[ في {place}][ ضمن {initiatives}][ لمتدربي {cohort}][، وسُجّل فيها {attendances}]."),
}


def within(first, last):
    return and_(of_days(Session)(first, last), Session.kind.in_(TOLD))


@tells(
    "session",
    Session,
    SENTENCES,
    within,
    called=lazy("جلسات التدريب"),
    kinds=KINDS,
    held=lambda session: session.held[:2],
    more=("kind",),
    left_out=lambda session: _("أُلغيت.") if session.state == "cancelled" else "",
)
def tell(session: Session) -> dict[str, str]:
    def not_in(each) -> bool:
        return each.name not in session.name

    place = session.governorate_name if reader().language == "en" else session.venue
    came = counting.of_session(session)
    return {
        "title": session.name,
        "kind": session.kind_name,
        "held": passive(HELD, session.title),
        "when": when(session),
        "place": place if place not in session.name else "",
        "initiatives": series([_("«%(name)s»", name=each.name) for each in session.initiatives if not_in(each)]),
        "cohort": session.cohort.name if session.audience == "cohort" and not_in(session.cohort) else "",
        "attendances": ngettext("حضور واحد", "%(num)s حضور", came.attendances) if came.attendances else "",
    }
