"""One commit a request, on both engines.

SQLite begins IMMEDIATE for whoever may write and plainly for readers: a deferred BEGIN that
turns into a write fails at once with "database is locked" however long the timeout is.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import event, text

writes: ContextVar[bool] = ContextVar("writes", default=True)


@contextmanager
def writing(may: bool = True):
    """Work inside as one who may (or may not) write."""
    token = writes.set(may)
    try:
        yield
    finally:
        writes.reset(token)


def alone(session) -> None:
    """Wait for every other process that is setting this database up; they wait for this one's commit.

    On SQLite whoever may write is alone from the beginning.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SELECT pg_advisory_xact_lock(7216001)"))


def prepare(engine) -> None:
    """Give a SQLite engine durable, serialised transactions; other engines need nothing."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connected(connection, _):
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes.get() else "BEGIN")
