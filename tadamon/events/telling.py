"""What events tell of themselves in a report."""

from datetime import timedelta

from sqlalchemy import and_, or_

from tadamon.activities.telling import arabic, bodies, people, when, within
from tadamon.events.models import Event
from tadamon.events.words import OUR_ROLES
from tadamon.language import _, lazy
from tadamon.language.agreement import ORGANISED, passive, series
from tadamon.records.telling import tells

LED = "organiser", "co-organiser", "host", "implementer"
SENTENCES = {
    "": lazy(
        "{held} {title} {when}[ في {place}][، بالتعاون مع {led}][، بحضور {people}][، وبمشاركة {bodies}][. {summary}][. وتركزت على: {topics}][. واستهدفت: {aims}][. ومن نتائجها: {outputs}][. وانتهت إلى: {outcomes}]."
    ),
    "took-part": lazy(
        "شاركت الوزارة[، ممثَّلةً في {delegates}،] في {title} {when}[ في {place}][. {summary}][. ونظّمها: {led}][. وشارك فيها: {bodies}][. ودارت حول: {topics}][. واستهدفت: {aims}][. ومن نتائجها: {outputs}][. وانتهت إلى: {outcomes}]."
    ),
}

NEAR = timedelta(days=92)  # so far from a period, what was told in it by mistake is still shown beside it


def counted_or_near(first, last):
    near = within(Event)(first - NEAR, last + NEAR)
    return or_(within(Event)(first, last), and_(Event.state == "out-of-period", near))


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
        "when": when(event),
        "place": event.place,
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
