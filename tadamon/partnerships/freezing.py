"""The last wall of what was signed stands in the flush: whatever the path, its text is not written to."""

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from tadamon.followup.models import Outcome
from tadamon.language import _
from tadamon.partnerships.models import Partnership, Place
from tadamon.partnerships.parties import Clearance
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record, Refused

# What the acts write, and what a report of an obligation writes.
ACTED = {
    "our_signed_on",
    "our_signed_precision",
    "their_signed_on",
    "their_signed_precision",
    "extended_to",
    "ended_on",
    "end_reason",
    "superseded_on",
    "listed_on",
    "changed_at",
    "version",
    "acts",
}
FINAL = ("our_signed_on", "their_signed_on", "ended_on")


@event.listens_for(Session, "before_flush")
def keep_signed(session, *_context):
    for thing in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(thing, Record | Part | Place):
            continue
        if isinstance(thing, Place):
            record = thing.partnership_id and session.get(Partnership, thing.partnership_id)
        else:
            record = thing.record
        if not isinstance(record, Partnership) or not any(_before(record, name) for name in FINAL):
            continue
        if not _may_follow(session, thing, record):
            raise Refused(
                _(
                    "وُقّعت هذه الشراكة فلا يُعدَّل نصها. سجّل ما تغيّر في تعديل مرتبط بها؛ أما التزاماتها فيُبلَّغ عن تنفيذها هنا."
                )
            )


def _before(record, name: str):
    """The value before this flush."""
    past = inspect(record).attrs[name].history
    if past.deleted:
        return past.deleted[0]
    return None if past.added else getattr(record, name)


def _may_follow(session, thing, record) -> bool:
    if thing in session.deleted:
        return False
    changed = {each.key for each in inspect(thing).attrs if each.history.has_changes()}
    if thing is record:
        again = {name for name in FINAL if name in changed and _before(record, name)}
        return changed <= ACTED and not again
    if thing in session.new:
        evidence = isinstance(thing, Attachment) and thing.purpose in ("signed", "evidence")
        again = isinstance(thing, Outcome) and thing.series_id is not None
        return evidence or again or (isinstance(thing, Clearance) and _open(record))
    if isinstance(thing, Outcome):
        return changed - {"version"} <= Outcome.followed
    return not changed or (isinstance(thing, Clearance) and _open(record))


def _open(record) -> bool:
    """Whether the other side has yet to sign: until then approvals still come in."""
    return _before(record, "their_signed_on") is None and _before(record, "ended_on") is None
