"""People taken together: a pasted list, and «all present except»."""

from threading import Thread

import pytest
from sqlalchemy import select

from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.models import Attendance
from tadamon.extensions import db
from tadamon.meetings.paste import MOST, people

AHMED = {"name": "أحمد علي", "person_title": "مدير إدارة", "body": "المديرية"}
LINES = [
    ("أحمد علي\tمدير إدارة\tالمديرية", AHMED),
    ("١- أحمد علي - مدير إدارة - المديرية", AHMED),
    ("1. أحمد علي، مدير إدارة، المديرية", AHMED),
    ("• أحمد علي | مدير إدارة | المديرية", AHMED),
    ("12\tأحمد علي\tمدير إدارة\tالمديرية", AHMED),
    ("٣) أحمد علي – مدير إدارة – المديرية", AHMED),
    ("  أحمد   علي \t مدير إدارة \t\t المديرية  ", AHMED),
    ("\u202bأحمد علي\u202c\tمدير إدارة\tالمديرية\r", AHMED),
    ("- أحمد علي؛ مدير إدارة؛ المديرية", AHMED),
    ("أحمد علي", AHMED | {"person_title": "", "body": ""}),
    ("أحمد علي / مدير إدارة", AHMED | {"body": ""}),
    ("«١- أحمد علي»", None),
    ("Ahmed Ali\tManager\tUNICEF", {"name": "Ahmed Ali", "person_title": "Manager", "body": "UNICEF"}),
    ("أحمد علي\tمدير\tجهة\tهاتف", {"name": "أحمد علي", "person_title": "مدير", "body": "جهة، هاتف"}),
    ("د. أحمد علي", {"name": "د. أحمد علي", "person_title": "", "body": ""}),
    ("عبد الرحمن أبو-زيد", {"name": "عبد الرحمن أبو-زيد", "person_title": "", "body": ""}),
]


@pytest.mark.parametrize(("line", "person"), LINES, ids=[ascii(line)[:30] for line, _person in LINES])
def test_a_line(line, person):
    found = people(line)
    assert found == ([person] if person else found) and len(found) == 1


@pytest.mark.parametrize(
    "nothing",
    ["", "\n\n", "الاسم\tالصفة\tالجهة", "م\tالاسم", "١\n٢\n٣", "---", "\t\t\t", "123456", "\x00\x01", "،،،", "٪؟!"],
)
def test_lines_that_name_nobody(nothing):
    assert people(nothing) == []


def test_a_person_named_twice_comes_once():
    assert [each["name"] for each in people("د. محمد عبد الله\nمحمد عبدالله\nمُحمّد عبد الله\nسعاد")] == [
        "د. محمد عبد الله",
        "سعاد",
    ]


def test_no_more_than_a_hall_holds():
    assert len(people("\n".join(f"شخص رقم {n} ابن فلان{n}" for n in range(1000)))) == MOST


def test_long_names_are_cut_to_fit():
    person = people("ن" * 500 + "\t" + "ص" * 500 + "\t" + "ج" * 500)[0]
    assert [len(person[each]) for each in ("name", "person_title", "body")] == [150, 250, 250]


def paste(browser, meeting, text, **more):
    return browser.post(f"/meetings/{meeting}/attendance/paste", {"people": text} | more)


def present(meeting):
    db.session.rollback()
    rows = db.session.scalars(
        select(Attendance)
        .where(Attendance.record_id == meeting, Attendance.removed_at.is_(None))
        .order_by(Attendance.position)
    )
    return [(row.name, row.presence, row.note) for row in rows]


def test_first_shown_then_added(writer, meeting):
    text = "الاسم\tالصفة\n١- سعاد محمود\n٢- نجلاء سليم - مديرة - وزارة الصحة\n"
    shown = paste(writer, meeting, text)
    assert shown.status_code == 200 and "نجلاء سليم" in shown.page.text
    assert len(present(meeting)) == 3
    assert writer.send(shown.page.form("/paste"), confirmed="1").status_code == 303
    assert [name for name, *_rest in present(meeting)][3:] == ["نجلاء سليم"]
    assert db.session.scalar(select(Acquaintance.body).where(Acquaintance.name == "نجلاء سليم")) == "وزارة الصحة"


