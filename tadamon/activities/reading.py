"""The lists of an activity, read in one statement.

Joined eagerly, SQLite would read the whole of every many-to-many table; one by one, a page would
send a statement for each. A union of ids walks the indexes of both engines.
"""

from functools import cache

from sqlalchemy import and_, bindparam, func, literal, select, union_all
from sqlalchemy.orm.attributes import set_committed_value

from tadamon.accounts.models import Unit
from tadamon.activities.models import (
    Activity,
    Attendance,
    Citation,
    activity_axes,
    earlier_activities,
    invitations,
)
from tadamon.activities.participants import Participant
from tadamon.directory.initiatives import Initiative, record_initiatives
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.records.attachments import Attachment

# Evidence of what was done stands with the outcome it proves, before whoever may see that.
NOT_SHOWN = {"attachments": (Attachment.purpose != "evidence",)}
PARTS = {"attendances": Attendance, "citations": Citation, "participants": Participant, "attachments": Attachment}


def read_lists(activity: Activity, **parts) -> None:
    """Fill the activity's axes, initiatives, invited units, attendances, references and files, and these further parts.

    `parts` gives the class of each by the name of its relationship.
    """
    found = {name: [] for name in ("axes", "invited", "initiatives", *PARTS, *parts)}
    for name, id, *things in db.session.execute(_query(tuple(parts.items())), {"activity": activity.id}):
        if name in found:
            found[name].append(next(filter(None, things)))
        elif not id:
            set_committed_value(activity, name, [])
    for name, rows in found.items():
        set_committed_value(activity, name, sorted(rows, key=lambda row: (row.position, row.id)))


@cache
def _query(more: tuple):
    parts, id = PARTS | dict(more), bindparam("activity")
    models = {"axes": Axis, "invited": Unit, "initiatives": Initiative} | parts
    links = union_all(
        _ids("axes", activity_axes.c.axis_id, activity_axes.c.activity_id == id),
        _ids("invited", invitations.c.unit_id, invitations.c.activity_id == id),
        _ids("initiatives", record_initiatives.c.initiative_id, record_initiatives.c.record_id == id),
        *(
            _ids(name, each.id, each.record_id == id, each.removed_at.is_(None), *NOT_SHOWN.get(name, ()))
            for name, each in parts.items()
        ),
        _ids("earlier", func.count(), earlier_activities.c.activity_id == id),
    ).subquery()
    query = select(links.c.list, links.c.id, *models.values())
    for name, model in models.items():
        query = query.outerjoin(model, and_(links.c.list == name, model.id == links.c.id))
    return query


def _ids(name: str, id, *where):
    return select(literal(name).label("list"), id.label("id")).where(*where)
