"""Photographs in a report: chosen or sent, small, in their place, on every paper, and never of a record one may not see."""

import struct
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.reports.models import Report
from tadamon.reports.photos.models import ReportPhoto
from tadamon.web import pictures
from tests.meetings.attaching import attach

WORDS = {"caption": "لقاء المواطنين", "alt": "قاعة فيها صفوف من الحاضرين"}


def picture(kind="JPEG", size=(300, 200), colour="teal", **more) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def huge() -> bytes:
    """Says it is 81 megapixels."""
    small = picture("PNG", (9, 9))
    return small[:16] + struct.pack(">II", 9000, 9000) + small[24:]


def sent(name="صورة.jpg", content=None) -> dict:
    return {"file": (BytesIO(content or picture()), name)}


@pytest.fixture
def report(writer, meeting) -> int:
    answer = writer.post("/reports", period="1/1/2024", until="31/12/2027", title="تقرير الصور")
    return int(answer.location.rpartition("/")[2])


def newest() -> ReportPhoto:
    db.session.remove()
    return db.session.scalars(select(ReportPhoto).order_by(ReportPhoto.id.desc())).first()


def add(writer, report, **more) -> ReportPhoto:
    assert (
        writer.post(f"/reports/{report}/photos", WORDS | (sent() if "source_id" not in more else {}) | more).status_code
        == 303
    )
    return newest()


def test_it_is_made_small_turned_upright_and_loses_what_came_with_it(writer, report):
    told = Image.Exif()
    told[0x0112], told[0x010F] = 6, "a telephone"
    photo = add(writer, report, file=(BytesIO(picture(size=(2400, 1600), exif=told)), "IMG_1.JPG"))
    stored = Image.open(pictures.store().path(photo.sha256))
    assert stored.size == (photo.width, photo.height) == (1067, 1600)
    assert not dict(stored.getexif()) and b"telephone" not in pictures.bytes_of(photo.sha256)


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("رسم.gif", lambda: picture("GIF", (9, 9))),
        ("ملف.pdf", lambda: b"%PDF-1.4\n%%EOF\n"),
        ("صورة.png", picture),
        ("صورة.jpg", lambda: picture()[:900]),
        ("كبيرة.png", huge),
    ],
)
def test_what_is_no_photograph_is_refused_beside_its_field(writer, report, name, content):
    answer = writer.post(f"/reports/{report}/photos", WORDS | sent(name, content()))
    assert (
        answer.status_code == 422 and answer.page.find("photos-new-file-error") and WORDS["caption"] in answer.page.html
    )
    assert newest() is None


def test_what_was_sent_once_is_not_sent_again(writer, report):
    at = f"/reports/{report}/photos"
    answer = writer.post(at, WORDS | sent() | {"caption": ""})
    fields = answer.page.form(at).fields
    assert answer.status_code == 422 and "فلا تُرفع من جديد" in answer.page.text and fields["alt"] == WORDS["alt"]
    assert writer.post(at, fields | {"caption": "بعد التصحيح", "file": None}).status_code == 303
    assert newest().caption == "بعد التصحيح"
    assert writer.post(at, WORDS | {"kept": fields["kept"] + "x"}).status_code == 422


def test_one_is_chosen_from_the_records_and_stands_where_it_was_asked_for(writer, report, meeting):
    file = attach(writer, meeting, "القاعة.jpg", picture(colour="olive"))
    row = db.session.get(Report, report).paragraphs[0].id
    form = writer.get(f"/reports/{report}/photos/new?spot=paragraph-{row}").page
    assert "القاعة.jpg" in form.text and form.form(f"/reports/{report}/photos").fields["spot"] == f"paragraph-{row}"
    assert writer.get(f"/reports/{report}/photos/offers/{file}").content_type == "image/jpeg"
    photo = add(writer, report, source_id=file, spot=f"paragraph-{row}")
    assert (photo.paragraph_id, photo.source_id) == (row, file)
    writer.post(f"/meetings/{meeting}/attachments/{file}/removal")
    assert f"/photos/{photo.id}/{photo.sha256}" in writer.get(f"/reports/{report}").page.html
    assert writer.post(f"/reports/{report}/photos", WORDS | {"source_id": file}).status_code == 422


def test_a_photograph_of_a_record_one_may_not_see_never_shows(writer, report, meeting):
    photo = add(writer, report, source_id=attach(writer, meeting, "القاعة.jpg", picture()))
    at = f"/reports/{report}/photos/{photo.id}/{photo.sha256}"
    assert writer.get(at).data.startswith(b"\xff\xd8") and writer.get(f"{at}?small=1").status_code == 200
    db.session.execute(db.update(Activity.__table__).where(Activity.__table__.c.id == meeting).values(office_id=1))
    db.session.commit()
    for address in (f"/reports/{report}", f"/reports/{report}/print"):
        assert photo.sha256 not in writer.get(address).page.html
    assert writer.get(at).status_code == writer.get(f"/reports/{report}/photos/{photo.id}/edit").status_code == 404


