"""Every address of the imports: for its office, for no other, in both languages, whatever is sent."""

import io

import pytest
from sqlalchemy import func, select

from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.web.imports.models import Import
from tests.imports.conftest import BASE
from tests.imports.making import xlsx

ROWS = ("الاسم", "رقم الإشهار"), ("جمعية الأورمان", 1), ("جمعية الغد", "؟")
PAGES = ("", "/{id}", "/{id}/errors.xlsx")
VERBS = ("", "/{id}/mapping", "/{id}/completion", "/{id}/undoing")


@pytest.fixture
def made(writer, bring):
    return int(bring(writer, *ROWS).rpartition("/")[2])


def test_every_address_is_named_here(app):
    rules = {
        rule.rule[len(BASE) :].replace("<id:import_id>", "{id}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(BASE)
    }
    assert rules == {*PAGES, *VERBS}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_opens_in_few_statements(sign_in, made, language, statements):
    writer = sign_in("writer", language)
    for path in PAGES:
        statements.clear()
        assert writer.get(BASE + path.format(id=made)).status_code == 200, path
        assert len(statements) <= 14, (path, statements)


def test_visitors_are_sent_to_sign_in(visitor, made):
    for path in PAGES:
        assert "/sign-in" in visitor.get(BASE + path.format(id=made)).location
    for path in VERBS:
        assert visitor.post(BASE + path.format(id=made)).status_code == 303


def test_readers_may_not(reader, made):
    for path in PAGES:
        assert reader.get(BASE + path.format(id=made)).status_code == 403, path
    for path in VERBS:
        assert reader.post(BASE + path.format(id=made)).status_code == 403, path


@pytest.mark.parametrize("who", ["stranger", "hq"])
def test_another_office_finds_nothing(sign_in, made, who):
    person = sign_in(who)
    assert "جهات.xlsx" not in person.get(BASE).page.text
    for path in PAGES[1:]:
        assert person.get(BASE + path.format(id=made)).status_code == 404, path
    for path in VERBS[1:]:
        assert person.post(BASE + path.format(id=made), version="1").status_code == 404, path


def test_a_colleague_may_go_on(colleague, made, confirm):
    assert "جهات.xlsx" in colleague.get(BASE).page.text
    assert confirm(colleague, f"{BASE}/{made}").status_code == 303


def test_nothing_is_posted_without_a_token(writer, made):
    for path in VERBS:
        assert writer.post(BASE + path.format(id=made), token=False).status_code == 400, path


@pytest.mark.parametrize(
    "file",
    [
        None,
        (io.BytesIO(b""), ""),
        (io.BytesIO(b"x"), "x.exe"),
        (io.BytesIO(b"x"), "x.xlsx"),
        (io.BytesIO(b""), "x.csv"),
        (io.BytesIO(b"\xff" * 2000), "x.xls"),
    ],
)
def test_a_file_that_is_none(writer, file):
    file = file and (io.BytesIO(file[0].getvalue()), file[1])
    answer = writer.post(BASE, {"file": file} if file else {})
    assert answer.status_code == 422
    assert answer.page.title.startswith("خطأ:") and "هناك مشكلة" in answer.page.text
    assert db.session.scalar(select(func.count()).select_from(Import)) == 0


def test_what_is_refused_is_not_kept(writer, app):
    from pathlib import Path

    writer.post(BASE, {"file": (io.BytesIO(b"PK\x03\x04" + b"x" * 500), "x.xlsx")})
    kept = Path(app.config["TADAMON_FILES"])
    assert not [each for each in kept.glob("??/*") if each.read_bytes().startswith(b"PK\x03\x04x")]


def test_a_file_too_large(writer):
    answer = writer.post(BASE, {"file": (io.BytesIO(b"a" * (20 * 2**20 + 10)), "x.csv")})
    assert answer.status_code == 413


def test_names_of_files_are_harmless(writer, bring):
    page = bring(writer, *ROWS, name="../../etc/‮كشف<b>.xlsx")
    shown = writer.get(page).page
    assert "<b>.xlsx" in shown.text and "‮" not in shown.html and ".." not in shown.text


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"column-0": ""}, "اختر العمود الذي فيه «الاسم»"),
        ({"column-0": "email", "column-1": "email"}, "لعمودين"),
        ({"column-0": "id"}, "اختر معنى العمود من القائمة"),
        ({"column-0": "unit_id"}, "اختر معنى العمود من القائمة"),
        ({"sheet": "7"}, "اختر الورقة من القائمة"),
        ({"sheet": "9" * 40}, "اختر الورقة من القائمة"),
        ({"sheet": "-1"}, "اختر الورقة من القائمة"),
        ({"heading_row": "x"}, "اكتب رقم صف العناوين"),
        ({"heading_row": "0"}, "اكتب رقم صف العناوين"),
        ({"heading_row": "٩" * 30}, "اكتب رقم صف العناوين"),
    ],
)
def test_a_mapping_that_makes_no_sense(writer, made, sent, words):
    page = f"{BASE}/{made}"
    answer = writer.send(writer.get(page).page.form(f"{page}/mapping"), **sent)
    assert answer.status_code == 422 and words in answer.page.text and answer.page.title.startswith("خطأ:")


