"""The pages of a list of trainees: brought in by a process of its own, taken back, and never half of it when so asked."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from tadamon.access import ROLES
from tadamon.accounts.acts import Act
from tadamon.cohorts.importing.target import Trainees
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees import writing
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.records.base import now
from tadamon.records.files import store_for
from tadamon.records.history import Change
from tadamon.web.imports import work
from tadamon.web.imports.models import Import, ImportRow
from tadamon.web.imports.targets import Read
from tadamon.web.workbooks import opened
from tests.cohorts.conftest import SARA
from tests.cohorts.test_importing import HEADINGS, rows
from tests.imports.making import text, xlsx

HODA, SOAD, NADIA = "30101012900282", "30101012900383", "30101012900484"
PERSON = ("الاسم", "الرقم القومي", "الهاتف")
VERBS = ("completion", "mapping", "undoing", "disclosure", "errors.xlsx")


@pytest.fixture
def at_once(app, monkeypatch):
    """The process that would be started works before the answer: at_once() → the ids it was started for."""
    started = []

    def begin(id):
        started.append(id)
        db.session.commit()
        with app.app_context():
            work.do(id)

    monkeypatch.setattr(work, "start", begin)
    return started


@pytest.fixture
def bring(cohort):
    def brought(person, file, name="كشف.xlsx"):
        answer = person.post(f"/cohorts/{cohort}/import", {"file": (file, name)})
        assert answer.status_code == 303, answer.page.text
        return answer.location

    return brought


def confirmed(person, place, **more):
    return person.send(person.get(place).page.form(f"{place}/completion"), **more)


def people_in(cohort):
    db.session.rollback()
    here = (Trainee.record_id == cohort, Trainee.removed_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(Trainee).where(*here))


def state(place):
    db.session.rollback()
    return db.session.get(Import, int(place.rpartition("/")[2])).state


def test_a_long_list_from_file_to_file(writer, cohort, bring, at_once):
    place = bring(writer, xlsx(HEADINGS, *rows()))
    assert "١٬٥٢٨" in writer.get(place).page.text and not at_once
    assert confirmed(writer, place).status_code == 303
    assert (state(place), people_in(cohort)) == ("done", 2 + 1528) and len(at_once) == 1
    failed = writer.post(f"{place}/errors.xlsx").get_data()
    with opened("x.xlsx", io.BytesIO(failed)) as book:
        sent_back = [row.cells for row in book.rows(0, 100)][1:]
    assert len(sent_back) == 12 and {line[0] for line in sent_back} >= {4, 51, 57, 58}
    mended = [row for row in rows(bad=False) if row[0] in {line[1] for line in sent_back}]
    again = bring(writer, xlsx(HEADINGS, *mended))
    confirmed(writer, again)
    assert people_in(cohort) == 2 + 1540
    whole = writer.get(bring(writer, xlsx(HEADINGS, *rows(bad=False)))).page
    assert "لا جديد في هذا الملف" in whole.text
    assert {each.action for each in db.session.scalars(select(Change).where(Change.record_id == cohort))} >= {
        "brought-in"
    }
    assert "استيراد من ملف" in writer.get(f"/cohorts/{cohort}/history").page.text


def test_a_process_of_its_own_does_it(writer, cohort, bring, monkeypatch):
    started = []
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1])
    place = bring(
        writer, text(PERSON, *((f"متدرب {each} علي", f"302010129{each:04}1", "") for each in range(120))), "ك.csv"
    )
    started.clear()
    page = confirmed(writer, place)
    assert page.status_code == 303 and len(started) == 1
    waiting = writer.get(place).page
    assert "الاستيراد جارٍ" in waiting.text or "نتيجة الاستيراد" in waiting.text
    assert started[0].wait(60) == 0
    assert (state(place), people_in(cohort)) == ("done", 2 + 120)


def test_one_that_died_goes_on_where_it_was(writer, cohort, bring, monkeypatch):
    place = bring(
        writer, text(PERSON, *((f"متدرب {each} علي", f"302010129{each:04}1", "") for each in range(1200))), "ك.csv"
    )
    monkeypatch.setattr(work, "start", lambda id: None)
    confirmed(writer, place)
    id = int(place.rpartition("/")[2])
    tick, died = work._tick, []

    def dies(*given):
        tick(*given)
        if given[2] > 600 and not died:
            died.append(given)
            raise KeyboardInterrupt

    monkeypatch.setattr(work, "_tick", dies)
    with pytest.raises(KeyboardInterrupt):
        work.do(id)
    db.session.rollback()
    assert 2 < people_in(cohort) < 1202
    work.do(id)
    assert people_in(cohort) < 1202, "the other one may still be at it"
    woken = []
    monkeypatch.setattr(work, "start", woken.append)
    assert "progress" in writer.get(place, htmx=True).get_data(as_text=True) and not woken
    db.session.execute(update(Import).where(Import.id == id).values(alive_at=now().replace(year=2020)))
    db.session.commit()
    writer.get(place)
    assert woken == [id]
    db.session.remove()
    work.do(id)
    assert (state(place), people_in(cohort)) == ("done", 1202)


def test_what_came_about_since_the_preview_counts(writer, cohort, bring, trainee, at_once):
    """Two of the rows are about people whom a colleague has entered meanwhile, one under another name."""
    lines = (("هدى سالم علي", HODA, ""), ("سعاد حسن علي", SOAD, "01111111111"), ("نادية علي حسن", NADIA, ""))
    place = bring(writer, text(PERSON, *lines), "ك.csv")
    assert imported(place).counts["new"] == 3
    told = {"sex": "female", "born_on": date(2001, 1, 1)}
    entered = [{"name": "هدى سالم علي", "national_id": HODA} | told, {"name": "سعاد حسن", "national_id": SOAD} | told]
    writing.add(db.session.get(Cohort, cohort), entered, None)
    db.session.commit()
    confirmed(writer, place)
    assert people_in(cohort) == 2 + 3 and trainee("سعاد").phone == "+201111111111"
    assert imported(place).counts == {"unchanged": 1, "update": 1, "new": 1, "warning": 1}
    about = select(ImportRow.outcome, ImportRow.part_id).where(ImportRow.import_id == imported(place).id)
    whom = [trainee(name).id for name in ("هدى", "سعاد", "نادية")]
    kept = db.session.execute(about.order_by(ImportRow.number)).all()
    assert kept == list(zip(("unchanged", "update", "new"), whom, strict=True))


@pytest.mark.parametrize(
    ("name", "number", "outcome", "said"),
    [
        ("هدى سالم", SARA, "update", {"renamed"}),
        ("منى علي", SARA, "error", {"number_and_name"}),
        ("منى علي", NADIA, "update", set()),
        ("زينب فهمي", NADIA, "error", {"two_names"}),
        ("سارة أحمد حجاج", NADIA, "new", set()),
    ],
)
def test_two_candidates_are_never_a_guess(cohort, name, number, outcome, said):
    """In the cohort without a number: one منى, two of the name زينب."""
    told = [{"name": "منى علي"}, {"name": "زينب فهمي"}, {"name": "زينب فهمى"}]
    writing.add(db.session.get(Cohort, cohort), told, None)
    [row] = Trainees(Import(record_id=cohort), None).check([Read(2, {"name": name, "national_id": number})])
    assert (row.outcome, {problem.code for problem in row.problems}) == (outcome, said)


def test_all_or_nothing(writer, cohort, bring, at_once):
    file = text(PERSON, ("هدى سالم علي", "30101012900282", ""), ("سعاد", "123", ""))
    place = bring(writer, file, "ك.csv")
    confirmed(writer, place, whole="on")
    assert (state(place), people_in(cohort)) == ("refused", 2)
    assert "لم يُستورد شيء" in writer.get(place).page.text


def test_the_whole_import_is_taken_back(writer, cohort, bring, trainee, at_once):
    place = bring(
        writer,
        text(
            PERSON,
            ("سارة أحمد حجاج", "30101012900181", "01111111111"),
            ("هدى سالم علي", "30101012900282", ""),
            ("سعاد حسن علي", "30101012900383", ""),
        ),
        "ك.csv",
    )
    confirmed(writer, place)
    assert trainee("سارة").phone == "+201111111111" and people_in(cohort) == 4
    changed = trainee("سعاد")
    changed.workplace = "وحدة أخرى"
    db.session.commit()
    form = writer.get(place).page.form(f"{place}/undoing")
    assert writer.send(form).status_code == 303
    assert (state(place), people_in(cohort)) == ("undone", 3)
    assert trainee("سارة").phone == "+201001234567" and trainee("سعاد").removed_at is None
    page = writer.get(place).page
    assert "عن صفين" in page.text and "وبقي صف واحد" in page.text
    assert writer.send(form).status_code == 409
    assert "هدى" not in writer.get(f"/cohorts/{cohort}/trainees?q=هدى").page.find("main").text


def test_of_many_rows_even_the_reading_is_not_the_requests(writer, cohort, bring, at_once, monkeypatch):
    monkeypatch.setattr(Trainees, "at_once", 100)
    place = bring(writer, xlsx(HEADINGS, *rows()))
    assert len(at_once) == 1 and state(place) == "preview"
    assert "١٬٥٢٨" in writer.get(place).page.text
    form = writer.get(place).page.form(f"{place}/mapping")
    assert writer.send(form, heading_row="2").status_code == 303 and len(at_once) == 2
    monkeypatch.setattr(Trainees, "most", 1000)
    refused = writer.get(bring(writer, xlsx(HEADINGS, *rows()))).page
    assert "قسّمها إلى ملفات أصغر" in refused.text


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("reader", 403), ("head", 404)])
def test_who_may_not(sign_in, writer, cohort, bring, who, status):
    place = bring(writer, text(PERSON, ("هدى سالم علي", "30101012900282", "")), "ك.csv")
    person = sign_in(who)
    for path in (f"/cohorts/{cohort}/import", place):
        assert person.get(path).status_code in (status, 403), path
    for path in (f"/cohorts/{cohort}/import", *(f"{place}/{verb}" for verb in VERBS)):
        assert person.post(path, version="1").status_code in (status, 403), path


def test_strangers_to_the_house_and_forged_posts(visitor, writer, cohort, bring):
    place = bring(writer, text(PERSON, ("هدى سالم علي", "30101012900282", "")), "ك.csv")
    for path in (f"/cohorts/{cohort}/import", place):
        assert "/sign-in" in visitor.get(path).location, path
    for path in (f"/cohorts/{cohort}/import", *(f"{place}/{verb}" for verb in VERBS)):
        assert visitor.post(path).status_code == 303 and writer.post(path, token=False).status_code == 400, path
    assert writer.post(f"{place}/completion", version="99").status_code == 409
    assert writer.post(f"/cohorts/{cohort}/import", {}).status_code == 422
    assert writer.get(f"/cohorts/{cohort + 999}/import").status_code == 404


def test_whole_numbers_are_seen_by_right_and_noted(writer, cohort, bring, at_once, monkeypatch):
    """Neither the rows, nor the samples of a column nobody named, nor a reason tell them unasked."""
    lines = (
        ("هدى سالم علي", "30101012900282", "1012345678", "رقمها ٣٠١٠١٠١٢٩٠٠٢٨٢"),
        ("سعاد", "3010101290", "12345678901", ""),
    )
    place = bring(writer, text((*PERSON, "بيان"), *lines), "ك.csv")
    page = writer.get(place).page
    secret = ("30101012900282", "٣٠١٠١٠١٢٩٠٠٢٨٢", "3010101290", "12345678901", "1012345678")
    assert not [each for each in secret if each in page.text] and "••••٠٢٨٢" in page.text and logged() == []
    shown = writer.send(page.form(f"{place}/disclosure")).page
    assert all(each in shown.text for each in secret) and logged() == ["import-seen"]
    taken = writer.send(page.form(f"{place}/errors.xlsx"))
    with opened("x.xlsx", io.BytesIO(taken.get_data())) as book:
        assert "3010101290" in str([row.cells for row in book.rows(0, 9)])
    assert logged() == ["import-seen", "import-taken"] and writer.get(f"{place}/errors.xlsx").status_code == 405
    monkeypatch.setitem(ROLES, "writer", ROLES["writer"] - {"cohorts.personal"})
    assert not [form for form in writer.get(place).page.forms if "errors.xlsx" in form.action]
    assert {writer.post(f"{place}/{verb}").status_code for verb in ("disclosure", "errors.xlsx")} == {403}
    assert len(logged()) == 2


def logged():
    db.session.rollback()
    return list(db.session.scalars(select(Act.action).where(Act.action.startswith("import-")).order_by(Act.id)))


def test_every_target_is_known_to_the_process(app):
    folder = Path(work.__file__).parents[2]
    named = {file.parent.parent.name for file in folder.glob("*/importing/target.py")}
    assert len(work.TARGETS) >= len(named)


def test_whoever_is_wiped_leaves_the_file_and_its_rows_too(app, writer, cohort, bring, trainee, at_once):
    lines = ("هدى سالم علي", "30101012900282", ""), ("سعاد حسن علي", "30101012900383", "")
    first = bring(writer, text(PERSON, *lines), "ك.csv")
    confirmed(writer, first)
    second = bring(writer, text(PERSON, lines[0], ("هدى سالم علي", "٣٠١٠١٠١٢٩٠٠٢٨٢", "")), "ك2.csv")
    third = bring(writer, text(PERSON, lines[1]), "ك3.csv")
    one, store = trainee("هدى"), store_for(app.config["TADAMON_FILES"])
    kept = {place: imported(place).file_sha256 for place in (first, second, third)}
    assert writer.post(f"/cohorts/{cohort}/trainees/{one.id}/anonymisation").status_code == 303
    assert [store.exists(kept[place]) for place in (first, second, third)] == [False, False, True]
    rows = db.session.execute(select(ImportRow.cells)).all()
    assert "هدى" not in str(rows) and "٢٨٢" not in str(rows) and "سعاد" in str(rows)
    for place in (first, second):
        assert writer.get(place).status_code == 200 and store.exists(imported(place).file_sha256)
    form = writer.get(second).page.form(f"{second}/mapping")
    assert writer.send(form, heading_row="2").status_code == 409


def imported(place):
    db.session.rollback()
    return db.session.get(Import, int(place.rpartition("/")[2]))
