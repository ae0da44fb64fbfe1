"""Up, check, down and up again over real rows, through our own env.py, on both engines."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from tadamon.accounts import acts
from tadamon.accounts.models import Attempt, User
from tadamon.activities.models import Citation
from tadamon.approval.models import Approval, Counter, Recipient, Step
from tadamon.calendar.models import Feed
from tadamon.cohorts.models import Cohort, CohortPartner
from tadamon.cohorts.trainees.models import Trainee, TraineeMove
from tadamon.directory.merging import Distinct, merge
from tadamon.directory.organisations import Contact, Organisation
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.followup.correcting import CopiedOutcome
from tadamon.followup.models import Outcome
from tadamon.followup.steps import FollowUp
from tadamon.issues.models import Citizen, Issue
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Clearance
from tadamon.records import search, settings
from tadamon.records.attachments import Attachment
from tadamon.reminders.models import Mail, Round
from tadamon.reports.photos.models import ReportPhoto
from tadamon.series.ledger import CarriedItem, LedgerEntry
from tadamon.web.drafts import Draft
from tadamon.web.imports.models import Import, ImportRow, KnownHeading
from tadamon.web.once import OnceKey
from tests.demo import filled
from tests.engines.conftest import installed, worker
from tests.machines import postgres

MIGRATIONS = Path(__file__).parents[2] / "migrations"
STEPS = len(list((MIGRATIONS / "versions").glob("*.py")))

THROWAWAY = '''
"""Tried on a populated database and thrown away."""
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade():
{upgrade}


def downgrade():
    pass
'''
REBUILD = """
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    for table in ("records", "activities", "meetings", "agenda_items", "units", "users"):
        with op.batch_alter_table(table, recreate=recreate) as batch:
            batch.add_column(sa.Column("thrown_away", sa.String(20), server_default="x", nullable=False))
"""
BREAKS_OFF = """
    op.add_column("records", sa.Column("thrown_away", sa.String(20)))
    op.execute("DELETE FROM changes")
    raise ZeroDivisionError
"""
ORPHANS = """
    op.execute("DELETE FROM records WHERE id = (SELECT max(id) FROM meetings)")
"""


@pytest.fixture(scope="module")
def full(address, tmp_path_factory):
    """A database whose every table holds rows, to be copied: the file of SQLite, or the name of PostgreSQL's."""
    folder = tmp_path_factory.mktemp("full")
    engine = "sqlite" if address is None else "postgresql"
    with filled.database(engine, tmp_path_factory, folder, "full") as url:
        with installed(folder, url).app().app_context():
            fill()
            db.session.remove()
            db.engine.dispose()
        yield folder / "tadamon.db" if address is None else f"full_{worker()}"
        if address is not None:
            postgres.drop_database(address, f"full_{worker()}")


@pytest.fixture
def populated(address, full, tmp_path):
    """An application on a copy of it."""
    name = f"copy_{worker()}"
    if address is None:
        url = f"sqlite:///{shutil.copy(full, tmp_path / 'copy.db')}"
    else:
        url = postgres.new_database(address, name, template=full)
    app = installed(tmp_path, url).app()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if address is not None:
        postgres.drop_database(address, name)


def fill():
    """Rows of the tables that the demo leaves empty."""
    hq = User.named("hq")
    meetings = db.session.scalars(select(Meeting).order_by(Meeting.starts_on.desc())).all()
    meetings[0].earlier = [meetings[1]]
    meetings[0].archive(by=hq)
    db.session.add_all(
        [
            Attempt(username_key="hq", address="::1"),
            OnceKey(key="1:a", user_id=hq.id, made_id=meetings[0].id),
            Attachment(
                record=meetings[0],
                name="ملف.pdf",
                media_type="application/pdf",
                size=3,
                sha256="0" * 64,
                position=1,
            ),
        ]
    )
    approve(meetings[1], by=User.named("head"))
    db.session.add(Citizen(issue_id=db.session.scalar(select(Issue.id).limit(1)), name="مواطن"))
    db.session.add(Draft(user_id=hq.id, place="/meetings", fields={"title": ["مسودة"]}, version=0))
    settings.put("help", "4455")
    search.mark_current()
    acts.note("settings-changed", by=hq)
    owed = db.session.scalars(select(Outcome).where(Outcome.kind == "obligation")).first()
    proof = Attachment(
        record=owed.record, name="دليل.pdf", media_type="application/pdf", size=3, sha256="0" * 64, purpose="evidence"
    )
    owed.evidence.append(proof)
    Feed.make(hq, None)
    db.session.add_all(
        [Round(day=date(2026, 1, 1)), Mail(user_id=hq.id, day=date(2026, 1, 1), language="ar", subject="س", body="س")]
    )
    db.session.add(Holiday(starts_on=date(2026, 1, 7), ends_on=date(2026, 1, 7), name_ar="عيد الميلاد"))
    db.session.add(FollowUp(outcome=owed, action="noted", by_id=hq.id, note="اتصلنا بهم"))
    fill_ledger(meetings, owed)
    lead = db.session.scalars(select(Partnership).where(Partnership.kind == "lead")).first()
    db.session.add(Clearance(record=lead, body="وزارة الخارجية"))
    fill_directory(hq)
    fill_cohort(hq)
    if not db.session.scalar(select(Citation.id).limit(1)):
        db.session.add(Citation(record=meetings[0], kind="law", number="1", position=1))
    db.session.commit()


