"""Sessions of a cohort: made singly or by a timetable, cancelled, counted by name or as numbers alone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.language.dates import today
from tadamon.sessions.models import Session
from tests.calendar.test_calendar import entries, feed_of
from tests.exports.test_sheets import rows as lines
from tests.sessions.conftest import held

NEW = {"title": "ندوة عن الفحص قبل الزواج", "kind": "seminar", "starts_on": "14/10/2025"}


def test_a_session_knows_its_hours_and_belongs_to_the_cohorts_office(writer, cohort):
    answer = writer.post(f"/cohorts/{cohort}/sessions", NEW | {"starts_at": "10", "ends_at": "12:30"})
    record = db.session.get(Session, int(answer.location.rpartition("/")[2]))
    assert (record.minutes, record.unit.code, record.for_whom) == (150, "EG-LX", "كل الدفعة")
    text = writer.get(answer.location).page.text
    assert "ساعتان و٣٠ دقيقة" in text and "الثلاثاء ١٤ أكتوبر ٢٠٢٥" in text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": ""}, "اكتب موضوع الجلسة"),
        ({"starts_at": "12", "ends_at": "10"}, "تلي ساعة البدء"),
        ({"minutes": "ثلاث"}, "عدد الساعات"),
        ({"groups": "999"}, "من القائمة"),
        ({"kind": "x"}, "من القائمة"),
    ],
)
def test_a_session_that_makes_no_sense(writer, cohort, sent, words):
    answer = writer.post(f"/cohorts/{cohort}/sessions", NEW | sent)
    assert answer.status_code == 422 and words in answer.page.text


def test_a_timetable_makes_a_session_for_each_day_and_leaves_out_days_off(writer, cohort):
    off = date(2025, 10, 6)
    db.session.add(Holiday(starts_on=off, ends_on=off, name_ar="عيد القوات المسلحة"))
    db.session.commit()
    sent = {"title": "دورة", "kind": "session", "weekdays": ["6", "0"], "starts_on": "1/10/2025", "until": "15/10/2025"}
    answer = writer.post(f"/cohorts/{cohort}/timetable", sent | {"days_off": "skip", "minutes": "3"})
    assert answer.status_code == 303
    days = db.session.scalars(select(Session.starts_on).order_by(Session.starts_on)).all()
    assert [day.day for day in days] == [5, 12, 13]
    assert len(db.session.scalars(select(Session.timetable).distinct()).all()) == 1
    assert "عيد القوات المسلحة" in writer.get(answer.location).page.text
    writer.post(f"/cohorts/{cohort}/timetable", sent | {"days_off": "keep", "weekdays": "0"})
    assert db.session.scalar(select(db.func.count()).where(Session.starts_on == off)) == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"until": "1/9/2025"}, "لا يسبق البداية"),
        ({"weekdays": []}, "اختر يومًا واحدًا"),
        ({"until": "1/10/2030"}, "كثيرة جدًا"),
        ({"weekdays": "4", "until": "2/10/2025"}, "لا يوم من الأيام"),
    ],
)
def test_a_timetable_that_makes_no_sense(writer, cohort, sent, words):
    whole = {"title": "دورة", "kind": "session", "weekdays": "6", "starts_on": "1/10/2025", "until": "15/10/2025"}
    answer = writer.post(f"/cohorts/{cohort}/timetable", whole | {"days_off": "skip"} | sent)
    assert answer.status_code == 422 and words in answer.page.text


def test_it_is_cancelled_with_a_reason_and_comes_back(writer, session):
    home = f"/sessions/{session}"
    assert writer.post(f"{home}/cancellation", reason="").status_code == 422
    assert writer.post(f"{home}/cancellation", reason="سفر المدرب").status_code == 303
    page = writer.get(home).page.text
    assert "سفر المدرب" in page and "أُلغيت هذه الجلسة" in page
    assert writer.post(f"{home}/cancellation", reason="مرة أخرى").status_code == 409
    assert writer.get(f"{home}/attendance").status_code == 409
    assert writer.post(f"{home}/reinstatement").status_code == 303
    assert db.session.get(Session, session).state == "planned"


def test_the_rest_of_a_timetable_is_changed_at_once_and_what_was_held_stays(writer, cohort, who):
    first, second, third = (held(cohort, day=date(2025, 10, day), timetable="1") for day in (5, 12, 19))
    held(cohort, day=date(2025, 10, 26), timetable="2")
    writer.post(f"/sessions/{first}/attendance", {f"m{first}.{who('سارة')}.0.": "ح"})
    writer.post(f"/sessions/{third}/fields/trainer", trainer="منى علي", version="1")
    home, seen = f"/sessions/{first}/rest", [f"{second}~1", f"{third}~2"]
    page = writer.get(home).page
    assert "١٢ أكتوبر" in page.text and "٥ أكتوبر ٢٠٢٥" not in page.text.partition("الجلسات الباقية")[2]
    assert "٢٦ أكتوبر" not in page.text and f"{home}/cancellation" in page.html
    sent = {"row": [second, third], "seen": seen, "minutes": "2", "venue": "القاعة الكبرى", "weekday": "0"}
    assert writer.post(home, sent | {"row": []}).status_code == 422
    assert writer.post(home, sent | {"venue": "", "weekday": ""}).status_code == 422  # nothing is changed
    assert writer.post(home, sent | {"ends_at": "أمس"}).status_code == 422
    stale = writer.post(home, sent | {"seen": [f"{second}~1", f"{third}~1"]})
    assert stale.status_code == 409 and "القاعة الكبرى" in stale.page.html
    assert writer.post(home, sent | {"starts_at": "10", "ends_at": "11:30"}).status_code == 303
    found = [db.session.get(Session, each) for each in (first, second, third)]
    assert [(each.starts_on.day, each.venue, each.minutes, each.trainer) for each in found] == [
        (5, "", 120, ""),
        (13, "القاعة الكبرى", 90, ""),
        (20, "القاعة الكبرى", 90, "منى علي"),
    ]


def test_the_rest_of_a_timetable_is_called_off_with_a_reason(writer, stranger, cohort):
    first, second, third = (held(cohort, day=date(2025, 10, day), timetable="1") for day in (5, 7, 12))
    home, sent = f"/sessions/{second}/rest", {"row": [second, third], "seen": [f"{second}~1", f"{third}~1"]}
    assert "١٢ أكتوبر" in writer.get(f"{home}/cancellation").page.text
    assert writer.post(f"{home}/cancellation", sent).status_code == 422
    assert writer.post(f"/sessions/{first}/rest", sent | {"row": [first, second], "weekday": "1"}).status_code == 422
    assert stranger.post(f"{home}/cancellation", sent | {"reason": "x"}).status_code == 404
    assert writer.post(f"{home}/cancellation", sent | {"reason": "انتهت الدورة"}).status_code == 303
    assert [db.session.get(Session, each).state for each in (first, second, third)] == ["planned", *["cancelled"] * 2]
    assert writer.post(f"/sessions/{first}/rest/cancellation", sent | {"reason": "مرة أخرى"}).status_code == 409


def test_a_session_of_no_timetable_has_no_rest(writer, session):
    assert "/rest" not in writer.get(f"/sessions/{session}").page.html
    for path in ("/rest", "/rest/cancellation"):
        page = writer.get(f"/sessions/{session}{path}").page
        assert "لا جلسات باقية" in page.text and f'action="/sessions/{session}{path}"' not in page.html


def test_a_feed_takes_a_cancelled_session_back(writer, visitor, cohort):
    id, path = held(cohort, day=today() + timedelta(days=5)), feed_of(writer)
    assert str(entries(visitor, path)[f"session-{id}"]["status"]) == "CONFIRMED"
    writer.post(f"/sessions/{id}/cancellation", reason="سفر المدرب")
    assert str(entries(visitor, path)[f"session-{id}"]["status"]) == "CANCELLED"


def test_numbers_alone_are_attendances_and_never_people(writer, session, cohort):
    home = f"/sessions/{session}"
    assert writer.post(f"{home}/totals", total="10", women="8", men="3", audience="cohort").status_code == 422
    assert writer.post(f"{home}/totals", total="365", women="365").status_code == 422  # of whom?
    sent = {"total": "٣٦٥", "women": "360", "audience": "cohort"}
    assert writer.post(f"{home}/totals", sent | {"version": "1"}).status_code == 303
    page = writer.get(home).page.text
    assert "٣٦٥ حضورًا" in page and "لم يُذكر توزيع ٥ من الإجمالي" in page
    assert writer.get(f"{home}/attendance").status_code == 409
    text = writer.get(f"/cohorts/{cohort}").page.text
    assert "٣٦٥ حضورًا" in text and "٣٦٧" not in text
    [told] = lines(writer.get(f"/sessions.xlsx?cohort={cohort}"))
    assert told[3] == "أساسيات العمل الاجتماعي" and told[9:11] == ["بالأعداد فقط", 365]
    assert writer.post(f"{home}/totals", sent | {"total": "366", "version": "1"}).status_code == 409


def test_numbers_alone_are_refused_beside_names(writer, session, who):
    assert writer.post(f"/sessions/{session}/attendance", {f"m{session}.{who('سارة')}.0.": "ح"}).status_code == 303
    answer = writer.post(f"/sessions/{session}/totals", total="2", audience="cohort", version="1")
    assert answer.status_code == 409 and "بالأسماء" in answer.page.text
    assert writer.post(f"/sessions/{session}/cancellation", reason="خطأ").status_code == 409


def test_it_stands_in_the_calendar_in_the_search_and_in_lists(writer, stranger, session, cohort):
    for path in ("/calendar?on=2025-10-12", "/search?q=أساسيات", "/sessions", f"/sessions?cohort={cohort}&q=أساسيات"):
        assert "أساسيات العمل الاجتماعي" in writer.get(path).page.text, path
    for path in ("/calendar?on=2025-10-12", "/search?q=أساسيات", "/sessions"):
        assert "أساسيات العمل الاجتماعي" not in stranger.get(path).page.text, path
    for path in (f"/sessions/{session}", f"/sessions/{session}/attendance", f"/cohorts/{cohort}/attendance"):
        assert stranger.get(path).status_code == 404
    assert stranger.get(f"/sessions?cohort={cohort}").status_code == 404


def test_a_list_of_many_sessions_asks_no_more_of_the_database(writer, cohort, statements):
    def asked() -> int:
        writer.get(f"/sessions?cohort={cohort}")
        statements.clear()
        writer.get(f"/sessions?cohort={cohort}")
        return len(statements)

    held(cohort)
    few = asked()
    for day in range(1, 9):
        held(cohort, day=date(2025, 11, day))
    assert asked() == few
