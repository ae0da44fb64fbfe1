"""Draft → submitted → approved, or back with a reason; no step is skipped."""

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.approval.models import Approval, Step
from tadamon.extensions import db
from tadamon.meetings.models import Meeting


def state(meeting):
    db.session.expire_all()
    found = db.session.get(Meeting, meeting).state
    db.session.rollback()
    return found


def test_the_whole_way(writer, approver, meeting):
    page = writer.get(f"/meetings/{meeting}/submission").page
    writer.send(page.form(f"/meetings/{meeting}/submission"))
    assert state(meeting) == "submitted"
    page = approver.get(f"/meetings/{meeting}/approval").page
    approver.send(page.form(f"/meetings/{meeting}/approval"))
    assert state(meeting) == "approved"
    assert "١ لسنة ٢٠٢٥" in writer.get(f"/meetings/{meeting}").page.text
    assert [step.action for step in db.session.scalars(select(Step).order_by(Step.id))] == ["submitted", "approved"]


def test_returned_with_a_reason_and_sent_again(writer, approver, submitted):
    refused = approver.post(f"/meetings/{submitted}/return", reason=" ")
    assert refused.status_code == 422 and "سبب الإعادة" in refused.page.text
    approver.post(f"/meetings/{submitted}/return", reason="أكمل أسماء الحضور")
    assert state(submitted) == "returned"
    assert "أكمل أسماء الحضور" in writer.get(f"/meetings/{submitted}").page.text
    writer.post(f"/meetings/{submitted}/submission")
    assert state(submitted) == "submitted"


def test_withdrawn_and_edited(writer, submitted):
    assert writer.post(f"/meetings/{submitted}/fields/title", title="آخر", version=1).status_code == 409
    writer.post(f"/meetings/{submitted}/withdrawal")
    assert writer.post(f"/meetings/{submitted}/fields/venue", venue="القاعة", version=9).status_code == 303


@pytest.mark.parametrize("step", ["approval", "return", "publication", "publication/removal"])
def test_steps_cannot_be_skipped(approver, meeting, step):
    answer = approver.post(f"/meetings/{meeting}/{step}", reason="سبب")
    assert answer.status_code in (404, 409) and state(meeting) == "draft"


@pytest.mark.parametrize("step", ["withdrawal", "correction", "signed-original"])
def test_steps_of_the_writer_cannot_be_skipped(writer, meeting, step):
    assert writer.post(f"/meetings/{meeting}/{step}").status_code == 409


def test_what_must_be_there_blocks(writer, meeting, parts):
    for noun in ("attendance", "participants"):
        assert "سجّل حاضرًا" not in writer.get(f"/meetings/{meeting}/submission").page.text
        for row in parts[noun]:
            writer.post(f"/meetings/{meeting}/{noun}/{row}/removal")
    page = writer.get(f"/meetings/{meeting}/submission").page
    assert "سجّل حاضرًا واحدًا أو جهة حاضرة على الأقل" in page.text
    assert writer.post(f"/meetings/{meeting}/submission").status_code == 409
    assert state(meeting) == "draft"


def test_what_had_better_be_there_only_warns(writer, meeting):
    writer.post(f"/meetings/{meeting}/fields/venue", venue="", version=1)
    assert "مكان الاجتماع غير مذكور" in writer.get(f"/meetings/{meeting}/submission").page.text
    assert writer.post(f"/meetings/{meeting}/submission").status_code == 303


def test_the_author_does_not_approve_while_another_may(sign_in, approver, submitted):
    writer = User.named("luxor")
    writer.role = "approver"
    db.session.commit()
    answer = sign_in("writer").post(f"/meetings/{submitted}/approval")
    assert answer.status_code == 409 and state(submitted) == "submitted"


def test_the_only_approver_may_and_it_is_recorded(approver, meeting):
    approver.post(f"/meetings/{meeting}/submission")
    approver.post(f"/meetings/{meeting}/approval")
    assert state(meeting) == "approved"
    assert db.session.get(Approval, meeting).alone


@pytest.mark.parametrize("noun", ["submission", "withdrawal", "approval", "return", "correction", "publication"])
def test_rights(reader, stranger, writer, hq, head, submitted, noun):
    path = f"/meetings/{submitted}/{noun}"
    assert reader.post(path).status_code == 403
    assert stranger.post(path).status_code == (404 if noun not in ("approval", "return", "publication") else 403)
    assert hq.post(path).status_code == 403
    assert head.post(path).status_code == 403
    if noun in ("approval", "return", "publication"):
        assert writer.post(path).status_code == 403
    assert state(submitted) == "submitted"


def test_a_second_approval_finds_it_done(approver, approved):
    answer = approver.post(f"/meetings/{approved}/approval")
    assert answer.status_code == 409
    assert db.session.scalar(select(db.func.count()).select_from(Approval)) == 1
