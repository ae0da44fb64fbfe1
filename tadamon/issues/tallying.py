"""What issues add to the sums beside their category: the answered ones, and after how many days of the calendar."""

from collections.abc import Iterable

from tadamon.issues.models import Issue
from tadamon.records import tallies
from tadamon.records.base import Record


def added(records: list[Record]) -> Iterable[tuple]:
    for issue in records:
        if isinstance(issue, Issue) and issue.replied_on:
            mark = (issue.id, issue.office_id, issue.raised_on)
            yield *mark, "answered", issue.category_id, 1
            yield *mark, "reply-days", issue.category_id, max(0, (issue.replied_on - issue.raised_on).days)
            if issue.replied_on <= issue.due_on:
                yield *mark, "answered-in-time", issue.category_id, 1


tallies.also.append(added)
