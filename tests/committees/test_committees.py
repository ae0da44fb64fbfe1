"""A committee is agreed, formed, ended; its members are counted while they are members, and its quorum is said."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy import select

from tadamon.activities.models import Attendance
from tadamon.committees.members import Member
from tadamon.committees.models import Act, Committee
from tadamon.extensions import db
from tadamon.meetings.models import Meeting

SINCE = date(2025, 1, 5)
THREE = [("سعاد محمود", SINCE), ("علي حسين", SINCE), ("منى عبد الله", date(2025, 6, 1))]


def test_from_agreed_to_formed_to_ended(writer, reader, stored):
    home = writer.post("/committees", title="لجنة مشتركة", kind="standing", agreed_on="أكتوبر 2025").location
    id = int(home.rpartition("/")[2])
    assert "متفق عليها ولم تُشكَّل بعد" in reader.get(home).page.text
    assert writer.post(f"{home}/ending", on="1/11/2025", reason="س").status_code == 409
    assert writer.post(f"{home}/formation", on="1/1/2099").status_code == 422
    formed = {"on": "2/11/2025", "decision_number": "12", "decision_year": "2025", "decision_by": "المحافظ"}
    assert writer.post(f"{home}/formation", formed).status_code == 303
    assert writer.post(f"{home}/formation", formed).status_code == 409
    record = stored(Committee, id)
    assert (record.state, record.formed_on, record.decision_number) == ("formed", date(2025, 11, 2), "12")
    assert writer.post(f"{home}/ending", on="1/10/2025", reason="قبل التشكيل").status_code == 409
    assert writer.post(f"{home}/ending", on="3/11/2025", reason="").status_code == 422
    assert writer.post(f"{home}/ending", on="3/11/2025", reason="أُنجز عملها").status_code == 303
    assert writer.post(f"{home}/fields/title", title="اسم آخر", version="9").status_code == 409
    assert writer.post(f"{home}/resumption", on="4/11/2025", reason="قرار جديد").status_code == 303
    acts = list(db.session.scalars(select(Act.action).where(Act.record_id == id).order_by(Act.id)))
    assert acts == ["formed", "ended", "resumed"] and stored(Committee, id).state == "formed"


def test_attendance_is_of_the_time_someone_was_a_member(reader, founded, met):
    id = founded(members=THREE)
    met(id, date(2025, 2, 2), {"سعاد محمود": "present", "علي حسين": "absent"})
    met(id, date(2025, 7, 6), {"سعاد محمود": "present", "علي حسين": "present", "منى عبد الله": "present"})
    page = reader.get(f"/committees/{id}").page.text
    assert "٢ من ٢" in page and "١ من ٢" in page and "١ من ١" in page
    assert "حضر ممثلو ١ من ٢" in page and "لم يكتمل النصاب" in page
    assert "حضر ممثلو ٣ من ٣" in page and "اكتمل النصاب" in page


def test_a_deputy_stands_for_whom_they_are_written_down(reader, founded, met):
    id = founded(members=THREE[:2])
    meeting = met(id, date(2025, 2, 2), {"نائب عنه": "deputising"}, note="علي حسين")
    assert "حضر ممثلو ١ من ٢" in reader.get(f"/meetings/{meeting}").page.text
    assert "حضر ممثلو ١ من ٢" in reader.get(f"/meetings/{meeting}/print").page.text
    assert "مرة بنائب" in reader.get(f"/committees/{id}").page.text


def test_a_meeting_made_here_brings_the_members_of_its_day(writer, founded):
    id = founded(members=THREE)
    sent = {"title": "اجتماع", "kind": "committee", "starts_on": "2/2/2025", "file": str(id)}
    meeting = int(writer.post("/meetings", sent).location.rpartition("/")[2])
    names = db.session.scalars(select(Attendance.name).where(Attendance.record_id == meeting))
    assert set(names) == {"سعاد محمود", "علي حسين"}
    assert db.session.get(Meeting, meeting).file_id == id


def test_a_replacement_takes_the_role_and_the_body(writer, founded, stored):
    id = founded(members=THREE[:1])
    old = db.session.scalar(select(Member.id))
    path = f"/committees/{id}/members/{old}/replacement"
    assert writer.post(path, name="هدى سالم", on="1/1/2025").status_code == 422
    assert writer.post(path, name="هدى سالم", on="1/6/2025").status_code == 303
    new = db.session.scalar(select(Member).where(Member.replaces_id == old))
    assert (new.name, new.body, new.from_on) == ("هدى سالم", "المديرية", date(2025, 6, 1))
    assert stored(Member, old).until_on == date(2025, 5, 31)
    assert writer.post(path, name="أخرى", on="1/7/2025").status_code == 409


@pytest.mark.parametrize(
    ("rule", "number", "needed"),
    [("half", None, 3), ("two-thirds", None, 4), ("all", None, 5), ("number", 2, 2), ("none", None, None)],
)
def test_what_makes_a_quorum_of_five(rule, number, needed):
    assert Committee(quorum=rule, quorum_number=number).needed(5) == needed


def test_the_list_is_narrowed_and_walled(writer, stranger, hq, founded):
    id = founded(title="لجنة الأقصر")
    founded("stranger", title="لجنة أسوان", formed=None)
    assert "لجنة الأقصر" in writer.get("/committees?state=formed&q=الاقصر").page.text
    assert "لجنة الأقصر" not in writer.get("/committees?kind=temporary").page.text
    assert "لجنة الأقصر" not in stranger.get("/committees").page.text
    assert {"لجنة الأقصر", "لجنة أسوان"} <= {link.strip() for link in hq.get("/committees").page.text.splitlines()} or (
        "لجنة أسوان" in hq.get("/committees").page.text
    )
    assert writer.get("/committees?from=مساء").status_code == 422
    assert writer.get("/committees.xlsx?state=formed").mimetype.endswith("sheet")
    assert writer.get(f"/committees/{id}/members.xlsx").mimetype.endswith("sheet")
    writer.post(f"/committees/{id}/archive")
    assert "لجنة الأقصر" not in writer.get("/committees").page.text
    assert "لجنة الأقصر" in writer.get("/committees?state=archived").page.text
    assert writer.post(f"/committees/{id}/formation", on="1/1/2025").status_code == 409
    writer.post(f"/committees/{id}/restore")
    assert "لجنة الأقصر" in writer.get("/committees").page.text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_papers(sign_in, founded, met, language):
    reader, id = sign_in("reader", language), founded(members=THREE, mandate="متابعة الشكاوى")
    met(id, date(2025, 7, 6), {"سعاد محمود": "present"})
    assert "سعاد محمود" in reader.get(f"/committees/{id}/print").page.text
    assert PdfReader(BytesIO(reader.get(f"/committees/{id}.pdf").data)).pages
    word = Document(BytesIO(reader.get(f"/committees/{id}.docx").data))
    assert any("سعاد محمود" in cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert reader.get(f"/committees/{id}/print?lang=fr").status_code == 404


def test_a_page_does_not_ask_for_each_row(reader, founded, met, statements):
    few, many = founded(members=THREE[:1]), founded(members=[(f"عضو {n}", SINCE) for n in range(12)])
    for day in range(1, 9):
        met(many, date(2025, 2, day), {"عضو 1": "present"})
    met(few, date(2025, 2, 1), {"سعاد محمود": "present"})
    sent = []
    for id in (few, many):
        statements.clear()
        reader.get(f"/committees/{id}")
        sent.append(len(statements))
    assert sent[1] <= sent[0] + 1
