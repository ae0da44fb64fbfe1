"""Every figure of the dashboard leads to a list of just as many; nothing of another directorate is in any."""

import re
from datetime import date

import pytest

from tadamon.accounts.egypt import EGYPT
from tadamon.accounts.governorates import GOVERNORATES
from tadamon.accounts.models import User
from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.language.folding import fold
from tadamon.meetings.models import Meeting

YEAR = "/dashboard?from=2025&to=2025"


@pytest.fixture
def more(meeting):
    """Three more meetings: two of Luxor in other months, one of Aswan; and one of the ministry that Luxor is invited to."""
    for who, kind, day in (("luxor", "committee", 3), ("luxor", "committee", 4), ("aswan", "open-door", 5)):
        by = User.named(who)
        record = Meeting(title="اجتماع", kind=kind, unit=by.unit, governorate=by.unit.governorate, state="draft")
        record.date = Vague(date(2025, day, 6), "day")
        db.session.add(record)
    record = Meeting(title="تنسيق", kind="committee", unit=User.named("hq").unit, state="draft")
    record.date, record.invited = Vague(date(2025, 6, 6), "day"), [User.named("luxor").unit.office]
    db.session.add(record)
    db.session.commit()
    db.session.remove()


def figures(page):
    """[(amount, address)] of every tile, bar and square that leads somewhere."""
    tiles = (each for each in page.all("a") if "tile" in each.get("class") and "measures" not in each.get("href"))
    found = [(number(each.all("b")[0].text), each.get("href")) for each in tiles]
    for row in page.all("tr"):
        table = row.closest("table")
        links = row.all("a")
        if "bars" in table.get("class") and links:
            found.append((number(row.all("td")[0].text), links[0].get("href")))
        if "egypt" in table.get("class"):
            found += [(number(link.all("b")[0].text), link.get("href")) for link in links]
    return found


def number(text):
    return int(fold(text).replace("٬", "").replace(",", ""))


def counted(page):
    """How many the list says it has."""
    said = next(fold(each.text) for each in page.all("p") if "soft" in each.get("class"))
    return {"نتيجه واحده": 1, "نتيجتان": 2}.get(said) or int(re.search(r"\d+", said)[0])


@pytest.mark.parametrize("who", ["writer", "hq"])
def test_every_figure_leads_to_a_list_of_as_many(sign_in, more, who):
    browser = sign_in(who)
    found = figures(browser.get(YEAR).page)
    assert len(found) >= 6
    for amount, address in found:
        if amount and address.startswith(("/search", "/meetings")):
            assert counted(browser.get(address).page) == amount, address


def test_each_office_sees_its_own_sums(writer, stranger, hq, more):
    def activities(browser, query=YEAR):
        tiles = [each for each in browser.get(query).page.all("a") if "tile" in each.get("class")]
        return number(tiles[0].all("b")[0].text)

    assert (activities(writer), activities(stranger), activities(hq)) == (3, 1, 5)
    assert activities(writer, "/dashboard?from=3/2025&to=4/2025") == 2
    assert activities(writer, "/dashboard?from=2024&to=2024") == 0


def test_a_period_that_is_none_is_said(writer):
    answer = writer.get("/dashboard?from=أمس")
    assert answer.status_code == 422 and "خطأ" in answer.page.title


def test_the_map_holds_every_governorate_once():
    squares = [code for row in EGYPT for code in row if code]
    assert sorted(squares) == sorted(GOVERNORATES) and len(set(map(len, EGYPT))) == 1


def test_the_statements_are_few_whatever_there_is(hq, more, statements):
    hq.get(YEAR)
    statements.clear()
    hq.get(YEAR)
    assert len(statements) <= 14, statements  # PostgreSQL is asked how many it expects


def test_activities_of_every_sort_have_kinds_with_names():
    for sort in Activity.__subclasses__():
        assert sort.kinds, sort
