"""Disks that fill and are freed again.

`Limit` works everywhere, as root or not: the kernel refuses the server's processes every further byte in
any file (RLIMIT_FSIZE), as a quota would. `Small` is a real full disk, a tmpfs of a few megabytes, where
the kernel lets us mount one (root with CAP_SYS_ADMIN; most containers withhold it).
"""

import os
import resource
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.baddays.processes import family

NO_LIMIT = resource.RLIM_INFINITY


class Limit:
    """`folder`: where the installation lives."""

    def __init__(self, folder: Path):
        self.folder, self.pids = folder, []

    def fill(self, service) -> None:
        self.pids = family(service.process.pid)
        for pid in self.pids:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, NO_LIMIT))

    def free(self) -> None:
        for pid in self.pids:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))


class Small:
    """A tmpfs of `MEGABYTES` at `folder`."""

    MEGABYTES = 16

    def __init__(self, folder: Path):
        self.folder, self.filler = folder, folder / "filler"

    def fill(self, _service) -> None:
        with self.filler.open("wb", buffering=0) as filler:
            for size in (2**20, 2**12, 1):
                try:
                    while True:
                        filler.write(b"\0" * size)
                except OSError:
                    continue

    def free(self) -> None:
        self.filler.unlink()


@contextmanager
def limit():
    with tempfile.TemporaryDirectory() as folder:
        yield Limit(Path(folder))


@contextmanager
def small():
    with tempfile.TemporaryDirectory() as folder:
        size = f"size={Small.MEGABYTES}m"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tadamon-test", folder], check=True, capture_output=True)
        try:
            yield Small(Path(folder))
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def kinds() -> dict:
    """The disks that can be had here: the limit always."""
    if os.getuid() != 0:
        return {"limit": limit}
    try:
        with small():
            return {"limit": limit, "tmpfs": small}
    except (subprocess.CalledProcessError, FileNotFoundError):
        return {"limit": limit}
