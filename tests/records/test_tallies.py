"""The sums are what the records add, whatever was done to them."""

from collections import Counter
from datetime import date

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.records import tallies
from tadamon.records.tallies import Tallied, Tally


def sums() -> dict:
    return {
        (row.measure, row.key, row.month.isoformat()): row.amount
        for row in db.session.scalars(select(Tally))
        if row.amount
    }


def proved() -> bool:
    """Whether the sums are what the records say they added."""
    whole: Counter = Counter()
    for row in db.session.scalars(select(Tallied)):
        whole.update({mark[1:]: amount for mark, amount in tallies.read(row.marks).items()})
    return {(measure, key, month): n for (month, measure, key), n in whole.items() if n} == sums()


def test_a_meeting_is_counted_under_its_month_kind_axis_and_place(meeting):
    found = sums()
    assert found["type", "meeting", "2025-10-01"] == 1
    assert found["kind", "meeting:open-door", "2025-10-01"] == 1
    assert found["governorate", "meeting:EG-LX", "2025-10-01"] == 1
    assert found["unfinished", "meeting", "2025-10-01"] == 1
    assert found["owed", "assignment", "2025-10-01"] == 2
    assert proved()


def test_what_changes_is_taken_away_where_it_stood(meeting):
    record = db.session.get(Meeting, meeting)
    record.date, record.kind = Vague(date(2025, 11, 2), "day"), "committee"
    db.session.commit()
    found = sums()
    assert ("kind", "meeting:open-door", "2025-10-01") not in found and found[
        "kind", "meeting:committee", "2025-11-01"
    ] == 1
    assert proved()


def test_an_archived_record_counts_nothing_and_comes_back(meeting):
    before = sums()
    record = db.session.get(Meeting, meeting)
    record.archive(by=User.named("luxor"))
    db.session.commit()
    assert sums() == {}
    record.unarchive()
    db.session.commit()
    assert sums() == before and proved()


def test_what_was_done_in_time_moves_from_owed_to_done(meeting):
    row = db.session.scalars(select(Outcome).where(Outcome.kind == "assignment")).first()
    row.state, row.done_on = "confirmed", date(2025, 10, 10)
    db.session.commit()
    found = sums()
    assert (found["owed", "assignment", "2025-10-01"], found["done", "assignment", "2025-10-01"]) == (1, 1)
    assert found["done-in-time", "assignment", "2025-10-01"] == 1 and proved()


def test_what_is_rolled_back_was_never_counted(meeting):
    before = sums()
    db.session.get(Meeting, meeting).kind = "committee"
    db.session.flush()
    db.session.rollback()
    assert sums() == before and proved()
