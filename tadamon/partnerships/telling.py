"""What partnerships tell of themselves in a report: those that began, were signed or ended, or were at work in it."""

from sqlalchemy import or_, select

from tadamon.activities.models import Activity
from tadamon.activities.telling import arabic
from tadamon.activities.telling import within as activities_within
from tadamon.language import lazy
from tadamon.language.agreement import WENT_ON, passive
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.words import KINDS
from tadamon.records.telling import tells

SENTENCES = {
    "": lazy(
        "{kind}: {title}[ مع {partners}]، وحالتها: {state}[. والهدف: {aims}][. والمستفيدون: {beneficiaries}][. وقيمتها {value}]."
    ),
    "informal": lazy("{went_on} {title}[. والهدف: {aims}][. والمستفيدون: {beneficiaries}]."),
    "lead": lazy("بُحثت شراكة مع {partners} في: {title}[. والهدف: {aims}][. والمستفيدون: {beneficiaries}]."),
}


def within(first, last):
    days = (Partnership.our_signed_on, Partnership.their_signed_on, Partnership.starts_on, Partnership.ended_on)
    at_work = select(Activity.file_id).where(activities_within(Activity)(first, last), Activity.archived_at.is_(None))
    return or_(Partnership.id.in_(at_work), *(day.between(first, last) for day in days))


@tells(
    "partnership",
    Partnership,
    SENTENCES,
    within,
    kinds=KINDS,
    kind=lambda partnership: partnership.kind,
    called=lazy("الشراكات والبروتوكولات"),
)
def tell(partnership: Partnership) -> dict[str, str]:
    return {
        "title": partnership.name,
        "kind": partnership.kind_name,
        "went_on": passive(WENT_ON, partnership.title),
        "partners": partnership.partner_names,
        "state": partnership.state_words,
        "aims": arabic(partnership.aims),
        "beneficiaries": arabic(partnership.beneficiaries),
        "value": partnership.value_words,
    }
