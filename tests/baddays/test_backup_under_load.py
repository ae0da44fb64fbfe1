"""A backup taken while people save, brought back to an empty machine (F18)."""

import os
import time

from sqlalchemy.engine import make_url

from tadamon import create_app
from tadamon.extensions import db
from tests.baddays.serving import Service
from tests.machines import postgres


def test_what_was_acknowledged_before_is_there_after(app, service, environment, load, proven, tmp_path):
    with load() as working:
        time.sleep(2)
        before = list(working.acknowledged)
        said = service.run("backup", tmp_path / "backup.zip")
        during = len(working.acknowledged)
        working.goes_on(during)
    assert "written, read again and compared" in said
    assert "!" not in said
    assert during > len(before)  # nobody waited for the backup

    folder, name = tmp_path / "new machine", f"new_machine_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    url = f"sqlite:///{folder / 'tadamon.db'}"
    if "postgresql" in environment["DATABASE_URL"]:
        url = postgres.new_database(make_url(environment["DATABASE_URL"]), name)
    place = environment | {
        "DATABASE_URL": url,
        "TADAMON_INSTANCE": str(folder),
        "TADAMON_FILES": str(folder / "files"),
    }
    new = Service(place)
    assert "all is well" in new.run("restore", tmp_path / "backup.zip")
    with create_app(place).app_context():
        proven(before)
        db.session.remove()
        db.engine.dispose()
