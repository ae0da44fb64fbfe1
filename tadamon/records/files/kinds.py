"""What may be attached: the extension and the content must both be of one accepted kind."""

import re
from dataclasses import dataclass

import filetype

from tadamon.records.files import office, pictures
from tadamon.records.files.refusal import (
    ACCEPTED,
    BROKEN,
    DIFFERENT,
    EMPTY,
    ENCODING,
    NAMELESS,
    UNKNOWN,
    FileRefused,
)

HEAD = 8192
CHUNK = 256 * 1024
MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|iframe|\?php)", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Kind:
    """``extension``: the usual one, lower case, no dot; ``inline``: a browser may show it in its window."""

    extension: str
    media_type: str
    inline: bool = False


PDF = Kind("pdf", "application/pdf", inline=True)
PNG = Kind("png", "image/png", inline=True)
JPG = Kind("jpg", "image/jpeg", inline=True)
GIF = Kind("gif", "image/gif", inline=True)
WEBP = Kind("webp", "image/webp", inline=True)
TIF = Kind("tif", "image/tiff")
OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = Kind("docx", f"{OOXML}.wordprocessingml.document")
XLSX = Kind("xlsx", f"{OOXML}.spreadsheetml.sheet")
PPTX = Kind("pptx", f"{OOXML}.presentationml.presentation")
ODT = Kind("odt", "application/vnd.oasis.opendocument.text")
ODS = Kind("ods", "application/vnd.oasis.opendocument.spreadsheet")
DOC = Kind("doc", "application/msword")
XLS = Kind("xls", "application/vnd.ms-excel")
PPT = Kind("ppt", "application/vnd.ms-powerpoint")
TXT = Kind("txt", "text/plain")
CSV = Kind("csv", "text/csv")

ALL = (PDF, PNG, JPG, GIF, WEBP, TIF, DOCX, XLSX, PPTX, ODT, ODS, DOC, XLS, PPT, TXT, CSV)
KINDS = {kind.extension: kind for kind in ALL} | {"jpeg": JPG, "tiff": TIF}
INLINE = frozenset(kind for kind in ALL if kind.inline)


def extension(name):
    """Return what follows the last dot, in lower case, when it looks like an extension; else ''."""
    found = re.search(r"\.([A-Za-z0-9]{1,10})$", name)
    return found[1].lower() if found else ""


def inspect(name, stream):
    """Return the ``Kind`` of a binary, seekable ``stream``, rewound; FileRefused says why not.

    Takes time in proportion to the file and memory that does not depend on it.
    """
    ending = extension(name)
    if ending not in KINDS:
        raise FileRefused(UNKNOWN if ending else NAMELESS, ACCEPTED)
    kind = KINDS[ending]
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        raise FileRefused(EMPTY)
    if MARKUP.search(head[:1024]):
        raise FileRefused(DIFFERENT, ACCEPTED)
    CHECKS[kind](kind, head, stream)
    stream.seek(0)
    return kind


def _pdf(kind, head, stream):
    if not head.startswith(b"%PDF-"):
        raise FileRefused(DIFFERENT, ACCEPTED)
    stream.seek(max(0, stream.seek(0, 2) - HEAD))
    if b"%%EOF" not in stream.read(HEAD):
        raise FileRefused(BROKEN)


def _picture(kind, head, stream):
    found = filetype.guess_extension(head)
    if {"apng": "png"}.get(found, found) != kind.extension:
        raise FileRefused(DIFFERENT, ACCEPTED)
    pictures.check(kind.extension, head, stream)


def _office(kind, head, stream):
    office.check(kind.extension, head, stream)


def _text(kind, head, stream):
    """Text in UTF-8 or cp1256; cp1256 gives every byte a meaning, so only controls betray other content."""
    if filetype.guess_extension(head) in KINDS:
        raise FileRefused(DIFFERENT, ACCEPTED)
    stream.seek(0)
    for chunk in iter(lambda: stream.read(CHUNK), b""):
        if CONTROLS.search(chunk):
            raise FileRefused(ENCODING)


CHECKS = (
    {PDF: _pdf, TXT: _text, CSV: _text}
    | dict.fromkeys((PNG, JPG, GIF, WEBP, TIF), _picture)
    | dict.fromkeys((DOCX, XLSX, PPTX, ODT, ODS, DOC, XLS, PPT), _office)
)
