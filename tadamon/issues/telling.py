"""What citizens' issues tell of themselves in a report, those of a meeting together; nothing of the citizen."""

from collections import Counter
from datetime import date

from tadamon.activities.telling import arabic
from tadamon.issues.models import Issue
from tadamon.language import _, lazy, ngettext, reader
from tadamon.language.agreement import on, series
from tadamon.records.telling import tells

SENTENCES = {"": lazy("{raised} {when}[ في {meeting}]: {subjects}[؛ و{state}].")}
# What became of some of them; %(which)s are «جميعها», «٢ منها».
STATES = {
    "open": lazy("لم يُرد على %(which)s بعد"),
    "referred": lazy("جرت إحالة %(which)s ولم يصل الرد بعد"),
    "accepted": lazy("جرى قبول %(which)s لدى الجهة المختصة"),
    "refused": lazy("اعتذرت الجهة المختصة عن %(which)s"),
    "done": lazy("تم إنجاز %(which)s"),
    "waiting": lazy("يُنتظر رد صاحب الشأن في %(which)s"),
    "answered": lazy("تم الرد على %(which)s"),
}


def together(issues: list[Issue], first: date, last: date) -> dict[str, str]:
    """The values of the sentence for what was raised in one meeting, or on one day."""
    issue, many = issues[0], len(issues)
    return {
        "raised": ngettext("طُرح موضوع واحد", "طُرحت %(num)s موضوعات", many),
        "when": on(issue.raised_on, issue.raised_precision),
        "meeting": arabic(issue.activity.title) if issue.activity else "",
        "subjects": series(list(map(subject, issues))),
        "state": series(states(issues)),
    }


@tells(
    "issue",
    Issue,
    SENTENCES,
    lambda first, last: Issue.raised_on.between(first, last),
    called=lazy("موضوعات المواطنين"),
    together=together,
    apart=lambda issue: issue.activity_id or issue.raised_on,
    after=lambda issue: issue.activity_id,
)
def tell(issue: Issue) -> dict[str, str]:
    return together([issue], date.min, date.max)


def subject(issue: Issue) -> str:
    """The subject, with who raised it and the reply as far as they are known."""
    reply = arabic(issue.reply).rstrip(".")
    more = [
        _("طرحه %(people)s", people=issue.people_words) if issue.people_words else "",
        _("والرد: %(reply)s", reply=reply) if reply else "",
    ]
    said = _("، ").join(filter(None, more))
    name = f"“{issue.subject}”" if reader().language == "en" else issue.subject
    return f"{name} ({said})" if said else name


def states(issues: list[Issue]) -> list[str]:
    found = Counter(issue.state for issue in issues)
    return [STATES[state] % {"which": which(many, len(issues))} for state, many in found.items()]


def which(many: int, total: int) -> str:
    if many < total:
        return ngettext("واحد منها", "%(num)s منها", many)
    return ngettext("هذا الموضوع", "جميعها", many)
