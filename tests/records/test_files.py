"""Attachments: what is accepted, what it is called, and that nothing half is ever kept."""

import contextlib
import errno
import hashlib
import io
import os
import resource
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadamon.records.files import (
    INLINE,
    KINDS,
    FileRefused,
    NoSpace,
    Store,
    TooLarge,
    clean_filename,
    disposition,
    headers,
    inspect,
    store_for,
)
from tadamon.records.files import store as store_module

MB = 2**20
ROOT = Path(__file__).parents[2]


# ---- honest files, as small as they can be


def zipped(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def ooxml(folder, **more):
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<root/>'
    return zipped({"[Content_Types].xml": xml, "_rels/.rels": xml, f"{folder}/part.xml": xml} | more)


def open_document(kind, **more):
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<a/>",
            "Configurations2/current.xml": "",
            "META-INF/manifest.xml": "<m/>",
        }
        | more
    )


def png(width=1, height=1):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpg(width=1, height=1):
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC0, 11, 8, height, width, 1) + b"\x01\x11\0"
    scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + b"\x55" * 20
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + frame + scan + b"\xff\xd9"


def webp(width=1, height=1):
    frame = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(10)
    body = b"WEBPVP8 " + struct.pack("<I", len(frame)) + frame
    return b"RIFF" + struct.pack("<I", len(body)) + body


def ole2(*streams):
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    )


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF"
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
TIF = b"II*\0\x08\0\0\0\x01\0\x00\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0"

HONEST = {
    "محضر.pdf": PDF,
    "صورة.png": png(),
    "صورة.JPG": jpg(),
    "صورة.jpeg": jpg(4000, 3000) + b"what a phone appends",
    "صورة.gif": GIF,
    "صورة.webp": webp(),
    "مسح.tif": TIF,
    "مسح.tiff": TIF,
    "مذكرة.docx": ooxml("word"),
    "كشف.xlsx": ooxml("xl"),
    "عرض.pptx": ooxml("ppt"),
    "مذكرة.odt": open_document("text"),
    "كشف.ods": open_document("spreadsheet"),
    "مذكرة.doc": ole2("WordDocument"),
    "كشف.xls": ole2("Workbook"),
    "قديم.xls": ole2("Book"),
    "عرض.ppt": ole2("PowerPoint Document"),
    "نص.txt": "﻿محضر الاجتماع\r\n\tأولًا: BM".encode(),
    "كشف.csv": "الاسم;السن\r\nمحمد;٤٠\r\n".encode("cp1256", "replace"),
}


def look(name, content):
    return inspect(name, io.BytesIO(content))


def refused(name, content):
    with pytest.raises(FileRefused) as refusal:
        look(name, content)
    assert refusal.value.sentence.strip()
    assert refusal.value.status == 422
    return refusal.value.sentence


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_are_taken_and_rewound(name):
    stream = io.BytesIO(HONEST[name])
    kind = inspect(name, stream)
    assert kind.extension in KINDS
    assert stream.tell() == 0


def test_only_pdf_and_pictures_may_be_shown_in_the_browser():
    assert {kind.extension for kind in INLINE} == {"pdf", "png", "jpg", "gif", "webp"}


# ---- the extension and the content must agree


@pytest.mark.parametrize("name", HONEST)
@pytest.mark.parametrize("other", HONEST)
def test_no_content_passes_under_another_kinds_name(name, other):
    kind, claimed = look(name, HONEST[name]), look(other, HONEST[other])
    text = {"txt", "csv"}
    if kind != claimed and not {kind.extension, claimed.extension} <= text:
        refused(other, HONEST[name])


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.docm", "a.heic", "a.pdf.exe", "محضر"])
def test_kinds_not_on_the_list_are_refused_with_the_list(name):
    assert "PDF" in refused(name, PDF)


