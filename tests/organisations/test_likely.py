"""What looks alike is shown before a second one is made, and stays silent when it does not."""

import pytest
from sqlalchemy import select

from tadamon.directory import matching
from tadamon.directory.merging import Distinct
from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.extensions import db
from tests.organisations.conftest import unit

SAME = [
    ("جمعية الأورمان", "جمعيه الاورمان"),
    ("جمعية الأورمان", "مؤسسة الأورمان الخيرية"),
    ("جمعية الأورمان", "جمعية الأورمن"),
    ("الوكالة الألمانية للتعاون الدولي", "الوكالة الالمانية للتعاون"),
    ("هيئة التأمين الصحي الشامل", "التأمين الصحى الشامل"),
    ("صندوق مكافحة وعلاج الإدمان والتعاطي", "صندوق مكافحة وعلاج الادمان"),
    ("وزارة الخارجية", "الخارجية المصرية"),
    ("GIZ", "giz"),
    ("UNODC", "United Nations Office on Drugs and Crime"),
    ("Orman Association", "The Orman Association"),
]
OTHER = [
    ("جمعية الأورمان", "جمعية رسالة"),
    ("وزارة الخارجية", "وزارة الداخلية"),
    ("جمعية تنمية المجتمع المحلي بإسنا", "جمعية تنمية المجتمع المحلي بأرمنت"),
    ("بنك مصر", "بنك ناصر"),
    ("جامعة الأقصر", "جامعة أسوان"),
    ("GIZ", "KfW"),
]
SAME_PERSON = [
    ("مايا مرسي", "د. مايا مرسى"),
    ("أحمد عبد الرحمن", "أحمد عبدالرحمن محمود"),
    ("كريم القلاوي", "المستشار كريم القلاوى"),
    ("محمد محمود جمعة", "محمد محمود جمعه"),
    ("عبد المطلب عمارة", "م. عبدالمطلب عماره"),
]
OTHER_PERSON = [
    ("محمد محمود جمعة", "محمد أحمد حسن"),
    ("منى علي", "منى سعيد"),
    ("أحمد عبد الرحمن", "أحمد عبد الله"),
]


def alike(model, typed, **how):
    return [each.record.name_ar for each in matching.likely(model, typed, **how)]


@pytest.mark.parametrize(("known", "typed"), SAME)
def test_the_same_body(body, known, typed):
    body(known)
    assert alike(Organisation, typed) == [known]


@pytest.mark.parametrize(("known", "typed"), OTHER)
def test_another_body(body, known, typed):
    body(known)
    assert alike(Organisation, typed) == []


@pytest.mark.parametrize(("known", "typed"), SAME_PERSON)
def test_the_same_person(person, known, typed):
    person(known)
    assert alike(Person, typed) == [known]


@pytest.mark.parametrize(("known", "typed"), OTHER_PERSON)
def test_another_person(person, known, typed):
    person(known)
    assert alike(Person, typed) == []


def test_by_alias_english_name_and_number(body):
    body("الوكالة الألمانية للتعاون الدولي", aliases=["هيئة المعونة الألمانية", "GIZ"], name_en="German agency")
    lx = unit("EG-LX").id
    body("جمعية النور", number="55", registered_with_id=lx)
    for typed in ("هيئه المعونه الالمانيه", "GIZ", "german agency"):
        assert alike(Organisation, typed) == ["الوكالة الألمانية للتعاون الدولي"], typed
    assert (
        alike(Organisation, "جمعية الهدى", number="55")
        == alike(Organisation, "جمعية الهدى", number="55", registered_with_id=lx)
        == ["جمعية النور"]
    )
    assert alike(Organisation, "جمعية الهدى", number="55", registered_with_id=unit("EG-ASN").id) == []


def test_what_was_set_aside_is_no_candidate(writer, body):
    id = body("جمعية الأورمان")
    writer.post(f"/organisations/{id}/archive")
    assert alike(Organisation, "جمعية الأورمان") == []


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "؟",
        "%",
        "_",
        "'",
        '"',
        "\\",
        "\x00",
        "\u202e",
        "س" * 5000,
        "جمعية " * 400,
        "ٌ" * 5000,
        "a" * 9000,
    ],
)
def test_anything_typed(writer, body, typed):
    body("جمعية الأورمان")
    answer = writer.raw(
        "get",
        "/organisations/likely",
        query_string={"name_ar": typed, "number": typed, "registered_with_id": typed},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert writer.raw("get", "/people/likely", query_string={"name_ar": typed}).status_code == 200


def test_a_new_one_is_stopped_until_it_is_told_apart(writer, body):
    id = body("جمعية الأورمان")
    form = writer.get("/organisations/new").page.form("/organisations")
    answer = writer.send(form, name_ar="مؤسسة الأورمان", kind="ngo")
    assert answer.status_code == 422 and f"/organisations/{id}" in [url for _text, url in answer.page.links]
    form = answer.page.form("/organisations")
    assert form.fields["name_ar"] == "مؤسسة الأورمان"
    assert writer.send(form).status_code == 422
    made = writer.send(form, confirmed="1")
    assert made.status_code == 303
    pair = db.session.scalars(select(Distinct)).one()
    assert (pair.one_id, pair.other_id) == (id, int(made.headers["Location"].rpartition("/")[2]))


def test_a_confirmation_is_for_those_that_were_shown(writer, body):
    body("جمعية الأورمان")
    data = {"name_ar": "مؤسسة الأورمان", "kind": "ngo", "confirmed": "1"}
    for other in ("999999", "x", "", str(2**70)):
        assert writer.post("/organisations", data | {"other": other}).status_code == 422


def test_a_person_is_stopped_too(writer, person):
    person("مايا مرسي", posts=[{"title": "وزيرة التضامن الاجتماعي"}])
    answer = writer.post("/people", name_ar="د. مايا مرسى")
    assert answer.status_code == 422 and "وزيرة التضامن" in answer.page.text


def test_while_typing(writer, reader, body):
    body("جمعية الأورمان", aliases=["الأورمان الخيرية"])
    page = writer.get("/organisations/likely?name_ar=اورمان", htmx=True).page
    assert "جمعية الأورمان" in page.text and not page.find("confirmed").attrs.get("checked")
    assert writer.get("/organisations/likely?name_ar=رسالة", htmx=True).page.text == ""
    assert reader.get("/organisations/likely?name_ar=اورمان").status_code == 403


def test_few_statements_however_many_there_are(writer, body, statements):
    for number in range(60):
        body(f"جمعية الأورمان فرع {number}", number=str(number))
    statements.clear()
    assert len(matching.likely(Organisation, "جمعية الأورمان فرع 3", "Orman Charity of Luxor City")) == 5
    assert len(statements) < 40
