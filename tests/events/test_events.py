"""An event: its dates, the delegation with all titles of the day, vague numbers, its list, and what it prints."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from tadamon.activities.participants import Participant
from tadamon.directory.people import Person, Post
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Nation, Source
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tests.events.making import fill, make, newest


def test_both_dates_stand_and_their_difference_is_said(writer, stored):
    event = make(writer, starts_on="فبراير 2025", reported_date="فبراير الماضي")
    writer.post(f"/events/{event}/fields/verified_on", verified_on="6/10/2025", version=1)
    writer.post(f"/events/{event}/fields/verified_ends_on", verified_ends_on="8/10/2025", version=2)
    record = stored(Event, event)
    assert (record.starts_on, record.date_precision, record.verified_ends_on) == (
        date(2025, 2, 1),
        "month",
        date(2025, 10, 8),
    )
    for path in ("", "/print"):
        page = writer.get(f"/events/{event}{path}").page.text
        assert "فبراير الماضي" in page and "من ٦ إلى ٨ أكتوبر ٢٠٢٥" in page
    assert "يختلف عما ورد" in writer.get(f"/events/{event}").page.text


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("ends_on", "1/1/2025", "لا يسبق تاريخ البداية"),
        ("verified_ends_on", "1/1/2025", "البداية المتحقق منه"),
        ("edition", "0", "بين"),
        ("country", "XX", "من القائمة"),
        ("our_role", "spectator", "من القائمة"),
    ],
)
def test_what_cannot_be_is_sent_back(writer, event, name, typed, said):
    answer = writer.post(f"/events/{event}/fields/{name}", {name: typed, "version": 1})
    assert answer.status_code == 422 and said in answer.page.text


def test_a_member_comes_with_all_titles_held_that_day_and_keeps_them(writer, event, stored):
    person = Person(unit=stored(Event, event).unit, name_ar="كريم قلاوي", name_en="Karim Qallawi")
    posts = (("نائب رئيس مجلس الدولة", None), ("المستشار القانوني", None), ("مدير سابق", date(2020, 1, 1)))
    for position, (title, to_on) in enumerate(posts):
        db.session.add(Post(record=person, position=position, title=title, body="مجلس الدولة", to_on=to_on))
    db.session.commit()
    writer.post(f"/events/{event}/delegates", name="المستشار كريم قلاوي", part="member")
    row = stored(Delegate, newest(Delegate.id))
    assert row.person_id and row.title_list == ["نائب رئيس مجلس الدولة", "المستشار القانوني"]
    for post in row.person.posts:
        post.title = "صفة أخرى"
    db.session.commit()
    assert "نائب رئيس مجلس الدولة" in writer.get(f"/events/{event}/print?form=delegation").page.text


def test_the_delegation_prints_in_the_order_of_protocol_in_both_languages(writer, event):
    for name, english in (("رأفت شفيق", "Raafat Shafik"), ("حسام الزمر", "Hossam El-Zomor")):
        writer.post(f"/events/{event}/delegates", name=name, name_en=english, titles="أ\nب", part="expert")
    writer.post(f"/events/{event}/delegates/{newest(Delegate.id)}/position", direction="up")
    docx = Document(BytesIO(writer.get(f"/events/{event}.docx?form=delegation&lang=en").data))
    rows = [
        [cell.text for cell in row.cells] for row in next(each for each in docx.tables if len(each.columns) == 4).rows
    ]
    assert [row[1] for row in rows[1:]] == ["Hossam El-Zomor", "Raafat Shafik"]
    assert rows[1][3] == "Head of delegation, Expert" and rows[2][3] == "Expert"
    pdf = PdfReader(BytesIO(writer.get(f"/events/{event}.pdf?form=delegation").data))
    assert len(pdf.pages) == 1
    for path in ("/print?form=x", ".pdf?lang=fr"):
        assert writer.get(f"/events/{event}{path}").status_code == 404


def test_numbers_are_kept_as_they_were_said(writer, event, stored):
    writer.post(f"/events/{event}/participants", name="شركات عالمية", role="attended", precision="several", count="9")
    writer.post(f"/events/{event}/participants", name="جمعيات أهلية", role="attended", precision="at-least", count="27")
    writer.post(f"/events/{event}/nations", code="PS", precision="several")
    several, ngos = db.session.scalars(db.select(Participant).order_by(Participant.id))
    assert (several.count, several.precision, several.organisation_id) == (None, "several", None)
    assert ngos.count_words == "على الأقل ٢٧ جهة"
    sheet = writer.get(f"/events/{event}").page.text
    assert "عدد لم يُذكر" in sheet and "على الأقل ٢٧ جهة" in sheet and "فلسطين" in sheet
    assert stored(Nation, newest(Nation.id)).precision == "several"


def test_what_does_not_count_says_why_and_stays(writer, event):
    refused = writer.post(f"/events/{event}/classification", state="not-ours", reason="")
    assert refused.status_code == 422
    writer.post(f"/events/{event}/classification", state="not-ours", reason="احتفال مدرسة")
    assert "معرض" in writer.get("/events?state=not-ours").page.find("list").text
    assert "معرض" not in writer.get("/events?state=counted").page.find("list").text
    for path in (f"/events/{event}", f"/events/{event}/print", f"/events/{event}/history"):
        assert "احتفال مدرسة" in writer.get(path).page.text


LIST = {
    "": "ab",
    "kind=expo": "a",
    "country=TR": "b",
    "country=PS": "b",
    "role=hosted": "a",
    "q=الابتكار": "b",
    "q=innovation&country=TR": "b",
    "from=1/1/2025&to=31/12/2025": "a",
    "state=archived": "",
    "q=لا-يوجد": "",
}


def test_the_list_is_narrowed_by_any_of_it(writer):
    made = {
        "a": make(writer, our_role="hosted"),
        "b": make(writer, "مختبر الابتكار", "workshop", "5/3/2024", country="TR", title_en="Innovation lab"),
    }
    writer.post(f"/events/{made['b']}/nations", code="PS", precision="exactly")
    for query, wanted in LIST.items():
        links = {url for _text, url in writer.get(f"/events?{query}").page.links}
        assert {letter for letter, id in made.items() if f"/events/{id}" in links} == set(wanted), query
    sheet = load_workbook(BytesIO(writer.get("/events.xlsx?country=TR").data)).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)][1:] == ["مختبر الابتكار"]


def test_as_many_statements_for_many_rows_as_for_one(writer, event, statements):
    fill(writer, event)
    writer.post(f"/events/{event}/sequels", later=make(writer, "فعالية بعيدة", starts_on="1/1/1980"))

    def asked(path):
        writer.get(path)
        statements.clear()
        assert writer.get(path).status_code == 200
        return len(statements)

    paths = ("/events", f"/events/{event}", f"/events/{event}/print", "/events.xlsx")
    few = {path: asked(path) for path in paths}
    for number in range(3):
        make(writer, f"فعالية بعيدة {number}", starts_on=f"1/1/{1990 + number}")
        fill(writer, event)
        writer.post(f"/events/{event}/sequels", later=newest(Event.id))
    many = {path: asked(path) for path in paths}
    assert {path: many[path] - few[path] for path in paths if many[path] > few[path] + 3} == {}
    assert few["/events"] <= 6


def test_an_outcome_of_it_stands_in_the_register(writer, event, stored):
    writer.post(f"/events/{event}/outputs", kind="commitment", title="توفير الأجهزة")
    output = newest(Event.__table__.metadata.tables["outputs"].c.id)
    sent = {"text": "متابعة توفير الأجهزة", "owner": "جمعية الأورمان", "due_on": "1/3/2025"}
    assert writer.post(f"/events/{event}/outputs/{output}/assignment", sent).status_code == 303
    assert writer.post(f"/events/{event}/outputs/{output}/assignment", sent).status_code == 409
    row = stored(Outcome, newest(Outcome.id))
    assert (row.kind, row.record_id, row.due_on) == ("assignment", event, date(2025, 3, 1))
    register = writer.get("/assignments").page
    assert "متابعة توفير الأجهزة" in register.text
    assert f"/events/{event}" in writer.get(f"/assignments/{row.id}").get_data(as_text=True)


def test_a_clipping_is_kept_with_its_source_and_read_there(writer, event, stored):
    sent = {"headline": "خبر المعرض", "outlet": "صحيفة", "file": (BytesIO(b"%PDF-1.4\n%%EOF\n"), "قصاصة.pdf")}
    assert writer.post(f"/events/{event}/sources", sent).status_code == 303
    source = stored(Source, newest(Source.id))
    page = writer.get(f"/events/{event}").page
    assert f"/events/{event}/attachments/{source.clipping_id}" in [url for text, url in page.links if "قصاصة" in text]
    assert writer.get(f"/events/{event}/attachments/{source.clipping_id}").data.startswith(b"%PDF")
    refused = writer.post(f"/events/{event}/sources", headline="", outlet="", link="https://example.org")
    assert refused.status_code == 422


def test_the_calendar_holds_the_days_it_was_in_truth(writer, event):
    writer.post(f"/events/{event}/fields/verified_on", verified_on="6/10/2025", version=1)
    writer.post(f"/events/{event}/fields/city", city="دبي", version=2)
    (entry,) = Calendar.from_ical(writer.get(f"/events/{event}.ics").data).events
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2025, 10, 6), date(2025, 10, 7))
    assert entry["summary"] == "معرض الأجهزة المساعدة" and "دبي" in entry["location"]
