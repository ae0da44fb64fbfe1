"""The draft that records write, what the writer does to it, and its way to approval."""

import errno
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.language.spans import parse_span
from tadamon.meetings.models import Meeting
from tadamon.records.settings import setting
from tadamon.records.telling import filled, sentence
from tadamon.reports import printing
from tadamon.reports.drafting import now_told
from tadamon.reports.models import Report, ReportParagraph
from tadamon.web import background, drawing


def test_an_optional_part_needs_all_of_its_values():
    assert filled("عُقد {title}[ في {place}][ بحضور {people}].", {"title": "لقاء", "place": "", "people": "منى"}) == (
        "عُقد لقاء بحضور منى."
    )


def test_a_changed_record_offers_its_new_wording_and_the_hand_written_stays(writer, meeting):
    answer = writer.post("/reports", period="1/1/2024", until="31/12/2027")
    row = db.session.scalars(select(ReportParagraph).where(ReportParagraph.records.any(id=meeting))).one()
    at, version = f"{answer.location}/paragraphs/{row.id}", row.version
    writer.post(at, text="بخط اليد", place="axis", axis_id=row.axis_id or "", version=version)
    db.session.get(Meeting, meeting).title = "عنوان جديد"
    db.session.commit()
    page = writer.get(answer.location).page
    assert "بخط اليد" in page.text and "تغيّر السجل" in page.text
    assert writer.post(at + "/wording", keep="1").status_code == 303
    page = writer.get(answer.location).page
    assert "بخط اليد" in page.text and "تغيّر السجل" not in page.text
    assert writer.post(at + "/wording").status_code == 303
    row = db.session.get(ReportParagraph, row.id)
    assert "عنوان جديد" in row.text and row.told == now_told(row)


def test_what_is_left_out_says_why(writer, meeting):
    answer = writer.post("/reports", period="1/1/2024", until="31/12/2027")
    new = {"text": "فقرة", "place": "left-out"}
    assert writer.post(f"{answer.location}/paragraphs", new).status_code == 422
    assert writer.post(f"{answer.location}/paragraphs", new | {"reason": "مكرر"}).status_code == 303
    assert "فقرة" not in writer.get(f"{answer.location}.txt").text.partition("\n")[2]


def test_paragraphs_are_joined_and_stand_under_another_axis_too(writer, meeting):
    answer = writer.post("/reports", period="1/1/2024", until="31/12/2027")
    id = int(answer.location.rpartition("/")[2])
    first = db.session.scalars(select(ReportParagraph).where(ReportParagraph.records.any(id=meeting))).one()
    axis = first.axis_id
    writer.post(f"{answer.location}/paragraphs", text="وأخرى", place="axis", axis_id=axis or "")
    second = db.session.scalars(select(ReportParagraph).where(ReportParagraph.text == "وأخرى")).one()
    at = f"{answer.location}/paragraphs"
    assert writer.post(f"{at}/{first.id}/merger").status_code == 409
    assert writer.post(f"{at}/{second.id}/merger").status_code == 303
    assert first.told == now_told(first)
    other = db.session.scalars(select(Axis.id).where(Axis.id != (axis or 0))).first()
    assert writer.post(f"{at}/{first.id}/copy", axis_id=other).status_code == 303
    rows = db.session.get(Report, id).paragraphs
    mine = [row for row in rows if meeting in {each.id for each in row.records}]
    assert {row.axis_id for row in mine} == {axis, other} and all(row.text.endswith("وأخرى") for row in mine)


def test_a_paragraph_moved_to_another_axis_shows_there_at_once(writer, meeting):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    row = db.session.scalars(select(ReportParagraph).where(ReportParagraph.records.any(id=meeting))).one()
    here = f"{at}/paragraphs/{row.id}"
    other = db.session.scalars(select(Axis.id).where(Axis.id != (row.axis_id or 0))).first()
    kept = {"place": "axis", "axis_id": row.axis_id or "", "version": row.version}
    assert "HX-Refresh" not in writer.post(here, kept | {"text": "كما هي"}, htmx=True).headers
    answer = writer.post(here, kept | {"text": "كما هي", "axis_id": other, "version": row.version + 1}, htmx=True)
    assert answer.headers["HX-Refresh"] == "true" and answer.said
    assert db.session.get(ReportParagraph, row.id).axis_id == other


