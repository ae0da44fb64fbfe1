"""Throwaway PostgreSQL clusters of our own, beside whatever the machine already runs.

One cluster serves every process of one test run: pytest-xdist's workers find each other by the run's id, the
first one in starts it, the last one out removes it, and a cluster whose users all died is swept up by the
next run.
Each worker makes its own databases in it.
"""

import fcntl
import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from . import Missing

ROLE = "tadamon"  # makes and owns databases; not a superuser, as in the ministry
# Not the system's temporary folder: its name may be too long for a socket, or closed to the user postgres.
HOME = Path("/tmp")
PREFIX = f"tadamon-postgres-{os.getuid()}-"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ALWAYS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "dynamic_shared_memory_type": "mmap",  # containers have a tiny /dev/shm
    "logging_collector": "off",
}
INITDB = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def binaries():
    """The folder of the newest PostgreSQL server's programs."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found and (path := shutil.which("initdb")):
        found = [Path(path).resolve().parent]
    if not found:
        raise Missing("PostgreSQL", "sudo apt-get install --no-install-recommends postgresql")
    return max(found, key=lambda path: float(path.parent.name) if path.parent.name.isdigit() else 0)


@contextmanager
def cluster(durable=False):
    """Address of a running cluster (`postgresql+psycopg://…`), shared with the other workers of this run.

    It trades safety for speed unless `durable`. Raises Missing without PostgreSQL, RuntimeError with the
    server's own words when it does not start.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    home = HOME / f"{PREFIX}{run}{'-durable' if durable else ''}"
    with _taken(home, durable):
        yield f"postgresql+psycopg://{ROLE}@/postgres?host={home}"


@contextmanager
def kept(home):
    """Address of a cluster in the folder `home`, durable, whose databases stay when it stops.

    One that was left running is used, and left running.
    """
    started = True
    if not (home / "data" / "PG_VERSION").exists():
        _start(home, durable=True)
    else:
        try:
            _server("pg_ctl", "start", "-D", home / "data", "-w", "-t", "60", "-l", home / "log")
        except RuntimeError:
            started = False
    try:
        yield f"postgresql+psycopg://{ROLE}@/postgres?host={home}"
    finally:
        if started:
            _server("pg_ctl", "stop", "-D", home / "data", "-m", "fast", "-w")


def stop(home, how="fast"):
    """Stop the cluster in `home`: "fast" ends its connections, "immediate" is a crash."""
    _server("pg_ctl", "stop", "-D", home / "data", "-m", how, "-w")


def start(home):
    """Start the stopped cluster in `home`; it recovers what a crash left."""
    _server("pg_ctl", "start", "-D", home / "data", "-w", "-t", "60", "-l", home / "log")


def restart(home, how="fast"):
    stop(home, how)
    start(home)


def database(address, name, fresh=False):
    """The address of database `name` of the cluster at `address`, made when it is missing or to be `fresh`."""
    url = make_url(address).set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if fresh or not known:
        return new_database(address, name)
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def new_database(address, name, template="template0"):
    """Makes database `name` anew in the cluster at `address` and returns its own address.

    `template` names a database of the same cluster to copy, to which nobody may be connected.
    """
    drop_database(address, name)
    _command(address, "CREATE DATABASE {} TEMPLATE {}", name, template)
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def drop_database(address, name):
    """Removes database `name` of the cluster at `address`, if there is one, whoever is connected."""
    _command(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _command(address, statement, *names):
    url = make_url(address).set(drivername="postgresql", database="postgres")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _taken(home, durable):
    with _gate():
        for left in HOME.glob(f"{PREFIX}*.users"):
            _remove_if_unused(left.with_suffix(""))
        users = _locked(home, fcntl.LOCK_SH)
        if not _runs(home):
            _start(home, durable)
    try:
        yield
    finally:
        with _gate():
            users.close()
            _remove_if_unused(home)


@contextmanager
def _gate():
    with (HOME / f"{PREFIX}gate").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _locked(home, kind):
    lock = home.with_name(home.name + ".users").open("w")
    fcntl.flock(lock, kind)
    return lock


def _runs(home):
    return (home / "data" / "postmaster.pid").exists()


def _remove_if_unused(home):
    try:
        users = _locked(home, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if _runs(home):
        with suppress(RuntimeError):  # it died with the machine
            _server("pg_ctl", "stop", "-D", home / "data", "-m", "immediate", "-w")
    shutil.rmtree(home, ignore_errors=True)
    home.with_name(home.name + ".users").unlink(missing_ok=True)
    users.close()


def _start(home, durable):
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    if os.getuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    data = home / "data"
    _server("initdb", "-D", data, "-U", "postgres", *INITDB)
    settings = {**ALWAYS, **({} if durable else FAST), "unix_socket_directories": f"'{home}'"}
    with (data / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = {value}\n" for name, value in settings.items())
    _server("pg_ctl", "start", "-D", data, "-w", "-t", "60", "-l", home / "log")
    with psycopg.connect(f"postgresql://postgres@/postgres?host={home}", autocommit=True) as connection:
        # pg_signal_backend: a database is dropped also while autovacuum, nobody's member, looks at it
        connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB IN ROLE pg_signal_backend")


def _server(program, *arguments):
    """Runs one of PostgreSQL's programs as a user it accepts: never root."""
    command = [str(binaries() / program), *map(str, arguments)]
    if os.getuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(command, cwd=HOME, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")
