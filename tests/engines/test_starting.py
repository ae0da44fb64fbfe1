"""The first start: an empty database, a half-made folder, two processes at once."""

import os
import subprocess
import sys

from sqlalchemy import func, select

from tadamon.accounts.models import Unit
from tadamon.accounts.reference import units
from tadamon.directory.models import Axis
from tadamon.directory.reference import AXES
from tadamon.extensions import db
from tests.machines.server import ROOT, Server, Visitor

TOGETHER = 4


def setup(empty):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "setup"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | empty.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_several_processes_set_up_one_empty_database(empty):
    starting = [setup(empty) for _each in range(TOGETHER)]
    said = [process.communicate(timeout=120)[0] for process in starting]
    assert [process.returncode for process in starting] == [0] * TOGETHER, "\n".join(said)
    with empty.app().app_context():
        assert db.session.scalar(select(func.count()).select_from(Unit)) == len(list(units()))
        assert db.session.scalar(select(func.count()).select_from(Axis)) == len(AXES)
        db.session.remove()
        db.engine.dispose()


def test_a_second_setup_changes_nothing(empty):
    for _each in range(2):
        process = setup(empty)
        said = process.communicate(timeout=120)[0]
        assert process.returncode == 0, said


def test_a_server_over_an_empty_database_does_not_break(empty):
    """Whoever forgot the setup gets a kind page, and /readyz says no."""
    with Server("wsgi:app", empty.environment) as server:
        visitor = Visitor(server.port)
        assert visitor.get("/healthz").status == 200
        page = visitor.get("/sign-in")
        assert page.status == 503 and page.headers["Retry-After"] and "النظام مشغول" in page.text
        assert visitor.get("/readyz").status == 503
