"""One commit a request, on both engines.

SQLite begins IMMEDIATE for whoever may write and plainly for readers: a deferred BEGIN that
turns into a write fails at once with "database is locked" however long the timeout is.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from tadamon.extensions import db

WAIT = 10  # seconds for a lock; then the person hears that the system is busy
writes: ContextVar[bool] = ContextVar("writes", default=True)


@contextmanager
def writing(may: bool = True):
    """Work inside as one who may (or may not) write."""
    token = writes.set(may)
    try:
        yield
    finally:
        writes.reset(token)


def end(_=None) -> None:
    """Close the session; a connection that died after the commit must not spoil the answer already made."""
    try:
        db.session.close()
    except DBAPIError:
        db.session().invalidate()  # the scoped one does not pass this on


def alone(session) -> None:
    """Wait for every other process that is setting this database up; they wait for this one's commit.

    On SQLite whoever may write is alone from the beginning.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SET LOCAL lock_timeout = 0"))
        session.execute(text("SELECT pg_advisory_xact_lock(7216001)"))


def prepare(engine) -> None:
    """Give the engine durable, serialised transactions that wait WAIT seconds for one another, no longer."""
    (_prepare_sqlite if engine.dialect.name == "sqlite" else _prepare_postgresql)(engine)


def _prepare_postgresql(engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection, _):
        connection.execute(f"SET lock_timeout = '{WAIT}s'")
        connection.execute("SET jit = off")  # it compiles for 80 ms what then runs for two
        connection.commit()


def _prepare_sqlite(engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection, _):
        connection.isolation_level = None
        wait = f"busy_timeout={WAIT * 1000}"
        for pragma in ("foreign_keys=ON", wait, "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes.get() else "BEGIN")
