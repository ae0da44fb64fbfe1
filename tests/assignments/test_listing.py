"""The register's order, filters, measures and statements; my work; many at once; the exports."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.assignments import listing as assignments
from tadamon.assignments import measures
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.records.base import now
from tadamon.web import listing
from tests.conftest import CAST


def numbers(browser, address):
    """The numbers of the outcomes of a list, in its order."""
    return [int(cell.text) for cell in browser.get(address).page.all("td") if cell.get("data-label") == "الرقم"]


def test_the_earliest_due_first_and_what_has_no_day_last(writer, outcome, parts):
    late, later, never = outcome(due=-5), outcome(due=30), outcome(due=None)
    found = [id for id in numbers(writer, "/assignments") if id in (late, later, never)]
    assert found == [late, later, never]


@pytest.mark.parametrize("facet", ["", "&kind=assignment", "&q=الأجهزة"])
def test_pages_follow_one_another(writer, outcome, monkeypatch, facet):
    monkeypatch.setattr(listing, "PAGE", 2)
    wanted = [outcome(due=days) for days in (40, 41, 41, None, None)]
    seen, address = [], "/assignments?from=1/1/2026" + facet
    while address:
        seen += numbers(writer, address)
        page = writer.get(address).page
        address = next((url for text, url in page.links if text == "الأبعد موعدًا"), None)
    assert [id for id in seen if id in wanted] == wanted and len(seen) == len(set(seen))


def test_filters(writer, outcome):
    late, soon, done = (
        outcome("قطع غيار", due=-1, priority="urgent"),
        outcome(due=3, owner="EG-ASN"),
        outcome(due=-9, state="confirmed"),
    )
    waits, advice = outcome(state="reported", due=-2), outcome("توصية بالتوسع", kind="recommendation", due=None)
    ours = {late, soon, done, waits, advice}

    def found(query):
        return set(numbers(writer, f"/assignments?{query}")) & ours

    aswan = db.session.get(Outcome, soon).owner_office_id
    db.session.remove()
    assert found("") == {late, soon, waits, advice}
    assert found("state=overdue") == {late} and found("state=week") == {soon} and found("state=reported") == {waits}
    assert found("state=confirmed") == {done} and found("state=all") == ours
    assert (
        found("priority=urgent") == {late}
        and found("kind=recommendation") == {advice}
        and found(f"owner={aswan}") == {soon}
    )
    assert found("q=التوسع") == {advice} and found(f"q={late}") == {late} and found("q=قطع&state=overdue") == {late}
    assert found("state=week&kind=assignment") == {soon} and found("state=all&priority=normal&q=الاجهزه") == {
        soon,
        done,
        waits,
    }


def test_a_verb_moves_it_in_the_index(writer, outcome):
    id = outcome(owner="جمعية")
    writer.post(f"/assignments/{id}/report", done_on="1/1/2025")
    assert id not in numbers(writer, "/assignments?q=الأجهزة&state=open") and id in numbers(
        writer, "/assignments?q=الأجهزة&state=reported"
    )
    writer.post(f"/assignments/{id}/return", reason="ينقص")
    writer.post(f"/assignments/{id}/extension", due_on="1/1/2080", reason="سبب")
    assert numbers(writer, "/assignments?q=الأجهزة&from=2080") == [id]


# measures, counted by hand


def measured(browser, query=""):
    page = browser.get(f"/assignments/measures?{query}", htmx=True).page
    return [tile.all("b")[0].text for tile in page.all("div") if "tile" in tile.get("class").split()]


def test_measures_counted_by_hand(writer, outcome, day):
    for due, done in ((-10, -12), (-10, -10), (-20, -13), (-30, -29)):  # two in time, seven days late, one day late
        outcome(due=due, state="confirmed", done_on=day(done), closed_on=day(done))
    outcome(due=-3)  # late
    outcome(due=-4, state="started", extensions=2)  # late
    outcome(due=-400, state="confirmed", done_on=day(-300))  # too long ago, unless the period says so
    (
        outcome(due=-2, state="reported", done_on=day(-2)),
        outcome(due=-2, state="cancelled"),
        outcome(due=9),
        outcome(due=None),
    )
    assert measured(writer, "q=الأجهزة") == ["٣٣٪", "٢", "٧ أيام", "٢"]
    assert measured(writer, f"q=الأجهزة&from={day(-500):%d/%m/%Y}") == ["٢٨٪", "٢", "١٠٠ يوم", "٢"]
    assert measured(writer, f"q=الأجهزة&from={day(-5):%d/%m/%Y}&to={day():%d/%m/%Y}") == ["٠٪", "٢", "٤ أيام", "٢"]
    assert measured(writer, "q=الأجهزة&priority=urgent") == ["—", "٠", "لا تأخير", "٠"]


def test_measures_stop_at_the_wall(stranger, outcome, day):
    outcome(due=-3), outcome(due=-4, owner="EG-ASN")
    assert measured(stranger)[1] == "١"


def test_sums_tell_what_the_rows_tell(writer, stranger, hq, outcome, meeting, day, monkeypatch):
    """Whatever is asked and by whom; what changed, moved, went or was set aside is not counted where it stood."""
    ids = [outcome(due=due, owner=owner) for due in (-40, -6, 3) for owner in ("EG-LX-2", "EG-ASN", "جمعية")]
    outcome("قرار", kind="decision", owner="", due=-6), outcome(due=None), outcome(due=-9, priority="urgent")
    for id, values in zip(
        ids,
        (
            {"state": "confirmed", "done_on": day(-41)},
            {"state": "confirmed", "done_on": day(-30), "extensions": 2},
            {"state": "confirmed", "done_on": None},
            {"state": "cancelled"},
            {"removed_at": now()},
            {"extensions": 1},
        ),
        strict=False,
    ):
        row = db.session.get(Outcome, id)
        for name, value in values.items():
            setattr(row, name, value)
    invite(meeting, "EG-ASN")
    luxor, aswan = (db.session.scalar(select(Unit.id).where(Unit.code == code)) for code in ("EG-LX", "EG-ASN"))
    queries = ["", f"from={day(-7):%d/%m/%Y}", f"to={day(-7):%d/%m/%Y}", "kind=assignment", "priority=urgent"]
    queries += [f"owner={aswan}", f"unit={luxor}", f"unit={luxor}&owner={luxor}", f"owner={luxor}&kind=assignment"]
    everyone = (writer, stranger, hq)
    summed = [measured(each, query) for each in everyone for query in queries]
    assert len({tuple(each) for each in summed}) > 6
    monkeypatch.setattr(measures, "scoped", lambda given: None)
    assert summed == [measured(each, query) for each in everyone for query in queries]
    monkeypatch.undo()
    record = db.session.get(Meeting, meeting)
    record.archive(by=User.named("luxor"))
    db.session.commit()
    assert measured(hq) == ["—", "٠", "لا تأخير", "٠"] and numbers(writer, "/assignments?state=all") == []
    record.unarchive()
    db.session.commit()
    assert summed == [measured(each, query) for each in everyone for query in queries]


def invite(meeting, code):
    record = db.session.get(Meeting, meeting)
    record.invited = [db.session.scalar(select(Unit).where(Unit.code == code))]
    db.session.commit()


def test_what_an_office_answers_for_is_walked_and_is_what_the_index_finds(writer, stranger, hq, outcome, monkeypatch):
    for due, owner in ((-3, "EG-LX-2"), (4, "EG-ASN"), (None, "EG-ASN"), (9, "جمعية")):
        outcome(due=due, owner=owner)
    outcome(kind="decision", owner="", due=5)
    luxor, aswan = (db.session.scalar(select(Unit.id).where(Unit.code == code)) for code in ("EG-LX", "EG-ASN"))
    paths = [
        f"/assignments?{name}={id}{more}" for name in ("owner", "unit") for id in (luxor, aswan) for more in STATES
    ]
    everyone = (writer, stranger, hq)
    walked = [numbers(each, path) for each in everyone for path in paths]
    monkeypatch.setattr(assignments, "indexed", lambda given: True)
    assert walked == [numbers(each, path) for each in everyone for path in paths] and any(walked)


STATES = ("", "&state=overdue", "&state=all")

# my work


def test_my_work(writer, stranger, outcome):
    (
        outcome("متأخر لدينا", due=-3),
        outcome("قريب", due=2, owner_person=CAST["writer"][3]),
        outcome("مُبلغ", state="reported"),
    )
    outcome("لدى أسوان", due=-9, owner="EG-ASN")
    page = writer.get("/assignments/mine").page
    assert all(page.find(id) for id in ("overdue", "week", "reported", "elsewhere"))
    assert "متأخر لدينا" in page.find("overdue").text and "لدى أسوان" in page.find("elsewhere").text
    mine = writer.get("/assignments/mine?scope=me").page.text
    assert "قريب" in mine and "متأخر لدينا" not in mine
    theirs = stranger.get("/assignments/mine").page
    assert "لدى أسوان" in theirs.find("overdue").text and "متأخر لدينا" not in theirs.text
    assert [text for text, url in stranger.get("/").page.links if url == "/assignments/mine" and text != "أعمالي"]


def test_what_was_returned_is_seen(office, writer, outcome):
    id = outcome("أُعيد", due=30)
    office.post(f"/assignments/{id}/report", done_on="1/1/2025")
    writer.post(f"/assignments/{id}/return", reason="ينقص")
    assert "أُعيد" in office.get("/assignments/mine").page.find("returned").text


# many at once


def chosen(browser, *ids):
    return browser.get("/assignments/extensions?" + "&".join(f"row={id}" for id in ids)).page.form("/extensions")


def test_many_are_extended_at_once(writer, outcome, stored, day, monkeypatch):
    ids = [outcome(due=days) for days in (1, 2, 3)]
    assert writer.send(chosen(writer, *ids), due_on="1/6/2080", reason="عطلة").status_code == 303
    assert {stored(id).due_on for id in ids} == {date(2080, 6, 1)} and {stored(id).extensions for id in ids} == {1}
    assert writer.send(chosen(writer, *ids[:2]), more="7", reason="عطلة").status_code == 303
    assert {stored(id).due_on for id in ids[:2]} == {date(2080, 6, 9)}  # 8 June 2080 is a Saturday


def test_all_or_none(writer, outcome, stored):
    good, closed = outcome(due=1), outcome(due=1, state="confirmed")
    for data in ({"due_on": "1/6/2080"}, {"more": "7"}):
        assert writer.send(chosen(writer, good, closed), reason="سبب", **data).status_code == 409
    assert writer.send(chosen(writer, good, outcome(due=None)), more="7", reason="سبب").status_code == 409
    assert stored(good).extensions == 0


def test_only_what_one_may_extend_can_be_ticked(writer, stranger, hq, outcome):
    owed, theirs, reported = outcome(), outcome(owner="EG-ASN"), outcome(state="reported")

    def boxes(browser):
        page = browser.get("/assignments").page
        return {int(box.get("value")) for box in page.all("input") if box.get("name") == "row"}

    assert {owed, theirs} <= boxes(writer) and reported not in boxes(writer)
    for other in (stranger, hq):
        assert theirs in numbers(other, "/assignments") and not boxes(other)
        assert "مدّ مواعيد المختار" not in other.get("/assignments").page.text


def test_what_others_assigned_is_left_out_of_the_choice(hq, outcome):
    theirs, by = outcome(), User.named("hq")
    ours = Meeting(title="اجتماع", kind="workshop", unit=by.unit, created_by_id=by.id, state="draft")
    ours.date = Vague(date(2025, 10, 1), "day")
    db.session.add(ours)
    db.session.commit()
    own = outcome(record=ours.id)
    page = hq.get(f"/assignments/extensions?row={own}&row={theirs}").page
    assert [box.get("value") for box in page.all("input") if box.get("name") == "row"] == [str(own)]
    assert "تُرك بند واحد" in page.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"due_on": "1/6/2080", "more": "7"},
        {"more": "0"},
        {"more": "x"},
        {"due_on": "x"},
        {"due_on": "1/6/2080", "reason": ""},
    ],
)
def test_bad_input_of_many(writer, outcome, data):
    assert writer.send(chosen(writer, outcome(due=1)), **{"reason": "سبب"} | data).status_code == 422


def test_of_many_none_is_anothers(writer, stranger, office, outcome):
    mine, id = outcome(owner="EG-ASN"), outcome()
    assert stranger.get(f"/assignments/extensions?row={id}&row={mine}").status_code == 404
    assert (
        stranger.post("/assignments/extensions", {"row": str(mine), "due_on": "1/1/2080", "reason": "س"}).status_code
        == 403
    )
    assert stranger.get(f"/assignments/extensions?row={mine}").status_code == 403
    assert writer.post("/assignments/extensions", {"row": "x", "due_on": "1/1/2080", "reason": "س"}).status_code == 400
    assert writer.get("/assignments/extensions").status_code == 303


def test_a_stale_choice_is_sent_back(writer, colleague, outcome, stored):
    id = outcome(due=1)
    form = chosen(writer, id)
    colleague.post(f"/assignments/{id}/priority", priority="urgent")
    assert writer.send(form, due_on="1/6/2080", reason="سبب").status_code == 409
    assert stored(id).extensions == 0


# exports and cost


def test_excel(writer, outcome, day):
    id = outcome("=SUM(1)", due=5)
    writer.post(f"/assignments/{id}/extension", due_on=f"{day(9):%d/%m/%Y}", reason="تأخر التوريد")
    for query in ("", "?kind=assignment"):
        sheet = load_workbook(BytesIO(writer.get(f"/assignments.xlsx{query}").data)).active
        row = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == id)
        assert (
            row[2] == "=SUM(1)"
            and row[8].date() == day(5)
            and row[9].date() == day(9)
            and row[10:12] == (1, "تأخر التوريد")
        )


def test_statements(writer, outcome, statements):
    for count in (2, 12):
        for n in range(count):
            outcome(due=n, extensions=1)
        for path, most in (
            ("/assignments", 7),
            ("/assignments?q=الأجهزة", 9),
            ("/assignments/measures", 2),
            ("/assignments/mine", 16),
        ):
            writer.get(path)
            statements.clear()
            writer.get(path)
            assert len(statements) <= most, f"{path}: {len(statements)}\n" + "\n".join(each[:90] for each in statements)
    id = outcome()
    statements.clear()
    writer.get(f"/assignments/{id}")
    assert len(statements) <= 10, "\n".join(each[:90] for each in statements)
