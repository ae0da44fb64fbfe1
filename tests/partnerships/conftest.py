from datetime import date

import pytest

import tadamon.partnerships.freezing  # noqa: F401
from tadamon.accounts.models import User
from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import today
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Clearance, Party
from tadamon.records.history import acting_as
from tests.conftest import CAST


def agree(writer="writer", title="بروتوكول رعاية الأسر", kind="protocol", partner="جمعية الأورمان", **values):
    by = User.named(CAST[writer][0])
    with acting_as(by.id):
        record = Partnership(title=title, kind=kind, unit=by.unit, created_by_id=by.id, **values)
        db.session.add(record)
        ours = Party(record=record, position=1, role="first", side="ours", name=by.unit.name_ar, unit=by.unit)
        theirs = Party(record=record, position=2, role="second", side="theirs")
        with db.session.no_autoflush:
            theirs.call(partner)
        db.session.add_all([ours, theirs])
        db.session.commit()
    id = record.id
    db.session.remove()
    return id


def signed_by_both():
    id = agree(starts_on=date(2025, 1, 1), ends_on=date(2035, 12, 31), renewal="agreement")
    record = db.session.get(Partnership, id)
    for position, party in enumerate(record.parties, 1):
        row = Outcome(
            record=record,
            kind="obligation",
            text=f"التزام {party.name}",
            party=party,
            owner=party.name,
            position=position,
            repeats="quarterly" if party.side == "theirs" else "",
        )
        row.due(date(2025, 3, 31))
        db.session.add(row)
    db.session.flush()
    record.our_signed_on, record.their_signed_on = date(2024, 12, 20), date(2024, 12, 22)
    db.session.commit()
    db.session.remove()
    return id


@pytest.fixture
def agency(scene):
    """A foreign body of the directory."""
    by = User.named("hq")
    body = Organisation(
        unit=by.unit,
        kind="international",
        name_ar="الوكالة الألمانية للتعاون الدولي",
        name_en="GIZ",
        country="DE",
        created_by_id=by.id,
    )
    db.session.add(body)
    db.session.commit()
    id = body.id
    db.session.remove()
    return id


def drafted():
    id = agree(aims="تحسين مستوى معيشة الأسر الأولى بالرعاية", starts_on=today())
    record = db.session.get(Partnership, id)
    db.session.add(Clearance(record=record, position=1, body="وزارة الخارجية", state="requested"))
    row = Outcome(
        record=record,
        kind="obligation",
        text="توريد الأجهزة",
        party=record.parties[1],
        owner=record.parties[1].name,
        position=1,
    )
    row.due(date(2025, 10, 19))
    db.session.add(row)
    db.session.commit()
    db.session.remove()
    return id


@pytest.fixture
def scene(request, installation, app):
    """{"draft": its id, "signed": its id}, of those that the test asks for; they stand from the start."""
    makers = {"draft": drafted, "signed": signed_by_both}
    asked = [name for name in makers if name in request.fixturenames]
    return installation.at("_".join(asked), lambda: {name: makers[name]() for name in asked}) if asked else {}


@pytest.fixture
def agreed(scene):
    """agreed("hq", title=…, partner="GIZ", …) → the id of another partnership, written by that one of the cast."""
    return agree


@pytest.fixture
def signed(scene):
    """The id of a protocol of Luxor, signed by both sides and in force, with an obligation of each that is due."""
    return scene["signed"]


@pytest.fixture
def draft(scene):
    """The id of a draft of Luxor with one row in each list."""
    return scene["draft"]


@pytest.fixture
def stored(app):
    """stored(Model, id) reads a row afresh."""

    def read(model, id):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(model, id)

    return read
