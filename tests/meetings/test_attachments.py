"""T23-T27 through the routes: files are kept under their names, come back harmless, and stay behind the wall."""

from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.records.attachments import Attachment
from tests.meetings.attaching import PDF, attach, upload
from tests.meetings.test_fields import beside

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
HTML, SVG = b"<!doctype html><script>alert(1)</script>", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
NAMES = ["محضر الاجتماع.pdf", "كشف (١) – نهائي.pdf", "أ" * 90 + ".pdf", "a b'c.pdf", "x.tar.PDF", "🙂.pdf"]
REFUSED = {
    "page.html": HTML,
    "drawing.svg": SVG,
    "page.pdf": HTML,
    "picture.png": SVG,
    "sheet.xlsx": PNG,
    "program.exe": b"MZ" + b"\0" * 99,
    "noextension": PDF,
    "empty.pdf": b"",
    "half.pdf": b"%PDF-1.4\n",
    "macro.docm": b"PK\x03\x04",
    "x.pdf.html": PDF,
    "bad.zip": b"PK\x03\x04",
    "nul\x00.html": HTML,
    ".pdf": HTML,
    "text.txt": b"\x00\x01\x02",
    "polyglot.gif": b"GIF89a" + HTML,
}


def files(meeting):
    db.session.rollback()
    count = db.session.scalar(
        select(func.count(Attachment.id)).where(Attachment.record_id == meeting, Attachment.removed_at.is_(None))
    )
    db.session.rollback()
    return count


def test_names_come_back_as_they_went(writer, meeting):
    for name in NAMES:
        answer = writer.get(f"/meetings/{meeting}/attachments/{attach(writer, meeting, name)}")
        said = answer.headers["Content-Disposition"]
        assert answer.status_code == 200 and answer.get_data() == PDF
        assert unquote(said.rpartition("filename*=UTF-8''")[2]) == name and said.isascii()
    assert "محضر الاجتماع.pdf" in writer.get(f"/meetings/{meeting}").page.text


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\x.pdf",
        "a%0D%0AX-Evil: 1.pdf",
        "a%22; x=%22.pdf",
        "محضر\u202efdp.exe.pdf",
        "/abs.pdf",
        "\x00x.pdf",
    ],
)
def test_hostile_names_are_made_harmless(writer, meeting, name):
    answer = writer.get(f"/meetings/{meeting}/attachments/{attach(writer, meeting, name)}")
    said = unquote(answer.headers["Content-Disposition"])
    assert "X-Evil" not in answer.headers and not any(
        mark in said.partition(";")[2] for mark in ("/", "\\", "\n", "\u202e", "\x00")
    )


def test_a_file_is_shown_or_downloaded_but_never_runs(writer, meeting):
    for name, content, shown in (
        ("a.pdf", PDF, "inline"),
        ("a.png", PNG, "inline"),
        ("a.txt", "نص".encode(), "attachment"),
        ("a.csv", b"a,b", "attachment"),
    ):
        url = f"/meetings/{meeting}/attachments/{attach(writer, meeting, name, content)}"
        for path, way in ((url, shown), (f"{url}?download=1", "attachment")):
            headers = writer.get(path).headers
            assert headers["Content-Disposition"].startswith(way)
            assert "sandbox" in headers["Content-Security-Policy"] and headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in headers["Cache-Control"] and "html" not in headers["Content-Type"]
    part = writer.get(url, headers={"Range": "bytes=0-0"})
    assert part.status_code in (200, 206)


def test_what_is_refused(writer, meeting):
    for name, content in REFUSED.items():
        for htmx in (True, False):
            answer = upload(writer, meeting, name, content, htmx=htmx)
            assert answer.status_code == 422 and beside(answer.page, "file"), name
    assert files(meeting) == 0


def test_forms_without_a_file(writer, meeting):
    for data in (
        {},
        {"file": ""},
        {"file": "text.pdf"},
        {"file": (BytesIO(b""), "")},
        {"other": (BytesIO(PDF), "a.pdf")},
    ):
        assert writer.post(f"/meetings/{meeting}/attachments", data, htmx=True).status_code == 422
    assert files(meeting) == 0


def test_twenty_megabytes_and_no_more(writer, meeting):
    megabyte = 2**20
    whole = PDF + b"\n" * (20 * megabyte - len(PDF) - 6) + b"%%EOF\n"
    assert len(whole) == 20 * megabyte and upload(writer, meeting, "كبير.pdf", whole).status_code == 303
    over = upload(writer, meeting, "أكبر.pdf", b"%PDF-1.4\n" + whole, htmx=True)
    assert over.status_code in (413, 422) and "٢٠" in over.page.text
    far = upload(writer, meeting, "أكبر.pdf", whole + b"\n" * 6 * megabyte)
    assert far.status_code == 413 and "٢٠" in far.page.text
    assert files(meeting) == 1


def test_a_bomb_is_refused(writer, meeting):
    packed = BytesIO()
    with ZipFile(packed, "w", 8) as archive:
        archive.writestr("[Content_Types].xml", b" " * 60_000_000)
        archive.writestr("xl/workbook.xml", b"<x/>")
    assert upload(writer, meeting, "قنبلة.xlsx", packed.getvalue()).status_code == 422


def test_sent_twice_attached_once(writer, meeting):
    form = writer.get(f"/meetings/{meeting}/attachments/new").page.form("/attachments")
    for _turn in range(2):
        answer = writer.post(form.action, form.fields | {"file": (BytesIO(PDF), "مذكرة.pdf")})
        assert answer.status_code == 303
    assert files(meeting) == 1


def test_the_wall_stands_before_files_too(writer, stranger, reader, hq, meeting):
    file = attach(writer, meeting)
    url = f"/meetings/{meeting}/attachments/{file}"
    assert [each.get(url).status_code for each in (reader, hq, stranger)] == [200, 200, 404]
    own = stranger.post("/meetings", title="لقاء", kind="ngos", starts_on="2025").location
    assert stranger.get(f"{own}/attachments/{file}").status_code == 404
    writer.post(f"{url}/removal")
    assert writer.get(url).status_code == 404
    writer.post(f"{url}/restoration")
    assert writer.get(url).get_data() == PDF


def test_the_same_bytes_at_two_meetings(writer, meeting, record):
    other = record("writer")
    first, second = attach(writer, meeting), attach(writer, other, "آخر.pdf")
    writer.post(f"/meetings/{meeting}/attachments/{first}/removal")
    assert writer.get(f"/meetings/{other}/attachments/{second}").get_data() == PDF


def test_a_file_that_left_the_store_is_not_found(writer, app, meeting):
    from pathlib import Path

    file = attach(writer, meeting)
    digest = db.session.get(Attachment, file).sha256
    (Path(app.config["TADAMON_FILES"]) / digest[:2] / digest).unlink()
    assert writer.get(f"/meetings/{meeting}/attachments/{file}").status_code == 404