@pytest.mark.parametrize("text", ["", "   ", "سعاد محمود", "١\n٢", "\x00"])
def test_nothing_new_is_said(writer, meeting, text):
    for more in ({}, {"confirmed": "1"}):
        answer = paste(writer, meeting, text, **more)
        assert answer.status_code == 422 and answer.page.find("people-error").text
    assert len(present(meeting)) == 3


def test_confirmed_twice_adds_once(writer, meeting):
    answers = [paste(writer, meeting, "هدى كامل\nكمال هادي", confirmed="1").status_code for _turn in range(2)]
    assert answers[0] == 303 and len(present(meeting)) == 5


def test_three_hundred(writer, meeting):
    text = "\n".join(f"{n}- شخص{n} ابن فلان\tموظف\tجهة {n}" for n in range(1, 400))
    assert paste(writer, meeting, text).status_code == 200
    assert paste(writer, meeting, text, confirmed="1").status_code == 303
    assert len(present(meeting)) == 3 + MOST
    assert writer.get(f"/meetings/{meeting}").status_code == 200


def test_markup_and_bidi_are_only_text(writer, meeting):
    shown = paste(writer, meeting, "<script>alert(1)</script>\t<b>\u202eصفة\n=cmd|' /C calc'!A0\t+20")
    assert shown.status_code == 200 and "\u202e" not in shown.page.find("main").text.replace(
        shown.page.find("people").text, ""
    )
    writer.send(shown.page.form("/paste"), confirmed="1")
    assert "<script>alert(1)</script>" in writer.get(f"/meetings/{meeting}").page.text


def test_the_same_new_person_met_in_two_meetings_at_once(sign_in, meeting, record):
    """Both rows are kept; who is met is written down once."""
    other, browser, answers = record("writer", title="آخر"), sign_in("writer"), []
    token, cookie = browser._token(), browser.client.get_cookie("tadamon").value
    db.session.remove()

    def send(id):
        client = browser.client.application.test_client()
        client.set_cookie("tadamon", cookie)
        names = "\n".join(f"جديد{n} فلان" for n in range(40))
        answers.append(
            client.post(
                f"/meetings/{id}/attendance/paste", data={"people": names, "confirmed": "1", "csrf_token": token}
            ).status_code
        )

    threads = [Thread(target=send, args=[id]) for id in (meeting, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303, 303]
    assert (len(present(meeting)), len(present(other))) == (43, 40)


def mark(browser, meeting, ids, presence="absent"):
    return browser.post(
        f"/meetings/{meeting}/attendance/marks", {"except": [str(id) for id in ids], "presence": presence}
    )


def test_all_present_except(writer, meeting, parts):
    _first, second, third = parts["attendance"]
    assert mark(writer, meeting, [second], "apologised").status_code == 303
    assert [presence for _name, presence, _note in present(meeting)] == ["present", "apologised", "present"]
    page = writer.get(f"/meetings/{meeting}/attendance/marks").page
    assert [one.get("value") for one in page.all("input") if "checked" in one and one.get("type") == "checkbox"] == [
        str(second)
    ]
    mark(writer, meeting, [third])
    assert [presence for _name, presence, _note in present(meeting)] == ["present", "present", "absent"]
    mark(writer, meeting, [])
    assert {presence for _name, presence, _note in present(meeting)} == {"present"}


def test_guests_and_deputies_stay_what_they_are(writer, meeting, parts):
    first = parts["attendance"][0]
    writer.post(f"/meetings/{meeting}/attendance/{first}", {"name": "ضيف", "presence": "guest", "version": "1"})
    mark(writer, meeting, parts["attendance"][1:])
    assert [presence for _name, presence, _note in present(meeting)] == ["guest", "absent", "absent"]


@pytest.mark.parametrize("ids", [["x"], ["-1"], ["999999"], ["9" * 40], ["\x00"], [""] * 500])
def test_marks_of_nobody(writer, meeting, ids):
    assert mark(writer, meeting, ids, "nonsense").status_code == 303
    assert {presence for _name, presence, _note in present(meeting)} == {"present"}


def test_a_meeting_without_people(writer, record):
    id = record("writer")
    assert "لصق" in writer.get(f"/meetings/{id}/attendance/marks").page.text
    assert mark(writer, id, []).status_code == 303
