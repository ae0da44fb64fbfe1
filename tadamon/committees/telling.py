"""What committees tell of themselves in a report: that they were agreed on, formed or ended."""

from sqlalchemy import select

from tadamon.activities.telling import arabic
from tadamon.committees.models import STATES, Committee, CommitteeAct
from tadamon.language import lazy
from tadamon.records.telling import tells

SENTENCES = {
    "agreed": lazy("اتُّفق على تشكيل {title}، ولم تُشكَّل بعد[. وتختص بما يأتي: {mandate}]."),
    "formed": lazy("شُكّلت {title}[ بموجب {decision}][. وتختص بما يأتي: {mandate}]."),
    "": lazy("انتهى عمل {title}."),
}


def within(first, last):
    return Committee.id.in_(select(CommitteeAct.record_id).where(CommitteeAct.on.between(first, last)))


@tells(
    "committee",
    Committee,
    SENTENCES,
    within,
    kind=lambda committee: committee.state,
    called=lazy("اللجان"),
    kinds=STATES,
)
def tell(committee: Committee) -> dict[str, str]:
    return {"title": committee.name, "decision": committee.decision, "mandate": arabic(committee.mandate)}
