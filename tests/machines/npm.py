"""Packages of the npm registry, unpacked into .cache/ without running anything of theirs."""

import base64
import fcntl
import gzip
import hashlib
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import Missing

CACHE = Path(__file__).parents[2] / ".cache"


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    sha512: str  # base64, as the registry writes it

    @property
    def folder(self):
        """Where it lies once unpacked, e.g. .cache/axe-core-4.14.1."""
        return CACHE / f"{self.name.lstrip('@').replace('/', '-')}-{self.version}"


def fetched(package):
    """True once the package lies unpacked in .cache/."""
    return package.folder.is_dir()


def fetch(package, prepare=lambda folder: None):
    """The package's folder; the first call brings it and lets `prepare(folder)` finish it, others wait.

    Raises Missing when npm is absent or cannot bring it, ValueError when its bytes are not the pinned ones.
    """
    CACHE.mkdir(exist_ok=True)
    with _alone(CACHE / ".lock"):
        if not fetched(package):
            print(f"→ Fetching {package.name} {package.version}", flush=True)
            with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
                untar(_pack(package, scratch), scratch)
                unpacked = Path(scratch) / "package"
                prepare(unpacked)
                unpacked.rename(package.folder)
    return package.folder


def untar(content, folder):
    """Unpacks the bytes of a plain tar file into `folder`, as files of ours."""
    subprocess.run(["tar", "--extract", "--no-same-owner", "--directory", folder], input=content, check=True)


@contextmanager
def _alone(path):
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pack(package, scratch):
    if not (npm := shutil.which("npm")):
        raise Missing("npm", "sudo apt-get install --no-install-recommends npm")
    command = [npm, "pack", "--silent", "--ignore-scripts", f"{package.name}@{package.version}"]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    tarballs = list(Path(scratch).glob("*.tgz"))
    if done.returncode or not tarballs:
        why = done.stderr.strip()[-300:]
        raise Missing(f"{package.name} {package.version} ({why})", " ".join(["npm", *command[1:]]))
    content = tarballs[0].read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != package.sha512:
        raise ValueError(f"{package.name} {package.version} is not what was pinned: its sha512 differs")
    return gzip.decompress(content)
