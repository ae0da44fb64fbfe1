"""The draft that the demo's records write, and what the writer does to it."""

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.demo import build
from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.language.dates import parse_date
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting
from tadamon.records.telling import filled
from tadamon.reports.drafting import now_told
from tadamon.reports.models import ReportParagraph
from tadamon.reports.printing import press_text
from tadamon.reports.routes import begin


def draft(username: str, period: str):
    by = User.named(username)
    token = acting.set(by.id)
    record = begin(parse_date(period), None, by.unit, by=by)
    db.session.commit()
    acting.reset(token)
    return record


def test_the_two_periods_of_the_demo_are_told_as_they_were_said(app):
    build("demo-pass-1")
    with speaking("ar", "arab"):
        quarter = press_text(draft("hq", "الربع الأول 2025"))
        october = draft("luxor", "أكتوبر 2025")
        month = press_text(october)
    inside, _line, outside = quarter.partition("\n\nخارج الفترة\n\n")
    assert "سنغافورة" not in inside and "سنغافورة" in outside
    assert "نحو ٤٫٧ مليون أسرة" in inside and "أكثر من ٤١ مليار جنيه سنويًا" in inside and "المصدر" in inside
    assert "٢٧ جمعية أهلية" in inside
    assert "١٬٥٤٠ مكلَّفًا" in month and "٣٦٥ مرة حضور" in month and "٩٠٥" not in month
    assert "ولم تُشكَّل بعد" in month and "٤٥٨٦ لسنة ٢٠٢٣" in month
    assert "شلل الأطفال" not in month
    left_out = [row for row in october.paragraphs if row.place == "left-out"]
    assert left_out and all(row.reason for row in left_out)


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
