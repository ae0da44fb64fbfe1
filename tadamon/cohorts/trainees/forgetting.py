"""Wiping what tells who a trainee was, wherever it is kept; the row stays and counts."""

from sqlalchemy import select, update

from tadamon.cohorts.trainees.models import Trainee, TraineeMove
from tadamon.extensions import db
from tadamon.language import lazy, speaking
from tadamon.records.base import now
from tadamon.records.history import Change
from tadamon.web.imports.models import ImportRow

also: list = []  # functions of rooms above that wipe what they keep of a trainee
NAMELESS = lazy("متدرب مُحيت بياناته")
WIPED = ("national_id", "phone", "residence", "notes", "qualification", "faculty", "workplace")


def forget(trainee: Trainee) -> None:
    """Of this row, and of those it came from or went on to: they are one person."""
    for each in same_person(trainee):
        _forget(each)


def same_person(trainee: Trainee) -> list[Trainee]:
    """The rows of one person in the cohorts one after another, within the office."""
    found, todo = {trainee.id: trainee}, [trainee]
    while todo:
        each = todo.pop()
        near = db.session.scalars(
            select(Trainee).where((Trainee.came_from_id == each.id) | (Trainee.id == (each.came_from_id or 0)))
        )
        for other in near:
            if other.id not in found and other.office_id == trainee.office_id:
                found[other.id] = other
                todo.append(other)
    return [found[id] for id in sorted(found)]


def _forget(trainee: Trainee) -> None:
    with speaking("ar"):
        trainee.name = str(NAMELESS)
    for name in WIPED:
        setattr(trainee, name, "")
    trainee.born_on, trainee.graduation_year, trainee.forgotten_at = None, None, now()
    db.session.flush()
    mine = (Change.part == Trainee.__tablename__, Change.part_id == trainee.id)
    db.session.execute(
        update(Change).where(*mine).values(label=trainee.name, diff={}),
        execution_options={"synchronize_session": False},
    )
    db.session.execute(update(TraineeMove).where(TraineeMove.trainee_id == trainee.id).values(reason=""))
    db.session.execute(
        update(ImportRow).where(ImportRow.part_id == trainee.id).values(cells=[], before=None, problems=[])
    )
    for wipe in also:
        wipe(trainee)
