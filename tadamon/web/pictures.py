"""Photographs for a page: made small by a process of their own, and put into what is drawn."""

import re
import time
from base64 import b64encode
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from flask import current_app

from tadamon.language import lazy
from tadamon.records import files
from tadamon.records.files.pictures import SIZES
from tadamon.records.files.room import forget_old
from tadamon.web import children

COMMAND = children.command(Path(__file__).with_name("shrinking.py"))
MEMORY, SECONDS, CPU = 700 * 2**20, 12, 10
LARGEST_FILE = 20 * 2**20
MOST_PIXELS = 60_000_000
PRINTED = 1600  # pixels of the longer side: 230 dots an inch over the whole width of the text
SHOWN = 640
KEPT = 7 * 24 * 60 * 60
PHOTOS = {"image/jpeg", "image/png", "image/webp"}
NOT_A_PHOTO = lazy("اختر صورة JPG أو PNG أو WebP لا يزيد حجمها على 20 ميجابايت ولا أبعادها على 60 ميجابكسل.")
UNREADABLE = lazy("لم تُقرأ الصورة. افتحها في برنامج للصور واحفظها من جديد بنوع JPG، ثم اخترها.")
IN_STORE = re.compile(r'src="[^":]*/([0-9a-f]{64})"')


class Photo(NamedTuple):
    """A JPEG without anything that came with it; sides in pixels."""

    jpeg: bytes
    width: int
    height: int


def accept(name: str, stream) -> None:
    """Raise FileRefused unless the stream is a photograph of a kind and size that we make small."""
    kind = files.inspect(name, stream)
    if kind.media_type not in PHOTOS or stream.seek(0, 2) > LARGEST_FILE:
        raise files.FileRefused(NOT_A_PHOTO)
    stream.seek(0)
    width, height = SIZES[kind.extension](stream.read(64), stream)
    if width * height > MOST_PIXELS:
        raise files.FileRefused(NOT_A_PHOTO)


def shrunk(stream, side: int = PRINTED) -> Photo:
    """The photograph of a stream, at most `side` pixels long. Raises FileRefused when it cannot be read."""
    stream.seek(0)
    child = children.start((*COMMAND, str(side)), MEMORY, CPU, quiet=True)
    with children.within(child, SECONDS):
        out, _nothing = child.communicate(stream.read())
    size, _line, jpeg = out.partition(b"\n")
    if child.returncode or not jpeg:
        raise files.FileRefused(UNREADABLE)
    width, height = map(int, size.split())
    return Photo(jpeg, width, height)


def thumbnail(sha256: str, side: int = SHOWN) -> Path:
    """The file of a stored photograph made small for a screen; made when it is first asked for, and kept for a week.

    Raises FileNotFoundError or FileRefused.
    """
    folder = Path(current_app.config["TADAMON_INSTANCE"]) / "thumbnails"
    small = folder / f"{sha256}-{side}.jpg"
    if not small.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        forget_old(folder, KEPT)
        with store().open(sha256) as stream:
            photo = shrunk(stream, side)
        new = small.with_suffix(f".{time.monotonic_ns()}")
        new.write_bytes(photo.jpeg)
        new.rename(small)
    return small


def keep(photo: Photo) -> str:
    """The SHA-256 under which its bytes are stored; FileRefused when there is no room."""
    return store().put(BytesIO(photo.jpeg), LARGEST_FILE).sha256


def bytes_of(sha256: str) -> bytes | None:
    """What is stored under that hash; None when it is gone."""
    with suppress(FileNotFoundError), store().open(sha256) as file:
        return file.read()
    return None


def inlined(html: str) -> str:
    """The page with the photographs it names by the hash of their bytes inside it, as whoever draws it needs them."""

    def inside(found):
        jpeg = bytes_of(found[1])
        return f'src="data:image/jpeg;base64,{b64encode(jpeg).decode()}"' if jpeg else found[0]

    return IN_STORE.sub(inside, html)


def store() -> files.Store:
    return files.store_for(current_app.config["TADAMON_FILES"])
