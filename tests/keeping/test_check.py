"""`check` finds what is wrong and says where; `reindex` mends the search index."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import delete, select, text, update

from tadamon.activities.models import Activity
from tadamon.approval.models import Approval, Counter
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.followup.finding import OutcomeText
from tadamon.followup.summing import OutcomeSum, OutcomeSummed
from tadamon.language import speaking
from tadamon.meetings.models import Meeting
from tadamon.records import settings
from tadamon.records.base import Record, now
from tadamon.records.history import Change
from tadamon.records.search import SearchText
from tests.cohorts.conftest import made


def change(statement, **values):
    db.session.execute(statement, values or None)
    db.session.commit()
    db.session.remove()


@pytest.fixture
def approved(meeting, people):
    """`meeting`, approved with number 1."""
    record = db.session.get(Meeting, meeting)
    db.session.execute(update(Activity.__table__).values(state="submitted"))
    db.session.refresh(record)
    record.approve(by=db.session.merge(people.approver), freeze=lambda *_: {"minutes/ar-arab": "<p>"})
    db.session.commit()
    db.session.remove()
    return meeting


def test_a_whole_installation_passes(run, attached, approved):
    code, said = run("check", "--all")
    assert code == 0, said
    assert "all is well" in said
    assert "the PDF of record" in said


def test_a_missing_and_a_changed_file_are_found(run, attached, files):
    files.path(attached).write_bytes("نص غير نص المذكرة".encode())
    code, said = run("check")
    assert code == 1
    assert "damaged" in said
    files.remove(attached)
    code, said = run("check")
    assert code == 1
    assert f"the file {attached} is missing (attachments.sha256 of row 1)" in said


def test_a_file_that_no_row_names_is_only_mentioned(run, attached, files):
    orphan = files.put(BytesIO(b"nobody's"), 100).sha256
    code, said = run("check")
    assert code == 0
    assert f"! no row names the file {orphan}" in said


def test_a_search_row_that_says_something_else_is_found_and_mended(run, meeting):
    change(update(SearchText).values(text="كلام اخر"))
    code, said = run("check")
    assert code == 1
    assert f"record {meeting} is not what the record says" in said
    assert run("reindex")[0] == 0
    assert run("check", "--all")[0] == 0


def test_a_missing_search_row_is_found_and_mended(run, meeting):
    change(text("DELETE FROM search_texts"))
    code, said = run("check")
    assert code == 1
    assert f"record {meeting} has no row" in said
    run("reindex")
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    "broken, said",
    [
        (update(OutcomeSum).values(amount=OutcomeSum.amount + 1), "the sum of outcomes day all owed"),
        (delete(OutcomeSummed), "is not counted as it stands"),
        (update(OutcomeText).values(text="x"), "is not what it says"),
    ],
)
def test_a_register_that_counts_or_says_something_else_is_found_and_mended(run, meeting, broken, said):
    change(broken)
    code, found = run("check")
    assert code == 1 and said in found
    run("reindex")
    assert run("check")[0] == 0


def test_an_index_that_lost_its_words_is_found_and_mended(run, meeting):
    if db.engine.dialect.name == "postgresql":
        return  # its index is the engine's own
    change(text("INSERT INTO search_index(search_index) VALUES ('delete-all')"))
    code, said = run("check")
    assert code == 1
    assert "full-text index" in said
    run("reindex")
    assert run("check")[0] == 0


def test_an_index_of_an_older_way_of_folding_is_found_and_mended(run, meeting, monkeypatch):
    monkeypatch.setattr("tadamon.language.words.SEARCH_VERSION", 99)
    code, said = run("check")
    assert code == 1
    assert "reindex" in said
    run("reindex")
    assert run("check")[0] == 0
    db.session.info.pop("settings", None)
    assert settings.setting("search_version") == 99


def test_whoever_saves_the_index_speaks_arabic(meeting):
    before = db.session.scalar(select(SearchText).where(SearchText.record_id == meeting)).text
    with speaking("en"):
        db.session.get(Meeting, meeting).venue = "قاعة المديرية الكبرى"
        db.session.commit()
    assert set(before.split()) <= set(
        db.session.scalar(select(SearchText).where(SearchText.record_id == meeting)).text.split()
    )


def test_a_gap_in_the_numbers_is_found(run, approved):
    change(update(Counter).values(last=3))
    code, said = run("check")
    assert code == 1
    assert "meeting 2/2025" in said
    assert "meeting 3/2025" in said


def test_numbers_by_hand_close_a_gap_and_may_stand_beyond(run, approved):
    change(update(Approval).values(number=40, manual=True))
    change(update(Meeting.__table__).values(number="40/2025"))
    change(update(Counter).values(last=0))
    run("reindex")
    assert run("check")[0] == 0
    change(update(Approval).values(manual=False))
    code, said = run("check")
    assert code == 1
    assert "not taken from its counter" in said


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (update(Activity.__table__).values(state="draft"), "its state is draft"),
        (update(Meeting.__table__).values(number="9/2025"), "bears the number 9/2025"),
        (update(Approval).values(snapshot={}), "frozen print"),
        (text("DELETE FROM approvals"), "has no approval"),
    ],
)
def test_a_record_and_its_approval_must_agree(run, approved, broken, said):
    change(broken)
    code, told = run("check")
    assert code == 1
    assert said in told


def test_a_history_ahead_of_its_record_is_found(run, meeting):
    change(update(Change).where(Change.part.is_(None)).values(version=90))
    change(update(Change).where(Change.part == "attendances").values(version=80))
    code, said = run("check")
    assert code == 1
    assert f"history of record {meeting} tells of version 90" in said
    assert "history of attendances" in said


def test_a_key_that_leads_nowhere_is_found(run, meeting):
    if db.engine.dialect.name == "postgresql":
        change(text("ALTER TABLE activity_axes DROP CONSTRAINT fk_activity_axes_axis_id_axes"))
        change(text("UPDATE activity_axes SET axis_id = 999"))
        change(
            text(
                "ALTER TABLE activity_axes ADD CONSTRAINT fk_activity_axes_axis_id_axes "
                "FOREIGN KEY (axis_id) REFERENCES axes (id) NOT VALID"
            )
        )
    else:
        db.session.connection().connection.driver_connection.execute("COMMIT")
        db.session.connection().connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        db.session.connection().connection.driver_connection.execute("UPDATE activity_axes SET axis_id = 999")
        db.session.remove()
        db.engine.dispose()
    code, said = run("check")
    assert code == 1
    assert "activity_axes name a axis_id that axes does not have" in said


def test_a_clock_that_went_back_is_warned_of(run, meeting):
    change(update(Record.__table__).values(changed_at=now() + timedelta(days=400)))
    code, said = run("check")
    assert code == 0
    assert "! clock" in said
    assert "but something was written at" in said


def test_a_nearly_full_disk_is_warned_of(run, visitor, meeting, monkeypatch):
    assert visitor.get("/healthz").json == {"status": "ok"}
    monkeypatch.setattr("tadamon.records.files.room.free_share", lambda folder: 0.01)
    code, said = run("check")
    assert code == 0
    assert "less than 5 % is free" in said
    answer = visitor.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["status"] == "warn"


def test_a_database_that_is_not_there_is_a_503_of_readyz(visitor, app):
    change(text("ALTER TABLE alembic_version RENAME TO gone"))
    answer = visitor.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["status"] == "not ready"
    assert answer.headers["Retry-After"]
    assert visitor.get("/healthz").status_code == 200


def test_the_words_of_trainees_are_looked_over_and_mended(run, people):
    made(people.writer)
    assert run("check", "--all")[0] == 0
    change(update(Trainee.__table__).values(text="غيره"))
    code, said = run("check")
    assert code == 1 and "the words of trainee 1 are not what the row says" in said
    assert run("reindex")[0] == 0
    code, said = run("check", "--all")
    assert code == 0, said


def test_a_full_text_index_of_trainees_that_lost_a_row_is_rebuilt(run, people):
    made(people.writer)
    if db.engine.dialect.name == "sqlite":
        row = db.session.execute(select(Trainee.id, Trainee.text).limit(1)).one()
        index = "search_index_trainees"
        change(
            text(f"INSERT INTO {index}({index}, rowid, text) VALUES ('delete', :id, :text)"), id=row.id, text=row.text
        )
        assert "the full-text index of trainees does not match" in run("check")[1]
    assert run("reindex")[0] == 0
    assert run("check", "--all")[0] == 0
