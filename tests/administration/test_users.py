import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tadamon.accounts.models import User, password_matches
from tadamon.extensions import db
from tadamon.records.base import now
from tests.browser import Browser
from tests.conftest import PASSWORD

USERS = "/administration/users"
NEW = "قهوة على جسر النيل"


def add(admin, people, **typed):
    form = admin.get(f"{USERS}/new").page.form(USERS)
    values = {
        "full_name": "أحمد يحيى الأُقصري",
        "username": "ahmed",
        "unit_id": str(people.writer.unit_id),
        "role": "writer",
    }
    return admin.send(form, **values | typed)


def first_password(answer):
    return next(code.text for code in answer.page.all("code"))


def signed_in(app, username, password):
    browser = Browser(app, signed_in=False)
    answer = browser.post("/sign-in", username=username, password=password)
    browser.signed_in, browser.token = True, None
    return browser, answer


@pytest.fixture
def user_of(app):
    def find(username):
        db.session.rollback()
        return User.named(username)

    return find


def test_a_user_from_the_first_password_to_work(app, admin, people, user_of, acts):
    answer = add(admin, people)
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    first = first_password(answer)
    user = user_of("ahmed")
    assert user.must_change_password and timedelta(days=6) < user.password_expires_at - now() <= timedelta(days=7)
    assert first not in admin.get(f"{USERS}/{user.id}").page.html
    browser, answer = signed_in(app, "ahmed", first)
    assert answer.status_code == 303
    for path in ("/", "/meetings", "/meetings/new", "/administration/users"):
        assert browser.raw("get", path).location == "/me", path
    own = browser.raw("get", "/me").get_data(as_text=True)
    assert "اختر كلمة مرورك" in own and "/meetings" not in own
    browser.token = own.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert browser.post("/meetings", title="x").location == "/me"
    assert browser.get("/me", htmx=False).page.form("/me/password").fields.keys() == {
        "csrf_token",
        "new_password",
    }
    assert browser.post("/me/password", new_password=first).status_code == 422
    assert browser.post("/me/password", new_password="12345678").status_code == 422
    assert browser.post("/me/password", new_password=NEW).status_code == 303
    assert browser.get("/").status_code == 200
    _browser, again = signed_in(app, "ahmed", first)
    assert again.status_code == 422
    assert [act[0] for act in acts()] == ["user-added", "signed-in", "password-changed", "sign-in-failed"]
    assert not any(first in str(act) or NEW in str(act) for act in acts())


def test_a_first_password_expires(app, admin, people, user_of):
    first = first_password(add(admin, people))
    db.session.execute(
        update(User).where(User.username == "ahmed").values(password_expires_at=now() - timedelta(hours=1))
    )
    db.session.commit()
    _browser, answer = signed_in(app, "ahmed", first)
    assert answer.status_code == 422 and "انتهت مدة كلمة المرور الأولى" in answer.page.text


def test_a_reset_ends_sessions_and_is_shown_once(app, admin, people, user_of, acts):
    theirs, answer = signed_in(app, "luxor", PASSWORD)
    assert answer.status_code == 303 and theirs.get("/").status_code == 200
    id = user_of("luxor").id
    answer = admin.post(f"{USERS}/{id}/password")
    assert answer.status_code == 200 and theirs.raw("get", "/").status_code == 303
    assert password_matches(user_of("luxor").password_hash, first_password(answer))
    assert ("password-reset", "منى عبد الباسط (luxor)", "admin") in acts()


def test_disabling_ends_everything_at_once(app, admin, user_of):
    theirs, _answer = signed_in(app, "luxor", PASSWORD)
    id = user_of("luxor").id
    assert admin.post(f"{USERS}/{id}/disable").status_code == 303
    assert theirs.raw("get", "/").status_code == 303
    assert signed_in(app, "luxor", PASSWORD)[1].status_code == 422
    assert admin.post(f"{USERS}/{id}/password").status_code == 409
    assert admin.post(f"{USERS}/{id}/enable").status_code == 303
    assert signed_in(app, "luxor", PASSWORD)[1].status_code == 303


def test_one_administrator_remains(admin, people, user_of):
    id = people.admin.id
    assert admin.post(f"{USERS}/{id}/disable").status_code == 409
    form = admin.get(f"{USERS}/{id}").page.form(f"{USERS}/{id}")
    answer = admin.send(form, role="writer")
    assert answer.status_code == 422 and "آخر مدير للنظام" in answer.page.text
    head = user_of("head").id
    assert (
        admin.send(admin.get(f"{USERS}/{head}").page.form(f"{USERS}/{head}"), role="administrator").status_code == 303
    )
    assert admin.post(f"{USERS}/{id}/disable").status_code == 303
    assert not user_of("admin").is_active


