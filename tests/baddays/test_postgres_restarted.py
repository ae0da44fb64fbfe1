"""PostgreSQL restarted under load, politely and by a crash: what was under way fails, and kindly (F8)."""

import os
import shutil
import time
from pathlib import Path

import pytest

from tadamon.extensions import db
from tests import conftest
from tests.baddays.serving import Person
from tests.machines import postgres


@pytest.fixture
def home():
    """The folder of a durable cluster that no other test uses."""
    folder = Path(f"/tmp/tadamon-bad-day-{os.getpid()}")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def app(home, tmp_path):
    """The application on that cluster, with the cast."""
    with postgres.kept(home) as cluster:
        address = postgres.new_database(cluster, "bad_day")
        conftest._prepare(tmp_path, address)
        app = conftest._application(tmp_path, address)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def test_nothing_acknowledged_is_lost(home, service, load, proven, sign_in):
    writer = Person(service, sign_in("writer"))
    with load() as working:
        for how in ("fast", "immediate"):
            time.sleep(1.5)
            postgres.restart(home, how)
            working.goes_on(len(working.acknowledged))
    assert not {status for status in service.answers if status >= 400 and status != 503}, service.said()
    assert writer.get("/readyz").status == 200
    proven(working.acknowledged)

    postgres.stop(home)
    refused = writer.post("/meetings", title="اجتماع", kind="committee", starts_on="20/10/2025", once="away")
    assert refused.status == 503
    assert "باقٍ في هذه الصفحة" in refused.text
    assert writer.get("/readyz").status == 503
    assert writer.get("/healthz").status in (200, 503)
    postgres.start(home)
    assert writer.insist(
        lambda: writer.post("/meetings", title="اجتماع", kind="committee", starts_on="20/10/2025", once="away")
    )
