"""What initiatives and programmes tell of themselves in a report: those that something of the period belongs to."""

from sqlalchemy import or_, select

from tadamon.activities.models import Activity
from tadamon.activities.telling import arabic
from tadamon.activities.telling import within as activities_within
from tadamon.directory.initiatives import KINDS, Initiative, record_initiatives
from tadamon.figures.models import Figure
from tadamon.figures.telling import within as figures_within
from tadamon.language import N_, lazy
from tadamon.records.telling import tells

IT = {"programme": N_("هو"), "project": N_("هو"), "initiative": N_("هي"), "campaign": N_("هي")}
SENTENCES = {"": lazy("تواصل تنفيذ {kind} «{name}»[، و{it} {about}][. والفئة المستهدفة: {audience}].")}


def within(first, last):
    tied = select(record_initiatives.c.initiative_id)
    at_work = select(Activity.id).where(
        activities_within(Activity)(first, last), Activity.archived_at.is_(None), Activity.state != "not-ours"
    )
    counted = select(Figure.id).where(figures_within(first, last), Figure.archived_at.is_(None))
    mine = or_(record_initiatives.c.record_id.in_(at_work), record_initiatives.c.record_id.in_(counted))
    return Initiative.id.in_(tied.where(mine))


@tells("initiative", Initiative, SENTENCES, within, called=lazy("المبادرات والبرامج"), rank=0)
def tell(initiative: Initiative) -> dict[str, str]:
    return {
        "name": initiative.name,
        "kind": str(KINDS[initiative.kind]).lower(),
        "it": IT[initiative.kind],
        "about": arabic(initiative.about),
        "audience": arabic(initiative.audience),
    }
