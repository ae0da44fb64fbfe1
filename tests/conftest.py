"""Both engines, a cast of people, and a browser that inspects every page it opens.

A test that takes `app` (or anyone of the cast) runs twice: on SQLite and on PostgreSQL. Each test
starts from the same small database: the reference data and the cast.
"""

import os
import shutil
import time
from contextlib import ExitStack, contextmanager
from datetime import date
from datetime import time as clock
from functools import cache
from types import SimpleNamespace

import pytest
from flask_migrate import upgrade
from sqlalchemy import event, select

from tadamon import create_app
from tadamon.accounts.models import Unit, User, hasher
from tadamon.accounts.reference import ensure_units
from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.models import Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.directory.models import Axis
from tadamon.directory.reference import ensure_axes
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.issues.reference import ensure_categories
from tadamon.language import use
from tadamon.language.dates import Vague
from tadamon.language.words import username_key
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.records.base import now
from tadamon.records.history import acting
from tests.browser import Browser
from tests.machines import postgres
from tests.machines.renewing import Renewable

PASSWORD = "كلمة-مرور-الاختبار-1"
# name in tests: (username, unit, role, full name)
CAST = {
    "writer": ("luxor", "EG-LX", "writer", "منى عبد الباسط"),
    "colleague": ("luxor2", "EG-LX", "writer", "هاني فؤاد"),
    "reader": ("luxor-view", "EG-LX", "reader", "سلوى جاد"),
    "approver": ("luxor-head", "EG-LX", "approver", "محمود سيد"),
    "office": ("luxor-esna", "EG-LX-2", "writer", "كريمة نوح"),
    "hq": ("hq", "ER", "writer", "ليلى حسن"),
    "head": ("head", "ER", "approver", "نادية فهمي"),
    "stranger": ("aswan", "EG-ASN", "writer", "سامي عوض"),
    "admin": ("admin", "ER", "administrator", "مدير النظام"),
}


@pytest.fixture(scope="session")
def installations(tmp_path_factory):
    """installations(engine) → what `installation` gives, made when it is first asked for and kept to the end."""
    makers = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
    with ExitStack() as stack:
        yield cache(lambda engine: stack.enter_context(makers[engine](tmp_path_factory.mktemp(engine))))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def installation(request, installations):
    """One application on one engine, and `renew()`, which puts the small database back."""
    return installations(request.param)


