"""The grid: a mark saved alone upon what was seen, the rest at once, and a piece by the form."""

from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees import writing
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.sessions import roll
from tadamon.sessions.models import Mark, Session
from tests.cohorts.conftest import made
from tests.sessions.conftest import held


def kept(session, trainee):
    db.session.rollback()
    mark = db.session.get(Mark, (session, trainee))
    return mark and (mark.state, mark.version)


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("ح", "present"),
        ("P", "present"),
        ("٢", "late"),
        ("3", "absent"),
        ("غ ", "absent"),
        ("e", "excused"),
        ("م", "exempt"),
    ],
)
def test_a_letter_or_a_digit_of_either_language_marks(writer, session, who, typed, state):
    sara = who("سارة")
    answer = writer.post(f"/sessions/{session}/attendance", {f"m{session}.{sara}.0.": typed}, htmx=True)
    assert answer.status_code == 200 and kept(session, sara) == (state, 1)
    assert answer.page.find(f"c{session}-{sara}") is not None


def test_a_mark_is_changed_upon_what_was_seen_and_a_colleagues_is_not_lost(writer, colleague, session, who):
    sara, at = who("سارة"), f"/sessions/{session}/attendance"
    writer.post(at, {f"m{session}.{sara}.0.": "ح"}, htmx=True)
    colleague.post(at, {f"m{session}.{sara}.1.present": "غ"}, htmx=True)
    answer = writer.post(at, {f"m{session}.{sara}.1.present": "ع"}, htmx=True)
    assert answer.status_code == 409 and kept(session, sara) == ("absent", 2)
    assert "المحفوظ الآن: غائب" in answer.page.text and 'value="ع"' in answer.text
    assert f'name="m{session}.{sara}.2.absent"' in answer.text  # typed again, it is meant
    assert writer.post(at, {f"m{session}.{sara}.2.absent": "ع"}, htmx=True).status_code == 200
    assert kept(session, sara) == ("excused", 3)
    again = writer.post(
        at, {f"m{session}.{sara}.0.": "ع"}, htmx=True
    )  # the answer was lost; what stands is what was meant
    assert again.status_code == 200 and kept(session, sara) == ("excused", 3)


def test_what_cannot_be_read_stays_in_the_cell(writer, session, who):
    sara = who("سارة")
    answer = writer.post(f"/sessions/{session}/attendance", {f"m{session}.{sara}.0.": "س"}, htmx=True)
    assert answer.status_code == 422 and 'value="س"' in answer.text and kept(session, sara) is None


def test_a_mark_is_cleared_and_the_change_is_told_in_the_trainees_history(writer, session, cohort, who):
    sara, at = who("سارة"), f"/sessions/{session}/attendance"
    writer.post(at, {f"m{session}.{sara}.0.": "غ"})
    assert writer.post(at, {f"m{session}.{sara}.1.absent": ""}).status_code == 303
    assert kept(session, sara) is None
    assert "تعديل الحضور في «سارة أحمد حجاج»" in writer.get(f"/cohorts/{cohort}/trainees/{sara}").page.text


def test_a_piece_is_saved_by_its_form_the_right_cells_even_beside_wrong_ones(writer, session, who):
    sara, omar, at = who("سارة"), who("عمر"), f"/sessions/{session}/attendance"
    answer = writer.post(at, {f"m{session}.{sara}.0.": "ح", f"m{session}.{omar}.0.": "؟"})
    assert answer.status_code == 422 and kept(session, sara) == ("present", 1) and kept(session, omar) is None
    fields = answer.page.form(at).fields
    assert fields[f"m{session}.{sara}.1.present"] == "ح" and fields[f"m{session}.{omar}.0."] == "؟"
    assert writer.post(at, fields | {f"m{session}.{omar}.0.": "غ"}).status_code == 303
    assert kept(session, omar) == ("absent", 1)


def test_the_rest_are_present_and_nothing_written_before_changes(writer, session, who):
    sara, omar, at = who("سارة"), who("عمر"), f"/sessions/{session}/attendance"
    writer.post(at, {f"m{session}.{omar}.0.": "غ"})
    assert writer.post(f"{at}/rest", state="present").status_code == 303
    assert (kept(session, sara), kept(session, omar)) == (("present", 1), ("absent", 1))
    page = writer.get(f"/sessions/{session}").page.text
    assert "حضور واحد (إناث: ١)" in page and "تسجيل الحضور جملةً" in page
    assert writer.post(f"{at}/rest", state="x").status_code == 400


