"""A backup as one file: a zip of members, and a manifest with the size and SHA-256 of each.

Zip, because its directory stands at the end: the manifest is written last and read first, and one member
can be taken out without reading the others.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
import zipfile
import zlib
from contextlib import closing, contextmanager, suppress
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
MEMBER = re.compile(r"manifest\.json|database\.db|tables/[a-z][a-z0-9_]*\.copy|files/[0-9a-f]{64}")
CHUNK = 256 * 1024
LARGEST_MANIFEST = 256 * 2**20
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError, RuntimeError)


class Unusable(Exception):
    """A backup that cannot be made or used; the message says why, for a terminal."""


class Writer:
    """`scratch`: a folder for work in progress, gone at the end; `manifest`: what to tell beside members."""

    def __init__(self, scratch: Path):
        self.scratch, self.path = scratch, scratch / "archive.zip"
        self.path.touch(mode=0o600)
        self.zip = zipfile.ZipFile(self.path, "w")
        self.members, self.manifest = {}, {"format": FORMAT}

    def add(self, name: str, chunks, packed: bool = True) -> None:
        """Write a member from an iterable of bytes; `packed` when compressing is worth it."""
        info = zipfile.ZipInfo(name, time.gmtime()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}

    def finish(self) -> None:
        told = self.manifest | {"members": self.members}
        self.zip.writestr(zipfile.ZipInfo(MANIFEST, time.gmtime()[:6]), json.dumps(told, indent=1))
        self.zip.close()

    def abandon(self) -> None:
        """Let go of what was not finished; a zip on a full disk cannot even be closed in order."""
        file, self.zip.fp = self.zip.fp, None
        if file is not None:
            with suppress(OSError):
                file.close()


@contextmanager
def writing(target: Path):
    """A Writer of the archive that stands at `target` once all of it is written, read again and on the disk.

    Until then, and when anything fails, whatever stood at `target` stays.
    """
    with scratch_beside(target) as scratch:
        out = Writer(scratch)
        try:
            yield out
            out.finish()
        finally:
            out.abandon()
        with reading(out.path) as written:
            written.verify()
        _sync(out.path)
        os.replace(out.path, target)
        _sync(target.parent)


@contextmanager
def scratch_beside(target: Path):
    """A folder nobody else can read, on the disk of `target`; removed at the end."""
    scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=".tadamon-"))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class Archive:
    """An archive that is open for reading: `manifest`, and its members by name."""

    def __init__(self, opened: zipfile.ZipFile):
        self.zip = opened
        if opened.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ValueError(MANIFEST)
        self.manifest = json.loads(opened.read(MANIFEST))
        self.members: dict[str, dict] = self.manifest["members"]
        self._refuse_strangers(opened.namelist())

    def _refuse_strangers(self, names: list[str]) -> None:
        for name in names:
            if not MEMBER.fullmatch(name):
                raise Unusable(f"it holds {name!r}, which no backup of tadamon does")
        if sorted(names) != sorted([*self.members, MANIFEST]):
            raise Unusable("its members are not the ones its manifest lists")
        if self.manifest["format"] != FORMAT:
            raise Unusable(f"its format is {self.manifest['format']!r}; this version reads {FORMAT}")

    def chunks(self, name: str):
        with self.zip.open(name) as member:
            while chunk := member.read(CHUNK):
                yield chunk

    def verify(self) -> None:
        """Read every member; Unusable when one is not what the manifest says."""
        for name, told in self.members.items():
            digest, size = hashlib.sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
                if size > told["size"]:
                    break
            if (size, digest.hexdigest()) != (told["size"], told["sha256"]):
                raise Unusable(f"{name} is damaged: its bytes are not the ones that were written")


@contextmanager
def reading(path: Path):
    """The Archive at `path`; whatever is wrong with it becomes Unusable, with the reason."""
    try:
        with closing(zipfile.ZipFile(path)) as opened:
            yield Archive(opened)
    except UNREADABLE as error:
        raise Unusable(f"{path.name} is not a whole backup of tadamon ({error})") from error


def chunks_of(path: Path):
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
