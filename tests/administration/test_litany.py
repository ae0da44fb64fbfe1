"""Every address of administration: it works for administrators, in both languages, and for no one else."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.directory.models import Axis
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.issues.models import Category

BASE = "/administration"
PAGES = (
    "/users",
    "/users/new",
    "/users/{user}",
    "/units",
    "/units/new?under={unit}",
    "/units/{unit}",
    "/axes",
    "/axes/new",
    "/axes/{axis}",
    "/kinds",
    "/kinds/ngos",
    "/issue-categories",
    "/issue-categories/new",
    "/issue-categories/{category}",
    "/holidays",
    "/holidays/new",
    "/holidays/{holiday}",
    "/checklist",
    "/nursery-lists",
    "/sentences",
    "/sentences/meeting/common",
    "/preferences",
    "/log",
)
VERBS = (
    "/users",
    "/users/{user}",
    "/users/{user}/password",
    "/users/{user}/disable",
    "/users/{user}/enable",
    "/units",
    "/units/{unit}",
    "/units/{unit}/logo",
    "/units/{unit}/logo/removal",
    "/units/{unit}/position",
    "/units/{unit}/archive",
    "/units/{unit}/restore",
    "/axes",
    "/axes/{axis}",
    "/axes/{axis}/position",
    "/axes/{axis}/archive",
    "/axes/{axis}/restore",
    "/kinds/ngos",
    "/issue-categories",
    "/issue-categories/{category}",
    "/issue-categories/{category}/position",
    "/issue-categories/{category}/archive",
    "/issue-categories/{category}/restore",
    "/holidays",
    "/holidays/{holiday}",
    "/holidays/{holiday}/removal",
    "/checklist",
    "/nursery-lists",
    "/sentences/meeting/common",
    "/preferences",
)


def day_off():
    day = Holiday(starts_on=date(2026, 1, 7), ends_on=date(2026, 1, 7), name_ar="عيد الميلاد")
    db.session.add(day)
    db.session.commit()
    return day.id


@pytest.fixture
def ids(people):
    found = {
        "user": people.writer.id,
        "unit": people.writer.unit_id,
        "axis": db.session.scalar(select(Axis.id).limit(1)),
        "category": db.session.scalar(select(Category.id).limit(1)),
        "holiday": day_off(),
    }
    db.session.rollback()
    return found


def test_every_address_is_named_here(app):
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(BASE)}
    named = {BASE + path.partition("?")[0] for path in (*PAGES, *VERBS)}
    shape = {
        rule.replace("<id:id>", "{}").replace("<code>", "ngos").replace("<type>/<kind>", "meeting/common")
        for rule in rules
    }
    blank = dict.fromkeys(("user", "unit", "axis", "category", "holiday"), "{}")
    assert {path.format(**blank) for path in named} == shape


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_opens_in_few_statements(sign_in, ids, language, statements):
    admin = sign_in("admin", language)
    for path in PAGES:
        statements.clear()
        assert admin.get(BASE + path.format(**ids)).status_code == 200, path
        assert len(statements) <= 8, (path, statements)


@pytest.mark.in_turns
@pytest.mark.parametrize("who", ["reader", "writer", "approver", "hq"])
def test_no_one_else_may(sign_in, ids, who):
    person = sign_in(who)
    for path in PAGES:
        assert person.get(BASE + path.format(**ids)).status_code == 403, path
    for path in VERBS:
        assert person.post(BASE + path.format(**ids), title="x").status_code == 403, path
    assert BASE not in person.get("/").page.html


def test_visitors_are_sent_to_sign_in(visitor, ids):
    for path in PAGES:
        answer = visitor.get(BASE + path.format(**ids))
        assert answer.status_code == 303 and "/sign-in" in answer.location, path
    for path in VERBS:
        assert visitor.post(BASE + path.format(**ids)).status_code == 303, path


def test_nothing_is_posted_without_a_token(admin, ids):
    for path in VERBS:
        assert admin.post(BASE + path.format(**ids), token=False).status_code == 400, path


def test_hostile_addresses(admin):
    for id in ("0", "-1", str(2**63), "10" * 20, "x", "%00", "%ff"):
        for room in ("users", "units", "axes", "kinds"):
            assert admin.get(f"{BASE}/{room}/{id}").status_code in (400, 404), (room, id)
    for query in (
        "after=x",
        "after=-1",
        f"after={10**30}",
        "q=%00%25_",
        "unit=9e9",
        "role=x",
        "state=x",
        "q=" + "ا" * 5000,
    ):
        assert admin.get(f"{BASE}/users?{query}").status_code in (200, 422), query
        assert admin.get(f"{BASE}/log?{query}").status_code in (200, 422), query
    for query in ("from=x", "to=99/99/9999", "action=x", "from=1/1/0001", "to=31/12/9999"):
        assert admin.get(f"{BASE}/log?{query}").status_code in (200, 422), query
    for under in ("", "0", "-1", "x", str(2**63), "9" * 40):
        assert admin.get(f"{BASE}/units/new?under={under}").status_code == 404
        assert admin.post(f"{BASE}/units", under=under).status_code == 404


def test_hostile_forms(admin, ids):
    """Whatever stands in the fields: never a 500, and what must be refused says why."""
    nasty = {
        "nursery_papers": "",
        "full_name": "x" * 40_000,
        "name_ar": "\0",
        "name_en": "",
        "unit_id": str(2**70),
        "role": "god",
        "stamp": "'",
        "direction": "sideways",
        "idle_minutes": "٩" * 400,
        "language": "xx",
        "digits": "",
        "parent_id": "-5",
        "username": "\u202e",
        "help": "ط" * 5000,
        "nobody": "never",
        "ar": "س" * 5000,
        "kind": "x",
        "governorate": "EG-XX",
        "letterhead_ar": "\n".join("سطر" for _each in range(50)),
        "under": str(ids["unit"]),
        "once": "z" * 900,
    }
    for path in VERBS:
        if path.endswith(("/password", "/disable", "/enable", "/archive", "/restore", "/removal")):
            continue
        answer = admin.post(BASE + path.format(**ids), nasty)
        assert answer.status_code in (400, 422), (path, answer.status_code)
        if answer.status_code == 422:
            assert "هناك مشكلة" in answer.page.text and answer.page.title.startswith("خطأ:")


def test_a_logo_must_be_a_picture(admin, ids):
    for name, content in (
        ("x.svg", b"<svg onload=1>"),
        ("x.png", b"<html>"),
        ("x.png", b""),
        ("x.pdf", b"%PDF-1.4 %%EOF"),
    ):
        path = f"{BASE}/units/{ids['unit']}/logo"
        answer = admin.post(path, {"logo": (io.BytesIO(content), name)})
        assert answer.status_code == 422, name
    db.session.rollback()
    assert db.session.get(Unit, ids["unit"]).logo_sha256 is None


def test_what_is_not_asked_is_not_taken(admin, ids):
    form = admin.get(f"{BASE}/users/{ids['user']}").page.form(f"/users/{ids['user']}")
    answer = admin.send(
        form,
        epoch="99",
        username="other",
        disabled_at="2020-01-01",
        password_hash="x",
        id="1",
        office_id="1",
        must_change_password="1",
        title="باحثة أولى",
    )
    assert answer.status_code == 303
    db.session.rollback()
    user = db.session.get(User, ids["user"])
    assert (user.username, user.title, user.disabled_at, user.must_change_password, user.epoch) == (
        "luxor",
        "باحثة أولى",
        None,
        False,
        0,
    )
