"""The desk: a line an issue, with and without script; and what the meeting shows of it."""

from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.issues.models import Citizen, Issue


def count():
    many = db.session.scalar(select(func.count(Issue.id)))
    db.session.remove()
    return many


def test_without_script_the_form_comes_back_empty_with_the_row_under_it(writer, meeting, category):
    page = writer.get(f"/issues/desk?activity={meeting}").page
    form = page.form("/issues/desk")
    answer = writer.send(
        form, subject="بطاقة موقوفة", category_id=category(), people_count="٣", citizen_name="هدى سالم"
    )
    assert answer.status_code == 303 and answer.location.endswith(f"/issues/desk?activity={meeting}")
    page = writer.get(answer.location).page
    assert "بطاقة موقوفة" in page.text and "١/٢٠٢٥" in page.text and "هدى" not in page.html
    assert page.form("/issues/desk").fields["subject"] == ""
    record = db.session.scalars(select(Issue)).one()
    assert (record.activity_id, record.people_count, record.raised_on.isoformat()) == (meeting, 3, "2025-10-05")
    assert db.session.scalars(select(Citizen)).one().name == "هدى سالم"


def test_with_script_the_next_line_is_ready(writer, meeting, category):
    form = writer.get(f"/issues/desk?activity={meeting}").page.form("/issues/desk")
    answer = writer.send(form, htmx=True, subject="بطاقة موقوفة", category_id=category())
    assert answer.status_code == 200 and "١/٢٠٢٥" in answer.said
    again = answer.page.form("/issues/desk")
    assert (
        again.fields["subject"] == ""
        and again.fields["category_id"] == str(category())
        and again.fields["once"] != form.fields["once"]
    )
    assert "autofocus" in answer.page.find("subject")


def test_a_line_sent_twice_is_one_issue(writer, meeting, category):
    form = writer.get(f"/issues/desk?activity={meeting}").page.form("/issues/desk")
    for _time in range(2):
        writer.send(form, htmx=True, subject="بطاقة موقوفة", category_id=category())
    assert count() == 1


def test_what_is_wrong_stays_in_the_line(writer, meeting):
    form = writer.get(f"/issues/desk?activity={meeting}").page.form("/issues/desk")
    for htmx in (False, True):
        answer = writer.send(form, htmx=htmx, subject="بطاقة", category_id="", people_count="كثير", citizen_name="سيد")
        fields = answer.page.form("/issues/desk").fields
        assert answer.status_code == 422 and (fields["subject"], fields["people_count"], fields["citizen_name"]) == (
            "بطاقة",
            "كثير",
            "سيد",
        )
    assert count() == 0


def test_the_desk_of_another_office_is_not_there(stranger, reader, hq, meeting, category):
    data = {"activity": meeting, "subject": "x", "category_id": category()}
    for someone, status in ((stranger, 404), (reader, 403), (hq, 403)):
        assert someone.get(f"/issues/desk?activity={meeting}").status_code == status
        assert someone.post("/issues/desk", data).status_code == status
    assert count() == 0


def test_what_is_like_it_is_suggested_and_linked_by_one_press(writer, raised, meeting, category, stored):
    earlier = raised(subject="إيقاف بطاقة المساعدة منذ يوليو")
    raised(subject="كرسي متحرك", code="disability")
    page = writer.get(f"/issues/similar?subject=بطاقه المساعده موقوفه&category_id={category()}", htmx=True).page
    assert [button.get("value") for button in page.all("button")] == [str(earlier)]
    form = writer.get(f"/issues/desk?activity={meeting}").page.form("/issues/desk")
    writer.send(form, htmx=True, subject="بطاقة المساعدة", category_id=category(), again_id=earlier)
    made = db.session.scalars(select(Issue).order_by(Issue.id.desc())).first()
    assert made.again_id == earlier and made.number == 3


def test_answered_ones_and_those_of_others_are_not_suggested(writer, raised, category):
    done = raised(subject="إيقاف بطاقة المساعدة")
    writer.post(f"/issues/{done}/answer", reply="تم")
    raised("stranger", subject="إيقاف بطاقة المساعدة")
    archived = raised(subject="إيقاف بطاقة المساعدة")
    writer.post(f"/issues/{archived}/archive")
    page = writer.get(f"/issues/similar?subject=إيقاف بطاقة المساعدة&category_id={category()}", htmx=True).page
    assert page.all("button") == []