def test_what_belongs_to_another_cohort_or_session_is_not_found(writer, session, people, who):
    other = made(User.named("luxor"), "دفعة أخرى")
    theirs = db.session.scalar(select(Trainee.id).where(Trainee.record_id == other).limit(1))
    elsewhere = held(other)
    at = f"/sessions/{session}/attendance"
    assert writer.post(at, {f"m{session}.{theirs}.0.": "ح"}, htmx=True).status_code == 404
    assert writer.post(at, {f"m{elsewhere}.{theirs}.0.": "ح"}, htmx=True).status_code == 404
    assert db.session.scalar(select(db.func.count()).select_from(Mark)) == 0
    for junk in ("m1.2.3", "m9.9.9.9", f"m{session}.{10**18}.0."):
        assert writer.post(at, {junk: "ح"}, htmx=True).status_code in (400, 404)


def test_a_reader_reads_and_writes_nothing(reader, writer, session, who):
    sara, at = who("سارة"), f"/sessions/{session}/attendance"
    writer.post(at, {f"m{session}.{sara}.0.": "ح"})
    page = reader.get(at)
    assert "حاضر" in page.page.text and 'name="m' not in page.text
    assert reader.post(at, {f"m{session}.{sara}.1.present": "غ"}).status_code == 403
    assert reader.post(f"{at}/rest", state="absent").status_code == 403


def test_a_session_of_some_groups_asks_only_them_and_who_moved_stays_where_it_happened(writer, cohort, who):
    sara = who("سارة")
    group = db.session.scalar(select(Group.id))
    record = db.session.get(Cohort, cohort)
    second = Group(record=record, position=2, name="الثانية")
    db.session.add(second)
    db.session.commit()
    session = held(cohort, groups=[db.session.get(Group, group)])
    writer.post(f"/sessions/{session}/attendance", {f"m{session}.{sara}.0.": "ح"})
    second = db.session.scalar(select(Group.id).where(Group.name == "الثانية"))
    moved = {"to": f"g{second}", "on": "20/10/2025"}
    assert writer.post(f"/cohorts/{cohort}/trainees/{sara}/transfer", moved).status_code == 303
    page = writer.get(f"/sessions/{session}/attendance").page.text
    assert "سارة" in page and kept(session, sara) == ("present", 1)
    later = held(cohort, day=date(2025, 10, 26), groups=[db.session.get(Group, group)])
    assert "سارة" not in writer.get(f"/sessions/{later}/attendance").page.text


def test_who_goes_to_another_cohort_leaves_the_attendance_there(writer, session, cohort, who):
    sara = who("سارة")
    other = made(User.named("luxor"), "دفعة أخرى")
    [twin] = db.session.scalars(select(Trainee).where(Trainee.record_id == other, Trainee.name.startswith("سارة")))
    db.session.delete(twin)
    db.session.commit()
    writer.post(f"/sessions/{session}/attendance", {f"m{session}.{sara}.0.": "ح"})
    answer = writer.post(f"/cohorts/{cohort}/trainees/{sara}/transfer", to=f"c{other}", on="20/10/2025")
    assert "أساسيات العمل الاجتماعي" in writer.get(answer.location).page.text  # told on the new row's page too
    assert kept(session, sara) == ("present", 1)
    assert "سارة" in writer.get(f"/sessions/{session}/attendance").page.text


def test_several_sessions_stand_side_by_side(writer, session, cohort, who):
    sara = who("سارة")
    second = held(cohort, "جلسة ثانية", date(2025, 10, 19))
    at = f"/cohorts/{cohort}/attendance"
    page = writer.get(at)
    assert page.text.index("أساسيات") < page.text.index("جلسة ثانية")
    sent = {f"m{session}.{sara}.0.": "ح", f"m{second}.{sara}.0.": "غ"}
    assert writer.post(at, sent).status_code == 303
    assert (kept(session, sara), kept(second, sara)) == (("present", 1), ("absent", 1))
    for day in range(1, roll.COLUMNS + 1):
        held(cohort, f"جلسة {day}", date(2025, 11, day))
    assert "الجلسات الأسبق" in writer.get(at).page.text


def test_the_grid_comes_in_pieces_of_one_statement(writer, session, cohort, statements):
    by = User.named("luxor")
    told = [{"name": f"متدرب {number:03}", "state": "started"} for number in range(120)]
    writing.add(db.session.get(Cohort, cohort), told, by.id)
    db.session.commit()
    db.session.remove()
    page = writer.get(f"/sessions/{session}/attendance")
    assert page.text.count('name="m') == roll.PIECE
    [more] = [link for _words, link in page.page.links if "after=" in link]
    statements.clear()
    piece = writer.get(more, htmx=True)
    assert piece.text.count('name="m') == roll.PIECE
    assert sum("session_marks" in each for each in statements) == 1 and len(statements) < 8
    [last] = [link for _words, link in writer.get(more).page.links if "after=" in link and link != more]
    assert writer.get(last, htmx=True).text.count('name="m') == 22
    assert writer.get(f"/sessions/{session}/attendance?after=x&group=y").status_code == 200
    assert db.session.get(Session, session).by_name