def test_the_list_is_narrowed_and_exported(writer, meeting):
    writer.post("/reports", period="أكتوبر 2025", title="تقرير أكتوبر")
    writer.post("/reports", period="فبراير 2025", title="تقرير فبراير")
    page = writer.get("/reports?from=10/2025&to=10/2025&state=draft").page
    assert "تقرير أكتوبر" in page.text and "تقرير فبراير" not in page.text
    assert "لا شيء يوافق هذه الشروط" in writer.get("/reports?state=approved").page.text
    assert writer.get("/reports.xlsx?from=10/2025").content_type.endswith("sheet")
    assert writer.get("/reports?from=x").status_code == 422


def test_it_is_approved_as_it_was_read_and_quoted_by_the_department(writer, approver, hq, meeting):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027", title="تقرير الأقصر").location
    id = int(at.rpartition("/")[2])
    assert writer.post(f"{at}/submission").status_code == 303
    assert writer.post(f"{at}/gathering").status_code == 409
    assert approver.post(f"{at}/return").status_code == 422
    assert approver.post(f"{at}/approval").status_code == 303
    record = db.session.get(Report, id)
    approval, said = record.approval, record.paragraphs[0].text[:40]
    code, row = approval.code, record.paragraphs[0].id
    assert record.state == "approved" and approval.pdf_sha256 and said in approval.snapshot["report/ar-arab"]
    assert writer.post(f"{at}/fields/title", title="آخر", version="1").status_code == 409
    assert "تقرير الأقصر" in writer.get(f"/verify/{code}").page.text
    assert said in writer.get(f"{at}/print").page.text
    ours = hq.post("/reports", period="1/1/2024", until="31/12/2027", title="تقرير الوزارة").location
    assert "اقتبس منه" in hq.get(ours).page.text
    assert hq.post(f"{ours}/quotations/{id}", paragraph=str(row)).status_code == 303
    quoted = db.session.get(Report, int(ours.rpartition("/")[2])).paragraphs
    assert any(id in {each.id for each in one.records} for one in quoted)
    assert writer.get(ours).status_code == 404


def test_an_approved_report_is_corrected_by_one_that_says_why(writer, approver, stranger, meeting):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027", title="تقرير الأقصر").location
    id = int(at.rpartition("/")[2])
    assert writer.post(f"{at}/correction", reason="خطأ").status_code == 409
    writer.post(f"{at}/submission")
    approver.post(f"{at}/approval")
    assert writer.post(f"{at}/correction").status_code == 422
    new = writer.post(f"{at}/correction", reason="سقط عدد الحاضرين").location
    assert new != at and writer.post(f"{at}/correction", reason="آخر").location == new, "one at a time"
    row = db.session.get(Report, int(new.rpartition("/")[2])).paragraphs[0]
    assert meeting in {each.id for each in row.records}
    words = {"text": f"{row.text} وحضره ثلاثون.", "place": "axis", "axis_id": row.axis_id or "", "version": row.version}
    assert writer.post(f"{new}/paragraphs/{row.id}", words).status_code == 303
    page = writer.get(f"{new}/difference").page
    assert page.all("ins") and "سقط عدد الحاضرين" in page.text
    assert "صُحّح" not in writer.get(f"{at}/print").page.text, "not before it is approved"
    writer.post(f"{new}/submission")
    approver.post(f"{new}/approval")
    old, later = db.session.get(Report, id), db.session.get(Report, int(new.rpartition("/")[2]))
    codes = old.approval.code, later.approval.code
    assert "صُحّح هذا التقرير بالتقرير رقم ٢ لسنة ٢٠٢٤" in writer.get(f"{at}/print").page.text
    paper = writer.get(f"{new}/print").page.text
    assert "تصحيح للتقرير رقم ١ لسنة ٢٠٢٤" in paper and "سبب التصحيح: سقط عدد الحاضرين" in paper
    page = stranger.get(f"/verify/{codes[0]}").page
    assert "التقرير رقم ٢ لسنة ٢٠٢٤" in page.text and f"/verify/{codes[1]}" in page.html
    assert writer.get(f"{at}/official.pdf").data.startswith(b"%PDF")
    assert writer.post(f"{at}/correction", reason="آخر").status_code == 409


