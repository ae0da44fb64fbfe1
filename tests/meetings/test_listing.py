"""The list: every filter alone and together, paging by key, counts, and what an empty list says."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.web import listing
from tests.meetings.test_fields import beside, kept, unit


def titles(page):
    table = page.find("list")
    return [link.text for link in table.all("a") if link.closest("td")]


@pytest.fixture
def some(writer, record):
    """Six meetings that differ in every filter."""
    axes = list(db.session.scalars(select(Axis.id).order_by(Axis.position)))
    ids = {
        "a": record("writer", title="ورشة المنح", kind="workshop", on=date(2025, 1, 5)),
        "b": record("writer", title="لقاء الأهالي", kind="open-door", on=date(2025, 6, 1), precision="month"),
        "c": record(
            "writer", title="زيارة جمعية البرّ", kind="follow-up-visit", on=date(2026, 2, 1), venue="قاعة الاجتماعات"
        ),
        "d": record("hq", title="تنسيق مع المديريات", kind="directorates", on=date(2025, 6, 15), invited=["EG-LX"]),
        "e": record("stranger", title="لقاء أسوان", kind="open-door", on=date(2025, 6, 2)),
        "f": record("writer", title="في الأرشيف", kind="open-door", on=date(2025, 6, 3)),
    }
    for letter, axis in (("a", 0), ("b", 1), ("c", 0), ("c", 1)):
        made = db.session.get(Meeting, ids[letter])
        made.axes.append(db.session.get(Axis, axes[axis]))
    db.session.commit()
    db.session.remove()
    writer.post(f"/meetings/{ids['f']}/archive")
    return ids | {"axes": axes}


FOUND = {
    "": "cdba",
    "q=ورشة": "a",
    "q=الورش": "a",
    "q=البر": "c",
    "q=قاعه": "c",
    "q=لا شيء كهذا": "",
    "kind=open-door": "b",
    "kind=workshop&q=المنح": "a",
    "axis={0}": "ca",
    "axis={1}": "cb",
    "axis={1}&kind=open-door": "b",
    "axis={5}": "",
    "state=archived": "f",
    "state=draft": "cdba",
    "from=1/6/2025": "cdb",
    "to=1/6/2025": "ba",
    "from=يونيو 2025&to=يونيو 2025": "db",
    "from=2026": "c",
    "to=2025": "dba",
    "from=٢/٦/٢٠٢٥&to=٣٠/٦/٢٠٢٥": "d",
    "from=2027": "",
    "q=تنسيق&kind=directorates&from=2025&to=2025&state=draft": "d",
    "q=%20%20": "cdba",
    "kind=": "cdba",
}


def test_filters(writer, some):
    letters = {some[letter]: letter for letter in "abcdef"}
    for query, wanted in FOUND.items():
        page = writer.get("/meetings?" + query.format(*some["axes"])).page
        found = [
            letters[int(link.get("href").rpartition("/")[2])]
            for link in page.find("list").all("a")
            if link.closest("td")
        ]
        assert "".join(found) == wanted, query


def test_the_department_filters_by_directorate(hq, some):
    for code, wanted in (
        ("EG-LX", ["زيارة جمعية البرّ", "لقاء الأهالي", "ورشة المنح"]),
        ("EG-ASN", ["لقاء أسوان"]),
        ("ER", ["تنسيق مع المديريات"]),
    ):
        assert titles(hq.get(f"/meetings?unit={unit(code).id}").page) == wanted
    assert len(titles(hq.get("/meetings").page)) == 5


def test_a_directorate_cannot_look_over_the_wall(writer, some):
    for query in (f"unit={unit('EG-ASN').id}", "q=أسوان", "kind=open-door"):
        assert "لقاء أسوان" not in writer.get(f"/meetings?{query}").page.find("main").text


def test_filters_stand_in_the_form(writer, some):
    page = writer.get(f"/meetings?q=ورشة&kind=workshop&axis={some['axes'][0]}&from=1/1/2025").page
    form = next(form for form in page.forms if "kind" in form.fields)
    assert (form.fields["q"], form.fields["kind"], form.fields["axis"]) == ("ورشة", "workshop", str(some["axes"][0]))
    assert form.fields["from"] == "1/1/2025"


def test_a_filter_not_understood_says_so_beside_it(writer, some):
    for name, typed in (("from", "أمس"), ("to", "31/2/2025"), ("kind", "x"), ("axis", "9999"), ("q", "ب" * 201)):
        answer = writer.get(f"/meetings?{name}={typed}")
        assert answer.status_code == 422 and beside(answer.page, name)
    assert kept(writer.get("/meetings?from=أمس").page, "from") == "أمس"


def test_an_empty_result_leads_back_to_everything(writer, some):
    assert writer.get("/meetings?q=كلمةغيرموجودة").page.find("list").all("a")[0].get("href") == "/meetings"


def test_an_empty_system_says_how_to_begin(writer, reader):
    assert "/meetings/new" in [link.get("href") for link in writer.get("/meetings").page.find("list").all("a")]
    assert "/meetings/new" not in [link.get("href") for link in reader.get("/meetings").page.find("list").all("a")]


def many(count, start=0, on=date(2025, 5, 5)):
    by = User.named("luxor")
    for number in range(start, start + count):
        made = Meeting(
            title=f"اجتماع {number}",
            kind="ngos" if number % 2 else "workshop",
            unit=by.unit,
            created_by_id=by.id,
            state="draft",
        )
        made.date = Vague(on, "day")
        db.session.add(made)
    db.session.commit()


def pages(browser, path):
    """The pages of a list, following «older»."""
    while path:
        page = browser.get(path).page
        yield page
        older = [link.get("href") for link in page.all("a") if link.get("rel") == "next"]
        path = older[0] if older else None


def test_a_hundred_and_twenty_on_one_day(writer):
    many(120)
    seen = [title for page in pages(writer, "/meetings") for title in titles(page)]
    assert len(seen) == len(set(seen)) == 120 and seen == [f"اجتماع {n}" for n in reversed(range(120))]


def test_paging_while_others_write(writer):
    many(120)
    seen, walk = [], pages(writer, "/meetings?kind=ngos")
    for turn, page in enumerate(walk):
        seen += titles(page)
        many(4, start=200 + 10 * turn)
        many(2, start=500 + 10 * turn, on=date(2026, 1, 1))
    old = [title for title in seen if int(title.split()[1]) < 200]
    assert len(old) == len(set(old)) == 60


def test_invited_and_own_are_one_list(writer, record):
    many(60)
    invited = [record("hq", title=f"دعوة {n}", on=date(2025, 5, 5), invited=["EG-LX"]) for n in range(30)]
    seen = [title for page in pages(writer, "/meetings") for title in titles(page)]
    assert len(seen) == len(set(seen)) == 90 and len(invited) == 30


def test_filters_survive_paging(writer):
    many(120)
    page = writer.get("/meetings?kind=ngos&q=اجتماع&from=2025&state=draft").page
    older = next(link.get("href") for link in page.all("a") if link.get("rel") == "next")
    query = parse_qs(urlsplit(older).query)
    assert {name: query[name] for name in ("kind", "q", "from", "state")} == {
        "kind": ["ngos"],
        "q": ["اجتماع"],
        "from": ["2025"],
        "state": ["draft"],
    }
    page = writer.get(older).page
    assert all(int(title.split()[1]) % 2 for title in titles(page))
    newest = [
        link.get("href")
        for link in page.find("list").all("a")
        if "after" not in link.get("href") and "kind=ngos" in link.get("href")
    ]
    assert newest


def test_counts_are_exact_until_they_are_capped(writer, monkeypatch):
    many(70)
    assert "٧٠ اجتماعًا" in writer.get("/meetings").page.text
    monkeypatch.setattr(listing, "CAP", 60)
    assert "أكثر من ٦٠" in writer.get("/meetings").page.text


def test_statements_of_every_page(hq, writer, statements, meeting, record):
    """Six at most, however much hangs on the record; two more where other rooms add a panel."""
    for invited in range(2):
        record("hq", title=f"آخر {invited}", invited=["EG-LX", "EG-ASN"])
    many(120)
    full = record("hq", invited=["EG-LX", "EG-ASN", "EG-KN"])
    hq.post(f"/meetings/{full}/earlier", earlier_id=meeting)
    for path in (
        "/meetings",
        "/meetings?q=اجتماع&kind=ngos&from=2025",
        f"/meetings/{full}",
        f"/meetings/{full}/history",
        f"/meetings/{full}/print",
        f"/meetings/{full}/print?form=summary",
        f"/meetings/{meeting}",
        f"/meetings/{meeting}/print",
        f"/meetings/{meeting}/print?form=summary",
        f"/meetings/{meeting}/history",
    ):
        for browser in (hq, writer):
            statements.clear()
            browser.get(path)
            # The department's search also asks how rare the words are.
            most = 7 if browser is hq and "q=" in path else 6
            most += 2 * (path in (f"/meetings/{meeting}", f"/meetings/{full}") or "/print" in path)
            assert len(statements) <= most, f"{path}: {len(statements)}\n" + "\n".join(each[:90] for each in statements)
