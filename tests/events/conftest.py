import pytest

from tadamon.extensions import db
from tests.events.making import addressed, make


@pytest.fixture
def event(writer):
    """The id of an expo of Luxor, January 2025."""
    return make(writer)


@pytest.fixture
def ids(installation, writer):
    """What the addresses of events are filled with."""
    return installation.at("events", lambda: addressed(writer))


@pytest.fixture
def stored():
    """stored(model, id) → the row as the database has it."""

    def read(model, id):
        db.session.expire_all()
        return db.session.get(model, id)

    return read
