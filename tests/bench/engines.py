"""The databases of the benchmark, kept in .cache/bench/ from one run to the next."""

import os
import shutil
from contextlib import contextmanager

from flask_migrate import upgrade

from tadamon import create_app
from tests.bench import HOME
from tests.machines import postgres


@contextmanager
def cluster(engine: str):
    """The address that databases are made at: a folder for SQLite, a kept cluster for PostgreSQL."""
    HOME.mkdir(parents=True, exist_ok=True)
    if engine == "sqlite":
        yield str(HOME)
    else:
        with postgres.kept(HOME / "postgresql") as address:
            yield address


def database(engine: str, address: str, name: str, fingerprint: str) -> str:
    """URL of the kept database of that name; a new, empty one when the tables or the builder have changed."""
    stamp = HOME / f"{engine}-{name}.built-by"
    fresh = not stamp.exists() or stamp.read_text() != fingerprint
    if engine == "sqlite":
        file = HOME / f"{name}.db"
        if fresh:
            for suffix in ("", "-wal", "-shm"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
        url = f"sqlite:///{file}"
    else:
        url = postgres.database(address, f"bench_{name}", fresh)
    if fresh:
        stamp.write_text(fingerprint)
    return url


def environment(url: str) -> dict:
    """What a process needs to serve this database as in production."""
    instance = HOME / "instance"
    instance.mkdir(parents=True, exist_ok=True)
    return {
        "DATABASE_URL": url,
        "TADAMON_MODE": "production",
        "TADAMON_SECRET_KEY": "for the benchmark only",
        "TADAMON_INSTANCE": str(instance),
        "TADAMON_FILES": str(instance / "files"),
    }


def application(url: str):
    """The application on this database, at the newest migration, for building and for counting statements."""
    app = create_app(environment(url))
    with app.app_context():
        upgrade()
    return app


def free_space() -> int:
    return shutil.disk_usage(HOME).free


def processors() -> int:
    return len(os.sched_getaffinity(0))
