"""The meetings of a committee, who of its members was there, and whether they were enough."""

from dataclasses import dataclass

from flask_login import current_user
from sqlalchemy import case, event, select
from sqlalchemy.orm import Session

from tadamon.activities.models import Activity, Attendance, invitations
from tadamon.committees.models import Committee, Member
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import today
from tadamon.language.digits import number
from tadamon.language.words import name_key
from tadamon.web import panels
from tadamon.web.panels import Panel

CAME = ("present", "deputising")
SEAT = ("name", "person_title", "body", "person_id", "organisation_id")
MOST = 300


@dataclass
class Quorum:
    came: int
    members: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.came >= self.needed

    @property
    def words(self) -> str:
        """«حضر ٥ من ٨ أعضاء، والنصاب ٥: اكتمل النصاب.»"""
        end = _("اكتمل النصاب.") if self.reached else _("لم يكتمل النصاب.")
        said = _(
            "حضر %(came)s من %(all)s من الأعضاء، والنصاب %(needed)s:",
            came=number(self.came),
            all=number(self.members),
            needed=number(self.needed),
        )
        return f"{said} {end}"


@dataclass
class Record:
    """How often a member was there, of the meetings held while they were one."""

    member: Member
    came: int
    held: int


def meetings(committee: Committee) -> list[Activity]:
    """Those that the person may see, the newest first."""
    query = select(Activity).where(Activity.file_id == committee.id, Activity.archived_at.is_(None))
    if not current_user.sees_every_office:
        office = current_user.office_id
        invited = select(invitations.c.activity_id).where(invitations.c.unit_id == office)
        query = query.where((Activity.office_id == office) | Activity.id.in_(invited))
    return list(db.session.scalars(query.order_by(Activity.starts_on.desc(), Activity.id.desc()).limit(MOST)).unique())


def came_to(ids: list[int]) -> dict[int, set]:
    """{activity: the people who came, by the id of the directory and by name}; whom a deputy stands for came too."""
    stood_for = case((Attendance.presence == "deputising", Attendance.note), else_="")
    query = select(Attendance.record_id, Attendance.person_id, Attendance.name, stood_for).where(
        Attendance.record_id.in_(ids), Attendance.removed_at.is_(None), Attendance.presence.in_(CAME)
    )
    found: dict = {}
    for id, person, name, other in db.session.execute(query) if ids else ():
        found.setdefault(id, set()).update(filter(None, (person, name_key(name), name_key(other or ""))))
    return found


def was_there(member: Member, came: set) -> bool:
    return member.person_id in came or name_key(member.name) in came


def records(committee: Committee, held: list[Activity]) -> list[Record]:
    """Of every member, old ones too; meetings still to come, cancelled or without anyone recorded do not count."""
    held = [each for each in held if each.state != "cancelled" and each.starts_on <= today()]
    came = came_to([each.id for each in held])
    held = [each for each in held if came.get(each.id)]
    found = []
    for member in committee.members:
        theirs = [each for each in held if member.serves_on(each.starts_on)]
        found.append(Record(member, sum(was_there(member, came[each.id]) for each in theirs), len(theirs)))
    return found


def quorum(committee: Committee, activity: Activity) -> Quorum | None:
    """None when nobody sat on the committee that day, or the day is still to come."""
    members = committee.members_on(activity.starts_on)
    if not members or activity.starts_on > today():
        return None
    came = came_to([activity.id]).get(activity.id, set())
    there = sum(was_there(member, came) for member in members)
    return Quorum(there, len(members), committee.needed(len(members)))


def of_meeting(meeting, template: str) -> Panel | None:
    committee = meeting.file_id and db.session.get(Committee, meeting.file_id)
    found = committee and meeting.held_by(current_user) and quorum(committee, meeting)
    return Panel(_("نصاب اللجنة"), template, {"quorum": found, "committee": committee}) if found else None


panels.add("meeting", panels.SHEET, lambda meeting: of_meeting(meeting, "committees/_quorum.html"))
panels.add("meeting", panels.PAPER, lambda meeting: of_meeting(meeting, "committees/print_quorum.html"))


def seat(old: Member, new: Member) -> None:
    """In the meetings still to come, and not yet on their way to approval, the new member is expected for the old one."""
    query = select(Attendance).join(Activity, Activity.id == Attendance.record_id)
    query = query.where(Activity.file_id == old.record_id, Activity.archived_at.is_(None), Activity.state == "draft")
    query = query.where(Activity.starts_on >= max(new.since, today()), Attendance.removed_at.is_(None))
    for row in db.session.scalars(query.where(Attendance.name == old.name)):
        seated(row, new)


def seated(row: Attendance, member: Member) -> Attendance:
    for name in SEAT:
        setattr(row, name, getattr(member, name))
    return row


@event.listens_for(Session, "before_flush")
def bring_members(session, *_context):
    """A new meeting of a committee has its members of that day in its attendance, unless it brings its own."""
    listed = {row.record for row in session.new if isinstance(row, Attendance)}
    for thing in list(session.new):
        if not isinstance(thing, Activity) or not thing.file_id or thing in listed or thing.type != "meeting":
            continue
        with session.no_autoflush:
            committee = session.get(Committee, thing.file_id)
            for place, row in enumerate(committee.members_on(thing.starts_on) if committee else (), 1):
                session.add(seated(Attendance(record=thing, position=place, presence="present"), row))
