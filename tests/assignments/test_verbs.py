"""What is done with an outcome: who may, in which state, and what is written down."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.followup import acting
from tadamon.followup.models import Outcome
from tadamon.followup.steps import FollowUp
from tadamon.records.history import Change
from tests.approval.test_after import approve


def does(browser, id, verb, **data):
    return browser.post(
        f"/assignments/{id}/{verb}", {name: value() if callable(value) else value for name, value in data.items()}
    )


def steps(id):
    db.session.rollback()
    return [
        step.action
        for step in db.session.scalars(select(FollowUp).where(FollowUp.outcome_id == id).order_by(FollowUp.id))
    ]


def test_from_the_owner_to_the_confirmation(office, writer, outcome, stored):
    id = outcome()
    assert does(office, id, "start").status_code == 303
    assert does(office, id, "report", done_on="1/1/2025", done_note="سُلّمت").status_code == 303
    assert stored(id).state == "reported" and stored(id).done_on == date(2025, 1, 1)
    assert does(writer, id, "return", reason="ينقص محضر التسليم").status_code == 303
    assert (stored(id).state, stored(id).done_on) == ("started", None)
    does(office, id, "report", done_on="2/1/2025")
    assert does(writer, id, "confirmation").status_code == 303
    assert stored(id).state == "confirmed" and stored(id).closed_on
    assert steps(id) == ["started", "reported", "returned", "reported", "confirmed"]
    told = db.session.scalars(
        select(Change).where(Change.part == "outcomes", Change.part_id == id, Change.action == "changed")
    ).all()
    assert len(told) == 5 and all("state" in change.diff for change in told)


def test_the_owner_does_not_confirm(office, outcome, stored):
    id = outcome(state="reported")
    for verb in ("confirmation", "return", "cancellation", "extension", "handover", "priority"):
        assert does(office, id, verb, reason="سبب").status_code == 403, verb
        assert office.get(f"/assignments/{id}/{verb}").status_code == 403, verb
    assert stored(id).state == "reported"


def test_who_assigned_does_not_report_for_a_unit_of_ours_but_for_others(writer, outcome, stored):
    ours, other = outcome(owner="EG-ASN"), outcome(owner="جمعية الأورمان")
    assert does(writer, ours, "report", done_on="1/1/2025").status_code == 403
    assert does(writer, other, "report", done_on="1/1/2025").status_code == 303
    assert stored(other).state == "reported"


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("verb", "state", "data"),
    [
        ("start", "started", {}),
        ("report", "reported", {"done_on": "1/1/2025"}),
        ("return", "open", {"reason": "سبب"}),
        ("confirmation", "open", {}),
        ("cancellation", "confirmed", {"reason": "سبب"}),
        ("reopening", "open", {"reason": "سبب"}),
        ("extension", "confirmed", {"reason": "سبب", "due_on": "1/1/2090"}),
        ("handover", "reported", {"owner": "جهة"}),
        ("priority", "cancelled", {"priority": "high"}),
        ("reminder", "confirmed", {"remind_on": "1/1/2090"}),
        ("submission", "open", {"body": "الوزيرة", "on": "1/1/2025"}),
        ("answer", "open", {"answer": "refused", "on": "1/1/2025"}),
        ("assignments", "open", {"text": "ت", "owner": "ج", "priority": "normal"}),
        ("reopening", "superseded", {"reason": "سبب"}),
    ],
)
def test_out_of_turn(writer, outcome, stored, verb, state, data):
    id = outcome(owner="جهة أخرى", state=state)
    assert writer.get(f"/assignments/{id}/{verb}").status_code == 409
    answer = does(writer, id, verb, **data)
    assert answer.status_code == 409 and data.get("reason", "") in answer.page.form(f"/{verb}").element.text
    assert stored(id).state == state and steps(id) == []


def test_what_the_record_declines_keeps_what_was_typed(writer, outcome, day):
    id = outcome(due=9)
    form = does(writer, id, "extension", due_on=f"{day(3):%d/%m/%Y}", reason="طلبته الجهة").page.form("/extension")
    assert "وهو موعده الآن" in form.element.text and form.fields["reason"] == "طلبته الجهة"


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("verb", "state", "data"),
    [
        ("report", "open", {"done_on": "1/1/2090"}),
        ("report", "open", {"done_on": ""}),
        ("report", "open", {"done_on": "32/1/2025"}),
        ("return", "reported", {"reason": ""}),
        ("cancellation", "open", {"reason": " "}),
        ("reopening", "cancelled", {}),
        ("extension", "open", {"due_on": "1/1/2090"}),
        ("extension", "open", {"reason": "سبب"}),
        ("handover", "open", {"owner": ""}),
        ("extension", "open", {"due_on": "خلال 9999 يوم عمل", "reason": "سبب"}),
        ("extension", "open", {"due_on": "خلال 0 أيام عمل", "reason": "سبب"}),
        ("priority", "open", {"priority": "x"}),
        ("reminder", "open", {"remind_on": "1/1/2020"}),
        ("notes", "open", {"note": ""}),
        ("notes", "open", {"note": "م", "file": lambda: (BytesIO(b"MZ"), "x.exe")}),
    ],
)
def test_bad_input(writer, outcome, stored, verb, state, data):
    id = outcome(owner="جهة أخرى", state=state)
    before = stored(id).version
    assert does(writer, id, verb, **data).status_code == 422
    assert stored(id).version == before and steps(id) == []


def test_an_extension_keeps_the_first_day_and_counts(writer, outcome, stored, day):
    id = outcome(due=7)
    for days in (14, 21):
        assert does(writer, id, "extension", due_on=f"{day(days):%d/%m/%Y}", reason="تأخر التوريد").status_code == 303
    row = stored(id)
    assert (row.first_due_on, row.due_on, row.falls_on, row.extensions) == (day(7), day(21), day(21), 2)
    assert does(writer, id, "extension", due_on=f"{day(20):%d/%m/%Y}", reason="سبب").status_code == 409
    page = writer.get("/assignments").page
    assert "تأخر التوريد" in page.text and "الموعد الأول" in page.text


def test_what_had_no_day_gets_its_first_one(writer, outcome, stored, day):
    id = outcome(due=None)
    assert does(writer, id, "extension", due_on=f"{day(3):%d/%m/%Y}", reason="سبب").status_code == 303
    assert (stored(id).first_due_on, stored(id).extensions) == (day(3), 0)


@pytest.mark.parametrize("typed", ["خلال ٥ أيام عمل", "5 أيام عمل", "within 5 working days"])
def test_working_days_and_a_new_holiday(writer, outcome, stored, typed, monkeypatch):
    for module in ("tadamon.followup.fields", "tadamon.followup.acting"):
        monkeypatch.setattr(f"{module}.today", lambda: date(2026, 11, 22))
    id = outcome(due=None)
    assert does(writer, id, "extension", due_on=typed, reason="سبب").status_code == 303
    assert stored(id).due_on == date(2026, 11, 29)
    db.session.add(Holiday(starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24), name_ar="عطلة"))
    db.session.flush()
    assert acting.recount() == 1
    db.session.commit()
    assert (stored(id).due_on, stored(id).first_due_on) == (date(2026, 11, 30), date(2026, 11, 29))


def test_a_stale_form_keeps_what_was_typed(writer, colleague, outcome, stored):
    id = outcome()
    form = writer.get(f"/assignments/{id}/cancellation").page.form("/cancellation")
    does(colleague, id, "priority", priority="urgent")
    for htmx in (False, True):
        answer = writer.send(form, htmx=htmx, reason="لم تعد مطلوبة")
        assert answer.status_code == 409 and "لم تعد مطلوبة" in answer.page.html
    assert stored(id).state == "open"
    assert writer.send(answer.page.form("/cancellation")).status_code == 303


def test_handing_over_moves_the_wall(writer, stranger, outcome, stored):
    id = outcome(owner="EG-LX-2")
    assert stranger.get(f"/assignments/{id}").status_code == 404
    aswan = db.session.scalar(select(Unit.name_ar).where(Unit.code == "EG-ASN"))
    assert does(writer, id, "handover", owner=aswan, reason="اختصاصها").status_code == 303
    assert stored(id).owner_unit.code == "EG-ASN" and stranger.get(f"/assignments/{id}").status_code == 200
    does(writer, id, "handover", owner="جمعية الأورمان")
    assert stored(id).owner_office_id is None and stranger.get(f"/assignments/{id}").status_code == 404


def test_a_recommendation_becomes_a_decision_with_assignments(writer, outcome, stored):
    id = outcome(kind="recommendation", owner="", text="توسيع المبنى")
    assert does(writer, id, "submission", body="السيد المحافظ", on="1/1/2025", reference="12/2025").status_code == 303
    assert does(writer, id, "report", done_on="1/1/2025").status_code == 409
    assert does(writer, id, "answer", answer="sent-back", on="5/1/2025", reference="3").status_code == 303
    assert stored(id).state == "open"
    does(writer, id, "submission", body="السيد المحافظ", on="6/1/2025", reference="14/2025")
    assert does(writer, id, "answer", answer="approved", on="8/1/2025", reference="20").status_code == 303
    decision = db.session.scalar(select(Outcome).where(Outcome.from_id == id))
    assert (stored(id).state, decision.kind, decision.text, decision.record_id) == (
        "approved",
        "decision",
        "توسيع المبنى",
        stored(id).record_id,
    )
    assert (
        does(
            writer,
            decision.id,
            "assignments",
            text="إعداد الرسوم",
            owner="جمعية",
            priority="high",
            due_on="خلال 5 أيام عمل",
        ).status_code
        == 303
    )
    task = db.session.scalar(select(Outcome).where(Outcome.from_id == decision.id))
    assert (task.kind, task.priority, task.due_days) == ("assignment", "high", 5)
    page = writer.get(f"/assignments/{id}").page
    assert all(word in page.text for word in ("السيد المحافظ", "14/2025", "ما نشأ عنه"))


def test_what_came_of_approved_minutes_still_moves(writer, approver, meeting, parts, stored):
    approve(writer, approver, meeting)
    task = next(id for id in parts["outcomes"] if stored(id).kind == "assignment")
    row = stored(task)
    row.owner, row.owner_unit = "جمعية", None
    db.session.commit()
    for verb, data in (
        ("priority", {"priority": "urgent"}),
        ("reminder", {"remind_on": "1/1/2090"}),
        ("extension", {"due_on": "1/1/2090", "reason": "سبب"}),
        ("start", {}),
        ("notes", {"note": "م", "file": (BytesIO("دليل".encode()), "دليل.txt")}),
        ("report", {"done_on": "1/1/2025"}),
        ("confirmation", {}),
        ("reopening", {"reason": "سبب"}),
        ("cancellation", {"reason": "سبب"}),
    ):
        assert does(writer, task, verb, **data).status_code == 303, verb
    assert stored(task).first_due_on == date(2025, 10, 19)
    advice = Outcome(record=stored(task).record, kind="recommendation", text="توصية", from_id=task)
    db.session.add(advice)
    db.session.commit()
    does(writer, advice.id, "submission", body="الوزيرة", on="1/1/2025")
    assert does(writer, advice.id, "answer", answer="approved", on="2/1/2025").status_code == 303


def test_evidence_is_read_with_the_outcome_not_with_the_minutes(writer, stranger, colleague, outcome, meeting):
    id = outcome(owner="EG-ASN")
    assert does(stranger, id, "notes", note="سُلّمت", file=(BytesIO("دليل".encode()), "دليل.txt")).status_code == 303
    link = next(url for _text, url in writer.get(f"/assignments/{id}").page.links if "/evidence/" in url)
    assert stranger.get(link).get_data(as_text=True) == "دليل" == colleague.get(link).get_data(as_text=True)
    assert "/attachments/" not in writer.get(f"/meetings/{meeting}").page.html.replace("/attachments/new", "")
    assert writer.get(f"/meetings/{meeting}/attachments/{link.rpartition('/')[2]}").status_code == 404
    other = outcome()
    assert writer.get(f"/assignments/{other}/evidence/{link.rpartition('/')[2]}").status_code == 404


def test_a_note_sent_twice_is_written_once(writer, outcome):
    id = outcome()
    form = writer.get(f"/assignments/{id}").page.form("/notes")
    for _each in range(2):
        assert writer.send(form, note="اتصلنا بهم").status_code == 303
    assert steps(id) == ["noted"]


def test_in_the_archive_nothing_moves(writer, outcome, meeting, stored):
    id = outcome(owner="جهة")
    writer.post(f"/meetings/{meeting}/archive")
    assert does(writer, id, "start").status_code == 409 and does(writer, id, "notes", note="م").status_code == 409
    assert stored(id).state == "open" and not [
        url for _t, url in writer.get(f"/assignments/{id}").page.links if url.endswith("/start")
    ]
    assert (
        "توريد الأجهزة" not in writer.get("/assignments").page.text
        and "توريد الأجهزة" not in writer.get("/assignments?q=الأجهزة").page.text
    )
