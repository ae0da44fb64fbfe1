"""What is dear to make, made once for all workers of a test run; each takes a copy of it."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from . import postgres


@contextmanager
def made(home: Path, name: str, fill) -> Path:
    """The folder `name` of `home`, which the first who comes fills by `fill(folder)`; the others wait, and while
    inside one is alone with it. Nobody changes it."""
    with (home / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / name).exists():
            half = home / f"{name}.half"
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            fill(half)
            half.rename(home / name)
        yield home / name


@contextmanager
def database(engine: str, factory, name: str, fill, folder: Path, own: str):
    """The address of a database that is a copy of what `fill(folder, address)` made, with the files left beside it.

    The copy stands in `folder`; on PostgreSQL it is called `own`.
    """
    if engine == "sqlite":
        with made(_run(factory), f"{name}-sqlite", lambda half: fill(half, f"sqlite:///{half / 'tadamon.db'}")) as done:
            shutil.copytree(done, folder, dirs_exist_ok=True)
        yield f"sqlite:///{folder / 'tadamon.db'}"
        return
    with postgres.cluster() as address:
        # It lives and goes with the cluster.
        home = Path(make_url(address).query["host"])
        with made(home, name, lambda half: fill(half, postgres.new_database(address, name))) as done:
            shutil.copytree(done, folder, dirs_exist_ok=True)
            mine = postgres.new_database(address, f"{own}_{worker()}", template=name)
        yield mine


def worker() -> str:
    """What tells the databases of this process from another's."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def _run(factory) -> Path:
    """The folder of all workers of this run."""
    base = factory.getbasetemp()
    return base if worker() == "main" else base.parent
