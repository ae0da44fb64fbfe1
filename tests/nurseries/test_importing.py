"""The register from a workbook and back."""

import io

import pytest
from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.nurseries.models import Nursery
from tests.imports.making import text, xlsx

BASE = "/nurseries/imports"
HEADINGS = ("اسم الحضانة", "المالك", "الإدارة", "القرية", "الدور", "الطاقة", "عدد الأطفال")


def bring(person, *rows, file=None):
    answer = person.post(BASE, {"file": (file or xlsx(HEADINGS, *rows), "حضانات.xlsx")})
    assert answer.status_code == 303, answer.page.text
    return answer.location


def confirm(person, place):
    return person.send(person.get(place).page.form(f"{place}/completion"))


def named(title):
    db.session.rollback()
    return db.session.scalars(select(Nursery).where(Nursery.title == title)).all()


def test_new_ones_come_in_and_the_same_file_changes_nothing(writer):
    rows = [
        ("حضانة النور", "جمعية الأورمان", "الأقصر", "الكرنك", "أرضي", "٤٠", 35),
        ("حضانة الغد", "", "إسنا", "", "علوي", "", ""),
    ]
    assert confirm(writer, bring(writer, *rows)).status_code == 303
    [one] = named("حضانة النور")
    assert (one.unit.code, one.floor, one.capacity, one.children, one.state) == (
        "EG-LX-1",
        "ground",
        40,
        35,
        "unlicensed",
    )
    assert "لا جديد في هذا الملف" in writer.get(bring(writer, *rows)).page.text
    again = bring(writer, ("حضانة النور", "", "الأقصر", "", "", 50, ""))
    confirm(writer, again)
    [one] = named("حضانة النور")
    assert (one.capacity, one.children, len(one.capacities)) == (50, 35, 2)


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "مالك", "الأقصر"), "اكتب اسم الحضانة"),
        (("حضانة", "", "المريخ"), "لم نعرف الإدارة"),
        (("حضانة", "", "الأقصر", "", "", "كثير"), "اكتب عددًا"),
        (("ح" * 400, "", "الأقصر"), "النص أطول"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_comes_in(writer, row, words):
    place = bring(writer, row, ("حضانة السلام", "", "الأقصر"))
    assert words in writer.get(place).page.text
    confirm(writer, place)
    assert len(named("حضانة السلام")) == 1 and writer.get(f"{place}/errors.xlsx").status_code == 200
    assert db.session.scalar(select(func.count()).select_from(Nursery)) == 1


def test_two_candidates_are_no_guess_and_a_doubled_row_is_told(writer):
    confirm(writer, bring(writer, ("حضانة النور", "", "الأقصر"), ("حضانة النور", "", "إسنا")))
    page = writer.get(bring(writer, ("حضانة النور",), ("حضانة النور", "", "إسنا"), ("حضانه النور", "", "إسنا"))).page
    assert "أكثر من حضانة بهذا الاسم" in page.text and "هذه الحضانة نفسها في الصف ٣" in page.text


def test_what_was_exported_comes_back_unchanged(writer, nursery):
    book = writer.get("/nurseries.xlsx").get_data()
    page = writer.get(bring(writer, file=io.BytesIO(book))).page
    assert "لا جديد في هذا الملف" in page.text


def test_who_may(reader, stranger, writer, visitor):
    place = bring(writer, ("حضانة النور", "", "الأقصر"))
    for path in (BASE, place):
        assert reader.get(path).status_code == 403 and "/sign-in" in visitor.get(path).location
    assert (
        stranger.get(place).status_code == 404 and stranger.post(f"{place}/completion", version="1").status_code == 404
    )
    assert writer.post(f"{place}/undoing").status_code == 409
    answer = writer.post(BASE, {"file": (text(("س",), ("ص",)), "x.exe")})
    assert answer.status_code == 422
