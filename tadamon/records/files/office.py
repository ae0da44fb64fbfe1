"""Office files: zip archives (OOXML, OpenDocument) judged by their directory, OLE2 files by their streams.

Nothing is unpacked but a few kilobytes of a few members.
"""

import re
import struct
import zipfile
import zlib

from tadamon.records.files.refusal import (
    ACCEPTED,
    BROKEN,
    DIFFERENT,
    LOCKED,
    MACROS,
    SWOLLEN,
    FileRefused,
)

MOST_MEMBERS = 2000
LONGEST_DIRECTORY = 512 * 1024
LARGEST_SUM = 200 * 2**20
HIGHEST_RATIO = 200
CHUNK = 256 * 1024
PROLOG = 4096
MOST_REMARKS = 20

ZIP, OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MARKS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}
MACRO = re.compile(r"(^|/)(vba(project|data)\.(bin|xml)|macrosheets/.*)$|^(basic|scripts)/", re.IGNORECASE)
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)


def check(extension, head, stream):
    """Raise FileRefused unless the content is a harmless file of this kind."""
    if extension in STREAMS:
        _ole2(extension, head, stream)
    elif head.startswith(OLE2):
        raise FileRefused(LOCKED if _holds(stream, "EncryptedPackage") else DIFFERENT)
    elif not head.startswith(ZIP):
        raise FileRefused(DIFFERENT, ACCEPTED)
    else:
        _zip(extension, stream)


def _ole2(extension, head, stream):
    if not head.startswith(OLE2) or not any(_holds(stream, name) for name in STREAMS[extension]):
        raise FileRefused(DIFFERENT, ACCEPTED)
    if _holds(stream, "_VBA_PROJECT"):
        raise FileRefused(MACROS)


def _zip(extension, stream):
    _directory_fits(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            _members_fit(archive, stream.seek(0, 2))
            if extension in MARKS:
                _ooxml(archive, MARKS[extension])
            else:
                _open_document(archive, OPEN_DOCUMENT[extension])
            if any(_declares_types(archive, member) for member in archive.infolist()):
                raise FileRefused(BROKEN)
    except FileRefused:
        raise
    except UNREADABLE as error:
        raise FileRefused(BROKEN) from error


def _directory_fits(stream):
    """Before zipfile takes the directory into memory: it is the only one, modest, and at the very end."""
    size = stream.seek(0, 2)
    if size < 22 + 20:
        raise FileRefused(BROKEN)
    stream.seek(size - 42)
    tail = stream.read(42)
    signature, members, length, offset, comment = struct.unpack("<4s6xHIIH", tail[20:])
    if signature != b"PK\x05\x06" or comment or tail.startswith(b"PK\x06\x07"):
        raise FileRefused(BROKEN)
    if members > MOST_MEMBERS or length > LONGEST_DIRECTORY:
        raise FileRefused(SWOLLEN)
    if offset + length != size - 22:
        raise FileRefused(BROKEN)


def _members_fit(archive, size):
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or total > min(LARGEST_SUM, HIGHEST_RATIO * size):
        raise FileRefused(SWOLLEN)
    for member in members:
        name = member.orig_filename
        if member.flag_bits & 1:
            raise FileRefused(LOCKED)
        if member.compress_type not in METHODS or _leaves(name):
            raise FileRefused(BROKEN)
        if MACRO.search(name.replace("\\", "/")):
            raise FileRefused(MACROS)


def _leaves(name):
    parts = re.split(r"[/\\]", name)
    return not name or "\0" in name or ":" in parts[0] or not parts[0] or ".." in parts


def _ooxml(archive, folder):
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not any(name.startswith(folder) for name in names):
        raise FileRefused(DIFFERENT, ACCEPTED)
    with archive.open("[Content_Types].xml") as types:
        if b"macroenabled" in types.read(2**20).lower():
            raise FileRefused(MACROS)


def _open_document(archive, media_type):
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= set(archive.namelist()):
        raise FileRefused(DIFFERENT, ACCEPTED)
    with archive.open("mimetype") as mimetype:
        if mimetype.read(200).strip() != media_type:
            raise FileRefused(DIFFERENT, ACCEPTED)
    with archive.open("META-INF/manifest.xml") as manifest:
        if b"encryption-data" in manifest.read(2**20):
            raise FileRefused(LOCKED)


def _declares_types(archive, member):
    """Whether an XML member has a DOCTYPE, the door of entity bombs, or hides what it begins with."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(member) as part:
        text = part.read(PROLOG).replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    if not text:
        return False
    for _step in range(MOST_REMARKS):
        text = text.lstrip(b"\xff\xfe \t\r\n")
        if not text.startswith((b"<?", b"<!--")):
            return not text or text.startswith(b"<!")
        text = text.partition(b"?>" if text.startswith(b"<?") else b"-->")[2]
    return True


def _holds(stream, name):
    """Whether an OLE2 file has a stream of this name: its directory spells names in UTF-16."""
    mark = name.encode("utf-16-le") + b"\0\0"
    stream.seek(0)
    before = b""
    while chunk := stream.read(CHUNK):
        if mark in before + chunk:
            return True
        before = chunk[-len(mark) :]
    return False
