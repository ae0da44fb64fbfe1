"""Names typed in rows: linked, chosen, looked up, added to the directory without leaving the sheet."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.activities.participants import Participant
from tadamon.directory.merging import merge
from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import AgendaItem
from tests.pages import Page

POSTS = [
    {"title": "وكيل سابق", "body": "ديوان", "to_on": date(2025, 9, 30)},
    {"title": "وكيل الوزارة", "body": "المديرية", "from_on": date(2025, 10, 1)},
]


def last(model, meeting):
    db.session.rollback()
    return db.session.scalars(select(model).where(model.record_id == meeting).order_by(model.id.desc())).first()


def add(browser, meeting, noun="attendance", htmx=True, **typed):
    return browser.post(f"/meetings/{meeting}/{noun}", {"presence": "present"} | typed, htmx=htmx)


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_name_links_when_saved_and_leads_to_its_page(writer, meeting, known):
    person, body = known("person", "أحمد سالم"), known("organisation", "جمعية النور")
    answer = add(writer, meeting, name="د. أحمد سالم", body="جمعيه النور")
    assert {f"/people/{person}", f"/organisations/{body}"} <= {url for _text, url in answer.page.links}
    row = last(Attendance, meeting)
    assert (row.person_id, row.organisation_id, row.name, row.body) == (person, body, "د. أحمد سالم", "جمعيه النور")
    assert f"/people/{person}" in [url for _text, url in writer.get(f"/meetings/{meeting}").page.links]


def test_a_name_changed_leads_elsewhere_or_nowhere(writer, meeting, parts, known):
    person = known("person", "أحمد سالم")
    row = parts["attendance"][0]
    for typed, led in (("أحمد سالم", person), ("شخص آخر", None)):
        form = writer.get(f"/meetings/{meeting}/attendance/{row}/edit", htmx=True).page.forms[0]
        writer.send(form, htmx=True, name=typed)
        db.session.rollback()
        assert db.session.get(Attendance, row).person_id == led
        db.session.rollback()


def test_presenters_owners_and_persons_link(writer, meeting, parts, known):
    person, body = known("person", "أحمد سالم"), known("organisation", "جمعية النور")
    add(writer, meeting, "items", title="بند", presenter="أحمد سالم")
    assert last(AgendaItem, meeting).presenter_id == person
    item = str(parts["items"][0])
    answer = add(
        writer,
        meeting,
        "outcomes",
        kind="assignment",
        text="كشف",
        owner="جمعية النور",
        owner_person="أحمد سالم",
        item=item,
    )
    row = last(Outcome, meeting)
    assert (row.owner_unit, row.owner_organisation_id, row.owner_person_id) == (None, body, person)
    assert {f"/people/{person}", f"/organisations/{body}"} <= {url for _text, url in answer.page.links}
    add(
        writer, meeting, "outcomes", kind="assignment", text="كشف", owner="مديرية التضامن الاجتماعي — الأقصر", item=item
    )
    row = last(Outcome, meeting)
    assert row.owner_unit.code == "EG-LX" and row.owner_organisation_id is None


def test_the_title_held_that_day_comes_with_the_person(writer, meeting, known):
    known("person", "أحمد سالم", posts=POSTS)
    add(writer, meeting, name="أحمد سالم")
    row = last(Attendance, meeting)
    assert (row.person_title, row.body) == ("وكيل الوزارة", "المديرية")
    add(writer, meeting, name="أحمد سالم", person_title="ضيف الشرف")
    assert (last(Attendance, meeting).person_title, last(Attendance, meeting).body) == ("ضيف الشرف", "")


@pytest.mark.parametrize(
    ("day", "title"),
    [("2025-09-30", "وكيل سابق"), ("2025-10-05", "وكيل الوزارة"), ("x", "وكيل الوزارة"), ("", "وكيل الوزارة")],
)
def test_suggested_together_with_the_title_of_the_day(writer, meeting, known, day, title):
    known("person", "بستاني سليم", posts=POSTS)
    page = writer.get(f"/people/suggestions?name=بستاني&on={day}&list=some-list", htmx=True).page
    assert page.find("some-list") is not None
    assert [(one.get("value"), one.get("data-person-title")) for one in page.all("option")] == [
        ("بستاني سليم", title),
        ("بستاني عبد العزيز", "مدير إدارة"),
    ]


def test_one_met_who_is_in_the_directory_is_suggested_once(writer, meeting, known):
    known("person", "بستاني عبدالعزيز", titles="د.")
    page = writer.get("/people/suggestions?name=بستاني", htmx=True).page
    assert [(one.get("value"), one.get("data-person-title")) for one in page.all("option")] == [
        ("د. بستاني عبدالعزيز", "مدير إدارة")
    ]


# looking a name up without losing what was typed


@pytest.mark.parametrize("htmx", [True, False])
def test_looked_up_and_brought_back(writer, meeting, known, htmx):
    body = known("organisation", "جمعية النور بالأقصر")
    form = writer.get(f"/meetings/{meeting}/attendance/new", htmx=htmx).page.form("/attendance")
    found = writer.send(form, htmx=htmx, name="منى", person_title="مديرة", body="النور", find="body")
    assert found.status_code == 200 and "جمعية النور بالأقصر" in found.page.text
    form = found.page.form("/attendance")
    choice = next(value for name, value, text in form.buttons if name == "chosen" and "جمعية النور" in text)
    back = writer.send(form, htmx=htmx, chosen=choice).page.form("/attendance")
    assert (back.fields["name"], back.fields["person_title"], back.fields["body"]) == (
        "منى",
        "مديرة",
        "جمعية النور بالأقصر",
    )
    assert count(Attendance) == 3, "nothing is saved before it is"
    writer.send(back, htmx=htmx)
    assert last(Attendance, meeting).organisation_id == body and count(Attendance) == 4


def test_other_words_and_no_choice(writer, meeting, known):
    known("organisation", "جمعية النور")
    form = writer.get(f"/meetings/{meeting}/attendance/new").page.form("/attendance")
    page = writer.send(form, name="منى", body="لا أحد", find="body").page
    assert "جمعية النور" not in page.text
    page = writer.send(page.form("/attendance"), find="body", find_q="النور").page
    assert "جمعية النور" in page.text
    back = writer.send(page.form("/attendance"), chosen="body::").page.form("/attendance")
    assert (back.fields["name"], back.fields["body"]) == ("منى", "لا أحد")


def test_looked_up_while_a_row_is_edited_keeps_the_version(writer, colleague, meeting, parts, known):
    known("person", "أحمد سالم", posts=POSTS)
    url = f"/meetings/{meeting}/attendance/{parts['attendance'][0]}"
    form = writer.get(f"{url}/edit", htmx=True).page.forms[0]
    colleague.send(colleague.get(f"{url}/edit", htmx=True).page.forms[0], htmx=True, name="اسم من زميل")
    page = writer.send(form, htmx=True, name="أحمد", person_title="", body="", find="name").page
    choice = next(value for name, value, _text in page.forms[0].buttons if name == "chosen")
    back = writer.send(page.forms[0], htmx=True, chosen=choice).page.forms[0]
    assert (back.fields["name"], back.fields["person_title"], back.fields["body"]) == (
        "أحمد سالم",
        "وكيل الوزارة",
        "المديرية",
    )
    assert back.fields["version"] == "1"
    assert writer.send(back, htmx=True).status_code == 409


@pytest.mark.parametrize(
    "posted",
    [
        {"find": "x"},
        {"chosen": "x:1:y"},
        {"chosen": "body:999:لا أحد"},
        {"chosen": ""},
        {"chosen": ":::"},
        {"find": "body", "find_q": "%" * 9000},
        {"find": "body", "find_q": "\x00"},
        {"picked": "name:99999999999999999999"},
        {"picked": "x"},
        {"picked": "name:-1"},
        {"chosen": "name:\x00:\x00"},
    ],
)
def test_whatever_is_posted(writer, meeting, posted):
    for path in ("attendance", "items", "participants"):
        answer = writer.post(
            f"/meetings/{meeting}/{path}",
            {"name": "ن", "title": "ن", "presence": "present", "role": "attended"} | posted,
        )
        assert answer.status_code in (200, 303), path


def test_a_reader_and_a_stranger_look_nothing_up(reader, stranger, meeting):
    for browser, status in ((reader, 403), (stranger, 404)):
        assert browser.post(f"/meetings/{meeting}/attendance", {"find": "body", "body": "ج"}).status_code == status


def test_what_was_chosen_among_two_of_a_name_is_the_one(writer, meeting, known):
    known("person", "محمد علي", posts=[{"title": "الأول"}])
    second = known("person", "محمد علي", posts=[{"title": "الثاني"}])
    form = writer.get(f"/meetings/{meeting}/attendance/new").page.form("/attendance")
    page = writer.send(form, name="محمد", find="name").page
    choice = next(
        value for name, value, _text in page.form("/attendance").buttons if name == "chosen" and f":{second}:" in value
    )
    writer.send(writer.send(page.form("/attendance"), chosen=choice).page.form("/attendance"))
    row = last(Attendance, meeting)
    assert (row.person_id, row.person_title) == (second, "الثاني")


# doubt, and adding in place


@pytest.mark.parametrize("htmx", [True, False])
def test_several_of_a_name_are_said_and_one_is_chosen(writer, meeting, known, htmx):
    known("person", "محمد علي")
    second = known("person", "محمد علي", posts=[{"title": "مدير الجمعية"}])
    row = add(writer, meeting, name="محمد علي").page
    [link] = [url for text, url in row.links if "أكثر من واحد" in text]
    form = writer.get(link, htmx=htmx).page.form("/names")
    assert "مدير الجمعية" in form.element.text and form.fields["name"] == ""
    answer = writer.send(form, htmx=htmx, name=str(second))
    assert answer.status_code == (200 if htmx else 303)
    assert last(Attendance, meeting).person_id == second
    assert "أكثر من واحد" not in writer.get(f"/meetings/{meeting}").page.text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_new_name_is_added_in_place(writer, meeting, htmx):
    page = add(writer, meeting, name="د. نجلاء سليم", person_title="مديرة", body="جمعية الفجر").page
    [link] = {url for text, url in page.links if "أضف إلى الدليل" in text}
    form = writer.get(link, htmx=htmx).page.form("/names")
    assert (form.fields["name"], form.fields["body"], form.fields["body_kind"]) == ("new", "new", "ngo")
    answer = writer.send(form, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    row = last(Attendance, meeting)
    person, body = db.session.get(Person, row.person_id), db.session.get(Organisation, row.organisation_id)
    assert (person.titles, person.name_ar, person.unit.code, person.created_by.username) == (
        "د.",
        "نجلاء سليم",
        "EG-LX",
        "luxor",
    )
    assert (body.name_ar, body.kind) == ("جمعية الفجر", "ngo")
    assert [(post.title, post.body_name) for post in person.posts] == [("مديرة", "جمعية الفجر")]
    writer.send(form, htmx=htmx)
    assert count(Organisation) == count(Person) == 1, "sent again it makes no second one"


def test_added_once_it_leads_from_every_row_of_the_list(writer, meeting, parts):
    row = parts["attendance"][0]
    writer.post(f"/meetings/{meeting}/attendance/{row}/names", {"body": "new", "body_kind": "authority"})
    db.session.rollback()
    rows = db.session.scalars(select(Attendance).where(Attendance.record_id == meeting)).all()
    assert len({row.organisation_id for row in rows} - {None}) == 1 and all(row.organisation_id for row in rows)


@pytest.mark.parametrize(
    "posted", [{"body": "new", "body_kind": ""}, {"body": "new", "body_kind": "x"}, {"body": "new"}]
)
def test_the_kind_is_asked(writer, meeting, parts, posted):
    answer = writer.post(f"/meetings/{meeting}/attendance/{parts['attendance'][0]}/names", posted)
    assert answer.status_code == 422 and "اختر نوع الجهة" in answer.page.text and count(Organisation) == 0


@pytest.mark.parametrize(
    "posted", [{}, {"name": ""}, {"name": "999"}, {"name": "x"}, {"name": "9" * 40}, {"name": "\x00"}, {"owner": "new"}]
)
def test_choices_of_nobody(writer, meeting, parts, posted):
    row = parts["attendance"][0]
    assert writer.post(f"/meetings/{meeting}/attendance/{row}/names", posted).status_code == 303
    assert count(Person) == count(Organisation) == 0 and last(Attendance, meeting).person_id is None


def test_readers_see_no_offers(reader, hq, meeting, known):
    for name in ("بستاني عبد العزيز",) * 2:
        known("person", name)
    for browser in (reader, hq):
        page = browser.get(f"/meetings/{meeting}").page
        assert not [url for _text, url in page.links if url.endswith("/names")] and "أكثر من واحد" not in page.text


def test_statements_of_a_sheet_with_many_names(writer, meeting, known, statements):
    for number in range(40):
        add(writer, meeting, name=f"فلان رقم {number}", body=f"جهة {number}")
    statements.clear()
    writer.get(f"/meetings/{meeting}")
    assert len(statements) <= 8, "\n".join(each[:90] for each in statements)


# merging


def test_merging_leads_rows_of_open_and_of_approved_minutes_along(writer, approver, meeting, parts, known):
    old, new = known("organisation", "جمعية الرعايه"), known("organisation", "جمعية الرعاية الأساسية")
    someone, other = known("person", "سعاد محمود"), known("person", "سعاد محمود حسن")
    item = str(parts["items"][0])
    add(writer, meeting, name="سعاد محمود", body="جمعية الرعايه")
    add(writer, meeting, "participants", name="جمعية الرعايه", role="attended")
    add(
        writer,
        meeting,
        "outcomes",
        kind="assignment",
        text="كشف",
        owner="جمعية الرعايه",
        owner_person="سعاد محمود",
        due_on="1/12/2025",
        item=item,
    )
    writer.post(f"/meetings/{meeting}/submission")
    assert approver.post(f"/meetings/{meeting}/approval").status_code == 303
    before = writer.get(f"/meetings/{meeting}/print").page.text
    db.session.rollback()
    done = merge(db.session.get(Organisation, old), db.session.get(Organisation, new), User.named("head"))
    merge(db.session.get(Person, someone), db.session.get(Person, other), User.named("head"))
    db.session.commit()
    led = [
        last(Attendance, meeting).organisation_id,
        last(Participant, meeting).organisation_id,
        last(Outcome, meeting).owner_organisation_id,
    ]
    assert led == [new] * 3
    assert last(Attendance, meeting).person_id == last(Outcome, meeting).owner_person_id == other
    assert last(Attendance, meeting).body == "جمعية الرعايه"
    assert writer.get(f"/meetings/{meeting}/print").page.text == before
    db.session.rollback()
    db.session.merge(done).undo(User.named("head"))
    db.session.commit()
    assert last(Participant, meeting).organisation_id == old


def test_options_are_escaped(writer, meeting, known):
    known("organisation", "جمعية <b>\"'")
    page = Page(writer.get("/bodies/suggestions?body=جمعية&list=x", htmx=True).get_data(as_text=True))
    assert [one.get("value") for one in page.all("option")] == ["جمعية <b>\"'"]