@pytest.mark.parametrize(
    "name", ["admin", "ADMIN ", "аdmin", "ad min", "ａｄｍｉｎ", "admin\u200b", "adm\u0640in", "luxor-héad"]
)
def test_a_name_that_looks_taken(admin, people, name):
    answer = add(admin, people, username=name)
    assert answer.status_code == 422 and "مستعمل" in answer.page.text and "أحمد يحيى" in answer.page.html


@pytest.mark.parametrize("name", ["", " ", "!!", "\u202e\u200b", "ـــ", "x", "ﷺ" * 60])
def test_a_name_that_is_none(admin, people, name):
    assert add(admin, people, username=name).status_code == 422


def test_arabic_names_that_fall_together(admin, people):
    assert add(admin, people, username="منى").status_code == 200
    assert add(admin, people, username="مني").status_code == 422
    assert add(admin, people, username="منــى").status_code == 422


def test_a_double_click_adds_one(admin, people):
    form = admin.get(f"{USERS}/new").page.form(USERS)
    values = {
        "full_name": "أحمد",
        "username": "ahmed",
        "unit_id": str(people.writer.unit_id),
        "role": "writer",
    }
    assert admin.send(form, **values).status_code == 200
    assert admin.send(form, **values).status_code in (303, 422)
    db.session.rollback()
    assert len(db.session.scalars(select(User).where(User.username_key == "ahmed")).all()) == 1


def test_finding(admin, people):
    add(admin, people)
    for typed in ("احمد", "الاقصري", "AHMED", "يحيي احمد"):
        assert "أحمد يحيى الأُقصري" in admin.get(f"{USERS}?q={typed}").page.text, typed
    assert "لا مستخدم يطابق" in admin.get(f"{USERS}?q=زيد").page.text
    assert "aswan" not in admin.get(f"{USERS}?unit={people.writer.office_id}").page.text


def test_pages_of_a_long_list(admin, people):
    for number in range(120):
        db.session.add(
            User(
                username=f"u{number}",
                username_key=f"u{number}",
                full_name=f"موظف {number:03}",
                title="",
                unit_id=people.writer.unit_id,
                role="reader",
                password_hash="x",
            )
        )
    db.session.commit()
    seen, path = [], USERS + "?role=reader"
    while path:
        page = admin.get(path).page
        seen += [text for text, address in page.links if text.startswith("موظف")]
        path = next((address for text, address in page.links if text == "التالي"), None)
    assert seen == sorted(seen) and len(seen) == len(set(seen)) == 120


def test_stale_forms_are_not_taken_silently(admin, people, user_of):
    path = f"{USERS}/{people.writer.id}"
    first, second = (admin.get(path).page.form(path) for _each in range(2))
    assert admin.send(first, role="reader").status_code == 303
    answer = admin.send(second, title="باحثة")
    assert answer.status_code == 409 and "المحفوظ الآن: مطّلع" in answer.page.text
    assert answer.page.form(path).fields["title"] == "باحثة"
    assert user_of("luxor").role == "reader"
    assert admin.send(answer.page.form(path), role="reader").status_code == 303
    assert (user_of("luxor").role, user_of("luxor").title) == ("reader", "باحثة")


def test_a_change_of_unit_moves_the_wall(admin, user_of, sign_in, meeting):
    path, elsewhere = f"{USERS}/{user_of('luxor').id}", str(user_of("aswan").unit_id)
    writer = sign_in("writer")
    assert writer.get(f"/meetings/{meeting}").status_code == 200
    admin.send(admin.get(path).page.form(path), unit_id=elsewhere)
    assert writer.get(f"/meetings/{meeting}").status_code == 404


def test_the_first_password_page_takes_no_long_time(admin, people):
    started = time.monotonic()
    add(admin, people, username="ا" * 60, full_name="ا" * 150)
    assert time.monotonic() - started < 2


def test_a_unit_is_chosen_by_hand(admin, people):
    """The first of the list is the ministry, which sees everything."""
    answer = add(admin, people, unit_id="")
    assert answer.status_code == 422 and "اختر «الوحدة»" in answer.page.text
