"""How much room the disk has left."""

import errno
import shutil
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
