"""How much room the disk has left, and folders that take it for a while only."""

import errno
import shutil
import time
from contextlib import suppress
from pathlib import Path

LOW = 0.05
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def free_share(folder) -> float:
    """The free part, 0 to 1, of the disk that `folder` is or would be on."""
    folder = Path(folder).resolve()
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return usage.free / usage.total if usage.total else 1.0


def short(*folders) -> list[str]:
    """Those of the folders whose disk is nearly full."""
    return [str(folder) for folder in folders if free_share(folder) < LOW]


def age(file: Path) -> float:
    """Seconds since it was written; of one that is not there, none."""
    with suppress(FileNotFoundError):
        return time.time() - file.stat().st_mtime
    return 0


def forget_old(folder: Path, seconds: float) -> None:
    """Remove the files of a folder that were written longer ago."""
    for file in folder.iterdir():
        if age(file) > seconds:
            file.unlink(missing_ok=True)
