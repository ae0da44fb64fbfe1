"""A real server on the small database of each engine, and the proof that nothing acknowledged was lost."""

from collections import Counter

import pytest
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.keeping.checks import findings
from tadamon.meetings.models import Meeting
from tadamon.records.attachments import Attachment
from tadamon.records.history import Change
from tests.baddays.serving import Load, Person, Service


@pytest.fixture
def environment(app, tmp_path, monkeypatch):
    """What a server of this database needs; `app` looks at the same files."""
    monkeypatch.setitem(app.config, "TADAMON_FILES", str(tmp_path / "files"))
    return {
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "TADAMON_INSTANCE": app.config["TADAMON_INSTANCE"],
        "TADAMON_FILES": str(tmp_path / "files"),
        "TADAMON_SECRET_KEY": app.config["SECRET_KEY"],
        "TADAMON_MODE": "test",
    }


@pytest.fixture
def service(environment):
    service = Service(environment)
    service.start()
    yield service
    service.stop()


@pytest.fixture
def person(service, sign_in):
    """person("writer") → that one of the cast, before the real server."""
    return lambda name: Person(service, sign_in(name))


@pytest.fixture
def load(service, sign_in):
    """`with load() as working:` people save until the block ends; see Load."""
    return lambda: Load(service, sign_in("writer"))


@pytest.fixture
def proven(app):
    """proven(acknowledged) fails unless each is there exactly once and the installation is whole."""

    def prove(acknowledged):
        db.session.remove()
        meetings = db.session.execute(select(Meeting.id, Meeting.title, Meeting.venue)).all()
        venues = {id: venue for id, _title, venue in meetings}
        assert not [title for title, count in Counter(row.title for row in meetings).items() if count > 1]
        told = Counter(
            db.session.scalars(select(Change.record_id).where(Change.action == "changed", Change.part.is_(None)))
        )
        attached = Counter(map(tuple, db.session.execute(select(Attachment.record_id, Attachment.name))))
        titles = {id: title for id, title, _venue in meetings}
        for title, id, venue, file in acknowledged:
            assert titles.get(id) == title
            assert venue is None or (venues[id] == venue and told[id] == 1), (title, venues[id], told[id])
            assert file is None or attached[id, file] == 1
        faults = [(name, each.words) for name, found in findings(True) for each in found if each.fault]
        assert not faults
        assert acknowledged

    return prove