def test_a_long_report_is_approved_at_once_and_sealed_when_it_is_drawn(writer, approver, monkeypatch):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    for _number in range(8):
        writer.post(f"{at}/paragraphs", text="عُقد اجتماع اللجنة. " * 200, place="axis")
    writer.post(f"{at}/submission")
    started = []
    monkeypatch.setattr(background.children, "start", lambda command, *_limits, **_more: started.append(command))
    assert approver.post(f"{at}/approval").status_code == 303 and len(started) == 1
    approval = db.session.get(Report, int(at.rpartition("/")[2])).approval
    assert approval.number and approval.pdf_sha256 is None
    assert "تُعدّ الآن" in writer.get(at).page.text and "قيد الإعداد" in writer.get(f"/verify/{approval.code}").page.text
    assert writer.get(f"{at}.pdf?lang=ar").location.endswith(f"{at}/seal")
    assert "٪" in writer.get(f"{at}/seal").page.text
    Path(started[0][-1]).with_suffix(".html").rename(drawn := Path(started[0][-1]).with_suffix(".pdf"))
    drawn.write_bytes(b"%PDF-1.7 drawn")
    assert "تُعدّ الآن" not in writer.get(at).page.text
    assert writer.get(f"{at}/official.pdf").data == b"%PDF-1.7 drawn"
    assert sha256(b"%PDF-1.7 drawn").hexdigest() in writer.get(f"/verify/{approval.code}").page.text


def test_periods_of_the_calendar_and_of_the_fiscal_year():
    spans = {
        "أكتوبر 2025": (date(2025, 10, 1), date(2025, 10, 31)),
        "النصف الثاني 2025": (date(2025, 7, 1), date(2025, 12, 31)),
        "2025/2026": (date(2025, 7, 1), date(2026, 6, 30)),
        "الربع الثالث من العام المالي 2025/2026": (date(2026, 1, 1), date(2026, 3, 31)),
    }
    for typed, days in spans.items():
        span = parse_span(typed)
        assert (span.first, span.last) == days
        with speaking("ar", "latn"):
            assert parse_span(span.name) == span


def test_a_sentence_is_previewed_on_a_real_record_and_refuses_what_cannot_be_filled(admin, meeting):
    at = "/administration/sentences/meeting/common"
    form = admin.get(at).page.form(at)
    wrong = admin.post(at, form.fields | {"ar": "عُقد {nothing}"})
    assert wrong.status_code == 422 and "nothing" in wrong.page.text
    assert admin.post(at, form.fields | {"ar": "عُقد [{title}"}).status_code == 422
    shown = admin.post(at, form.fields | {"ar": "تم {title}", "preview": "1"})
    assert shown.status_code == 200 and f"تم {db.session.get(Meeting, meeting).title}" in shown.page.text
    assert setting("sentences") == {}
    assert admin.post(at, form.fields | {"ar": "تم {title}"}).status_code == 303
    db.session.remove()
    with speaking("ar", "arab"):
        assert sentence(db.session.get(Meeting, meeting)).startswith("تم ")


def test_what_was_removed_is_not_forgotten(writer, meeting):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    row = db.session.scalars(select(ReportParagraph).where(ReportParagraph.records.any(id=meeting))).one()
    assert writer.post(f"{at}/paragraphs/{row.id}/removal").status_code == 303
    assert "حُذفت هذه الفقرة دون سبب" in writer.get(at).page.text
    assert writer.post(f"{at}/gathering").status_code == 303
    rows = db.session.scalars(select(ReportParagraph).where(ReportParagraph.records.any(id=meeting))).all()
    assert [each.id for each in rows] == [row.id]
    assert writer.post(f"{at}/paragraphs/{row.id}/restoration").status_code == 303
    assert "حُذفت هذه الفقرة دون سبب" not in writer.get(at).page.text


def test_a_long_report_is_drawn_while_one_does_something_else(writer, app, monkeypatch):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    assert writer.get(f"{at}/drawing").location.endswith(f"{at}.pdf?lang=ar")
    for _number in range(8):
        writer.post(f"{at}/paragraphs", text="عُقد اجتماع اللجنة. " * 200, place="axis")
    here = f"{at}/drawing?lang=ar"
    page = writer.get(here).page
    poll, until = page.find("progress").get("hx-get"), time.monotonic() + 60
    with monkeypatch.context() as patch:
        patch.setattr(printing, "to_draw", None)  # nothing is made again to tell how far it is
        while "HX-Redirect" not in (answer := writer.get(poll, htmx=True)).headers:
            assert "٪" in answer.page.text and time.monotonic() < until
            time.sleep(0.2)
    assert "قيد الإعداد" in page.text and answer.headers["HX-Redirect"].endswith(f"{at}.pdf?lang=ar")
    assert writer.get(f"{at}/drawing?of={'0' * 64}", htmx=True).headers["HX-Redirect"].endswith(here)
    assert "افتح ملف PDF" in writer.get(here).page.text
    assert writer.get(answer.headers["HX-Redirect"]).data.startswith(b"%PDF")
    assert not list((Path(app.config["TADAMON_INSTANCE"]) / "drawings").glob("*.html"))