@pytest.mark.parametrize("name", [name for name in HONEST if not name.endswith(("txt", "csv"))])
def test_truncated_files_are_refused(name):
    content = HONEST[name].removesuffix(b"what a phone appends")
    if name.endswith(("doc", "xls", "ppt")):
        refused(name, content[:512])
    else:
        refused(name, content[: len(content) // 2])
    refused(name, content[:9])
    refused(name, b"")


MARKUP = b"<!DOCTYPE html><script>alert(1)</script>"
POLYGLOTS = {
    "page.jpg": MARKUP,
    "page.txt": MARKUP,
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "leading.pdf": MARKUP + PDF,
    "blank.pdf": b"\n" + PDF,
    "head.pdf": b"%PDF-1.4\n" + MARKUP + PDF,
    "script.gif": b"GIF89a<script>alert(1)</script>;",
    "script.png": b"\x89PNG\r\n\x1a\n" + MARKUP,
    "behind.docx": PDF + ooxml("word"),
    "before.docx": ooxml("word") + MARKUP,
    "nul.txt": b"MZ\x90\0\x03\0",
    "unicode.csv": "الاسم".encode("utf-16"),
    "escape.txt": b"\x1b[2J",
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_files_of_two_kinds_and_disguises_are_refused(name):
    refused(name, POLYGLOTS[name])


def test_a_password_is_named_as_the_reason():
    assert "كلمة مرور" in refused("a.docx", ole2("EncryptedPackage", "EncryptionInfo"))
    locked = {"META-INF/manifest.xml": "<m:encryption-data/>"}
    assert "كلمة مرور" in refused("a.odt", open_document("text", **locked))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", ooxml("word", **{"word/vbaProject.bin": "x"})),
        ("a.xlsx", ooxml("xl", **{"xl/VBAPROJECT.BIN": "x"})),
        ("a.xlsx", ooxml("xl", **{"xl/macrosheets/sheet1.xml": "<a/>"})),
        ("a.docx", ooxml("word", **{"[Content_Types].xml": "vnd.ms-word.document.macroEnabled.main+xml"})),
        ("a.odt", open_document("text", **{"Basic/Standard/Module1.xml": "<a/>"})),
        ("a.xls", ole2("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT")),
    ],
)
def test_macros_are_refused(name, content):
    assert "ماكرو" in refused(name, content)


@pytest.mark.parametrize("bad", ["../evil.xml", "/etc/passwd", "word\\..\\..\\evil", "C:\\x", "C:/x"])
def test_members_that_leave_the_archive_are_refused(bad):
    refused("a.docx", ooxml("word", **{bad: "x"}))


@pytest.mark.parametrize(
    "part",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        "<!-- --><?a?>\n<!DOCTYPE x><x/>",
        "<!--" + "x" * 5000 + "--><!DOCTYPE x><x/>",
        "<?a?>" * 5000 + "<!DOCTYPE x><x/>",
        "\ufeff<!DOCTYPE x><x/>".encode("utf-16"),
    ],
)
def test_xml_that_declares_entities_is_refused(part):
    refused("a.xlsx", ooxml("xl", **{"xl/workbook.xml": part}))


# ---- hostile weight


def many(count, size=0):
    return {f"xl/{number:06}.xml": b"<a>" + bytes(size) for number in range(count)}


def long_directory():
    """A few bytes of content under a directory of eighteen megabytes that admits to one member."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 60000) + bytes(16) + b"x" * 60000
    directory = entry * 300
    start = b"PK\x03\x04" + bytes(40)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(start), 0)
    return start + directory + end


def zip64():
    """The modest directory at the end is overruled by a 64-bit one before it."""
    plain = ooxml("xl")
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1)
    return plain[:-22] + locator + plain[-22:]


def lying():
    """One member's declared size is four gigabytes."""
    content = bytearray(ooxml("xl"))
    place = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, place + 24, 2**32 - 2)
    return bytes(content)


