"""What we owe them and what they owe us: of their partnerships and activities, as far as the reader may know."""

from dataclasses import dataclass
from datetime import date

from flask_login import current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.followup.models import KINDS, OWED, Outcome
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Party

MOST = 60


@dataclass(frozen=True)
class Owed:
    kind: str
    text: str
    owner: str
    due: str
    late: bool


def owed(bodies: list[int], records: list[int]) -> tuple[list[Owed], list[Owed]]:
    """(ours, theirs) of what is still to be done, the earliest first; what no one was named for is among ours."""
    standing = or_(
        Outcome.record_id.in_(select(Activity.id).where(Activity.archived_at.is_(None))),
        Outcome.record_id.in_(select(Partnership.id).where(Partnership.archived_at.is_(None))),
    )
    query = (
        select(Outcome)
        .where(
            Outcome.removed_at.is_(None),
            Outcome.state.in_(OWED),
            Outcome.visible_to(current_user),
            or_(Outcome.record_id.in_(records), Outcome.owner_organisation_id.in_(bodies)),
            or_(Outcome.kind != "decision", Outcome.owner != ""),
            standing,
        )
        .options(joinedload(Outcome.owner_unit))
        .order_by(Outcome.falls_on, Outcome.id)
        .limit(MOST)
    )
    rows, day = list(db.session.scalars(query)), today()
    sides = _sides([row.party_id for row in rows if row.party_id])
    ours: list[Owed] = []
    theirs: list[Owed] = []
    for row in rows:
        (theirs if _is_theirs(row, bodies, sides) else ours).append(_line(row, day))
    return ours, theirs


def _is_theirs(row: Outcome, bodies: list[int], sides: dict[int, str]) -> bool:
    if row.party_id in sides:
        return sides[row.party_id] == "theirs"
    return row.owner_organisation_id in bodies or bool(row.owner and row.owner_unit_id is None)


def _sides(ids: list[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Party.id, Party.side).where(Party.id.in_(ids))).all()) if ids else {}


def _line(row: Outcome, day: date) -> Owed:
    owner = _("، ").join(filter(None, (row.owner_name, row.owner_person)))
    return Owed(
        str(KINDS[row.kind]),
        row.text,
        owner or _("لم تُحدَّد جهة"),
        show_date(row.due_on) if row.due_on else "",
        row.late_on(day),
    )