def test_a_drawing_that_failed_says_what_to_do_and_begins_again(writer, monkeypatch):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    for _number in range(8):
        writer.post(f"{at}/paragraphs", text="نُفذت دورة تدريبية. " * 200, place="axis")
    started = []
    monkeypatch.setattr(background.children, "start", lambda command, *_limits, **_more: started.append(command))
    writer.get(f"{at}/drawing")
    failed = Path(started[0][-1]).with_suffix(".failed")
    failed.write_text("full")
    assert "لا مكان على قرص الخادم" in writer.get(f"{at}/drawing").page.text
    failed.write_text("heavy")
    page = writer.get(f"{at}/drawing").page
    assert "أعد المحاولة" in page.text and "صفحة الطباعة" in page.text and len(started) == 1
    assert "قيد الإعداد" in writer.get(f"{at}/drawing?again=1").page.text and len(started) == 2


def test_the_english_version_lists_what_is_not_in_english_and_prints_what_is(writer, meeting):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    for name, words in (("introduction", "مقدمة"), ("conclusion", "خاتمة"), ("conclusion_en", "In closing")):
        version = db.session.get(Report, int(at.rpartition("/")[2])).version
        db.session.remove()
        assert writer.post(f"{at}/fields/{name}", {name: words, "version": str(version)}).status_code == 303
    assert "Missing in English" not in writer.get(f"{at}/print?lang=ar").page.html
    writer.language = "en"
    page = writer.get(f"{at}/print?lang=en").page
    assert "Introduction in English" in page.text and "Conclusion in English" not in page.text
    assert "In closing" in page.text and "خاتمة" not in page.text and f"/meetings/{meeting}" in page.html
    assert "Missing in English" in page.text
    writer.post("/language", {"lang": "en", "next": at})
    sheet = writer.get(at).page
    assert sheet.all("h1")[0].text.startswith("Report on the work of")
    assert [sheet.find(f"field-{name}").get("lang") for name in ("introduction", "conclusion_en")] == ["ar", ""]
    assert sheet.find("field-title").all("bdi")[0].get("lang") == "ar"


def test_a_paragraph_is_light_and_its_tools_come_when_asked(writer, meeting):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    short = len(writer.get(at).data)
    for _ in range(2):
        writer.post(f"{at}/paragraphs", text="فقرة", place="axis")
    assert len(writer.get(at).data) - short < 2 * 1400
    row = db.session.scalars(select(ReportParagraph).where(ReportParagraph.text == "فقرة")).first()
    tools = writer.get(f"{at}/paragraphs/{row.id}/tools")
    assert "فقرة" in tools.page.text
    assert {form.action.rpartition("/")[2] for form in tools.page.forms} >= {"position", "removal", "merger", "copy"}


def test_why_it_lies_outside_is_told_in_english(writer):
    at = writer.post("/reports", period="1/1/2024", until="31/12/2027").location
    told = {"text": "عُقد معرض", "text_en": "An exhibition was held", "place": "outside", "reason": "بعد نهاية الفترة"}
    for english in ("", "After the period"):
        assert writer.post(f"{at}/paragraphs", told | {"reason_en": english}).status_code == 303
    writer.language = "en"
    page = writer.get(f"{at}/print?lang=en").page
    assert "بعد نهاية الفترة" in page.text and "After the period" in page.text
    assert page.html.count("#paragraphs-") == 1, "the first is missing, the second is not"
    assert "(After the period)" in writer.get(f"{at}.txt?lang=en").get_data(as_text=True)


def test_a_full_disk_is_told_as_what_it_is(tmp_path, monkeypatch):
    paper = tmp_path / "paper"
    paper.with_suffix(".html").write_text("<p>ورقة")

    def full(_html):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(drawing, "drawer", lambda: full)
    with pytest.raises(OSError, match="No space"):
        drawing.draw_alone(paper)
    assert {each.name: each.read_text() for each in tmp_path.glob("paper.*") if each.suffix != ".percent"} == {
        "paper.failed": "full"
    }
