"""Commands of the house run inside the test, and empty installations to bring a backup to."""

import os
from contextlib import contextmanager
from io import BytesIO

import pytest
from sqlalchemy.engine import make_url

from tadamon import create_app
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records.attachments import Attachment
from tadamon.records.files import store_for
from tests.machines import postgres


@pytest.fixture
def files(app, tmp_path, monkeypatch):
    """The store of this test alone."""
    monkeypatch.setitem(app.config, "TADAMON_FILES", str(tmp_path / "files"))
    return store_for(app.config["TADAMON_FILES"])


@pytest.fixture
def attached(meeting, files):
    """The SHA-256 of a file attached to `meeting`."""
    sha256 = files.put(BytesIO("نص المذكرة".encode()), 1000).sha256
    record = db.session.get(Meeting, meeting)
    db.session.add(Attachment(record=record, name="مذكرة.txt", media_type="text/plain", size=19, sha256=sha256))
    db.session.commit()
    db.session.remove()
    return sha256


@pytest.fixture
def run(app):
    """run("check") → (exit code, everything it said)."""

    def ran(*arguments, of=app):
        db.session.remove()
        done = of.test_cli_runner().invoke(args=list(map(str, arguments)))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return done.exit_code, done.output

    return ran


@pytest.fixture
def elsewhere(app, tmp_path):
    """elsewhere() → another application of the same engine, on an empty database and an empty folder."""
    made = []

    @contextmanager
    def empty(engine=db.engine.dialect.name):
        name = f"elsewhere_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{len(made)}"
        folder = tmp_path / name
        url = f"sqlite:///{folder / 'tadamon.db'}"
        if engine == "postgresql":
            url = postgres.new_database(make_url(app.config["SQLALCHEMY_DATABASE_URI"]), name)
        other = create_app(
            {
                "TADAMON_MODE": "test",
                "TADAMON_INSTANCE": str(folder),
                "DATABASE_URL": url,
                "SECRET_KEY": "for tests only",
            }
        )
        made.append((engine, name))
        with other.app_context():
            yield other
            db.session.remove()
            db.engine.dispose()

    yield empty
    for engine, name in made:
        if engine == "postgresql":
            postgres.drop_database(make_url(app.config["SQLALCHEMY_DATABASE_URI"]), name)
