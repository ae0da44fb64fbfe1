from datetime import date

import pytest

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.committees.members import Member
from tadamon.committees.models import Committee
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting
from tests.conftest import CAST


@pytest.fixture
def founded(app):
    """founded("writer", members=[(name, since)], …) → the id of a formed committee with a quorum of more than half."""

    def made(writer="writer", title="لجنة متابعة", members=(), formed=date(2025, 1, 5), **values):
        by = User.named(CAST[writer][0])
        token = acting.set(by.id)
        columns = {"kind": "standing", "quorum": "half", "state": "agreed"} | values
        record = Committee(title=title, unit=by.unit, created_by_id=by.id, **columns)
        db.session.add(record)
        db.session.flush()
        for position, (name, since) in enumerate(members, 1):
            db.session.add(Member(record=record, position=position, name=name, body="المديرية", from_on=since))
        if formed:
            record.form(by, formed)
        db.session.commit()
        acting.reset(token)
        id = record.id
        db.session.remove()
        return id

    return made


@pytest.fixture
def met(app):
    """met(committee, day, {name: presence}) → the id of a meeting of it."""

    def held(committee, day, came, note=""):
        by = User.named(CAST["writer"][0])
        token = acting.set(by.id)
        record = Meeting(title="اجتماع اللجنة", kind="committee", unit=by.unit, created_by_id=by.id, state="draft")
        record.date, record.file_id = Vague(day, "day"), committee
        db.session.add(record)
        for position, (name, presence) in enumerate(came.items(), 1):
            db.session.add(Attendance(record=record, position=position, name=name, presence=presence, note=note))
        db.session.commit()
        acting.reset(token)
        id = record.id
        db.session.remove()
        return id

    return held


@pytest.fixture
def stored(app):
    """stored(Model, id) reads a row afresh."""

    def read(model, id):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(model, id)

    return read
