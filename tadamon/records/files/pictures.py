"""Pictures: whole files, of a size a screen can open."""

import struct

from tadamon.records.files.refusal import BROKEN, HUGE_PICTURE, FileRefused

MOST_PIXELS = 120_000_000
CHUNK = 256 * 1024
MOST_SEGMENTS = 2000


def check(extension, head, stream):
    """Raise FileRefused when the picture is cut short or would fill a PC's memory when shown."""
    try:
        width, height = SIZES[extension](head, stream)
    except (struct.error, IndexError) as error:
        raise FileRefused(BROKEN) from error
    if not width or not height:
        raise FileRefused(BROKEN)
    if width * height > MOST_PIXELS:
        raise FileRefused(HUGE_PICTURE)


def _png(head, stream):
    _must_hold(stream, b"IEND\xaeB`\x82", after=24)
    if head[12:16] != b"IHDR":
        raise FileRefused(BROKEN)
    return struct.unpack_from(">II", head, 16)


def _gif(head, stream):
    stream.seek(max(13, stream.seek(0, 2) - 64))
    if not stream.read().rstrip(b"\0").endswith(b";"):
        raise FileRefused(BROKEN)
    return struct.unpack_from("<HH", head, 6)


def _jpg(head, stream):
    """Walk the segments to the frame's size; what phones append after the end is allowed."""
    place, size = 2, (0, 0)
    for _step in range(MOST_SEGMENTS):
        stream.seek(place)
        marker, code, length = struct.unpack(">BBH", stream.read(4))
        if marker == code == 0xFF:
            place += 1
            continue
        if marker != 0xFF or length < 2:
            break
        if 0xC0 <= code <= 0xCF and code not in (0xC4, 0xC8, 0xCC):
            size = struct.unpack(">xHH", stream.read(5))
        if code == 0xDA:
            _must_hold(stream, b"\xff\xd9", after=place)
            return size
        place += 2 + length
    raise FileRefused(BROKEN)


def _webp(head, stream):
    if struct.unpack_from("<I", head, 4)[0] + 8 > stream.seek(0, 2):
        raise FileRefused(BROKEN)
    form = head[12:16]
    if form == b"VP8X":
        wide, high = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
    elif form == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        wide, high = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif form == b"VP8 ":
        wide, high = (side & 0x3FFF for side in struct.unpack_from("<HH", head, 26))
    else:
        raise FileRefused(BROKEN)
    return wide, high


def _tif(head, stream):
    """TIFF is only ever downloaded: its directory must lie inside the file, its size does not matter."""
    order = "<" if head[:2] == b"II" else ">"
    version, directory = struct.unpack_from(order + "HI", head, 2)
    stream.seek(directory)
    entries = struct.unpack(order + "H", stream.read(2))[0]
    if version != 42 or not entries or directory + 2 + 12 * entries > stream.seek(0, 2):
        raise FileRefused(BROKEN)
    return 1, 1


def _must_hold(stream, mark, after):
    stream.seek(after)
    before = b""
    while chunk := stream.read(CHUNK):
        if mark in before + chunk:
            return
        before = chunk[1 - len(mark) :]
    raise FileRefused(BROKEN)


SIZES = {"png": _png, "jpg": _jpg, "gif": _gif, "webp": _webp, "tif": _tif}
