"""The list: every filter, paging, the walls, how many statements it takes, and the Excel file of it."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask_login import login_user
from openpyxl import load_workbook
from sqlalchemy import select

from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import today
from tadamon.partnerships.listing import of_body
from tadamon.partnerships.models import Partnership
from tadamon.web import listing


@pytest.fixture
def some(agreed, agency):
    """Seven of Luxor, one of the department, one of Aswan, that differ in every filter."""
    day = today()
    both = {"our_signed_on": day - timedelta(days=400), "their_signed_on": day - timedelta(days=400)}

    def starting(days):
        return {"starts_on": day - timedelta(days=days)}

    ids = {
        "a": agreed(title="مسودة الرعاية", kind="mou", **starting(1)),
        "b": agreed(title="سارية", **both, **starting(2)),
        "c": agreed(
            title="تنتهي بعد شهر",
            **both,
            **starting(3),
            ends_on=day + timedelta(days=30),
            partner="الوكالة الألمانية للتعاون الدولي",
        ),
        "d": agreed(
            title="تنتهي بعد شهرين",
            **both,
            **starting(4),
            ends_on=day + timedelta(days=59),
            renewal="agreement",
        ),
        "e": agreed(title="انتهت", **both, **starting(5), ends_on=day - timedelta(days=1)),
        "f": agreed(title="في الأرشيف", **starting(6)),
        "g": agreed(title="عليها متأخر", **starting(7), kind="informal"),
        "h": agreed("hq", title="من الإدارة العامة", **starting(8)),
        "i": agreed("stranger", title="من أسوان", **starting(9)),
    }
    axes = list(db.session.scalars(select(Axis).order_by(Axis.position)))
    draft, late, gone = (db.session.get(Partnership, ids[letter]) for letter in "agf")
    draft.axes, draft.codes = [axes[1]], ["EG-LX", "EG-KN"]
    row = Outcome(record=late, kind="obligation", text="تقرير", party=late.parties[1], owner="جمعية")
    row.due(day - timedelta(days=1))
    db.session.add(row)
    gone.archived_at = gone.created_at
    db.session.commit()
    found = ids | {"axis": axes[1].id, "day": (day - timedelta(days=3)).strftime("%d/%m/%Y")}
    db.session.remove()
    return found


FOUND = {
    "": "abcdeg",
    "q=الرعايه": "a",
    "q=GIZ": "c",
    "q=الأورمان": "abdeg",
    "q=لا شيء كهذا": "",
    "kind=mou": "a",
    "kind=mou&q=الرعاية": "a",
    "state=draft": "a",
    "state=active": "b",
    "state=renewal": "cd",
    "state=expired": "e",
    "state=informal": "g",
    "state=ended": "",
    "state=expires-30": "c",
    "state=expires-60": "cd",
    "state=expires-90": "cd",
    "state=overdue": "g",
    "state=archived": "f",
    "axis={axis}": "a",
    "governorate=EG-KN": "a",
    "governorate=EG-ASN": "",
    "partner=international": "c",
    "partner=ngo": "",
    "from={day}": "abc",
    "to={day}": "cdeg",
    "state=renewal&partner=international": "c",
    "q=%20": "abcdeg",
}


def letters(page, some):
    known = {id: letter for letter, id in some.items() if isinstance(id, int) and len(letter) == 1}
    links = [link.get("href") for link in page.find("list").all("a") if link.closest("td")]
    return "".join(known[int(url.rpartition("/")[2])] for url in links)


def test_filters(writer, some):
    for query, wanted in FOUND.items():
        page = writer.get("/partnerships?" + query.format(**some)).page
        assert letters(page, some) == wanted, query


def test_the_department_sees_all_and_filters_by_directorate(hq, some, people):
    assert letters(hq.get("/partnerships").page, some) == "abcdeghi"
    assert letters(hq.get(f"/partnerships?unit={people.stranger.unit_id}").page, some) == "i"


@pytest.mark.parametrize(
    "query",
    [
        "kind=x",
        "state=x",
        "state=expires-7",
        "axis=x",
        "axis=999999",
        "governorate=EG-X",
        "partner=x",
        "from=أمس",
    ],
)
def test_filters_that_are_none(writer, query):
    answer = writer.get(f"/partnerships?{query}")
    assert answer.status_code == 422
    assert writer.get(f"/partnerships.xlsx?{query}").status_code == 422


def test_what_a_body_is_party_of(app, some, agency, people):
    for person, wanted in ((people.writer, ["تنتهي بعد شهر"]), (people.stranger, [])):
        with app.test_request_context():
            login_user(db.session.get(type(person), person.id))
            assert [row.title for row in of_body(agency)] == wanted


def test_hostile_addresses(writer, some):
    for query in (
        "after=x",
        "after=2025-01-01~x",
        "after=~1",
        "after=%00~1",
        "q=%00",
        "q=" + "ط" * 500,
        "q='; drop table",
        'q="*',
        "state=",
        "from=%ff",
    ):
        assert writer.get(f"/partnerships?{query}").status_code in (200, 422), query


def test_pages_by_key(writer, some, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    page, seen = writer.get("/partnerships").page, ""
    for _page in range(4):
        seen += letters(page, some)
        older = [url for text, url in page.links if text == "الأقدم"]
        if not older:
            break
        page = writer.get(older[0]).page
    assert seen == "abcdeg"


def test_as_many_statements_for_many_as_for_one(writer, agreed, statements):
    agreed()
    writer.get("/partnerships")

    def asked(path):
        statements.clear()
        assert writer.get(path).status_code == 200
        return len(statements)

    few = asked("/partnerships")
    for number in range(5):
        agreed(title=f"شراكة {number}")
    assert asked("/partnerships") == few <= 8


def test_a_sheet_takes_as_many_statements_with_more_on_it(writer, signed, agreed, statements):
    def asked(id):
        writer.get(f"/partnerships/{id}")
        statements.clear()
        assert writer.get(f"/partnerships/{id}").status_code == 200
        return len(statements)

    assert asked(signed) <= asked(agreed()) + 3


def test_the_excel_file_says_what_the_list_says(writer, some):
    sheet = load_workbook(BytesIO(writer.get("/partnerships.xlsx?state=renewal").data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["تنتهي بعد شهر", "تنتهي بعد شهرين"]
    assert rows[1][3] == "تنتهي قريبًا" and rows[2][3] == "حان موعد تجديدها"
    assert rows[1][5] == "منظمة أو وكالة دولية"
    assert len(rows[0]) == len(set(rows[0])) == 21


def test_an_excel_cell_is_never_a_formula(writer, agreed):
    agreed(title="=1+1", partner="=cmd|' /C calc'!A0")
    sheet = load_workbook(BytesIO(writer.get("/partnerships.xlsx").data)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
