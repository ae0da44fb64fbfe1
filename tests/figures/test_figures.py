"""A figure as it was said: its numbers, its doubts, who approved it, and who may see it."""

from datetime import date

import pytest

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.figures import reading
from tadamon.figures.models import FigureValue

VALUE = {"precision": "exactly", "starts_on": "2025", "basis": "as-of", "source": "تقرير"}


@pytest.fixture
def figure(writer):
    """figure("الأسر", "family", …) → its address."""

    def write(name, measure, by=writer, **more):
        return by.post("/figures", {"name_ar": name, "measure": measure} | more).location

    return write


def value(browser, home, amount, **more) -> int:
    answer = browser.post(f"{home}/values", VALUE | {"amount": amount} | more)
    assert answer.status_code == 303, answer.text
    return db.session.query(FigureValue.id).order_by(FigureValue.id.desc()).first()[0]


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("measure", "amount", "arabic", "english", "more"),
    [
        ("family", "نحو ٤٫٧ مليون", "نحو ٤٫٧ مليون أسرة", "about 4.7 million families", {}),
        (
            "pound",
            "أكثر من 41 مليار",
            "أكثر من ٤١ مليار جنيه سنويًا",
            "more than 41 billion pounds a year",
            {"per": "year"},
        ),
        ("assignee", "1,540", "١٬٥٤٠ مكلَّفًا", "1,540 assignees", {}),
        ("digital-initiative", "2", "مبادرتان رقميتان", "2 digital initiatives", {}),
        ("family", "أكثر من 2", "أكثر من أسرتين", "more than 2 families", {}),
        ("child", "3 ملايين", "٣ ملايين طفل", "3 million children", {}),
        ("percent", "23.7", "٢٣٫٧٪", "23.7%", {}),
    ],
)
def test_a_number_is_printed_as_it_was_said(writer, sign_in, figure, measure, amount, arabic, english, more):
    home = figure("مؤشر", measure, **more)
    value(writer, home, amount)
    assert arabic in writer.get(home).page.find("values").text
    assert english in sign_in("writer", "en").get(f"{home}/print").page.text


def test_several_are_told_without_a_number(writer, figure):
    home = figure("الشركات", "nursery")
    value(writer, home, "", precision="several")
    assert "عدة حضانات" in writer.get(home).text
    assert writer.post(f"{home}/values", VALUE | {"amount": ""}).status_code == 422


def test_two_values_of_a_period_stand_side_by_side_until_one_takes_the_others_place(writer, figure):
    home = figure("الأسر", "family")
    first, second = value(writer, home, "4.7 مليون", source="الوزارة"), value(writer, home, "5 ملايين", source="صحيفة")
    both = next(box for box in writer.get(home).page.all("div") if "conflict" in box.get("class").split())
    assert "الوزارة" in both.text and "صحيفة" in both.text
    changed = VALUE | {"amount": "5 ملايين", "supersedes_id": first, "version": "1"}
    assert writer.post(f"{home}/values/{second}", changed).status_code == 303
    assert "قيم مختلفة" not in writer.get(home).text
    circle = VALUE | {"amount": "4.7 مليون", "supersedes_id": second, "version": "1"}
    assert writer.post(f"{home}/values/{first}", circle).status_code == 422


def test_parts_that_miss_their_total_are_pointed_out(writer, figure):
    home = figure("المتدربون", "assignee", split="administration")
    value(writer, home, "1540")
    value(writer, home, "365", part="إدارة الأقصر")
    assert "ينقص عنه ١٬١٧٥ مكلَّفًا" in writer.get(home).text
    rest = value(writer, home, "1175", part="بقية الإدارات")
    assert "مجموع الأجزاء" not in writer.get(home).text
    writer.post(f"{home}/values/{rest}", VALUE | {"amount": "1200", "part": "بقية الإدارات", "version": "1"})
    assert "يزيد عليه ٢٥ مكلَّفًا" in writer.get(home).text


def test_what_is_approved_is_changed_no_more_and_only_by_the_right_to_it(writer, approver, figure):
    home = figure("الأسر", "family")
    id = value(writer, home, "100")
    assert writer.post(f"{home}/values/{id}/approval").status_code == 403
    assert approver.post(f"{home}/values/{id}/approval").status_code == 303
    assert approver.post(f"{home}/values/{id}/approval").status_code == 409
    for path, sent in ((f"{home}/values/{id}", VALUE | {"amount": "1"}), (f"{home}/values/{id}/removal", {})):
        assert writer.post(path, sent).status_code == 409
    assert [url for _text, url in writer.get("/figures?state=approved").page.links if url == home]
    assert approver.post(f"{home}/values/{id}/approval/withdrawal").status_code == 303
    assert writer.post(f"{home}/values/{id}", VALUE | {"amount": "99", "version": "1"}).status_code == 303
    assert [url for _text, url in writer.get("/figures?state=waiting").page.links if url == home]


def test_an_office_reads_its_own_alone(writer, stranger, hq, figure):
    home = figure("أرقام الأقصر", "family")
    value(writer, home, "77")
    assert stranger.get(home).status_code == stranger.get(f"{home}.pdf").status_code == 404
    assert "أرقام الأقصر" not in stranger.get("/figures").text + stranger.get("/figures/print").text
    assert hq.get(home).status_code == 200 and "أرقام الأقصر" in hq.get("/figures").text
    assert hq.post(f"{home}/values", VALUE | {"amount": "1"}).status_code == 403


def test_reports_read_the_period_with_the_approved_first(app, writer, approver, figure):
    homes = [figure(name, "family") for name in ("أ", "ب", "ج")]
    ids = [
        value(writer, home, "10", starts_on=day) for home, day in zip(homes, ("2024", "2025", "مارس 2025"), strict=True)
    ]
    approver.post(f"{homes[2]}/values/{ids[2]}/approval")
    user = db.session.get(User, writer.user_id)
    found = reading.figures(user, first=date(2025, 1, 1), last=date(2025, 3, 31))
    assert [(each.figure.name_ar, len(each.values), each.approved) for each in found] == [
        ("ج", 1, True),
        ("ب", 1, False),
        ("أ", 0, False),
    ]