BOMBS = {
    "zeros": lambda: ooxml("xl", **{"xl/big.xml": b"<a>" + bytes(60 * MB)}),
    "members": lambda: ooxml("xl", **many(2001)),
    "many-members": lambda: ooxml("xl", **many(30_000)),
    "directory": long_directory,
    "zip64": zip64,
    "lying": lying,
    "lzma": lambda: zipped({"[Content_Types].xml": "<a/>", "xl/a.xml": "<a/>"}, zipfile.ZIP_LZMA),
    "prologs": lambda: ooxml("xl", **dict.fromkeys(map("xl/{}.xml".format, range(1900)), "<??>" * 1000)),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_quickly_in_little_memory(bomb):
    content = BOMBS[bomb]()
    started = time.process_time()
    refused("a.xlsx", content)
    assert time.process_time() - started < 1
    tracemalloc.start()
    refused("a.xlsx", content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * MB


HEAVY = {
    "a.txt": lambda: "س".encode() * (10 * MB),
    "a.pdf": lambda: PDF[:9] + b"\xff" * (20 * MB) + PDF,
    "a.png": lambda: png()[:-12] + b"IEND" * (5 * MB),
    "a.jpg": lambda: b"\xff\xd8\xff\xe0\0\x02" + b"\xff" * (20 * MB),
    "a.doc": lambda: ole2() + b"W\0o\0r\0d\0" * (2 * MB),
    "a.xlsx": lambda: ooxml("xl", **dict.fromkeys(map("xl/{}.xml".format, range(1990)), "<?a?><a>" + "x" * 5000)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_twenty_megabytes_of_anything_take_less_than_a_second(name):
    content = HEAVY[name]()
    started = time.process_time()
    with contextlib.suppress(FileRefused):
        look(name, content)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(60_000, 60_000)),
        ("a.jpg", jpg(65_500, 65_500)),
        ("a.webp", webp(16_000, 16_000)),
        ("a.gif", GIF[:6] + b"\xff\xff\xff\xff" + GIF[10:]),
        ("a.png", png(0, 1)),
    ],
)
def test_pictures_no_screen_can_open_are_refused(name, content):
    refused(name, content)


def test_a_sheet_that_claims_every_cell_is_only_bytes_to_us():
    sheet = '<worksheet><dimension ref="A1:XFD1048576"/></worksheet>'
    started = time.process_time()
    assert look("a.xlsx", ooxml("xl", **{"xl/worksheets/sheet1.xml": sheet})).extension == "xlsx"
    assert time.process_time() - started < 0.2


MAGIC = st.sampled_from([content[:64] for content in HONEST.values()] + [b"", b"PK\x05\x06", b"\x89PNG"])


@settings(deadline=None)
@given(st.sampled_from(sorted(KINDS)), MAGIC, st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused_and_nothing_else(ending, start, rest):
    with contextlib.suppress(FileRefused):
        look(f"a.{ending}", start + rest)


@settings(deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_any_damage_is_taken_or_refused_and_nothing_else(name, data):
    content = bytearray(HONEST[name])
    for _step in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(FileRefused):
        look(name, bytes(content))


# ---- names


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("محضر اجتماع ٥ أكتوبر.pdf", "محضر اجتماع ٥ أكتوبر.pdf"),
        ("C:\\Users\\x\\محضر.PDF", "محضر.PDF"),
        ("../../etc/passwd", "passwd"),
        ("محمد\u202egpj.exe", "محمدgpj.exe"),
        ("\u2067a\u2069\u200f\u061c.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie: x=1.pdf"),
        ("a\0\x1b[2J.pdf", "a[2J.pdf"),
        ("  .pdf", "مرفق.pdf"),
        ("...", "مرفق"),
        ("", "مرفق"),
        (None, "مرفق"),
        ("a\u2028b\u00a0 c.txt", "a b c.txt"),
        (".htaccess", "مرفق.htaccess"),
        ("می\u200cروم.pdf", "می\u200cروم.pdf"),
    ],
)
def test_names_keep_their_words_and_lose_their_tricks(name, kept):
    assert clean_filename(name) == kept


LONG = ["م" * 255 + ".pdf", "a" * 255 + ".docx", "م." * 200, "😀" * 90 + ".png", "a." + "b" * 300]


@pytest.mark.parametrize("name", LONG)
def test_long_names_are_cut_before_their_extension(name):
    cut = clean_filename(name)
    assert 0 < len(cut.encode()) <= 200
    if name[-5:].count(".") and name[-1] != ".":
        assert cut.endswith(name[name.rindex(".") :])


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_name_becomes_a_name_and_stays_one(name):
    cut = clean_filename(name)
    assert 0 < len(cut.encode()) <= 200
    assert not set(cut) & set("/\\\r\n\0\u202e\u2066\u200f")
    assert cut == clean_filename(cut)
    header = disposition(name)
    assert header.isascii() and header.isprintable()
    assert header.count('"') == 2


def test_disposition_says_the_name_twice():
    assert disposition('محضر "١".pdf') == (
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%D9%85%D8%AD%D8%B6%D8%B1%20%22%D9%A1%22.pdf"
    )
    assert disposition("report 5.pdf", inline=True) == (
        "inline; filename=\"report_5.pdf\"; filename*=UTF-8''report%205.pdf"
    )


WAYS = dict.fromkeys(["a.pdf", "a.JPEG"], "inline") | dict.fromkeys(["a.docx", "a.svg", "a"], "attachment")


@pytest.mark.parametrize(("name", "way"), WAYS.items())
def test_headers_disarm_what_is_shown_and_what_is_saved(name, way):
    said = headers(name, inline=True)
    assert said["Content-Disposition"].startswith(way)
    assert headers(name)["Content-Disposition"].startswith("attachment")
    assert said["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in said["Content-Security-Policy"] and "unsafe" not in said["Content-Security-Policy"]
    assert said["Cache-Control"] == "private, no-store"
    assert "html" not in said["Content-Type"] and "svg" not in said["Content-Type"]


# ---- the store


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def store(tmp_path):
    return store_for(str(tmp_path / "files"))


def test_put_open_exists_remove(store):
    stored = store.put(io.BytesIO(PDF), MB)
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert stored.size == len(PDF)
    assert store.exists(stored.sha256)
    with store.open(stored.sha256) as file:
        assert file.read() == PDF
    assert store.put(io.BytesIO(PDF), MB) == stored
    assert list(store) == [stored.sha256]
    assert store.whole(stored.sha256)
    assert files_in(store.folder) == [store.path(stored.sha256)]
    assert store.path(stored.sha256).stat().st_mode & 0o077 == 0
    store.remove(stored.sha256)
    store.remove(stored.sha256)
    assert not store.exists(stored.sha256)
    with pytest.raises(FileNotFoundError):
        store.open(stored.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a", "A" * 64, "g" * 64, "a" * 63 + "\n", ""])
def test_only_hashes_are_names(store, name):
    for ask in (store.open, store.exists, store.path, store.remove):
        with pytest.raises(FileNotFoundError):
            ask(name)


def test_the_limit_is_kept_while_reading(store):
    assert store.put(io.BytesIO(bytes(2 * MB)), 2 * MB).size == 2 * MB
    with pytest.raises(TooLarge) as refusal:
        store.put(io.BytesIO(bytes(3 * MB)), 2 * MB)
    assert refusal.value.status == 413
    assert refusal.value.limit == 2 * MB
    with pytest.raises(FileRefused):
        store.put(io.BytesIO(), MB)
    assert len(files_in(store.folder)) == 1


def test_a_changed_byte_is_noticed_and_a_new_upload_mends_a_cut_file(store):
    sha256 = store.put(io.BytesIO(PDF), MB).sha256
    store.path(sha256).write_bytes(PDF[:-1])
    assert not store.whole(sha256)
    store.put(io.BytesIO(PDF), MB)
    assert store.whole(sha256)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_half(store, monkeypatch, number):
    def full(_handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(store_module.os, "fsync", full)
    with pytest.raises(NoSpace) as refusal:
        store.put(io.BytesIO(PDF), MB)
    assert refusal.value.status == 503
    assert files_in(store.folder) == []
    monkeypatch.undo()
    assert store.put(io.BytesIO(PDF), MB).size == len(PDF)


def in_a_child(folder, lines):
    start = "import io, os, signal\nfrom tadamon.records.files import *\n"
    command = [sys.executable, "-c", f"{start}store = Store({str(folder)!r})\n{lines}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_write_cut_by_the_system_leaves_nothing_half(store):
    """The kernel itself refuses to let the file grow."""
    child = in_a_child(
        store.folder,
        "import resource; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))\n"
        "try: store.put(io.BytesIO(bytes(2_000_000)), 3_000_000)\n"
        "except NoSpace as refusal: raise SystemExit(refusal.status % 256)",
    )
    assert child.returncode == 503 % 256, child.stderr
    assert files_in(store.folder) == []


def test_killed_before_the_rename_nothing_is_visible(store):
    child = in_a_child(
        store.folder,
        "os.replace = lambda *paths: os.kill(os.getpid(), signal.SIGKILL)\nstore.put(io.BytesIO(b'x'), 10)",
    )
    assert child.returncode == -9
    assert list(store) == []
    [left] = files_in(store.folder)
    assert left.parent == store.incoming
    store.sweep()
    assert left.exists()
    os.utime(left, (0, 0))
    store.sweep()
    assert files_in(store.folder) == []
    assert store.put(io.BytesIO(b"x"), 10).size == 1


def test_bytes_reach_the_disk_before_the_name_and_the_name_before_the_answer(store, monkeypatch):
    steps = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle):
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        fsync(handle)

    def noted_replace(source, target):
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(store_module.os, "fsync", noted_fsync)
    monkeypatch.setattr(store_module.os, "replace", noted_replace)
    store.put(io.BytesIO(PDF), MB)
    assert steps == ["file", "rename", "folder", "folder"]


def test_memory_stays_small_however_long_the_stream(store):
    content = io.BytesIO(bytes(20 * MB))
    tracemalloc.start()
    store.put(content, 20 * MB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MB


def test_other_stores_say_what_they_need():
    with pytest.raises(NotImplementedError, match="s3"):
        store_for("s3://bucket/prefix")
    assert isinstance(store_for("folder"), Store)
