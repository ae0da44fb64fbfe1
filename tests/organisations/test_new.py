"""A new body or person: what is asked, what is taken, and that a retry makes no second."""

import pytest
from sqlalchemy import select

from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.extensions import db
from tests.organisations.conftest import unit


def made(browser, path, **fields):
    return browser.send(browser.get(f"{path}/new").page.form(path), **fields)


def count(model):
    db.session.rollback()
    return len(db.session.scalars(select(model.id)).all())


def test_a_body(writer, stored):
    answer = made(
        writer,
        "/organisations",
        name_ar="جمعية الأورمان",
        kind="ngo",
        number="١٢٣٤ / ٢٠١٠",
        registered_with_id=unit("EG-LX").id,
    )
    assert answer.status_code == 303
    page = writer.get(answer.headers["Location"]).page
    assert "جمعية الأورمان" in page.text and "١٢٣٤/٢٠١٠" in page.text
    record = stored(Organisation, int(answer.headers["Location"].rpartition("/")[2]))
    assert (record.number, record.country, record.unit.code, record.office.code) == (
        "1234/2010",
        "EG",
        "EG-LX",
        "EG-LX",
    )


def test_a_person(writer, stored):
    answer = made(writer, "/people", name_ar="مايا مرسي", titles="د.")
    assert stored(Person, int(answer.headers["Location"].rpartition("/")[2])).full_name == "د. مايا مرسي"


@pytest.mark.in_turns
@pytest.mark.parametrize("path", ["/organisations", "/people"])
@pytest.mark.parametrize("name", ["", "   ", "!!! —", "\u200b\u202e\x00", "ع" * 251, "س" * 100_000])
def test_a_name_that_is_none(writer, path, name):
    answer = made(writer, path, name_ar=name, kind="ngo")
    assert answer.status_code == 422 and answer.page.find("name_ar").get("aria-invalid")
    assert count(Organisation) == count(Person) == 0


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "nonsense"},
        {"kind": ""},
        {"number": "abc"},
        {"number": "1" * 30},
        {"registered_with_id": "999999"},
        {"kind": "company", "number": "12"},
        {"unit_id": "999999"},
        {"country": "XX"},
        {"phone": "abc"},
        {"email": "x"},
        {"website": "javascript:alert(1)"},
        {"governorates": "EG-XX"},
        {"fields": "\x00"},
        {"notes": "س" * 5001},
    ],
)
def test_what_is_refused(writer, fields):
    answer = writer.post("/organisations", {"name_ar": "جمعية", "kind": "ngo"} | fields)
    assert answer.status_code == 422 and count(Organisation) == 0


def test_sent_twice_is_made_once(writer):
    form = writer.get("/organisations/new").page.form("/organisations")
    first, second = (writer.send(form, name_ar="جمعية الأورمان", kind="ngo") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] and count(Organisation) == 1


def test_who_may(reader, visitor, stranger, body):
    assert (
        reader.get("/organisations/new").status_code
        == reader.post("/organisations", name_ar="س", kind="ngo").status_code
        == 403
    )
    assert visitor.get("/organisations").status_code == 303
    assert stranger.get(f"/organisations/{body('جمعية')}").status_code == 200


def test_the_department_chooses_the_focal_unit(hq, stored):
    answer = made(hq, "/organisations", name_ar="اليونيسف", kind="international", unit_id=unit("EG-ASN").id)
    assert stored(Organisation, int(answer.headers["Location"].rpartition("/")[2])).office.code == "EG-ASN"


def test_a_directorate_gives_to_no_other(writer):
    assert writer.post("/organisations", name_ar="س", kind="ngo", unit_id=unit("EG-ASN").id).status_code == 422
