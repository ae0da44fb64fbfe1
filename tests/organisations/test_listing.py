"""The lists: every filter alone and together, by name, paging by key, and 100,000 as fast as 1,000."""

import pytest

from tadamon.directory.organisations import Organisation, worked_fields, worked_governorates
from tadamon.extensions import db
from tadamon.keeping.checks import findings
from tadamon.keeping.reindex import reindex
from tadamon.records.naming import NameStart
from tests.organisations.conftest import unit


def titles(page):
    return [link.text for link in page.find("list").all("a") if link.closest("td")]


@pytest.fixture
def some(body, writer):
    ids = {
        "a": body(
            "جمعية الأورمان",
            aliases=["دار الأورمان"],
            governorates=["EG-LX", "EG-ASN"],
            fields=["care"],
            number="77",
        ),
        "b": body("بنك ناصر", kind="bank", governorates=["EG-C"], fields=["empowerment"]),
        "c": body("جمعية رسالة", by="stranger", governorates=["EG-ASN"], fields=["care", "youth"]),
        "d": body("GIZ", by="hq", kind="international", country="DE", name_en="German agency"),
        "e": body("جمعية قديمة", governorates=["EG-LX"]),
    }
    writer.post(f"/organisations/{ids['e']}/archive")
    return ids


FOUND = {
    "": "dbac",
    "kind=ngo": "ac",
    "kind=bank": "b",
    "governorate=EG-ASN": "ac",
    "governorate=EG-LX": "a",
    "governorate=EG-SIN": "",
    "field=care": "ac",
    "field=youth&governorate=EG-ASN": "c",
    "field=youth&governorate=EG-LX": "",
    "kind=ngo&field=care&governorate=EG-LX": "a",
    "state=archived": "e",
    "state=merged": "",
    "state=archived&governorate=EG-LX": "e",
    "unit={LX}": "ba",
    "unit={ASN}": "c",
    "unit={LX}&kind=ngo": "a",
    "unit={ER}&kind=ngo": "",
    "q=دار": "a",
    "q=77": "a",
    "q=٧٧": "a",
    "q=german": "d",
    "q=جمعيه": "ca",
    "q=جمعية&unit={LX}": "a",
    "q=الاورمان&field=care": "a",
    "q=الاورمان&field=youth": "",
    "q=لا شيء كهذا": "",
    "q=%20": "dbac",
    "kind=": "dbac",
}


def test_filters(reader, some):
    letters = {id: letter for letter, id in some.items()}
    units = {code.rpartition("-")[2]: unit(code).id for code in ("EG-LX", "EG-ASN", "ER")}
    for query, wanted in FOUND.items():
        page = reader.get("/organisations?" + query.format(**units)).page
        found = [
            letters[int(link.get("href").split("/")[2])] for link in page.find("list").all("a") if link.closest("td")
        ]
        assert "".join(found) == wanted, query


def test_filters_not_understood(writer, some):
    for query in (
        "kind=x",
        "governorate=EG-XX",
        "field=x",
        "unit=999999",
        "state=x",
        "q=" + "س" * 201,
        "unit=" + "9" * 50,
    ):
        assert writer.get(f"/organisations?{query}").status_code == 422, query
    for query in ("after=x", "after=~", "after=%00~1", "after=س~" + "9" * 40, "after=س~1"):
        assert writer.get(f"/organisations?{query}").status_code == 200, query


def walk(browser, path):
    while path:
        page = browser.get(path).page
        yield from titles(page)
        path = next((link.get("href") for link in page.all("a") if link.get("rel") == "next"), None)


@pytest.mark.parametrize("query", ["", "kind=ngo", "governorate=EG-LX", "field=care&governorate=EG-LX"])
def test_a_hundred_and_twenty_by_name(writer, people, query, monkeypatch):
    by = db.session.merge(people.writer)
    for number in range(120):
        db.session.add(
            Organisation(
                name_ar=f"جمعية {number % 40:03}",
                kind="ngo",
                unit=by.unit,
                governorates=["EG-LX"],
                fields=["care"],
            )
        )
    db.session.commit()
    for cap in (1000, 100):
        for module in ("tadamon.web.listing", "tadamon.organisations.listing"):
            monkeypatch.setattr(f"{module}.CAP", cap)
        seen = list(walk(writer, f"/organisations?{query}"))
        assert len(seen) == 120 and seen == sorted(seen)
        assert ("١٢٠ جهة" if cap == 1000 else "أكثر من ١٠٠") in writer.get(f"/organisations?{query}").page.text


def test_people(reader, person):
    person("مايا مرسي", posts=[{"title": "وزيرة التضامن الاجتماعي"}], titles="د.", name_en="Maya Morsy")
    person("حسام الزمر", by="stranger")
    for query, wanted in {
        "": ["حسام الزمر", "مايا مرسي"],
        "q=وزيرة": ["مايا مرسي"],
        "q=maya": ["مايا مرسي"],
        f"unit={unit('EG-ASN').id}": ["حسام الزمر"],
        "state=merged": [],
    }.items():
        assert titles(reader.get(f"/people?{query}").page) == wanted, query


def test_empty_lists_say_how_to_begin(writer, reader):
    for home in ("organisations", "people"):
        assert f"/{home}/new" in [link.get("href") for link in writer.get(f"/{home}").page.find("list").all("a")]
        assert f"/{home}/new" not in [link.get("href") for link in reader.get(f"/{home}").page.find("list").all("a")]


def test_a_list_takes_the_same_statements_however_full(writer, body, statements):
    counts = []
    for more in (2, 20):
        for number in range(more):
            body(f"جمعية {more} {number}", aliases=["س"], governorates=["EG-LX"])
        writer.get("/organisations?governorate=EG-LX")
        statements.clear()
        writer.get("/organisations?governorate=EG-LX")
        counts.append(len(statements))
    assert counts[0] == counts[1] < 15


def test_names_are_checked_and_written_anew(writer, some):
    assert not [finding for name, found in findings(True) for finding in found if name == "names"]
    db.session.execute(db.delete(NameStart).where(NameStart.record_id == some["a"]))
    db.session.commit()
    wrong = [finding.words for name, found in findings() for finding in found if name == "names"]
    assert len(wrong) == 1 and f"record {some['a']} " in wrong[0]
    list(reindex())
    assert not [finding for name, found in findings() for finding in found if name == "names"]
    assert Organisation.named("دار الاورمان").id == some["a"]


def test_the_tables_of_details_are_indexed_both_ways(app):
    for table in (worked_governorates, worked_fields):
        assert any([column.name for column in index.columns] == ["code", "organisation_id"] for index in table.indexes)
