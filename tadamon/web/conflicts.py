"""Two people on one field: nothing is overwritten silently, different fields simply merge.

The history knows what changed since the version a form was opened at. A field the person did not
touch keeps the colleague's newer text; a field both changed is a conflict. A field the history knows by another name has it as `told_as`.
"""

from tadamon.records import history
from tadamon.web.forms import posted_version


class Conflict:
    """The field both changed, the colleague who saved first, and the two values in words."""

    def __init__(self, field: str, change: history.Change, mine):
        told = change.model.audited[field]
        self.label, self.by = told.label, change.by
        self.theirs = history.words(told, change.diff[field][1])
        self.mine = history.words(told, mine)


def reconcile(thing, form, posted: int | None = None) -> Conflict | None:
    """Merge what others changed into `form`; the first field that both changed, if any."""
    posted = posted_version() if posted is None else posted
    if posted == thing.version:
        return None
    later = history.since(thing, posted)
    for field in form:
        told = getattr(field, "told_as", field.name)
        touching = [change for change in later if told in change.diff]
        if not touching:
            continue
        base, latest = touching[0].diff[told][0], touching[-1].diff[told][1]
        mine = field.plain() if hasattr(field, "plain") else history.plain(field.data)
        if blank(mine) == blank(latest):
            continue
        if blank(mine) != blank(base):
            return Conflict(told, touching[-1], mine)
        keep(field, thing)
    return None


def keep(field, thing) -> None:
    """The field as it now stands, as if the person had seen it."""
    field.process(None, getattr(thing, getattr(field, "of", field.name)))
    field.typed = None


def blank(value):
    return None if value in ("", []) else value
