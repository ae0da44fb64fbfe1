"""A cohort is planned, runs and is completed; its numbers count each person once."""

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.cohorts import batches
from tadamon.cohorts.models import Cohort
from tadamon.extensions import db
from tests.exports.test_sheets import rows as lines


def test_a_national_batch_says_when_it_begins(writer):
    assert [str(batches.starts_of(number)) for number in (101, 105, 106)] == ["2023-10-01", "2025-10-01", "2026-04-01"]
    answer = writer.post("/cohorts", title="دفعة", programme="public-service", batch="١٠٥")
    record = db.session.get(Cohort, int(answer.location.rpartition("/")[2]))
    assert (str(record.starts_on), str(record.ends_on), record.state) == ("2025-10-01", "2026-09-30", "planned")


def test_a_second_cohort_of_an_intake_is_asked_about_once(writer, stranger, cohort):
    sent = {"title": "كشف ثانٍ", "programme": "public-service", "batch": "105"}
    asked = writer.post("/cohorts", sent)
    assert asked.status_code == 422 and "افتح المسجَّلة إن كانت هي" in asked.page.text and "كشف ثانٍ" in asked.text
    assert (f"/cohorts/{cohort}" in [url for _text, url in asked.page.links]) and 'name="confirmed"' in asked.text
    assert writer.post("/cohorts", sent | {"confirmed": "1", "once": "k"}).status_code == 303
    assert writer.post("/cohorts", sent | {"once": "k"}).status_code == 303  # the same once more
    assert stranger.post("/cohorts", sent).status_code == 303  # of another office


def test_a_third_cohort_of_a_number_is_asked_about_whenever_it_begins(writer, cohort):
    sent = {"title": "دفعة", "programme": "public-service", "batch": "105", "starts_on": "1/4/2026"}
    second = writer.post("/cohorts", sent).location
    assert writer.post("/cohorts", sent | {"starts_on": "2027"}).status_code == 422
    assert writer.post(f"{second}/fields/title", title="أخرى", version=1).status_code == 303
    moved = {"starts_on": "10/3/2026", "version": 2}
    asked = writer.post(f"{second}/fields/starts_on", moved, htmx=True)
    assert asked.status_code == 422 and "10/3/2026" in asked.text and "أكتوبر 2025" in asked.text
    assert writer.post(f"{second}/fields/starts_on", moved | {"confirmed": "1"}).status_code == 303
    writer.post(f"/cohorts/{cohort}/archive")
    assert writer.post(f"{second}/fields/starts_on", starts_on="1/10/2025", version=3).status_code == 303


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"programme": "training", "batch": "105", "starts_on": "2025"}, "لبرنامج الخدمة العامة وحده"),
        ({"programme": "training"}, "اكتب تاريخ البدء"),
        ({"programme": "training", "starts_on": "1/10/2025", "ends_on": "1/9/2025"}, "لا يسبق تاريخ البدء"),
        ({"programme": "x", "starts_on": "2025"}, "من القائمة"),
    ],
)
def test_a_cohort_that_makes_no_sense(writer, sent, words):
    answer = writer.post("/cohorts", {"title": "دفعة", **sent})
    assert answer.status_code == 422 and words in answer.page.text


def test_it_is_opened_closed_and_reopened_with_a_reason(writer, cohort):
    home = f"/cohorts/{cohort}"
    assert writer.post(f"{home}/opening", on="1/10/2025").status_code == 409
    assert writer.post(f"{home}/closing", on="1/10/2080").status_code == 422
    assert writer.post(f"{home}/closing", on="1/10/2025").status_code == 303
    assert writer.post(f"{home}/reopening", on="2/10/2025").status_code == 422
    assert writer.post(f"{home}/reopening", on="2/10/2025", note="خطأ").status_code == 303
    assert "خطأ" in writer.get(home).page.text and db.session.get(Cohort, cohort).state == "running"


def test_parts_that_do_not_add_up_are_told(writer, cohort):
    home = f"/cohorts/{cohort}"
    assert writer.post(f"{home}/targets", number="1540").status_code == 303
    luxor = db.session.scalar(select(Unit.id).where(Unit.code == "EG-LX-1"))
    assert writer.post(f"{home}/targets", number="365", administration_id=luxor).status_code == 303
    text = writer.get(home).page.text
    assert "مجموع أعداد الإدارات ٣٦٥ من ١٬٥٤٠؛ لم يُذكر توزيع الباقي وهو ١٬١٧٥." in text and "١٬٩٠٥" not in text


def test_the_page_and_its_papers_count_people_once(writer, cohort):
    for path in ("", "/print"):
        text = writer.get(f"/cohorts/{cohort}{path}").page.text
        assert "إدارة الأقصر الاجتماعية" in text and "بدأ: ٢" in text
    for path in (".pdf", ".docx"):
        assert writer.raw("get", f"/cohorts/{cohort}{path}").status_code == 200
    [line] = lines(writer.raw("get", "/cohorts.xlsx"))
    assert line[0] == "دفعة أكتوبر 2025" and line[6] == 2


def test_another_directorate_sees_nothing_of_it(stranger, cohort, trainee):
    one = trainee("سارة").id
    for path in ("", "/trainees", f"/trainees/{one}", "/trainees.xlsx", "/print", "/history"):
        assert stranger.get(f"/cohorts/{cohort}{path}").status_code == 404, path
    for path in (f"/trainees/{one}/disclosure", f"/trainees/{one}/export", "/trainees.xlsx", "/trainees"):
        assert stranger.post(f"/cohorts/{cohort}{path}").status_code == 404, path
    for path in ("/cohorts", "/cohorts/trainees", "/cohorts/trainees?q=سارة", "/cohorts/trainees?q=0181"):
        text = stranger.get(path).page.text
        assert "أكتوبر" not in text and "سارة أحمد" not in text, path
