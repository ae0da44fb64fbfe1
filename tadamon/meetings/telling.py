"""What minutes tell of themselves in a report."""

from tadamon.activities.telling import arabic, people, when, within
from tadamon.language import _, lazy, reader
from tadamon.language.agreement import HELD, its, passive, series, was
from tadamon.meetings.models import KINDS, Meeting
from tadamon.records.telling import tells

SENTENCES = {
    "": lazy(
        "{held} {title} {when}[ في {place}][، بحضور {people}][. وتناول البحث: {topics}][. وانتهى إلى: {outcomes}]."
    ),
    "follow-up-visit": lazy(
        "جرت {title} {when}[ في {place}][، بحضور {people}][. وتناولت: {topics}][. وانتهت إلى: {outcomes}]."
    ),
}


def left_out(meeting: Meeting) -> str:
    if meeting.state == "cancelled":
        return _("أُلغي انعقاده.")
    if meeting.corrects_id and meeting.state != "approved":
        return _("تصحيح لمحضر معتمد لم يُعتمد بعد.")
    later = meeting.state == "approved" and meeting.corrected_by
    return str(meeting.said["corrected"]) % {"number": later.approval.words} if later else ""


@tells(
    "meeting",
    Meeting,
    SENTENCES,
    within(Meeting),
    called=lazy("الاجتماعات والمحاضر"),
    kinds=KINDS,
    kind=lambda meeting: meeting.kind,
    held=lambda meeting: meeting.held[:2],
    more=("kind", "was"),
    left_out=left_out,
    after=lambda meeting: meeting.file_id,
)
def tell(meeting: Meeting) -> dict[str, str]:
    english = reader().language == "en"
    title = (meeting.title_en if english else "") or meeting.title
    return {
        "title": title,
        "kind": meeting.kind_name,
        "held": passive(HELD, meeting.title),
        "was": was(meeting.title_en or meeting.title),
        "it": its(meeting.title),
        "when": when(meeting),
        "place": place if (place := meeting.governorate_name if english else meeting.place) not in title else "",
        "people": people(meeting),
        "topics": series([arabic(item.title) for item in meeting.items]),
        "outcomes": series([arabic(row.text) for row in meeting.outcomes]),
    }