def fill_ledger(meetings, outcome):
    """What an approval keeps of earlier assignments, an item that was taken over, and an outcome that was copied."""
    db.session.add(
        LedgerEntry(
            meeting_id=meetings[1].id, outcome_id=outcome.id, position=1, carried=1, state="open", finished=False
        )
    )
    first, second = db.session.scalars(select(AgendaItem).order_by(AgendaItem.id).limit(2))
    db.session.add(CarriedItem(item_id=second.id, from_id=first.id))
    other = db.session.scalar(select(Outcome.id).where(Outcome.id != outcome.id).limit(1))
    db.session.add(CopiedOutcome(outcome_id=outcome.id, from_id=other))


def fill_directory(hq):
    """Two bodies that became one, two that did not, and the file they came from."""
    kept, gone, other = db.session.scalars(select(Organisation).order_by(Organisation.id).limit(3))
    merge(gone, kept, by=hq)
    brought = Import(
        target="organisations",
        office=hq.unit.office,
        unit=hq.unit,
        by=hq,
        file_name="جهات.xlsx",
        file_sha256="0" * 64,
        size=1,
        sheets=["١"],
        headings=["الاسم"],
        columns={"0": "name_ar"},
    )
    db.session.add_all(
        [brought, Contact(record=kept, name="منى"), Distinct(one_id=kept.id, other_id=other.id, by_id=hq.id)]
    )
    db.session.flush()
    db.session.add_all(
        [
            ImportRow(import_id=brought.id, number=2, cells=["جمعية"], outcome="new"),
            KnownHeading(office_id=hq.office_id, target="organisations", heading="الاسم", column="name_ar"),
        ]
    )


def fill_cohort(by):
    """A body that takes part in a training, someone who went to another group, and a photograph."""
    cohort = db.session.scalars(select(Cohort)).first()
    trainee = db.session.scalar(select(Trainee.id).limit(1))
    db.session.add_all(
        [
            CohortPartner(record=cohort, name="جمعية الأورمان", position=1),
            ReportPhoto(record=cohort, caption="صورة", alt="صورة", sha256="0" * 64, width=1, height=1, position=1),
            TraineeMove(trainee_id=trainee, kind="group", on=date(2025, 10, 5), by_id=by.id),
        ]
    )


def approve(meeting, by):
    """The rows of an approval, whatever the meeting lacks."""
    db.session.add_all(
        [
            Step(record=meeting, action="approved", by=by),
            Recipient(record=meeting, name="المحافظة", position=1),
            Approval(
                record=meeting,
                unit=meeting.unit,
                kind="meeting",
                year=2025,
                number=1,
                dated=date(2025, 10, 5),
                by=by,
                code="ABCD2345",
                snapshot={},
            ),
        ]
    )
    Counter.held(meeting.unit, "meeting", 2025)


def counts() -> dict:
    """{table: rows} of what there is; the text index by what it finds."""
    db.session.rollback()
    names = [name for name in inspect(db.engine).get_table_names() if not name.startswith(("search_index", "alembic"))]
    found = {name: db.session.scalar(text(f"SELECT count(*) FROM {name}")) for name in names}
    db.session.rollback()
    return found


def no_orphans() -> bool:
    if db.engine.dialect.name != "sqlite":
        return True
    orphans = db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    db.session.rollback()
    return not orphans


def found(word: str) -> int:
    number = search.matching(word).count(1000)
    db.session.rollback()
    return number


def test_models_and_migrations_say_the_same(populated):
    check()


def test_down_and_up_again_keeps_every_row(populated):
    full = counts()
    assert all(full.values()), [name for name, rows in full.items() if not rows]
    assert set(full) == set(db.metadata.tables)
    words = found("التضامن")
    assert words
    for step in range(1, STEPS):
        downgrade(revision=f"-{step}")
        left = counts()
        assert {name: full[name] for name in left} == left and no_orphans()
        upgrade()
        assert {name: rows for name, rows in counts().items() if name in left} == left and no_orphans()
        assert found("التضامن") == words


def test_all_the_way_down_leaves_nothing_and_up_again_works(populated):
    for _step in range(STEPS):
        downgrade(revision="-1")
    assert counts() == {}
    for _step in range(STEPS):
        upgrade(revision="+1")
    assert set(counts()) == set(db.metadata.tables)
    check()


@pytest.fixture
def throwaway(tmp_path):
    """throwaway(body) → a folder of our migrations with one more that does this."""

    def written(body):
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, dirs_exist_ok=True)
        head = ScriptDirectory(str(folder)).get_current_head()
        (folder / "versions" / "99999999_throwaway.py").write_text(THROWAWAY.format(head=head, upgrade=body))
        return str(folder)

    return written


def test_a_table_rebuilt_keeps_its_children(populated, throwaway):
    before = counts()
    upgrade(directory=throwaway(REBUILD))
    assert counts() == before and no_orphans()
    assert db.session.scalar(text("SELECT count(*) FROM records WHERE thrown_away = 'x'")) == before["records"]
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_migration_that_breaks_off_changes_nothing(populated, throwaway):
    before, folder = counts(), throwaway(BREAKS_OFF)
    with pytest.raises(ZeroDivisionError):
        upgrade(directory=folder)
    assert counts() == before
    assert "thrown_away" not in {column["name"] for column in inspect(db.engine).get_columns("records")}
    db.session.add(Attempt(username_key="after", address="::1"))
    db.session.commit()


def test_a_migration_that_leaves_orphans_is_refused(populated, throwaway):
    before, folder = counts(), throwaway(ORPHANS)
    with pytest.raises((SystemExit, IntegrityError)):
        upgrade(directory=folder)
    assert counts() == before and no_orphans()


def test_a_row_cannot_point_at_a_record_that_is_not_there(populated):
    db.session.add(Attachment(record_id=2**40, name="x", media_type="x", size=1, sha256="0" * 64))
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()
