"""What citizens' issues tell of themselves in a report; nothing of the citizen."""

from tadamon.activities.telling import arabic
from tadamon.issues.models import Issue
from tadamon.language import lazy
from tadamon.language.agreement import on
from tadamon.records.telling import tells

SENTENCES = {"": lazy("طُرح {when}[ في {meeting}] موضوع: {subject}[، طرحه {people}] — {state}[. والرد: {reply}].")}


@tells(
    "issue",
    Issue,
    SENTENCES,
    lambda first, last: Issue.raised_on.between(first, last),
    called=lazy("موضوعات المواطنين"),
)
def tell(issue: Issue) -> dict[str, str]:
    return {
        "subject": issue.subject,
        "when": on(issue.raised_on, issue.raised_precision),
        "meeting": arabic(issue.activity.title) if issue.activity else "",
        "people": issue.people_words,
        "state": issue.state_words,
        "reply": arabic(issue.reply),
    }