def test_without_script_a_new_one_is_held_back_once(writer, raised, category):
    earlier = raised(subject="إيقاف بطاقة المساعدة")
    form = writer.get("/issues/new").page.form("/issues")
    answer = writer.send(form, subject="بطاقة المساعدة موقوفة", category_id=category())
    assert answer.status_code == 200 and "لم يُسجَّل بعد" in answer.page.text and count() == 1
    again = answer.page.form("/issues")
    assert again.fields["subject"] == "بطاقة المساعدة موقوفة"
    assert ("again_id", str(earlier)) in [button[:2] for button in again.buttons]
    assert writer.send(again, again_id=earlier).status_code == 303 and count() == 2
    other = writer.get("/issues/new").page.form("/issues")
    assert (
        writer.send(other, subject="بطاقة المساعدة موقوفة", category_id=category(), distinct="1").status_code == 303
        and count() == 3
    )


def test_an_issue_is_not_linked_in_a_circle(writer, raised):
    first, second = raised(), raised(subject="مرة أخرى")
    assert writer.post(f"/issues/{second}/earlier", again_id=first).status_code == 303
    assert writer.post(f"/issues/{first}/earlier", again_id=second).status_code == 409
    assert "طُرح مجددًا في" in writer.get(f"/issues/{first}").page.text


def test_the_meeting_shows_its_issues_and_the_way_to_the_desk(writer, reader, hq, stranger, issue, meeting):
    page = writer.get(f"/meetings/{meeting}").page
    assert "إيقاف بطاقة المساعدة" in page.text and f"/issues/desk?activity={meeting}" in [
        url for _text, url in page.links
    ]
    for someone in (reader, hq):
        page = someone.get(f"/meetings/{meeting}").page
        assert "إيقاف بطاقة المساعدة" in page.text and "/issues/desk" not in page.html


def test_the_minutes_list_them_without_the_citizen(writer, issue, meeting):
    page = writer.get(f"/meetings/{meeting}/print").page
    assert (
        "الموضوعات التي طرحها المواطنون" in page.text
        and "إيقاف بطاقة المساعدة" in page.text
        and "خامسًا" not in page.text
    )
    assert writer.get(f"/meetings/{meeting}.docx").status_code == 200


def test_another_kind_of_meeting_has_no_such_list(writer, meeting):
    writer.post(f"/meetings/{meeting}/fields/kind", kind="ngos", version="1")
    assert "/issues/desk" not in writer.get(f"/meetings/{meeting}").page.html


def test_the_list_narrows(writer, raised, category, people):
    esna = people.office.unit_id
    card, chair = raised(administration_id=esna), raised(subject="كرسي متحرك", code="disability")
    writer.post(f"/issues/{chair}/answer", reply="صُرف")

    def shown(query):
        html = writer.get(f"/issues?{query}").page.html
        return {id for id in (card, chair) if f'/issues/{id}"' in html}

    assert shown("") == {card, chair}
    assert shown("q=كرسي") == shown("state=answered") == shown(f"category={category('disability')}") == {chair}
    assert shown(f"administration={esna}") == shown("late=y") == shown("state=unanswered") == {card}
    assert shown("from=2025&to=2025") == {card, chair} and shown("to=2024") == set()
    assert writer.get("/issues?state=nonsense").status_code == 422


def test_pages_take_few_statements(writer, raised, statements):
    for number in range(8):
        raised(subject=f"موضوع {number}", citizen=True)
    id = raised(subject="محال")
    writer.post(f"/issues/{id}/referral", body="جمعية")
    for path, most in (("/issues", 7), (f"/issues/{id}", 8), ("/issues/desk", 6)):
        statements.clear()
        writer.get(path)
        assert len(statements) <= most, (path, len(statements), statements)


def test_the_search_of_a_unit_finds_its_issues(hq, issue, stored):
    office = stored(Issue, issue).office_id
    assert f"/issues/{issue}" in hq.get(f"/search?type=issue&unit={office}").page.html
