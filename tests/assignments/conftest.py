from datetime import timedelta

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import today
from tadamon.meetings.models import Meeting


@pytest.fixture
def day(app):
    """day(3) is three days from now."""
    return lambda days=0: today() + timedelta(days=days)


@pytest.fixture
def outcome(app, meeting):
    """outcome(text="…", owner="EG-ASN", …) → the id of another outcome of `meeting`, which is Luxor's.

    `owner` is the code of a unit or the name of another body; `due` how many days from today.
    """

    def made(text="توريد الأجهزة", kind="assignment", owner="EG-LX-2", due=7, record=None, **values):
        row = Outcome(record=db.session.get(Meeting, record or meeting), kind=kind, text=text, position=9)
        unit = db.session.scalar(select(Unit).where(Unit.code == owner)) if owner else None
        row.owner, row.owner_unit = unit.name_ar if unit else owner, unit
        row.due(today() + timedelta(days=due) if due is not None else None)
        for name, value in values.items():
            setattr(row, name, value)
        db.session.add(row)
        db.session.commit()
        id = row.id
        db.session.remove()
        return id

    return made


@pytest.fixture
def stored(app):
    """stored(id) reads the outcome afresh."""

    def read(id, model=Outcome):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(model, id)

    return read
