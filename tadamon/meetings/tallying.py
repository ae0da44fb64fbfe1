"""What meetings add to the sums: those whose minutes are still a draft."""

from collections.abc import Iterable

from tadamon.meetings.models import Meeting
from tadamon.records import tallies
from tadamon.records.base import Record


def added(records: list[Record]) -> Iterable[tuple]:
    for meeting in records:
        if isinstance(meeting, Meeting) and meeting.state == "draft":
            yield meeting.id, meeting.office_id, meeting.listed_on, "unfinished", "meeting", 1


tallies.also.append(added)
