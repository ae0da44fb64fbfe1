"""SQLite: durable connections, readers that never wait, writers that do, a kind answer when it takes long."""

import sqlite3
import threading
import time

import pytest
from sqlalchemy import event

from tadamon.extensions import db
from tadamon.records.transactions import WAIT

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": WAIT * 1000}


@pytest.fixture
def lock(app):
    """A connection of our own that can hold the write lock; tests run on SQLite only."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own")
    other = sqlite3.connect(db.engine.url.database, isolation_level=None, check_same_thread=False)
    yield other
    if other.in_transaction:
        other.execute("ROLLBACK")
    other.close()


@pytest.fixture
def impatient(lock):
    """Writers that wait a fifth of a second."""

    def hurry(connection, *_):
        connection.execute("PRAGMA busy_timeout=200")

    event.listen(db.engine, "checkout", hurry)
    yield lock
    event.remove(db.engine, "checkout", hurry)
    db.engine.dispose()


def hold(lock):
    lock.execute("BEGIN IMMEDIATE")
    lock.execute("UPDATE units SET position = position")


def form_of(browser, meeting):
    return browser.get(f"/meetings/{meeting}/fields/venue/edit", htmx=True).page.forms[0]


def test_every_connection_is_durable(lock):
    connections = [db.engine.connect() for _each in range(4)]
    for connection in connections:
        with connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
        assert found == PRAGMAS


def test_reading_never_waits_for_a_writer(lock, writer, meeting):
    hold(lock)
    started = time.monotonic()
    for path in ("/", "/meetings", "/meetings?q=لقاء", "/meetings/new", f"/meetings/{meeting}"):
        assert writer.get(path).status_code == 200, path
    for path in ("history", "print", "fields/venue/edit", "attendance/new", "earlier"):
        assert writer.get(f"/meetings/{meeting}/{path}").status_code == 200, path
    assert time.monotonic() - started < 4


def test_reading_takes_no_lock(lock, writer, meeting):
    """Between two pages another program may write at once."""
    for path in ("/", "/meetings", f"/meetings/{meeting}"):
        writer.get(path)
        lock.execute("PRAGMA busy_timeout=0")
        hold(lock)
        lock.execute("ROLLBACK")


def test_a_writer_waits_for_another(lock, writer, meeting):
    form = form_of(writer, meeting)
    hold(lock)
    started = time.monotonic()
    threading.Timer(2, lambda: lock.execute("COMMIT")).start()
    answer = writer.send(form, htmx=True, venue="بعد انتظار")
    assert answer.status_code == 200 and "بعد انتظار" in answer.page.text
    assert time.monotonic() - started > 1.5


@pytest.mark.parametrize("htmx", [True, False])
def test_a_lock_that_lasts_is_said_kindly(impatient, writer, meeting, htmx):
    form = form_of(writer, meeting)
    hold(impatient)
    answer = writer.send(form, htmx=htmx, venue="نص لم يُحفظ بعد")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "مشغول" in answer.get_data(as_text=True)
    impatient.execute("ROLLBACK")
    assert "نص لم يُحفظ بعد" in writer.send(form, htmx=True, venue="نص لم يُحفظ بعد").page.text


def test_the_text_of_a_page_without_javascript_comes_back(impatient, writer, meeting):
    """htmx leaves the open form alone; a page that was left must bring the text along."""
    form = form_of(writer, meeting)
    hold(impatient)
    answer = writer.send(form, venue="نص طويل كُتب بعناية")
    assert answer.status_code == 503
    assert "نص طويل كُتب بعناية" in answer.get_data(as_text=True)
