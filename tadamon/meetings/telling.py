"""What minutes tell of themselves in a report."""

from tadamon.activities.telling import arabic, people, when, within
from tadamon.language import _, lazy, reader
from tadamon.language.agreement import HELD, its, passive, series
from tadamon.meetings.models import KINDS, Meeting
from tadamon.records.telling import tells

SENTENCES = {
    "": lazy(
        "{held} {title} {when}[ في {place}][، وحضر{it} {people}][. وتناول البحث: {topics}][. وانتهى إلى: {outcomes}]."
    ),
    "follow-up-visit": lazy(
        "جرت {title} {when}[ في {place}][، وحضرها {people}][. وتناولت: {topics}][. وانتهت إلى: {outcomes}]."
    ),
}


@tells(
    "meeting",
    Meeting,
    SENTENCES,
    within(Meeting),
    called=lazy("الاجتماعات والمحاضر"),
    kinds=KINDS,
    kind=lambda meeting: meeting.kind,
    held=lambda meeting: meeting.held[:2],
    more=("kind",),
    left_out=lambda meeting: _("أُلغي انعقاده.") if meeting.state == "cancelled" else "",
)
def tell(meeting: Meeting) -> dict[str, str]:
    english = reader().language == "en"
    return {
        "title": (meeting.title_en if english else "") or meeting.title,
        "kind": meeting.kind_name,
        "held": passive(HELD, meeting.title),
        "it": its(meeting.title),
        "when": when(meeting),
        "place": meeting.governorate_name if english else meeting.place,
        "people": people(meeting),
        "topics": series([arabic(item.title) for item in meeting.items]),
        "outcomes": series([arabic(row.text) for row in meeting.outcomes]),
    }
