from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting_as
from tests.conftest import CAST
from tests.directory.making import named


@pytest.fixture
def record(app):
    """record("hq", title=…, invited=["EG-LX"]) → the id of another meeting, written by that one of the cast."""

    def recorded(
        writer, title="اجتماع تنسيقي", kind="directorates", on=date(2025, 9, 1), precision="day", invited=(), **values
    ):
        by = User.named(CAST[writer][0])
        with acting_as(by.id):
            made = Meeting(title=title, kind=kind, unit=by.unit, created_by_id=by.id, state="draft", **values)
            made.date = Vague(on, precision)
            made.invited = list(db.session.scalars(select(Unit).where(Unit.code.in_(invited))))
            db.session.add(made)
            db.session.commit()
        id = made.id
        db.session.rollback()
        return id

    return recorded


@pytest.fixture
def stored(app):
    """stored(Model, id) reads a row afresh."""

    def read(model, id):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(model, id)

    return read


@pytest.fixture
def known(app):
    """known("organisation", "جمعية الأورمان", …) → the id of a new record of the directory, kept by External Relations."""
    return lambda type, name, **values: named("hq", type, name, **values)
