import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.directory.organisations import Alias, Organisation
from tadamon.directory.people import Person, Post
from tadamon.extensions import db
from tadamon.records.history import acting
from tests.conftest import CAST


def unit(code):
    return db.session.scalar(select(Unit).where(Unit.code == code))


def _written(by, make):
    by = User.named(CAST[by][0])
    token = acting.set(by.id)
    made = make(by)
    db.session.add(made)
    db.session.flush()
    return made, token


def _kept(made, token):
    db.session.commit()
    acting.reset(token)
    id = made.id
    db.session.remove()
    return id


@pytest.fixture
def body(app):
    """body("جمعية الأورمان", aliases=["الأورمان"], by="writer", kind="ngo", …) → its id."""

    def written(name, aliases=(), by="writer", kind="ngo", **values):
        made, token = _written(
            by, lambda by: Organisation(name_ar=name, kind=kind, unit=by.unit, created_by_id=by.id, **values)
        )
        db.session.add_all(Alias(record=made, name=each, position=at) for at, each in enumerate(aliases, 1))
        return _kept(made, token)

    return written


@pytest.fixture
def person(app):
    """person("مايا مرسي", posts=[{"title": "وزيرة"}], by="writer", …) → the id."""

    def written(name, posts=(), by="writer", **values):
        made, token = _written(by, lambda by: Person(name_ar=name, unit=by.unit, created_by_id=by.id, **values))
        db.session.add_all(Post(record=made, position=at, **each) for at, each in enumerate(posts, 1))
        return _kept(made, token)

    return written


@pytest.fixture
def stored(app):
    """stored(Model, id) reads a row afresh."""

    def read(model, id):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(model, id)

    return read
