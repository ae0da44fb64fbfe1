"""What events tell of themselves in a report."""

import re
from datetime import timedelta

from sqlalchemy import and_, or_

from tadamon.activities.telling import arabic, bodies, people, when, within
from tadamon.events.models import Event
from tadamon.events.words import OUR_ROLES
from tadamon.language import _, lazy, reader
from tadamon.language.agreement import CONCLUDED, ORGANISED, its, passive, series, was
from tadamon.records.telling import tells

ARABIC = re.compile(r"[\u0621-\u064a]")
LED = "organiser", "co-organiser", "host", "implementer"
SENTENCES = {
    "": lazy(
        "{held} {title} {when}[ في {place}][، بالتعاون مع {led}][، بمشاركة {bodies}][، بحضور {people}][. {summary}][. ومن محاور{it}: {topics}][. ومن أهداف{it}: {aims}][. ومن نتائج{it}: {outputs}][. و{concluded} إلى: {outcomes}]."
    ),
    "co-organised": lazy(
        "شاركت {we} في تنظيم {title} {when}[ في {place}][، بالتعاون مع {led}][، بمشاركة {bodies}][، بحضور {people}][. {summary}][. ومن محاور{it}: {topics}][. ومن أهداف{it}: {aims}][. ومن نتائج{it}: {outputs}][. و{concluded} إلى: {outcomes}]."
    ),
    "took-part": lazy(
        "شاركت {we} في {title} {when}[ في {place}][، بتنظيم {led}][، ممثَّلةً في {delegates}][. {summary}][. ومن المشاركين في{it}: {bodies}][. ومن محاور{it}: {topics}][. ومن أهداف{it}: {aims}][. ومن نتائج{it}: {outputs}][. و{concluded} إلى: {outcomes}]."
    ),
}

NEAR = timedelta(days=92)  # so far from a period, what was told in it by mistake is still shown beside it


def counted_or_near(first, last):
    near = within(Event)(first - NEAR, last + NEAR)
    return or_(within(Event)(first, last), and_(Event.state == "out-of-period", near))


def places(event: Event) -> list[str]:
    """Where it was, each place named once: not what the title or the place before it says already."""
    found: list[str] = []
    for each in event.places:
        said = " ".join((event.name, *found))
        foreign = reader().language == "en" and ARABIC.search(each)
        if not foreign and each not in said and (event.abroad or each != event.country_name):
            found.append(each)
    return found


@tells(
    "event",
    Event,
    SENTENCES,
    counted_or_near,
    called=lazy("الفعاليات والتعاون الدولي"),
    kinds=OUR_ROLES,
    kind=lambda event: event.our_role or "",
    held=lambda event: (event.starts_on, event.ends_on or event.date.last),
    left_out=lambda event: event.state_reason or event.state_name if event.state == "not-ours" else "",
    outside=lambda event: event.state_reason,
    more=("was",),
    prose=("summary",),
)
def tell(event: Event) -> dict[str, str]:
    who = (
        _("%(name)s (%(titles)s)", name=row.printed_name, titles=_("، ").join(row.title_list))
        if row.title_list
        else row.printed_name
        for row in event.delegates
    )
    return {
        "title": event.name,
        "held": passive(ORGANISED, event.title),
        "it": its(event.title),
        "concluded": passive(CONCLUDED, event.title),
        "we": _("المديرية") if event.office.kind == "directorate" else _("الوزارة"),
        "when": when(event),
        "was": was(event.name),
        "place": _("، ").join(places(event)),
        "led": bodies(event, *LED),
        "bodies": bodies(event, "attended"),
        "people": people(event),
        "delegates": series(list(who)),
        "summary": arabic(event.summary),
        "topics": series([arabic(line) for line in event.topic_list]),
        "aims": series([arabic(line) for line in event.aims.splitlines()]),
        "outputs": series(
            [
                " ".join((row.name, f"({arabic(row.text).rstrip('.')})" if arabic(row.text).rstrip(".") else ""))
                for row in event.outputs
            ]
        ),
        "outcomes": series([arabic(row.text).rstrip(".") for row in event.outcomes]),
    }
