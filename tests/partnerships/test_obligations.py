"""What a party owes: reported with its evidence, due again, confirmed, or taken up again."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup.forms import OutcomeForm
from tadamon.followup.models import Outcome
from tadamon.partnerships.models import Partnership


@pytest.fixture
def owed(signed):
    """(ours, once; theirs, every quarter)"""
    ids = db.session.scalars(select(Outcome.id).where(Outcome.record_id == signed).order_by(Outcome.position)).all()
    db.session.remove()
    return ids


def rows(id):
    db.session.rollback()
    return db.session.scalars(select(Outcome).where(Outcome.record_id == id).order_by(Outcome.id)).all()


def test_reported_with_evidence_and_confirmed(writer, signed, owed, stored):
    home = f"/partnerships/{signed}/obligations/{owed[0]}"
    proof = {
        "done_on": "1/4/2025",
        "done_note": "أُتيحت القاعة",
        "file": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "دليل.pdf"),
    }
    assert writer.post(f"{home}/report", proof).status_code == 303
    row = stored(Outcome, owed[0])
    assert (row.state, row.done_on, [file.purpose for file in row.evidence]) == (
        "reported",
        date(2025, 4, 1),
        ["evidence"],
    )
    page = writer.get(f"/partnerships/{signed}").page
    assert "دليل.pdf" in page.text and "أُتيحت القاعة" in page.text
    assert writer.post(f"{home}/report", done_on="1/4/2025").status_code == 409
    assert writer.post(f"{home}/confirmation").status_code == 303
    assert writer.post(f"{home}/confirmation").status_code == 409
    assert writer.post(f"{home}/reopening").status_code == 409
    assert stored(Outcome, owed[0]).state == "confirmed"


def test_what_repeats_falls_due_again(writer, signed, owed):
    home = f"/partnerships/{signed}/obligations"
    assert writer.post(f"{home}/{owed[1]}/report", done_on="1/4/2025").status_code == 303
    again = rows(signed)[-1]
    assert (again.due_on, again.first_due_on, again.series_id, again.state) == (
        date(2025, 6, 30),
        date(2025, 6, 30),
        owed[1],
        "open",
    )
    assert writer.post(f"{home}/{again.id}/report", done_on="1/7/2025").status_code == 303
    assert rows(signed)[-1].due_on == date(2025, 9, 30) and rows(signed)[-1].series_id == owed[1]


def test_taken_up_again_and_reported_makes_no_second_next(writer, signed, owed):
    home = f"/partnerships/{signed}/obligations/{owed[1]}"
    writer.post(f"{home}/report", done_on="1/4/2025")
    assert writer.post(f"{home}/reopening").status_code == 303
    many = len(rows(signed))
    assert writer.post(f"{home}/report", done_on="5/4/2025").status_code == 303
    assert len(rows(signed)) == many


def test_none_falls_due_after_the_end(writer, agreed):
    id = agreed(ends_on=date(2025, 5, 1))
    record = db.session.get(Partnership, id)
    row = Outcome(record=record, kind="obligation", text="تقرير", party=record.parties[1], repeats="monthly")
    row.due(date(2025, 4, 15))
    db.session.add(row)
    db.session.flush()
    record.our_signed_on = record.their_signed_on = date(2025, 1, 1)
    db.session.commit()
    writer.post(f"/partnerships/{id}/obligations/{row.id}/report", done_on="16/4/2025")
    assert len(rows(id)) == 1


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"done_on": "قريبًا"},
        {"done_on": "1/1/2099"},
        {"done_on": "1/4/2025", "file": b"MZ..."},
    ],
)
def test_bad_reports(writer, signed, owed, typed):
    typed = {name: (io.BytesIO(value), "x.exe") if name == "file" else value for name, value in typed.items()}
    assert writer.post(f"/partnerships/{signed}/obligations/{owed[0]}/report", typed).status_code == 422
    assert rows(signed)[0].state == "open"


def test_a_draft_owes_nothing_yet(writer, draft):
    row = rows(draft)[0]
    assert writer.post(f"/partnerships/{draft}/obligations/{row.id}/report", done_on="1/4/2025").status_code == 409


def test_an_obligation_of_another_is_none(writer, signed, draft, owed):
    assert writer.get(f"/partnerships/{draft}/obligations/{owed[0]}/report").status_code == 404


def test_the_owner_is_the_party(writer, draft, stored):
    record = stored(Partnership, draft)
    ours, theirs = record.parties
    new = {
        "text": "تقرير سنوي",
        "party_id": ours.id,
        "due_on": "31/12/2026",
        "repeats": "yearly",
        "owner_person": "منى",
    }
    assert writer.post(f"/partnerships/{draft}/obligations", new).status_code == 303
    row = rows(draft)[-1]
    assert (row.kind, row.party_id, row.owner_unit_id, row.owner) == (
        "obligation",
        ours.id,
        ours.unit_id,
        ours.name,
    )
    assert (
        writer.post(
            f"/partnerships/{draft}/parties/{theirs.id}",
            name="جمعية رسالة",
            side="theirs",
            role="second",
            version=1,
        ).status_code
        == 303
    )
    assert rows(draft)[0].owner == "جمعية رسالة"
    assert writer.post(f"/partnerships/{draft}/parties/{theirs.id}/removal").status_code == 409


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "typed",
    [
        {"text": ""},
        {"party_id": ""},
        {"party_id": "999999"},
        {"party_id": "x"},
        {"repeats": "daily"},
        {"repeats": "monthly"},
        {"due_on": "يوم ما"},
    ],
)
def test_bad_obligations(writer, draft, stored, typed):
    new = {"text": "تقرير", "party_id": stored(Partnership, draft).parties[0].id}
    assert writer.post(f"/partnerships/{draft}/obligations", new | typed).status_code == 422


def test_a_party_of_another_owes_nothing_here(writer, draft, signed, stored):
    other = stored(Partnership, signed).parties[0].id
    assert writer.post(f"/partnerships/{draft}/obligations", text="تقرير", party_id=other).status_code == 422


def test_meetings_do_not_offer_obligations(app):
    with app.test_request_context():
        assert "obligation" not in OutcomeForm(formdata=None).kind.offers