@contextmanager
def _on_sqlite(folder):
    app = _application(folder, f"sqlite:///{folder / 'now.db'}")
    _prepare(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    shutil.copy(folder / "now.db", folder / "first.db")

    def renew():
        db.engine.dispose()
        for leftover in ("now.db-wal", "now.db-shm"):
            (folder / leftover).unlink(missing_ok=True)
        shutil.copy(folder / "first.db", folder / "now.db")

    yield SimpleNamespace(app=app, renew=renew, folder=folder)


@contextmanager
def _on_postgresql(folder):
    with postgres.cluster() as address:
        yield from _in_cluster(folder, address)


def _in_cluster(folder, address):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    first, present = f"first_{worker}", f"now_{worker}"
    first_address = postgres.new_database(address, first)
    first_app = _application(folder, first_address)
    _prepare(first_app)
    with first_app.app_context():
        db.engine.dispose()

    kept = []

    def anew():
        for old in kept:
            old.close()
        kept[:] = [Renewable(postgres.new_database(address, present, template=first))]

    def renew():
        if not kept[0].renew():
            db.engine.dispose()
            anew()

    anew()
    app = _application(folder, first_address.replace(first, present))
    yield SimpleNamespace(app=app, renew=renew, folder=folder)
    with app.app_context():
        db.engine.dispose()
    kept[0].close()


def _application(folder, url):
    return create_app(
        {
            "TADAMON_MODE": "test",
            "TADAMON_INSTANCE": str(folder),
            "DATABASE_URL": url,
            "TADAMON_HTMX": "local",
            "SECRET_KEY": "for tests only",
            "TESTING": False,
        }
    )


def _prepare(app):
    hashed = hasher.hash(PASSWORD)
    with app.app_context():
        upgrade()
        ensure_units()
        ensure_axes()
        ensure_categories()
        units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
        for username, code, role, full_name in CAST.values():
            db.session.add(
                User(
                    username=username,
                    username_key=username_key(username),
                    unit=units[code],
                    role=role,
                    full_name=full_name,
                    password_hash=hashed,
                )
            )
        db.session.commit()
        db.session.remove()


@pytest.fixture
def app(installation):
    """The application with the small database, inside its context."""
    with installation.app.app_context():
        db.session.remove()
        installation.renew()
        use("ar", "arab")
        yield installation.app
        db.session.remove()


@pytest.fixture
def people(app):
    """{name: User} of the cast."""
    users = {user.username: user for user in db.session.scalars(select(User))}
    return SimpleNamespace(**{name: users[username] for name, (username, *_rest) in CAST.items()})


@pytest.fixture
def sign_in(app):
    """sign_in("writer") → a Browser signed in as that one of the cast."""

    def signed_in(name, language="ar"):
        browser = Browser(app, language)
        user = User.named(CAST[name][0])
        with browser.client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = user.get_id(), True
            cookie["started"] = cookie["seen"] = int(time.time())
        browser.user_id = user.id
        db.session.rollback()
        return browser

    return signed_in


def _member(name):
    @pytest.fixture(name=name)
    def member(sign_in):
        return sign_in(name)

    return member


writer, colleague, reader, approver = map(_member, ("writer", "colleague", "reader", "approver"))
office, hq, head, stranger, admin = map(_member, ("office", "hq", "head", "stranger", "admin"))


@pytest.fixture
def visitor(app):
    """Someone who is not signed in."""
    return Browser(app, "ar", signed_in=False)


@pytest.fixture
def meeting(app, people):
    """The id of a full meeting of Luxor, written by `writer`; see `parts` for its rows."""
    token = acting.set(people.writer.id)
    record = Meeting(
        title="لقاء جماهيري مفتوح",
        kind="open-door",
        unit=people.writer.unit,
        venue="قاعة المديرية",
        starts_at=clock(10, 30),
        ends_at=clock(12, 0),
        created_by_id=people.writer.id,
        state="draft",
        called_by="وكيل الوزارة",
        chaired_by="مدير المديرية",
        secretary="منى عبد الباسط",
        summary="سياسة الباب المفتوح",
        governorate="EG-LX",
    )
    record.date = Vague(date(2025, 10, 5), "day")
    record.axes = [db.session.scalars(select(Axis).order_by(Axis.position)).first()]
    db.session.add(record)
    for position, name in enumerate(("بستاني عبد العزيز", "سعاد محمود", "علي حسين"), 1):
        row = Attendance(
            record=record, position=position, name=name, person_title="مدير إدارة", body="المديرية", presence="present"
        )
        db.session.add(row)
        Acquaintance.meet(record, row, now())
    for position, name in enumerate(("جمعية الأورمان", "جمعية الرعاية"), 1):
        db.session.add(
            Participant(
                record=record, position=position, name=name, role="attended", governorate="EG-LX", precision="exactly"
            )
        )
    db.session.add(Citation(record=record, position=1, kind="cabinet", number="4586", year=2023, subject="الإعفاء"))
    for position, title in enumerate(("إيقاف عدد من البطاقات", "خدمات ذوي الإعاقة"), 1):
        item = AgendaItem(
            record=record, position=position, title=title, discussion="استُعرضت الأسباب.\n\n١. أولًا\n٢. ثانيًا"
        )
        db.session.add(item)
        db.session.flush()
        for order, kind in enumerate(("decision", "assignment"), 1):
            outcome = Outcome(
                record=record,
                item_id=item.id,
                position=order,
                kind=kind,
                text=f"{title}: {kind}",
                owner="إدارة الأقصر الاجتماعية" if kind == "assignment" else "",
            )
            outcome.due(date(2025, 10, 19) if kind == "assignment" else None)
            db.session.add(outcome)
    db.session.commit()
    acting.reset(token)
    id = record.id
    db.session.remove()
    return id


@pytest.fixture
def parts(meeting):
    """{noun: [ids]} of the rows of `meeting`, as its addresses call them."""
    models = {
        "attendance": Attendance,
        "participants": Participant,
        "citations": Citation,
        "items": AgendaItem,
        "outcomes": Outcome,
    }
    found = {
        noun: list(db.session.scalars(select(model.id).where(model.record_id == meeting).order_by(model.position)))
        for noun, model in models.items()
    }
    db.session.remove()
    return found


@pytest.fixture
def statements(app):
    """A list that fills with every SQL statement sent; clear it before what is to be counted."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)
