"""The database locked for 5 and for 30 seconds: saves wait, then hear kindly that it is busy (F5)."""

import socket
import sqlite3
import threading
import time
from contextlib import closing, contextmanager

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tadamon.records.transactions import WAIT

LONG = "كلام كُتب في ساعة كاملة"
MEETING = {"title": LONG, "kind": "committee", "starts_on": "20/10/2025", "once": "while-locked"}


@pytest.fixture
def locked(app):
    """`with locked():` someone else holds what every save needs."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])

    @contextmanager
    def held():
        if url.drivername == "sqlite":
            with closing(sqlite3.connect(url.database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield
                other.execute("ROLLBACK")
        else:
            address = url.set(drivername="postgresql").render_as_string(hide_password=False)
            with closing(psycopg.connect(address)) as other:
                other.execute("LOCK TABLE records, once_keys IN EXCLUSIVE MODE")
                yield
                other.rollback()

    return held


class Later(threading.Thread):
    """Send something now and look at its `answer`, and the `seconds` it took, at the end."""

    def __init__(self, send):
        super().__init__()
        self.send = send
        self.start()

    def run(self):
        started = time.monotonic()
        self.answer = self.send()
        self.seconds = time.monotonic() - started

    def done(self):
        self.join()
        return self.answer


def test_a_locked_database(person, locked, meeting):
    writer = person("writer")
    field = f"/meetings/{meeting}/fields/venue"

    with locked():
        waiting = Later(lambda: writer.post(field, htmx=True, venue="قاعة ١", version="1"))
        time.sleep(5)
    assert waiting.done().status == 200
    assert waiting.seconds >= 4

    with locked():
        started = time.monotonic()
        refused = Later(lambda: writer.post(field, htmx=True, venue="قاعة ٢", version="2"))
        page = Later(lambda: writer.post("/meetings", **MEETING))
        assert writer.get(f"/meetings/{meeting}").status == 200  # reading goes on
        for each in (refused, page):
            assert each.done().status == 503
            assert each.seconds >= WAIT - 1
            assert int(each.answer.headers["Retry-After"]) > 0
            assert "باقٍ في" in each.answer.text
        assert f'name="title" value="{LONG}"' in page.answer.text
        assert 'name="once" value="while-locked"' in page.answer.text
        time.sleep(max(0, 30 - WAIT / 2 - (time.monotonic() - started)))
        waiting = Later(lambda: writer.post("/meetings", **MEETING))
        time.sleep(max(0, 30 - (time.monotonic() - started)))
    assert waiting.done().status == 303
    assert writer.post(field, htmx=True, venue="قاعة ٣", version="2").status == 200
    a_slow_line_keeps_nobody_from_saving(writer, meeting)


def a_slow_line_keeps_nobody_from_saving(writer, meeting):
    """Half a form has come and the rest takes its time: the write lock must be free meanwhile (F16)."""
    body, headers = writer.form(True, {"chaired_by": "رئيس " + "ا" * 100, "version": "1"})
    lines = [
        f"POST /meetings/{meeting}/fields/chaired_by HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Length: {len(body)}",
    ]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", writer.service.port)) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + body[:-10])
        time.sleep(1)
        quick = Later(
            lambda: writer.post(f"/meetings/{meeting}/fields/title", htmx=True, title="عنوان سريع", version="1")
        )
        assert quick.done().status == 200
        line.sendall(body[-10:])
        assert line.recv(15).startswith(b"HTTP/1.1 200")
