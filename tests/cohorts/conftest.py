from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees import writing
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.records.history import acting

SARA, OMAR = "30101012900181", "30202022900234"


@pytest.fixture
def cohort(app, people):
    """The id of a running cohort of Luxor with a group and two trainees, سارة and عمر."""
    return made(people.writer)


def made(by: User, title="دفعة أكتوبر 2025") -> int:
    token = acting.set(by.id)
    record = Cohort(
        title=title,
        programme="public-service",
        batch=105,
        starts_on=date(2025, 10, 1),
        ends_on=date(2026, 9, 30),
        unit=by.unit,
        created_by_id=by.id,
        state="running",
    )
    group = Group(record=record, position=1, name="الأولى")
    db.session.add_all([record, group])
    db.session.flush()
    luxor = db.session.scalar(select(Unit.id).where(Unit.code == "EG-LX-1"))
    told = (
        {"name": "سارة أحمد حجاج", "national_id": SARA, "sex": "female", "phone": "+201001234567"},
        {"name": "عمر خالد فهمي", "national_id": OMAR, "sex": "male"},
    )
    more = {"administration_id": luxor, "group_id": group.id, "state": "started"}
    writing.add(record, [each | more for each in told], by.id)
    db.session.commit()
    acting.reset(token)
    id = record.id
    db.session.remove()
    return id


@pytest.fixture
def trainee(cohort):
    """trainee("سارة") → the Trainee of the cohort whose name begins so."""

    def found(name, of=cohort):
        db.session.rollback()
        return db.session.scalar(select(Trainee).where(Trainee.record_id == of, Trainee.name.startswith(name)))

    return found
