import os
from functools import cache
from types import SimpleNamespace

import pytest

from tadamon import create_app
from tadamon.extensions import db
from tests.conftest import CAST, PASSWORD
from tests.machines import postgres
from tests.machines.server import Server, Visitor

KEY = "for tests only"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(request):
    """Where databases of one engine are made; None for SQLite."""
    if request.param == "sqlite":
        yield None
    else:
        with postgres.cluster() as address:
            yield address


@pytest.fixture
def empty(address, tmp_path):
    """The environment of an installation whose database is still empty, and `app()`, which makes an application."""
    if address is None:
        yield installed(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}")
        return
    name = f"empty_{worker()}"
    yield installed(tmp_path, postgres.new_database(address, name))
    postgres.drop_database(address, name)


def worker() -> str:
    """What tells the databases of this process from another's."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def installed(folder, url):
    """The environment of an installation of this database, and `app()`, which makes an application."""
    environment = {
        "TADAMON_MODE": "test",
        "TADAMON_INSTANCE": str(folder),
        "DATABASE_URL": url,
        "TADAMON_SECRET_KEY": KEY,
    }
    return SimpleNamespace(environment=environment, app=lambda: create_app(dict(environment)))


@pytest.fixture
def site(app, meeting):
    """A real server of two workers over the small database, and `visitor(name)`, a signed-in client of it."""
    url = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    db.engine.dispose()
    environment = {
        "TADAMON_MODE": "test",
        "TADAMON_INSTANCE": app.config["TADAMON_INSTANCE"],
        "DATABASE_URL": url,
        "TADAMON_SECRET_KEY": KEY,
        "TADAMON_HTMX": "local",
    }
    with Server("wsgi:app", environment, workers=2) as server:
        signed_in = cache(lambda name: Visitor(server.port).sign_in(CAST[name][0], PASSWORD))
        yield SimpleNamespace(server=server, meeting=meeting, visitor=lambda name: signed_in(name).again())
