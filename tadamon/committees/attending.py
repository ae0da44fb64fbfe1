"""Who came: the quorum of one meeting, and each member's share of the meetings held while they were a member."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tadamon.activities.models import Activity, Attendance
from tadamon.extensions import db
from tadamon.language.dates import last_day, today
from tadamon.language.words import name_key

HERE = ("present", "guest")
MOST = 500


@dataclass(frozen=True)
class Quorum:
    present: int
    of: int
    needed: int | None

    @property
    def reached(self) -> bool:
        return self.needed is not None and self.of > 0 and self.present >= self.needed


@dataclass(frozen=True)
class Share:
    """`came` of the `held` meetings of someone's time in the committee, `sent` of them through a deputy."""

    came: int
    held: int
    sent: int


def quorum(committee, starts_on: date, last: date, rows) -> Quorum:
    """Of the members of that day; a deputy who is written down for someone stands for them."""
    asked = [member for member in committee.members_on(starts_on, last) if member.counts]
    present = sum(how(member, rows) is not None for member in asked)
    return Quorum(present, len(asked), committee.needed(len(asked)))


def how(member, rows) -> str | None:
    """Either "came", "sent" for a deputy, or None."""
    if any(row.presence in HERE and member.is_(row) for row in rows):
        return "came"
    deputies = [row for row in rows if row.presence == "deputising"]
    named = any(member.is_(row) or (row.note and name_key(row.note) == name_key(member.name)) for row in deputies)
    return "sent" if named else None


def held(committee, user, most: int = MOST) -> list:
    """Its meetings that the person may see, the newest first."""
    columns = (Activity.id, Activity.type, Activity.title, Activity.title_en, Activity.starts_on, Activity.ends_on)
    query = select(*columns, Activity.date_precision).where(
        Activity.file_id == committee.id, Activity.archived_at.is_(None), Activity.visible_to(user)
    )
    return db.session.execute(query.order_by(Activity.starts_on.desc(), Activity.id.desc()).limit(most)).all()


def rows_of(meetings) -> dict[int, list[Attendance]]:
    query = select(Attendance).where(
        Attendance.record_id.in_([meeting.id for meeting in meetings]), Attendance.removed_at.is_(None)
    )
    found: dict = {}
    for row in db.session.scalars(query):
        found.setdefault(row.record_id, []).append(row)
    return found


def end_of(meeting) -> date:
    return max(meeting.ends_on or meeting.starts_on, last_day(meeting.starts_on, meeting.date_precision))


def quorums(committee, meetings, rows: dict) -> dict[int, Quorum]:
    """{id: its quorum} of the meetings that were held and have an attendance."""
    return {
        each.id: quorum(committee, each.starts_on, end_of(each), rows[each.id])
        for each in meetings
        if each.id in rows and each.starts_on <= today()
    }


def shares(committee, meetings, rows: dict) -> dict[int, Share]:
    """{member's id: share}; a meeting before someone joined, after they left, or without an attendance is not theirs."""
    past = [each for each in meetings if each.id in rows and each.starts_on <= today()]
    found = {}
    for member in committee.members:
        ways = [how(member, rows[each.id]) for each in past if member.sits(each.starts_on, end_of(each))]
        found[member.id] = Share(len([way for way in ways if way]), len(ways), ways.count("sent"))
    return found
