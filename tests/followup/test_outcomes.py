"""Decisions, recommendations and assignments under their agenda item."""

from datetime import date

import pytest

from tadamon.extensions import db
from tadamon.followup import summing
from tadamon.followup.models import Outcome
from tests.meetings.test_rows import standing


def made(browser, meeting, item, **values):
    return browser.post(
        f"/meetings/{meeting}/outcomes", {"kind": "assignment", "text": "تكليف", "item": str(item)} | values, htmx=True
    )


@pytest.mark.parametrize("item", ["", "0", "-1", "x", "999999", "9" * 18, "9" * 30, "\x00", "١", "1.0"])
def test_no_such_item(writer, meeting, parts, item):
    before = standing("outcomes", meeting)
    assert made(writer, meeting, item).status_code == 404
    assert writer.get(f"/meetings/{meeting}/outcomes/new", htmx=True).status_code == 404
    assert standing("outcomes", meeting) == before


def test_an_item_of_another_meeting_is_none(writer, meeting, parts):
    answer = writer.post("/meetings", title="اجتماع آخر", kind="ngos", starts_on="2025")
    other = int(answer.location.rpartition("/")[2])
    assert made(writer, other, parts["items"][0]).status_code == 404
    assert writer.get(f"/meetings/{other}/outcomes/new?item={parts['items'][0]}").status_code == 404


def test_a_removed_item_is_none(writer, meeting, parts):
    item = parts["items"][0]
    writer.post(f"/meetings/{meeting}/items/{item}/removal")
    assert made(writer, meeting, item).status_code == 404


@pytest.mark.parametrize(
    ("owner", "code"),
    [
        ("إدارة إسنا الاجتماعية", "EG-LX-2"),
        ("ادارة اسنا الاجتماعيه", "EG-LX-2"),
        ("Esna Social Administration", "EG-LX-2"),
        ("بنك ناصر", None),
        ("", None),
        ("|", None),
        ("%", None),
        ("_", None),
        ("إدارة", None),
    ],
)
def test_the_owner_is_a_unit_of_ours_or_a_body(writer, meeting, parts, owner, code):
    assert made(writer, meeting, parts["items"][0], owner=owner).status_code == 200
    outcome = db.session.get(Outcome, max(standing("outcomes", meeting)))
    assert (outcome.owner, outcome.owner_unit.code if outcome.owner_unit else None) == (owner, code)


def test_the_first_due_date_is_kept(writer, meeting, parts):
    made(writer, meeting, parts["items"][0], due_on="١/١١/٢٠٢٥")
    row = max(standing("outcomes", meeting))
    writer.post(
        f"/meetings/{meeting}/outcomes/{row}",
        {"kind": "assignment", "text": "تكليف", "due_on": "1/12/2025", "version": "1"},
    )
    outcome = db.session.get(Outcome, row)
    assert (outcome.due_on.month, outcome.first_due_on.month) == (12, 11)


@pytest.mark.parametrize("kind", ["decision", "recommendation", "assignment", "nonsense", ""])
def test_the_form_opens_at_the_kind_asked_for(writer, meeting, parts, kind):
    page = writer.get(f"/meetings/{meeting}/outcomes/new?item={parts['items'][0]}&kind={kind}", htmx=True).page
    wanted = kind if kind in ("decision", "recommendation", "assignment") else "decision"
    assert page.form("/outcomes").fields["kind"] == wanted


def test_an_outcome_moves_within_its_item(writer, meeting, parts):
    first, second, third, fourth = sorted(parts["outcomes"])
    writer.post(f"/meetings/{meeting}/outcomes/{second}/position", direction="down")
    writer.post(f"/meetings/{meeting}/outcomes/{first}/position", direction="down")
    rows = [db.session.get(Outcome, id) for id in (first, second, third, fourth)]
    assert rows[1].position < rows[0].position and [row.item_id for row in rows] == [
        *[parts["items"][0]] * 2,
        *[parts["items"][1]] * 2,
    ]


@pytest.mark.parametrize(
    ("first", "end", "parts"),
    [
        (
            "2025-01-10",
            "2025-03-05",
            "day 2025-01-10 2025-02-01, month 2025-02-01 2025-03-01, day 2025-03-01 2025-03-05",
        ),
        ("2025-01-01", "2025-03-01", "month 2025-01-01 2025-03-01"),
        ("2025-01-10", "2025-01-20", "day 2025-01-10 2025-01-20"),
        ("2025-01-10", "2025-02-01", "day 2025-01-10 2025-02-01"),
        (None, "2025-03-05", "month None 2025-03-01, day 2025-03-01 2025-03-05"),
        ("2025-03-05", "2025-03-05", ""),
    ],
)
def test_a_period_is_its_months_and_the_days_at_its_edges(first, end, parts):
    found = summing.spans(first and date.fromisoformat(first), date.fromisoformat(end))
    assert ", ".join(" ".join(map(str, part)) for part in found) == parts
