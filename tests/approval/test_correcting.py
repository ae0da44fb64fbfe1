"""While minutes are corrected, what they decided stands once in the register, and nothing that became of it is lost."""

from datetime import date

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup.correcting import CopiedOutcome
from tadamon.followup.models import Outcome
from tadamon.followup.steps import FollowUp
from tests.approval.test_after import approve

STUDY = "دراسة جميع الشكاوى"


def corrected(writer, approved) -> int:
    return int(writer.post(f"/meetings/{approved}/correction", reason="خطأ في التاريخ").location.rpartition("/")[2])


def first_of(record) -> Outcome:
    db.session.rollback()
    query = select(Outcome).where(Outcome.record_id == record, Outcome.kind == "assignment").order_by(Outcome.id)
    return db.session.scalars(query).unique().first()


def numbers(browser) -> list[str]:
    """The addresses of the assignments in the register."""
    links = browser.get("/assignments?kind=assignment").page.links
    return sorted({url for _text, url in links if url.startswith("/assignments/") and url[13:].isdigit()})


def test_what_minutes_decided_stands_once(writer, approver, approved):
    before = numbers(writer)
    new = corrected(writer, approved)
    assert before and numbers(writer) == before, "a correction under way changes nothing"
    copy = first_of(new).id
    assert writer.post(f"/assignments/{copy}/cancellation", reason="سبب").status_code == 409
    approve(writer, approver, new)
    after = numbers(writer)
    assert len(after) == len(before) and not set(after) & set(before)
    old = first_of(approved).id
    page = writer.get(f"/assignments/{old}").page
    assert f"/assignments/{copy}" in [url for _text, url in page.links]
    assert not [form for form in page.forms if form.action.startswith(f"/assignments/{old}/")]
    assert writer.post(f"/assignments/{old}/cancellation", reason="سبب").status_code == 409
    assert writer.post(f"/assignments/{old}/notes", note="").status_code == 409


def test_the_first_one_leads_to_the_last(writer, approver, approved):
    old, last = first_of(approved).id, approved
    for _turn in range(2):
        last = corrected(writer, last)
        approve(writer, approver, last)
    links = [url for _text, url in writer.get(f"/assignments/{old}").page.links]
    assert f"/assignments/{first_of(last).id}" in links


def test_what_became_of_it_goes_on(writer, approver, approved):
    old = first_of(approved).id
    assert writer.post(f"/assignments/{old}/notes", note="كُتب إلى الإدارات").status_code == 303
    new = corrected(writer, approved)
    assert writer.post(f"/assignments/{old}/extension", due_on="1/6/2080", reason="عطلة").status_code == 303
    assert writer.post(f"/assignments/{old}/priority", priority="urgent").status_code == 303
    approve(writer, approver, new)
    copy = first_of(new)
    assert (copy.due_on, copy.extensions, copy.priority) == (date(2080, 6, 1), 1, "urgent")
    steps = db.session.scalars(select(FollowUp.action).where(FollowUp.outcome_id == copy.id)).all()
    assert steps == ["noted", "extended"]


def test_what_the_correction_says_otherwise_stands(writer, approver, approved):
    new = corrected(writer, approved)
    copy = first_of(new)
    copy.due(date(2079, 1, 7))
    db.session.commit()
    approve(writer, approver, new)
    assert first_of(new).due_on == date(2079, 1, 7)


def test_what_came_after_the_approval_moves_along(writer, approver, approved):
    db.session.rollback()
    query = select(Outcome.id).where(Outcome.record_id == approved, Outcome.kind == "decision")
    decision, new = db.session.scalars(query).first(), corrected(writer, approved)
    told = {"text": "إعداد الكشوف", "owner": "مديرية التضامن الاجتماعي", "priority": "normal"}
    assert writer.post(f"/assignments/{decision}/assignments", told).status_code == 303
    approve(writer, approver, new)
    db.session.rollback()
    [born] = db.session.scalars(select(Outcome).where(Outcome.text == "إعداد الكشوف")).unique()
    parent = db.session.scalar(select(CopiedOutcome.outcome_id).where(CopiedOutcome.from_id == decision))
    assert (born.record_id, born.from_id, born.shelved_at) == (new, parent, None)