def described(tag) -> list[str]:
    """What is said of each figure of a tagged PDF, in reading order."""
    mine = [tag["/Alt"]] if tag.get("/S") == "/Figure" else []
    kids = tag.get("/K", [])
    inside = (each.get_object() for each in (kids if isinstance(kids, list) else [kids]))
    return mine + [words for each in inside if isinstance(each, dict) for words in described(each)]


def test_every_paper_has_it_with_its_words(writer, report):
    first = db.session.get(Report, report).paragraphs[0]
    add(writer, report, spot=f"axis-{first.axis_id}" if first.axis_id else f"paragraph-{first.id}")
    add(writer, report, caption_en="The hall", alt_en="Rows of people", wide="1")
    page = writer.get(f"/reports/{report}/print").page
    assert [img.get("alt") for img in page.all("img")] == [WORDS["alt"]] * 2
    drawn = PdfReader(BytesIO(writer.get(f"/reports/{report}.pdf").data))
    assert described(drawn.root_object["/StructTreeRoot"]) == [WORDS["alt"]] * 2
    with ZipFile(BytesIO(writer.get(f"/reports/{report}.docx").data)) as word:
        document = word.read("word/document.xml").decode()
        assert document.count("<w:drawing>") == 2 and f'descr="{WORDS["alt"]}"' in document
        assert len([name for name in word.namelist() if name.endswith(".jpeg")]) == 1  # the same bytes are kept once
    writer.language = "en"
    page = writer.get(f"/reports/{report}/print?lang=en").page
    assert "The hall" in page.text and [img.get("alt") for img in page.all("img")] == [
        WORDS["alt"],
        "Rows of people",
    ]
    assert "Caption" in page.text


def test_an_approved_report_keeps_its_photographs_and_who_quotes_it_gets_them(writer, approver, hq, report):
    row = db.session.get(Report, report).paragraphs[0].id
    photo = add(writer, report, spot=f"paragraph-{row}")
    at = f"/reports/{report}"
    writer.post(f"{at}/submission")
    assert approver.post(f"{at}/approval").status_code == 303
    for path, data in ((f"{photo.id}", WORDS | {"version": "1"}), (f"{photo.id}/removal", {}), ("", WORDS | sent())):
        assert writer.post(f"{at}/photos/{path}".rstrip("/"), data).status_code == 409
    assert f"photos/{photo.id}/{photo.sha256}" in writer.get(f"{at}/print").page.html
    assert len(PdfReader(BytesIO(writer.get(f"{at}.pdf").data)).pages[-1].images) == 1
    assert "figure" in writer.get(at).page.html
    ours = hq.post("/reports", period="1/1/2024", until="31/12/2027", title="تقرير الوزارة").location
    assert hq.post(f"{ours}/quotations/{report}", paragraph=str(row)).status_code == 303
    kept, quoted = photo.sha256, newest()
    assert quoted.sha256 == kept and quoted.paragraph_id not in (None, row)
    assert f"photos/{quoted.id}/{kept}" in hq.get(f"{ours}/print").page.html


def test_what_a_colleague_chose_meanwhile_is_not_overwritten(writer, report):
    photo, first = add(writer, report), db.session.get(Report, report).paragraphs[0]
    at, stale = f"/reports/{report}/photos/{photo.id}", WORDS | {"version": str(photo.version)}
    first_id, said = first.id, first.text[:60]
    assert writer.post(at, stale | {"spot": f"paragraph-{first.id}"}).status_code == 303
    axis = f"axis-{first.axis_id}" if first.axis_id else ""
    row = writer.post(f"/reports/{report}/paragraphs", text="وأخرى", place="axis", axis_id=first.axis_id or "")
    other = row.location.partition("paragraphs-")[2]
    answer = writer.post(at, stale | {"spot": f"paragraph-{other}"})
    assert answer.status_code == 409 and "وأخرى" in answer.page.text and said in answer.page.text
    assert writer.post(at, stale | {"spot": axis, "wide": "1"}).status_code == 409
    assert newest().spot == f"paragraph-{first_id}"


def test_paragraphs_that_are_joined_keep_their_photographs(writer, report):
    first = db.session.get(Report, report).paragraphs[0]
    row = writer.post(f"/reports/{report}/paragraphs", text="وأخرى", place="axis", axis_id=first.axis_id or "")
    other = row.location.partition("paragraphs-")[2]
    add(writer, report, spot=f"paragraph-{other}")
    writer.post(f"/reports/{report}/paragraphs/{other}/merger")
    assert newest().paragraph_id not in (None, int(other))


def test_one_whose_paragraph_went_stands_at_the_end(writer, report):
    row = db.session.get(Report, report).paragraphs[0].id
    photo = add(writer, report, spot=f"paragraph-{row}")
    writer.post(f"/reports/{report}/paragraphs/{row}/removal")
    assert photo.sha256 in writer.get(f"/reports/{report}/print").page.html
