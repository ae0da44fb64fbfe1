"""The partner's file: what happened with a body, for those who may know, on the sheet, in a list and on paper."""

import io
from datetime import date

import pypdf
import pytest
from openpyxl import load_workbook

from tadamon.accounts.governorates import GOVERNORATES
from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.activities.participants import Participant
from tadamon.directory.organisations import Alias, Contact, Organisation
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import Meeting
from tadamon.web import printing

URL = "/organisations/{}"


@pytest.fixture(scope="module", autouse=True)
def press():
    yield
    if printing.press.child:
        printing.press.child.kill()
        printing.press.child.wait()


@pytest.fixture
def orman(body):
    return body("جمعية الأورمان", name_en="Orman", number="55", phone="16528", governorates=["EG-LX"])


@pytest.fixture
def told(meeting, orman):
    """The meeting of Luxor, where Orman was, and got an assignment."""
    record = db.session.get(Meeting, meeting)
    db.session.add_all(
        (
            Attendance(record=record, name="هالة سعد", person_title="مديرة", organisation_id=orman),
            Participant(record=record, name="جمعية الأورمان", organisation_id=orman),
            Outcome(
                record=record,
                kind="assignment",
                text="توزيع البطاطين",
                owner="جمعية الأورمان",
                owner_organisation_id=orman,
                due_on=date(2025, 12, 1),
            ),
            Outcome(record=record, kind="assignment", text="تكليف لغيرها", owner="غيرها"),
        )
    )
    db.session.commit()
    db.session.remove()
    return meeting


def meetings(count, orman):
    by = User.named("luxor")
    for number in range(count):
        made = Meeting(
            title=f"اجتماع {number}",
            kind="ngos",
            unit=by.unit,
            created_by_id=by.id,
            state="draft",
            starts_on=date(2025, 1, 1 + number % 28),
        )
        db.session.add_all((made, Attendance(record=made, name="س", organisation_id=orman)))
    db.session.commit()
    db.session.remove()


def test_the_time_line(writer, orman, told):
    file = writer.get(URL.format(orman)).page.find("file").text
    for words in ("لقاء جماهيري مفتوح", "هالة سعد", "حضرت", "توزيع البطاطين", "١ ديسمبر ٢٠٢٥", "decision"):
        assert words in file, words
    assert "تكليف لغيرها" not in file


def test_only_for_those_who_may_know(stranger, hq, reader, orman, told):
    for path in ("", "/file", "/print"):
        assert "جماهيري" not in stranger.get(URL.format(orman) + path).get_data(as_text=True)
        for someone in (hq, reader):
            assert "جماهيري" in someone.get(URL.format(orman) + path).get_data(as_text=True)


def test_an_invited_directorate_knows(stranger, orman, told, people):
    record = db.session.get(Meeting, told)
    record.invited = [db.session.merge(people.stranger).unit]
    db.session.commit()
    assert "جماهيري" in stranger.get(URL.format(orman)).page.find("file").text


def test_what_was_removed_or_archived_is_not_told(writer, orman, told):
    row = db.session.scalars(db.select(Outcome).where(Outcome.owner_organisation_id == orman)).one()
    row.remove()
    db.session.commit()
    assert "البطاطين" not in writer.get(URL.format(orman)).page.find("file").text
    writer.post(f"/meetings/{told}/archive")
    assert "جماهيري" not in writer.get(URL.format(orman)).page.find("file").text


def test_newest_first_and_the_rest_a_page_further(writer, orman, told, statements):
    meetings(60, orman)
    page = writer.get(URL.format(orman)).page
    links = [link.text for link in page.find("file").all("a") if "/meetings/" in link.get("href")]
    assert len(links) == 10 and links[0] == "لقاء جماهيري مفتوح" and f"/organisations/{orman}/file" in page.html
    seen, path = [], f"/organisations/{orman}/file"
    while path:
        page = writer.get(path).page
        seen += [url for _text, url in page.links if url.startswith("/meetings/")]
        path = next((link.get("href") for link in page.all("a") if link.get("rel") == "next"), None)
    assert len(seen) == len(set(seen)) == 61
    statements.clear()
    writer.get(URL.format(orman))
    assert len(statements) < 25


def test_a_persons_file(writer, stranger, person, meeting):
    who = person("سعاد محمود")
    db.session.add(
        Attendance(record=db.session.get(Meeting, meeting), name="سعاد محمود", person_title="وكيلة", person_id=who)
    )
    db.session.commit()
    assert "وكيلة" in writer.get(f"/people/{who}").page.find("file").text
    assert writer.get(f"/people/{who}/file").status_code == 200
    assert "وكيلة" not in stranger.get(f"/people/{who}").page.find("file").text


def test_the_paper(writer, sign_in, orman, told):
    page = writer.get(f"/organisations/{orman}/print").page
    for words in ("جمعية الأورمان", "٥٥", "16528", "توزيع البطاطين", "مديرية التضامن الاجتماعي"):
        assert words in page.text, words
    english = sign_in("writer", "en").get(f"/organisations/{orman}/print").page
    assert english.all("html")[0].get("lang") == "en" and "Orman" in english.text
    assert writer.get(f"/organisations/{orman}/print?lang=xx").status_code == 404


def test_the_pdf_is_one_page_however_much_there_is(writer, orman, told):
    meetings(30, orman)
    record = db.session.get(Organisation, orman)
    record.notes, record.address = "ملاحظة طويلة جدًا. " * 200, "شارع " * 50
    record.governorates = list(GOVERNORATES)[:26]
    for number in range(20):
        db.session.add_all(
            (
                Contact(record=record, name=f"شخص {number}", post="مدير إدارة المشروعات", phone="16528"),
                Alias(record=record, name=f"اسم آخر طويل للجمعية رقم {number}"),
            )
        )
    for row in db.session.scalars(db.select(Meeting)):
        row.title = (
            "اجتماع تنسيقي موسع لمتابعة تنفيذ بروتوكول التعاون المشترك بين المديرية والجمعية في القرى الأكثر احتياجًا "
            * 2
        )
        for _number in range(4):
            db.session.add(
                Outcome(
                    record=row,
                    kind="assignment",
                    text="نص تكليف طويل يمتد على أكثر من سطر واحد. " * 8,
                    owner_organisation_id=orman,
                    owner="س",
                )
            )
    db.session.commit()
    answer = writer.get(f"/organisations/{orman}.pdf")
    assert answer.mimetype == "application/pdf" and len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == 1


def test_the_excel_file(writer, orman, body):
    writer.post(f"/organisations/{orman}/aliases", name="دار الأورمان")
    body("=1+1", by="hq", kind="company", country="DE")
    sheet = load_workbook(io.BytesIO(writer.get("/organisations.xlsx").data)).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert (
        rows["جمعية الأورمان"][1] == "دار الأورمان"
        and rows["جمعية الأورمان"][4] == "٥٥"
        and rows["جمعية الأورمان"][7] == "الأقصر"
    )
    assert rows["=1+1"][6] == "ألمانيا" and len(rows) == 2
    for query, count in (
        ("kind=company", 1),
        ("q=دار", 1),
        ("governorate=EG-LX", 1),
        ("governorate=EG-ASN", 0),
        ("state=archived", 0),
        ("unit=&kind=", 2),
    ):
        sheet = load_workbook(io.BytesIO(writer.get(f"/organisations.xlsx?{query}").data)).active
        assert sheet.max_row - 1 == count, query
    assert writer.get("/organisations.xlsx?kind=x").status_code == 422
