"""Agreed, formed, ended; who sat when; whether enough of them were there."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.committees.models import Committee, Member
from tadamon.extensions import db
from tadamon.language.dates import Vague, today
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting_as
from tests.exports.test_sheets import rows as lines
from tests.meetings.attaching import PDF


@pytest.fixture
def committee(app, people):
    """The id of a committee of three, one of whom came later in the place of another."""
    by = people.writer
    with acting_as(people.writer.id):
        record = Committee(
            title="لجنة المتابعة", kind="standing", unit=by.unit, created_by_id=by.id, decision="قرار 12 لسنة 2025"
        )
        record.state, record.decided_on = "agreed", date(2025, 1, 1)
        db.session.add(record)
        terms = (("منى", None, None), ("هاني", None, date(2025, 3, 31)), ("كريم", date(2025, 4, 1), None))
        for place, (name, since, until) in enumerate(terms, 1):
            db.session.add(Member(record=record, position=place, name=name, body="جهة", since=since, until=until))
        db.session.commit()
    id = record.id
    db.session.remove()
    return id


def meet(committee, day, *came):
    by = User.named("luxor")
    meeting = Meeting(
        title="اجتماع", kind="committee", unit=by.unit, state="draft", file_id=committee, created_by_id=by.id
    )
    meeting.date = Vague(day, "day")
    db.session.add(meeting)
    db.session.commit()
    for row in db.session.scalars(select(Attendance).where(Attendance.record_id == meeting.id)):
        row.presence = "present" if row.name in came else "absent"
    db.session.commit()
    id = meeting.id
    db.session.remove()
    return id


def test_it_is_formed_by_a_decision_and_ended_with_a_reason(writer, committee):
    page = writer.get(f"/committees/{committee}").page
    assert "اتُّفق على تشكيلها ولم تُشكَّل بعد" in page.text
    assert writer.post(f"/committees/{committee}/formation", on="1/1/2025").status_code == 303
    assert writer.post(f"/committees/{committee}/formation", on="1/1/2025").status_code == 409
    assert writer.post(f"/committees/{committee}/ending", on="1/6/2025").status_code == 422
    assert writer.post(f"/committees/{committee}/ending", on="1/6/2025", note="انتهى غرضها").status_code == 303
    page = writer.get(f"/committees/{committee}").page
    assert "انتهى غرضها" in page.text and "اجتماع للجنة" not in page.text


def test_without_a_decision_it_stays_agreed(writer, app):
    answer = writer.post("/committees", title="لجنة بلا قرار", kind="temporary")
    id = int(answer.location.rpartition("/")[2])
    refused = writer.post(f"/committees/{id}/formation", on="1/1/2025")
    assert refused.status_code == 409 and "قرار التشكيل" in refused.page.text
    assert db.session.get(Committee, id).state == "agreed"


def test_a_meeting_begins_with_the_members_of_its_day(committee):
    first, second = meet(committee, date(2025, 2, 2)), meet(committee, date(2025, 5, 4))
    for id, names in ((first, ["منى", "هاني"]), (second, ["منى", "كريم"])):
        query = select(Attendance.name).where(Attendance.record_id == id).order_by(Attendance.position)
        assert list(db.session.scalars(query)) == names


def test_the_quorum_is_told_on_the_sheet_and_on_paper(writer, committee):
    full, short = meet(committee, date(2025, 2, 2), "منى", "هاني"), meet(committee, date(2025, 2, 9), "منى")
    assert "اكتمل النصاب" in writer.get(f"/meetings/{full}").page.text
    for path in (f"/meetings/{short}", f"/meetings/{short}/print"):
        assert "حضر ١ من ٢ من الأعضاء، والنصاب ٢: لم يكتمل النصاب." in writer.get(path).page.text


def test_attendance_counts_only_while_one_was_a_member(writer, committee):
    meet(committee, date(2025, 2, 2), "منى", "هاني")
    meet(committee, date(2025, 5, 4), "كريم")
    page = writer.get(f"/committees/{committee}").page
    table = next(each for each in page.all("table") if each.get("aria-labelledby") == "attended-title")
    rows = [[cell.text for cell in row.all("td")] for row in table.all("tr")][1:]
    assert rows == [["منى", "١", "٢"], ["هاني", "١", "١"], ["كريم", "١", "١"]]


def test_another_directorate_sees_nothing_of_it(stranger, committee):
    for path in ("", "/print", ".pdf", "/history", "/fields/title/edit"):
        assert stranger.get(f"/committees/{committee}{path}").status_code == 404
    assert "لجنة المتابعة" not in stranger.get("/committees").page.text


def test_the_list_is_narrowed_and_exported(writer, committee):
    assert "لجنة المتابعة" in writer.get("/committees?q=لجان+متابعة&state=agreed").page.text
    assert "لجنة المتابعة" not in writer.get("/committees?state=ended").page.text
    [line] = lines(writer.raw("get", "/committees.xlsx"))
    assert line[0] == "لجنة المتابعة" and "كريم (عضو، جهة)" in line[-1] and "هاني" not in line[-1]


def test_members_are_edited_in_place(writer, committee):
    row = db.session.scalar(select(Member.id).where(Member.name == "منى"))
    bad = writer.post(
        f"/committees/{committee}/members/{row}",
        name="منى",
        role="chair",
        since="2/2/2025",
        until="1/1/2025",
        version=1,
    )
    assert bad.status_code == 422 and "لا يسبق بداية العضوية" in bad.page.text
    assert writer.post(f"/committees/{committee}/members/{row}", name="منى", role="chair", version=1).status_code == 303
    file = {"file": (BytesIO(PDF), "قرار التشكيل.pdf")}
    assert writer.post(f"/committees/{committee}/attachments", file).status_code == 303
    page = writer.get(f"/committees/{committee}").page
    assert "رئيس اللجنة" in page.text and "قرار التشكيل.pdf" in page.text


def replace(writer, committee, name, **said):
    row = db.session.execute(select(Member.id, Member.version).where(Member.name == name)).one()
    said = {"name": "هدى", "role": "chair", "body": "هيئة التأمين", "version": row.version} | said
    return writer.post(f"/committees/{committee}/members/{row.id}/replacement", **said)


def test_a_member_is_replaced_in_one_commit(writer, committee):
    coming = meet(committee, today() + timedelta(days=9), "منى")
    assert replace(writer, committee, "منى", since="1/4/2026", decision="قرار 15").status_code == 303
    old, new = (db.session.scalars(select(Member).where(Member.name == name)).one() for name in ("منى", "هدى"))
    assert (old.until, new.since, new.replaces_id) == (date(2026, 3, 31), date(2026, 4, 1), old.id)
    assert [row.name for row in new.record.members] == ["منى", "هدى", "هاني", "كريم"]
    assert "هدى" in [row.name for row in db.session.scalars(select(Attendance).where(Attendance.record_id == coming))]
    page = writer.get(f"/committees/{committee}").page
    assert "حلّ محله: هدى" in page.text and "حلّ محل: منى" in page.text
    paper = writer.get(f"/committees/{committee}/print").page.text
    assert "حلّ محل: منى (قرار 15)" in paper and "أعضاء سابقون" in paper


def test_a_replacement_that_cannot_be_is_said_and_kept(writer, committee):
    page = replace(writer, committee, "كريم", since="1/4/2025")
    assert page.status_code == 422 and "وهو بداية عضوية من قبله" in page.page.text
    stale = replace(writer, committee, "كريم", since="1/4/2026", version=9)
    assert stale.status_code == 409 and "تغيّرت بيانات هذا العضو" in stale.page.text
    assert replace(writer, committee, "كريم", since="1/4/2026").status_code == 303
    again = replace(writer, committee, "كريم", since="1/5/2026")
    assert again.status_code == 409 and "حلّ هدى محل هذا العضو من قبل" in again.page.text
    row = db.session.scalar(select(Member.id).where(Member.name == "كريم"))
    assert writer.get(f"/committees/{committee}/members/{row}/replacement").status_code == 303


def test_who_sent_a_deputy_is_represented(writer, committee):
    meeting = meet(committee, date(2025, 5, 4), "منى")
    row = db.session.scalar(select(Attendance).where(Attendance.record_id == meeting, Attendance.name == "كريم"))
    row.name, row.presence, row.note = "نائبه", "deputising", "كريم"
    db.session.commit()
    assert "حضر ٢ من ٢" in writer.get(f"/meetings/{meeting}").page.text


def test_a_meeting_to_come_counts_for_no_one(writer, committee):
    meeting = meet(committee, today() + timedelta(days=9), "منى", "كريم")
    assert "حضر ٢ من ٢" not in writer.get(f"/meetings/{meeting}").page.text
    assert "٢ من ٢" not in writer.get(f"/committees/{committee}").page.text
