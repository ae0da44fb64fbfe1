"""Who sees which outcome, and how much of its record."""

import pytest

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import Meeting
from tadamon.partnerships.models import Partnership
from tests.partnerships.conftest import agreed, scene, signed  # noqa: F401

OWN = {"notes": {"note": "م"}, "start": {}, "report": {"done_on": "1/1/2025"}}


def listed(browser, address="/assignments"):
    return browser.get(address).page.text


def test_an_owner_of_another_directorate_sees_and_reports_only_its_own(stranger, outcome, meeting):
    theirs, other = outcome("موافاة المديرية بالكشوف", owner="EG-ASN", due=3), outcome("شأن داخلي")
    page = stranger.get(f"/assignments/{theirs}").page
    assert "لقاء جماهيري مفتوح" not in page.text and f"/meetings/{meeting}" not in page.html
    assert stranger.get(f"/assignments/{other}").status_code == 404
    for address in (
        "/assignments",
        "/assignments/print",
        "/assignments?q=الكشوف",
        "/assignments?kind=assignment",
        "/assignments/mine",
    ):
        text = (
            stranger.get(address).page.text if "print" not in address else stranger.get(address).get_data(as_text=True)
        )
        assert "الكشوف" in text and "شأن داخلي" not in text and "لقاء جماهيري مفتوح" not in text, address
    for verb, data in OWN.items():
        assert stranger.post(f"/assignments/{theirs}/{verb}", data).status_code == 303, verb
        assert stranger.post(f"/assignments/{other}/{verb}", data).status_code == 404, verb
    assert stranger.post(f"/assignments/{theirs}/confirmation").status_code == 403
    assert stranger.get(f"/meetings/{meeting}").status_code == 404


def test_an_invited_directorate_hears_decisions_and_not_what_others_were_assigned(stranger, outcome, meeting):
    decision, task = outcome("قرار عام", kind="decision", owner=""), outcome("تكليف لإسنا")
    assert stranger.get(f"/assignments/{decision}").status_code == 404 and "قرار عام" not in listed(
        stranger, "/assignments?q=قرار"
    )
    record = db.session.get(Meeting, meeting)
    record.invited = [db.session.query(Unit).filter_by(code="EG-ASN").one()]
    db.session.commit()
    assert (
        stranger.get(f"/assignments/{decision}").status_code == 200
        and stranger.get(f"/assignments/{task}").status_code == 404
    )
    for address in ("/assignments", "/assignments?q=عام", "/assignments?kind=decision"):
        assert "قرار عام" in listed(stranger, address) and "تكليف لإسنا" not in listed(stranger, address), address
    assert stranger.post(f"/assignments/{decision}/notes", note="م").status_code == 403


def test_what_came_of_it_keeps_its_own_wall(stranger, writer, outcome):
    mine = outcome("لنا", kind="decision", owner="EG-ASN")
    writer.post(f"/assignments/{mine}/assignments", text="لغيرنا", owner="جمعية", priority="normal")
    assert "لغيرنا" not in listed(stranger, f"/assignments/{mine}") and "لغيرنا" in listed(
        writer, f"/assignments/{mine}"
    )


def test_the_department_sees_all(hq, outcome):
    id = outcome("شأن داخلي")
    assert hq.get(f"/assignments/{id}").status_code == 200 and "شأن داخلي" in listed(hq)


def test_a_removed_one_is_gone(writer, meeting, parts):
    row = parts["outcomes"][0]
    writer.post(f"/meetings/{meeting}/outcomes/{row}/removal")
    assert (
        writer.get(f"/assignments/{row}").status_code == 404
        and f"/assignments/{row}" not in writer.get("/assignments?q=البطاقات").page.html
    )
    writer.post(f"/meetings/{meeting}/outcomes/{row}/restoration")
    assert f"/assignments/{row}" in writer.get("/assignments?q=البطاقات").page.html


def test_obligations_go_by_the_rules_of_their_partnership(writer, stranger, signed):  # noqa: F811
    record = db.session.get(Partnership, signed)
    ours, theirs = (row.id for row in record.obligations)
    db.session.remove()
    assert stranger.get(f"/assignments/{theirs}").status_code == 404
    assert writer.post(f"/assignments/{theirs}/start").status_code == 303
    assert writer.post(f"/assignments/{theirs}/report", done_on="1/4/2025").status_code == 303
    assert (
        db.session.query(Outcome).filter_by(series_id=theirs).count() == 1
    )  # due again, as on the partnership's own page
    assert writer.post(f"/partnerships/{signed}/obligations/{theirs}/confirmation").status_code == 303
    assert "تأكد تنفيذه" in listed(writer, f"/assignments/{theirs}")
    assert writer.post(f"/assignments/{ours}/handover", owner="جهة").status_code == 409


HOSTILE = [
    "' OR 1=1 --",
    '"',
    "*",
    "NEAR(",
    "-",
    "open0",
    "state0archived",
    "%",
    "\x00",
    "\u202e",
    "ا" * 500,
    "(",
    ":",
    "<script>",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(writer, stranger, outcome, typed):
    outcome("شأن داخلي")
    for browser in (writer, stranger):
        for address in ("/assignments", "/assignments.xlsx", "/assignments/measures"):
            assert browser.raw("get", address, query_string={"q": typed}).status_code in (200, 422)
    assert "شأن داخلي" not in stranger.get("/assignments?q=داخلي seen0").page.text


@pytest.mark.parametrize(
    "address",
    [
        "/assignments?state=x",
        "/assignments?kind=x",
        "/assignments?owner=999999999999999999999",
        "/assignments?owner=x",
        "/assignments?from=x",
        "/assignments?to=32/13/2025",
        "/assignments?priority='",
        "/assignments/measures?from=x",
        "/assignments.xlsx?from=x",
        "/assignments/print?from=x",
    ],
)
def test_filters_that_say_nothing(writer, address):
    assert writer.get(address).status_code == 422


@pytest.mark.parametrize("after", ["x", "2025-01-01", "2025-13-01~1", "~", "9999-12-31~" + "9" * 40, "1~1", "\x00~1"])
def test_places_that_are_none(writer, outcome, after):
    outcome()
    assert writer.raw("get", "/assignments", query_string={"after": after}).status_code == 200
    assert writer.raw("get", "/assignments", query_string={"after": after, "q": "الأجهزة"}).status_code == 200