def test_a_heading_row_that_is_not_there(writer, made):
    page = f"{BASE}/{made}"
    answer = writer.send(writer.get(page).page.form(f"{page}/mapping"), heading_row="900")
    assert answer.status_code == 409


@pytest.mark.parametrize("verb", ["mapping", "completion"])
def test_what_changed_meanwhile_is_seen_first(writer, colleague, made, verb):
    page = f"{BASE}/{made}"
    mine, theirs = (person.get(page).page for person in (writer, colleague))
    assert colleague.send(theirs.form(f"{page}/mapping"), **{"column-1": ""}).status_code == 303
    assert writer.send(mine.form(f"{page}/{verb}")).status_code == 409
    for version in ("", "x", "0", "9" * 30):
        assert writer.post(f"{page}/{verb}", version=version).status_code == 409


def test_it_is_completed_once(writer, made):
    page = f"{BASE}/{made}"
    form = writer.get(page).page.form(f"{page}/completion")
    assert writer.send(form).status_code == 303
    assert writer.send(form).status_code == 303, "the same click again leads to the result"
    assert writer.send(form, once="another").status_code == 409
    assert writer.post(f"{page}/mapping", version="3").status_code == 409
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_an_upload_sent_twice_is_one_import(writer):
    once = writer.get(f"{BASE}").page.form(BASE).fields["once"]
    places = {writer.post(BASE, {"once": once, "file": (xlsx(*ROWS), "x.xlsx")}).location for _each in range(2)}
    assert len(places) == 1 and db.session.scalar(select(func.count()).select_from(Import)) == 1


def test_without_the_name_nothing_is_completed(writer, bring):
    page = bring(writer, ("س", "ص"), ("a", "b"))
    version = writer.get(page).page.form(f"{page}/mapping").fields["version"]
    assert writer.post(f"{page}/completion", version=version).status_code == 409


def test_no_failures_no_workbook(writer, bring):
    assert writer.get(f"{bring(writer, ('الاسم',), ('جمعية',))}/errors.xlsx").status_code == 404


def test_hostile_addresses(writer):
    for id in ("0", "-1", str(2**63), "10" * 20, "x", "%00", "%ff"):
        assert writer.get(f"{BASE}/{id}").status_code in (400, 404), id


def test_what_is_not_asked_is_not_taken(writer, made, people):
    page = f"{BASE}/{made}"
    form = writer.get(page).page.form(f"{page}/completion")
    writer.send(form, office_id="1", unit_id="1", by_id="1", state="preview", target="people")
    doing = db.session.get(Import, made)
    db.session.refresh(doing)
    assert (doing.office_id, doing.by_id, doing.state) == (
        people.writer.unit.office_id,
        people.writer.id,
        "done",
    )
