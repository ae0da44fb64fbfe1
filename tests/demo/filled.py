"""An installation with the demo data, as `flask setup` and `flask demo` leave it; made once for all workers."""

from contextlib import contextmanager

from tadamon import create_app
from tadamon.extensions import db
from tests.machines import once

PASSWORD = "كلمة-مرور-الرحلة-1"


def installed(folder, address, **more) -> dict:
    """The settings of an installation in `folder`."""
    return {"TADAMON_MODE": "test", "TADAMON_INSTANCE": str(folder), "DATABASE_URL": address} | more


@contextmanager
def database(engine, factory, folder, own):
    """The address of a database with the reference and the demo data; `folder` becomes its instance."""
    with once.database(engine, factory, "demo", _fill, folder, own) as address:
        yield address


@contextmanager
def demo(engine, factory):
    """An application of its own with these data."""
    folder = factory.mktemp("demo")
    with database(engine, factory, folder, "demo") as address:
        app = create_app(installed(folder, address, SECRET_KEY="for tests only"))
        yield app
        with app.app_context():
            db.engine.dispose()


def _fill(folder, address):
    app = create_app(installed(folder, address, TADAMON_DEMO_PASSWORD=PASSWORD))
    commands = app.test_cli_runner()
    with app.app_context():
        for command in ("setup", "demo"):
            done = commands.invoke(args=[command])
            assert done.exit_code == 0, done.output
        db.session.remove()
        db.engine.dispose()
