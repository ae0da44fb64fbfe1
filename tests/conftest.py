"""Both engines, a cast of people, and a browser that inspects every page it opens.

A test that takes `app` (or anyone of the cast) runs twice: on SQLite and on PostgreSQL. Each test
starts from the same small database: the reference data and the cast.
"""

import gc
import os
import re
import shutil
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from zlib import crc32

import pytest
from flask_migrate import upgrade
from sqlalchemy import event, select
from sqlalchemy.engine import make_url

from tadamon import create_app
from tadamon.accounts.models import Unit, User, hasher
from tadamon.accounts.reference import ensure_units
from tadamon.directory.reference import ensure_axes
from tadamon.extensions import db
from tadamon.issues.reference import ensure_categories
from tadamon.language import use
from tadamon.language.words import username_key
from tadamon.records.history import acting
from tests.browser import Browser
from tests.demo.filled import demo
from tests.machines import once, postgres
from tests.machines.renewing import FIRST, Renewable
from tests.meetings.full import full_meeting

PASSWORD = "كلمة-مرور-الاختبار-1"
# For every server that a test starts, too.
os.environ["TADAMON_COMPILED"] = str(Path(__file__).parents[1] / ".cache" / "compiled")
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


def pytest_collection_finish(session):
    """Modules and tests stay to the end: the collector need not walk them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(config, items):
    """Of a test that is marked `in_turns` each case has one engine, always the same; about half of them each."""
    idle = {item for item in items if item.get_closest_marker("in_turns") and not _its_turn(item)}
    config.hook.pytest_deselected(items=list(idle))
    items[:] = [item for item in items if item not in idle]


def _its_turn(item) -> bool:
    engine = item.callspec.params["installation"]
    case = re.sub(rf"-?\b{engine}\b-?", "", item.callspec.id)
    return ("sqlite", "postgresql")[crc32(case.encode()) % 2] == engine


@pytest.fixture(scope="session")
def installations(tmp_path_factory):
    """installations(engine) → what `installation` gives, made when it is first asked for and kept to the end."""
    makers = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
    with ExitStack() as stack:
        yield cache(lambda engine: stack.enter_context(makers[engine](tmp_path_factory)))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def installation(request, installations):
    """One application on one engine, and how its database is put back.

    `renew()` puts back the small database; `at(scene, build)` the one that `build` once made of it, and gives what
    that returned.
    """
    return installations(request.param)


@contextmanager
def _on_sqlite(factory):
    folder = factory.mktemp("sqlite")
    with once.database("sqlite", factory, "small", _prepare, folder, "now") as address:
        (folder / "tadamon.db").rename(folder / f"{FIRST}.db")
    app = _application(folder, address.replace("tadamon.db", "now.db"))

    def keep(scene):
        db.engine.dispose()
        shutil.copy(folder / "now.db", folder / f"{scene}.db")

    def renew(scene=FIRST):
        db.engine.dispose()
        for leftover in ("now.db-wal", "now.db-shm"):
            (folder / leftover).unlink(missing_ok=True)
        shutil.copy(folder / f"{scene}.db", folder / "now.db")

    with app.app_context():
        renew()
    yield SimpleNamespace(app=app, renew=renew, at=scenes(renew, keep, {}), folder=folder)


@contextmanager
def _on_postgresql(factory):
    folder = factory.mktemp("postgresql")
    with once.database("postgresql", factory, "small", _prepare, folder, "now") as address:
        yield from _in_cluster(folder, address)


def _in_cluster(folder, address):
    present = make_url(address).database
    kept, found = [Renewable(address)], {}

    def anew():
        for old in kept:
            old.close()
        kept[:] = [Renewable(postgres.new_database(address, present, template="small"))]
        found.clear()

    def renew(scene=FIRST):
        if not kept[0].renew(scene):
            db.engine.dispose()
            anew()

    app = _application(folder, address)
    at = scenes(renew, lambda scene: kept[0].keep(scene), found)
    yield SimpleNamespace(app=app, renew=renew, at=at, folder=folder)
    with app.app_context():
        db.engine.dispose()
    kept[0].close()


def scenes(renew, keep, found):
    """at(scene, build); `found` are the scenes that are kept."""

    def at(scene, build):
        db.session.remove()
        renew(scene if scene in found else FIRST)
        if scene not in found:  # not kept yet, or just lost with the whole database
            found[scene] = build()
            db.session.remove()
            keep(scene)
        return deepcopy(found[scene])

    return at


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


def _prepare(folder, address):
    hashed = hasher.hash(PASSWORD)
    with _application(folder, address).app_context():
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
        db.engine.dispose()


@pytest.fixture
def kept(request, installation):
    """Puts the database back as the test wants to find it, and gives what stands in it: a meeting where one is asked for."""
    with installation.app.app_context():
        use("ar", "arab")
        acting.set(None)
        if {"meeting", "parts"} & set(request.fixturenames):
            return installation.at("meeting", full_meeting)
        db.session.remove()
        installation.renew()
        return {}


@pytest.fixture
def app(installation, kept):
    """The application with the small database, inside its context."""
    with installation.app.app_context():
        yield installation.app
        db.session.remove()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def demo_installation(request, tmp_path_factory):
    """The application with the demo data on one engine; made once, and only read."""
    with demo(request.param, tmp_path_factory) as app:
        yield app


@pytest.fixture
def built(demo_installation):
    """That application, inside its context."""
    with demo_installation.app_context():
        use("ar", "arab")
        acting.set(None)
        yield demo_installation
        db.session.rollback()
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
        browser = Browser(app, language).enter(User.named(CAST[name][0]))
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
def meeting(app, kept):
    """The id of a full meeting of Luxor, written by `writer`; see `parts` for its rows. It stands from the start."""
    return kept["meeting"]


@pytest.fixture
def parts(app, kept):
    """{noun: [ids]} of the rows of `meeting`, as its addresses call them."""
    return kept["parts"]


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
