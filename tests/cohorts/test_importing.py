"""A list of 1,540 of whom 12 are wrong: 1,528 come in, 12 go back, then 12, then none."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import User
from tadamon.cohorts.importing.target import Trainees
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.records.history import acting
from tadamon.web.imports import failures, steps, work
from tests.imports.making import text, xlsx

HEADINGS = ("م", "اسم المكلف", "الرقم القومى", "النوع", "تاريخ الميلاد", "رقم الموبايل", "الإدارة", "المجموعة")
BAD = {3: "3010101", 50: "40101012900181", 51: "30113012900181", 52: "30102302900181", 53: "٣٠١٠١", 54: "abc", 55: None}


@pytest.fixture
def cohort(app, people, monkeypatch):
    """These tests write in their own process, however many rows there are."""
    monkeypatch.setattr(Trainees, "writes_at_once", 5000)
    by = people.writer
    token = acting.set(by.id)
    record = Cohort(
        title="دفعة",
        programme="public-service",
        starts_on=date(2025, 10, 1),
        unit=by.unit,
        created_by_id=by.id,
        state="running",
    )
    db.session.add(record)
    db.session.commit()
    yield record.id
    acting.reset(token)


def number(each):
    return f"3010101{29}{each:04}{each % 10}"


def rows(bad=True):
    for each in range(1, 1541):
        id, day, place = number(each), None, "الأقصر" if each <= 365 else "إسنا"
        if bad and each in BAD:
            id = BAD[each]
        if bad and each == 56:
            day = "يوم الخميس"
        if bad and each == 57:
            place = "المريخ"
        if bad and each in (158, 159, 160):
            id = number(each - 100)
        yield (each, f"متدرب {each} علي", id, None, day, 1001234567, place, "الأولى" if each < 9 else None)


def bring(cohort, file, name="كشف.xlsx"):
    by = User.named("luxor")
    doing = steps.take(Trainees, by, name, file, cohort)
    db.session.commit()
    return doing, by


def complete(doing, by):
    """Confirmed, and brought to its end by the process that would be started for a long list."""
    steps.complete(doing, Trainees, by)
    db.session.commit()
    if doing.state == "running":
        work.do(doing.id)


def people_in(cohort):
    return db.session.scalar(select(func.count()).select_from(Trainee).where(Trainee.record_id == cohort))


def test_the_good_come_in_and_the_bad_go_back(cohort):
    doing, by = bring(cohort, xlsx(HEADINGS, *rows()))
    assert {name: doing.counts.get(name, 0) for name in ("new", "update", "error")} == {
        "new": 1528,
        "update": 0,
        "error": 12,
    }
    complete(doing, by)
    assert people_in(cohort) == 1528
    _columns, failed = failures.written(doing, Trainees)
    assert len(failed) == 12 and failed[0][0] == 4 and "١٤" in str(failed[0])
    mended = [row for row in rows(bad=False) if row[0] in {line[1] for line in failed}]
    again, by = bring(cohort, xlsx(HEADINGS, *mended))
    complete(again, by)
    assert (again.counts["new"], people_in(cohort)) == (12, 1540)
    whole, _by = bring(cohort, xlsx(HEADINGS, *rows(bad=False)))
    assert whole.counts == {"unchanged": 1540, "warning": whole.counts["warning"]}


@pytest.mark.parametrize(
    "typed",
    [
        "٣٠١٠١٠١٢٩٠٠١٨١",
        "30101O12900181",
        " 301 0101 2900181\u200f ",
        30101012900181,
        30101012900181.0,
        "30101012900181.0",
    ],
)
def test_a_number_is_read_however_it_was_typed(cohort, typed):
    doing, by = bring(cohort, xlsx(HEADINGS[1:3], ("سارة", typed)))
    assert doing.counts["new"] == 1, doing.rows("error") and doing.rows("error")[0].problems
    complete(doing, by)
    assert db.session.scalar(select(Trainee.national_id)) == "30101012900181"


def test_doubts_do_not_keep_a_row_out(cohort):
    line = ("سارة", "25001012900181", "ذكر", "1/1/1999", "12")
    doing, _by = bring(cohort, text(HEADINGS[1:6], line), "كشف.csv")
    [row] = doing.rows("warning")
    assert {problem[1] for problem in row.problems} == {"sex_differs", "born_differs", "age", "phone"}


def test_a_changed_cell_updates_and_a_blank_one_does_not(cohort):
    for line in (("سارة", number(1), "01001234567"), ("سارة", number(1), None), ("سارة علي", number(1), "01111111111")):
        doing, by = bring(cohort, xlsx(("الاسم", "الرقم القومي", "الهاتف"), line))
        complete(doing, by)
    one = db.session.scalars(select(Trainee)).one()
    assert (one.name, one.phone, one.version) == ("سارة علي", "+201111111111", 2)
    [row] = doing.rows("update")
    assert (row.part_id, row.written, row.before) == (one.id, 2, {"name": "سارة", "phone": "+201001234567"})


def test_who_stands_twice_in_a_file_is_told_by_what(cohort):
    db.session.get(Cohort, cohort).programme = "training"  # where a name will do
    db.session.commit()
    lines = (("سارة علي", number(1)), ("سارة", number(1)), ("هدى حسن", None), ("هدي حسن", None))
    doing, _by = bring(cohort, text(HEADINGS[1:3], *lines), "كشف.csv")
    told = [(row.number, *problem[:3]) for row in doing.rows("error") for problem in row.problems]
    assert told == [(3, "national_id", "same_row", {"row": 2}), (5, "name", "same_name", {"row": 4})]


def test_a_reason_is_told_in_the_language_of_whoever_reads_it(cohort):
    doing, _by = bring(cohort, xlsx(HEADINGS[1:3], ("سارة", "3010101")))
    [[problem]] = [row.problems for row in doing.rows("error")]
    assert "١٤" in Trainees.sentence(problem) and not Trainees.sentence(problem).isascii()
    with speaking("en"):
        assert Trainees.sentence(problem).isascii()
