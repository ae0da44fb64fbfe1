"""The picture at the head of a unit's paper: made small, kept by its content, put into the page itself."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from flask import current_app

from tadamon.language import lazy
from tadamon.records import files
from tadamon.records.files.pictures import SIZES

LARGEST_FILE = 5 * 1024 * 1024
MOST_PIXELS = 16_000_000
SIDE = 400
NOT_A_LOGO = lazy("الشعار صورة PNG أو JPG لا يزيد حجمها على 5 ميجابايت ولا أبعادها على 4000 × 4000.")


def keep(upload) -> str:
    """Store the picture of an uploaded file and return its SHA-256; FileRefused says why not."""
    kind = files.inspect(files.clean_filename(upload.filename), upload.stream)
    if kind.extension not in ("png", "jpg") or upload.stream.seek(0, 2) > LARGEST_FILE:
        raise files.FileRefused(NOT_A_LOGO)
    upload.stream.seek(0)
    width, height = SIZES[kind.extension](upload.stream.read(64), upload.stream)
    if width * height > MOST_PIXELS:
        raise files.FileRefused(NOT_A_LOGO)
    return _store().put(small(upload.stream), LARGEST_FILE).sha256


def small(stream) -> BytesIO:
    """The picture as a PNG that fits into SIDE × SIDE, without anything that came with it."""
    from PIL import Image, ImageOps

    try:
        with Image.open(stream, formats=("PNG", "JPEG")) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as broken:
        raise files.FileRefused(NOT_A_LOGO) from broken
    upright.thumbnail((SIDE, SIDE))
    out = BytesIO()
    upright.save(out, "PNG", optimize=True)
    return out


def data_uri(unit) -> str | None:
    """The logo of a unit, or of its office, as the address of an <img>; None when there is none."""
    return _uri(unit.logo) if unit.logo and _store().exists(unit.logo) else None


@lru_cache(maxsize=64)
def _uri(sha256: str) -> str:
    with _store().open(sha256) as file:
        return "data:image/png;base64," + b64encode(file.read()).decode()


def _store():
    return files.store_for(current_app.config["TADAMON_FILES"])
