from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.records.history import acting
from tadamon.sessions.models import Session
from tests.cohorts.conftest import made

__all__ = ["held"]


@pytest.fixture
def cohort(app, people):
    return made(people.writer)


@pytest.fixture
def session(cohort):
    """The id of a session of that cohort, on 12 October 2025."""
    return held(cohort)


def held(cohort: int, title="أساسيات العمل الاجتماعي", day=date(2025, 10, 12), **told) -> int:
    by = User.named("luxor")
    token = acting.set(by.id)
    record = Session(title=title, kind="session", state="planned", created_by_id=by.id, minutes=120, **told)
    record.starts_on, record.cohort = day, db.session.get(Cohort, cohort)
    db.session.add(record)
    db.session.commit()
    acting.reset(token)
    id = record.id
    db.session.remove()
    return id


@pytest.fixture
def who(cohort):
    """who("سارة") → the id of the trainee whose name begins so."""

    def found(name):
        db.session.rollback()
        query = select(Trainee.id).where(Trainee.record_id == cohort, Trainee.name.startswith(name))
        return db.session.scalar(query)

    return found
