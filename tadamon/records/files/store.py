"""Where the bytes live: a folder of files named by the SHA-256 of their content."""

import contextlib
import hashlib
import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tadamon.records.files.refusal import EMPTY, FileRefused, NoSpace, TooLarge
from tadamon.records.files.room import NO_ROOM

CHUNK = 256 * 1024


@dataclass(frozen=True)
class Stored:
    """``sha256``: 64 hexadecimal digits, the file's name in the store; ``size``: bytes."""

    sha256: str
    size: int


class Store:
    """Files by content in one folder; the same bytes are kept once.

    When ``put`` has returned, the file survives a power cut: commit the row after it, never before.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.incoming = self.folder / "incoming"

    def put(self, stream, limit):
        """Keep all of ``stream`` (binary, read from its start) and return ``Stored``.

        Raises TooLarge above ``limit`` bytes, NoSpace on a full disk, FileRefused when empty;
        each leaves the store as it was.
        """
        stream.seek(0)
        try:
            self.incoming.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.incoming)
            temporary = Path(temporary)
            try:
                with open(handle, "wb") as file:
                    stored = _copy(stream, file, limit)
                self._keep(temporary, self.path(stored.sha256))
            finally:
                temporary.unlink(missing_ok=True)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise NoSpace from error
            raise
        return stored

    def open(self, sha256):
        """Return the file open for reading bytes; FileNotFoundError when it is not here."""
        return self.path(sha256).open("rb")

    def exists(self, sha256):
        return self.path(sha256).is_file()

    def path(self, sha256):
        """Return where a file is or would be; FileNotFoundError when ``sha256`` is not one."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise FileNotFoundError(sha256)
        return self.folder / sha256[:2] / sha256

    def whole(self, sha256):
        """Whether the bytes are still the ones that were put."""
        with self.open(sha256) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def remove(self, sha256):
        """Forget a file that no row names any more; removing it twice is harmless."""
        self.path(sha256).unlink(missing_ok=True)

    def __iter__(self):
        """The SHA-256 of each file kept, for checks and backups."""
        return (path.name for path in self.folder.glob("??/*"))

    def sweep(self, age=24 * 3600):
        """Remove what uploads killed half-way left behind more than ``age`` seconds ago."""
        for left in self.incoming.glob("*"):
            with contextlib.suppress(FileNotFoundError):
                if left.stat().st_mtime < time.time() - age:
                    left.unlink()

    def _keep(self, temporary, final):
        final.parent.mkdir(exist_ok=True)
        if not final.exists() or final.stat().st_size != temporary.stat().st_size:
            os.replace(temporary, final)
        # Also for bytes already here: the upload that brought them may not have reached this line yet.
        _sync(final.parent)
        _sync(self.folder)


def store_for(setting):
    """Return the store a setting names: the path of a folder."""
    if "://" in str(setting):
        raise NotImplementedError(
            f"TADAMON_FILES={setting}: only a folder can be named; "
            "other stores need the extra 's3', which is not built yet."
        )
    return Store(setting)


def _copy(stream, file, limit):
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise FileRefused(EMPTY)
    file.flush()
    os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def _sync(folder):
    if os.name == "nt":  # a folder cannot be opened there; NTFS journals the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
