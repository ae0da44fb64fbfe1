"""Builds so many trainees in cohorts of a thousand, as imports leave them, and the pages that list and find them."""

from datetime import date

from sqlalchemy import func, select

from tadamon.accounts.models import Unit
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees import writing
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tests.bench.building import prepare
from tests.bench.pages import Page
from tests.bench.words import Writer

EACH = 1_000
STATES = ("started", "started", "started", "absent", "completed", "registered")


def build(many: int, say=print) -> None:
    """Fill the database of the current application up to `many` trainees; does nothing when it is full."""
    people = prepare()
    done = db.session.scalar(select(func.count()).select_from(Cohort))
    db.session.rollback()
    offices = sorted(people.offices)
    for number in range(done + 1, many // EACH + 1):
        office = offices[number % len(offices)]
        cohort = Cohort(
            title=f"دفعة {number}",
            programme="training",
            starts_on=date(2025, 10, 1),
            unit=db.session.get(Unit, office),
            state="running",
        )
        db.session.add(cohort)
        db.session.flush()
        writing.add(cohort, [person(number * EACH + each) for each in range(EACH)], None)
        db.session.commit()
        say(f"\r  {number * EACH:,} of {many:,} trainees ", end="", flush=True)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def person(id: int) -> dict:
    writer = Writer(id)
    draw = writer.random
    born = f"3{draw.randint(0, 6):02}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    return {
        "name": writer.text(4),
        "national_id": f"{born}29{id % EACH * 7919 % 100_000:05}",
        "sex": draw.choice(("female", "male")),
        "state": draw.choice(STATES),
    }


def pages() -> list[Page]:
    t = Trainee.__table__.c
    some = db.session.execute(select(t.record_id, t.id, t.name, t.last4).order_by(t.id.desc()).limit(10)).all()
    db.session.rollback()
    found, listed = "/cohorts/trainees", f"/cohorts/{some[0].record_id}/trainees"
    return [
        Page("trainees of a cohort", [listed]),
        Page("trainees of a cohort, state", [f"{listed}?state=absent"]),
        Page("trainees of a cohort, a name", [f"{listed}?q={some[0].name}"]),
        Page("trainees, latest", [found]),
        Page("trainees, latest, directorate", [found], "directorate"),
        Page("trainees, a word of a name", [f"{found}?q={some[0].name.split()[0]}"]),
        Page("trainees, a name", [f"{found}?q={row.name}" for row in some]),
        Page("trainees, last four", [f"{found}?q={row.last4}" for row in some]),
        Page("trainees, last four, directorate", [f"{found}?q={row.last4}" for row in some], "directorate"),
    ]
