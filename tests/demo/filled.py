"""An installation with the demo data, as `flask demo` leaves it."""

import os
from contextlib import contextmanager

from flask_migrate import upgrade

from tadamon import create_app
from tadamon.accounts.reference import ensure_units
from tadamon.demo import build
from tadamon.directory.reference import ensure_axes
from tadamon.extensions import db
from tests.machines import postgres

PASSWORD = "كلمة سر للتجربة"


@contextmanager
def demo(engine, folder):
    """The application with the reference and the demo data on a fresh database; `folder` is its own."""
    if engine == "sqlite":
        yield _filled(folder, f"sqlite:///{folder / 'tadamon.db'}")
        return
    with postgres.cluster() as address:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        app = _filled(folder, postgres.new_database(address, f"demo_{worker}"))
        yield app
        with app.app_context():
            db.engine.dispose()


def _filled(folder, address):
    app = create_app(
        {
            "TADAMON_MODE": "test",
            "TADAMON_INSTANCE": str(folder),
            "DATABASE_URL": address,
            "SECRET_KEY": "for tests only",
        }
    )
    with app.app_context():
        upgrade()
        ensure_units()
        ensure_axes()
        db.session.commit()
        build(PASSWORD)
        db.session.remove()
    return app
