"""Numbers, verification, the signed original, copies, the bulletin and corrections."""

import io

from sqlalchemy import select

from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records import search, tallies

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def another(writer, meeting):
    """A second full meeting of the same unit and year."""
    page = writer.get(f"/meetings/new?from={meeting}").page
    form = next(form for form in page.forms if "title" in form.fields)
    id = int(writer.send(form, starts_on="12/10/2025").location.rsplit("/", 1)[1])
    writer.post(f"/meetings/{id}/items", title="بند", discussion="نوقش")
    return id


def approve(writer, approver, id, **fields):
    writer.post(f"/meetings/{id}/submission")
    return approver.post(f"/meetings/{id}/approval", **fields)


def test_numbers_follow_one_another_and_pass_over_paper(writer, approver, meeting):
    second, third = another(writer, meeting), another(writer, meeting)
    approve(writer, approver, meeting)
    approve(writer, approver, second, number="2", dated="1/10/2025")
    approve(writer, approver, third)
    numbers = {approval.record_id: approval.number for approval in db.session.scalars(select(Approval))}
    assert numbers == {meeting: 1, second: 2, third: 3}
    assert db.session.get(Approval, second).manual


def test_a_paper_number_is_not_used_twice(writer, approver, meeting):
    second = another(writer, meeting)
    approve(writer, approver, meeting, number="18")
    answer = approve(writer, approver, second, number="١٨")
    assert answer.status_code == 409 and db.session.get(Approval, second) is None


def test_a_bad_paper_number_is_422_beside_the_field(writer, approver, submitted):
    answer = approver.post(f"/meetings/{submitted}/approval", number="-3", dated="31/2/2025")
    assert answer.status_code == 422 and "-3" in answer.get_data(as_text=True)


def test_the_code_on_the_paper_is_verified(stranger, writer, visitor, approved):
    approval = db.session.get(Approval, approved)
    page = stranger.get(f"/verify/{approval.code.lower()}").page
    assert "١ لسنة ٢٠٢٥" in page.text and approval.pdf_sha256 in page.text and "لقاء جماهيري" not in page.text
    assert "لقاء جماهيري" in writer.get(f"/verify/{approval.code}").page.text
    assert stranger.get("/verify/AAAAAAAA").status_code == 404
    assert visitor.get(f"/verify/{approval.code}").status_code == 303
    assert writer.get(f"/verify?code={approval.code}").location.endswith(approval.code)


def test_the_signed_original(writer, approved):
    assert "لقاء جماهيري" in writer.get("/meetings?state=unsigned").page.text
    bad = writer.post(f"/meetings/{approved}/signed-original", {"file": (io.BytesIO(b"<html>"), "x.pdf")})
    assert bad.status_code == 422
    writer.post(f"/meetings/{approved}/signed-original", {"file": (io.BytesIO(PDF), "الأصل.pdf")})
    assert "الأصل الموقّع" in writer.get(f"/meetings/{approved}").page.text
    assert "لا توجد اجتماعات" in writer.get("/meetings?state=unsigned").page.text


def test_copies_are_recorded_after_approval_only(writer, meeting, approver):
    assert writer.post(f"/meetings/{meeting}/recipients", name="المحافظة").status_code == 409
    approve(writer, approver, meeting)
    assert writer.post(f"/meetings/{meeting}/recipients", name="محافظة الأقصر").status_code == 303
    assert "محافظة الأقصر" in writer.get(f"/meetings/{meeting}/print").page.text


def test_the_bulletin_has_nothing_personal(writer, approver, stranger, meeting):
    approve(writer, approver, meeting, publish="y")
    page = stranger.get("/bulletin").page
    assert "لقاء جماهيري مفتوح" in page.text and "decision" in page.text
    assert "بستاني" not in page.text and "assignment" not in page.text
    approver.post(f"/meetings/{meeting}/publication/removal")
    assert "لقاء جماهيري" not in stranger.get("/bulletin").page.text


def test_minutes_and_their_correction_are_one_meeting(writer, approver, approved):
    def held():
        db.session.remove()
        query = db.select(db.func.sum(tallies.Tally.amount)).filter_by(measure="type", key="meeting")
        return db.session.scalar(query), search.having({"type": "meeting", "ours": "yes"}).count(9)

    new = int(writer.post(f"/meetings/{approved}/correction", reason="القاعة غيرها").location.rsplit("/", 1)[1])
    assert held() == (1, 1)
    approve(writer, approver, new)
    assert held() == (1, 1)
    newest = search.having({"type": "meeting", "ours": "yes"}).newest(9)
    assert db.session.scalars(select(newest.c.record_id)).all() == [new]


def test_a_correction_is_a_linked_version_of_its_own(writer, approver, approved):
    assert writer.post(f"/meetings/{approved}/correction").status_code == 422, "a correction says why"
    location = writer.post(f"/meetings/{approved}/correction", reason="القاعة غيرها").location
    new = int(location.rsplit("/", 1)[1])
    assert "بستاني عبد العزيز" in writer.get(f"/meetings/{new}").page.text
    writer.post(f"/meetings/{new}/fields/venue", venue="قاعة المحافظة الكبرى", version=99)
    page = writer.get(f"/meetings/{new}/difference").page
    assert "المحافظة" in page.text and page.all("ins") and page.all("del")
    assert writer.post(f"/meetings/{approved}/correction").location == location, "one at a time"
    approve(writer, approver, new)
    assert writer.post(f"/meetings/{approved}/correction").status_code == 409
    assert "صُحّح هذا المحضر بالمحضر رقم ٢ لسنة ٢٠٢٥" in writer.get(f"/meetings/{approved}/print").page.text
    assert "تصحيح للمحضر رقم ١ لسنة ٢٠٢٥" in writer.get(f"/meetings/{new}/print").page.text
    assert db.session.get(Meeting, new).corrects_id == approved
