from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.issues import clock  # noqa: F401 — it counts the time to reply
from tadamon.issues.models import Category, Citizen, Issue
from tadamon.language.dates import Vague
from tadamon.records.history import acting_as
from tests.conftest import CAST

# A citizen no one may find: the number is of 5 March 1985, Luxor, a woman.
NAME, NUMBER, PHONE = "فاطمة عبد الشكور الطوخي", "28503052912345", "+201012345678"
SECRETS = ("عبد الشكور", "الطوخي", "2912345", "2345", "12345678", "٢٩١٢٣٤٥", "٢٣٤٥", "١٢٣٤٥٦٧٨")


@pytest.fixture
def category(app):
    """category("stopped-cards") → its id."""
    return lambda code="stopped-cards": db.session.scalar(select(Category.id).where(Category.code == code))


@pytest.fixture
def raised(app, category):
    """raised("writer", subject=…, on=…) → the id of a new issue, written down by that one of the cast."""

    def made(
        writer="writer",
        subject="إيقاف بطاقة المساعدة",
        code="stopped-cards",
        on=date(2025, 10, 5),
        citizen=False,
        **values,
    ):
        by = User.named(CAST[writer][0])
        with acting_as(by.id):
            record = Issue(
                subject=subject,
                category_id=category(code),
                unit=by.unit,
                created_by_id=by.id,
                paused_days=0,
                state="open",
                **values,
            )
            record.raised = on if isinstance(on, Vague) else Vague(on, "day")
            if citizen:
                record.citizen = Citizen(name=NAME, national_id=NUMBER, phone=PHONE)
            with db.session.no_autoflush:
                db.session.add(record)
            record.take_number()
            db.session.commit()
        id = record.id
        db.session.remove()
        return id

    return made


@pytest.fixture
def issue(raised, meeting):
    """The id of an issue of Luxor, raised at its open-door meeting by a citizen who is named."""
    return named(raised, meeting)


def named(raised, meeting):
    return raised(activity_id=meeting, citizen=True, details="منذ شهر يوليو", people_count=20, people_precision="about")


@pytest.fixture
def stored(app):
    """stored(Model, id) reads a row afresh."""

    def read(model, id):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(model, id)

    return read
