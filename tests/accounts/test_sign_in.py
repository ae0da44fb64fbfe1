"""Signing in and out: what it says, where it leads, what ends a session (T11-T14, T16, T17, T19)."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, select

from tadamon.accounts import sessions
from tadamon.accounts.models import Attempt, User, password_matches
from tadamon.accounts.routes import start_session
from tadamon.extensions import db
from tadamon.language.words import username_key
from tadamon.records.base import now
from tests.browser import Browser
from tests.conftest import PASSWORD


def signed(browser, username="luxor", password=PASSWORD, data=None, **more):
    browser.token = None  # who signs in or out has a new one
    return browser.post("/sign-in", {"username": username, "password": password} | (data or {}), **more)


def is_in(browser):
    return browser.raw("get", "/meetings").status_code == 200


@pytest.fixture
def signed_in(app):
    """signed_in("luxor") → a browser that signed in with the password."""

    def come(username="luxor"):
        browser = Browser(app, signed_in=False)
        assert signed(browser, username).status_code == 303
        browser.signed_in, browser.token = True, None
        return browser

    return come


def test_a_name_however_typed(app):
    for typed in ("luxor", "LUXOR", " luxor ", "lux\u200bor", "ｌｕｘｏｒ", "luхor"):
        visitor = Browser(app, signed_in=False)
        assert signed(visitor, typed).status_code == 303
        assert is_in(visitor)


def test_the_form_keeps_the_name_and_forgets_the_password(visitor):
    answer = signed(visitor, "luxor", "خطأ")
    fields = answer.page.form("/sign-in").fields
    assert (answer.status_code, fields["username"], fields["password"]) == (422, "luxor", "")
    assert answer.page.title.startswith("خطأ:")


WRONG = [
    ("luxor", "x"),
    ("nobody", PASSWORD),
    ("", ""),
    ("luxor", ""),
    ("luxor" * 9000, "x"),
    ("luxor", "س" * 40_000),
    ("\x00", "\x00"),
    ("luxor", PASSWORD + " "),
    ("luxor", PASSWORD.upper() + "A"),
    ("'; DROP TABLE users; --", "x"),
    ("%", "%"),
    ("luxor", PASSWORD + "\x00"),
    ("\u202eluxor", "x"),
    ("🙂", "🙂"),
    ("َ" * 500, "َ" * 500),
]


def test_wrong_whatever_it_is(visitor):
    for username, password in WRONG:
        db.session.execute(delete(Attempt))
        db.session.commit()
        assert signed(visitor, username, password).status_code == 422, ascii((username[:20], password[:20]))
        assert not is_in(visitor)


def test_fields_of_another_kind(visitor):
    from io import BytesIO

    for data in (
        {},
        {"username": ["a", "b"]},
        {"username": (BytesIO(b"luxor"), "luxor.txt"), "password": (BytesIO(b"x"), "x")},
    ):
        assert visitor.post("/sign-in", data).status_code == 422


def test_unknown_name_and_wrong_password_look_the_same(visitor, monkeypatch):
    """T16: the same words, the same status, and one password hashed each time."""
    hashed = []
    monkeypatch.setitem(
        start_session.__globals__, "password_matches", lambda *pair: hashed.append(pair) or password_matches(*pair)
    )
    wrong, unknown, disabled = (signed(visitor, name, "كلمة أخرى") for name in ("luxor", "nobody", "aswan"))
    texts = {answer.page.text.replace("\n", " ") for answer in (wrong, unknown, disabled)}
    assert {answer.status_code for answer in (wrong, unknown, disabled)} == {422} and len(texts) == 1
    assert len(hashed) == 3


PASSWORDS = (
    "كلمة سر عربية",
    "  مسافة قبلها وبعدها  ",
    "p" * 64,
    "🙂🙂🙂🙂🙂🙂🙂🙂",
    "a\tb\tc d e f",
    "ُمَشَكَّلة جدًّا",
    "٠١٢٣٤٥٦٧٨٩x",
    "\"'<>&%;\\/",
)


def test_any_password_that_was_chosen(app):
    """T19."""
    for password in PASSWORDS:
        User.named("luxor").set_password(password)
        db.session.commit()
        visitor = Browser(app, signed_in=False)
        assert signed(visitor, "luxor", password + "x").status_code == 422
        if password != password.strip():
            assert signed(visitor, "luxor", password.strip()).status_code == 422
        assert signed(visitor, "luxor", password).status_code == 303, password


def test_a_new_session_at_sign_in(visitor):
    """T11: neither the cookie nor the token of before is worth anything afterwards."""
    old = visitor._token()
    before = visitor.client.get_cookie("tadamon").value
    signed(visitor)
    assert visitor.client.get_cookie("tadamon").value != before
    assert visitor.post("/digits", {"csrf_token": old}, token=False).status_code == 400


@pytest.mark.parametrize("end", ["sign-out", "password", "disabled"])
def test_the_old_cookie_is_dead(signed_in, end):
    browser = signed_in()
    cookie = browser.client.get_cookie("tadamon").value
    assert is_in(browser)
    if end == "sign-out":
        answer = browser.post("/sign-out")
        assert answer.headers["Clear-Site-Data"]
    else:
        user = User.named("luxor")
        user.set_password("كلمة جديدة تمامًا") if end == "password" else user.disable()
        db.session.commit()
    browser.client.set_cookie("tadamon", cookie)
    assert not is_in(browser)
    assert browser.raw("post", "/digits").status_code in (303, 400)


def test_the_disabled_cannot_come_back_in(visitor):
    User.named("luxor").disable()
    db.session.commit()
    assert signed(visitor).status_code == 422


def test_signing_out_ends_every_session_of_mine_and_no_one_elses(signed_in):
    here, there, other = signed_in(), signed_in(), signed_in("luxor2")
    here.post("/sign-out")
    assert [is_in(each) for each in (here, there, other)] == [False, False, True]


@pytest.mark.parametrize(("minutes", "still"), [(59, True), (61, False)])
def test_idle(signed_in, minutes, still):
    """T12."""
    with time_machine.travel("2026-03-01 08:00+00:00", tick=False) as clock:
        browser = signed_in()
        clock.shift(timedelta(minutes=minutes))
        assert is_in(browser) is still


def test_work_renews_but_not_for_ever(signed_in):
    with time_machine.travel("2026-03-01 08:00+00:00", tick=False) as clock:
        browser, minutes = signed_in(), 0
        while is_in(browser) and minutes < 24 * 60:
            minutes += 30
            clock.shift(timedelta(minutes=30))
        assert sessions.ABSOLUTE / 60 < minutes <= sessions.ABSOLUTE / 60 + 30


def test_a_cookie_from_the_future_is_none(signed_in):
    """A PC whose clock, or ours, jumped must not keep a session for ever."""
    with time_machine.travel("2026-03-01 08:00+00:00", tick=False) as clock:
        browser = signed_in()
        clock.move_to("2009-01-01 00:00+00:00")
        assert not is_in(browser)


def test_a_forged_cookie_is_none(signed_in):
    browser = signed_in()
    cookie = browser.client.get_cookie("tadamon").value
    signed, _, signature = cookie.rpartition(".")
    other = f"{signed}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
    for forged in (other, cookie.split(".")[0], "", "x" * 4000, cookie.swapcase(), "." * 50, "\u00ff"):
        browser.client.set_cookie("tadamon", forged)
        assert not is_in(browser), forged


NEXT = {
    "/meetings": "/meetings",
    "/meetings?q=%D8%A8&kind=ngos": "/meetings?q=%D8%A8&kind=ngos",
    "/meetings#field-title": "/meetings#field-title",
} | dict.fromkeys(
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "evil.example",
        "//[",
        "/\r\nX: y",
        "//evil.example@localhost",
        "http://localhost@evil.example",
        "/\x00",
        "\u2028//evil.example",
        "",
        "?",
        "http:///evil.example",
    ],
    "/",
)


def test_next_never_leaves_the_site(app, writer):
    """T14: on the sign-in page, for who is in already, and beside the language and the digits."""
    for target, wanted in NEXT.items():
        answers = [
            signed(Browser(app, signed_in=False), data={"next": target}),
            writer.raw("get", "/sign-in", query_string={"next": target}),
            writer.post("/language", {"lang": "ar", "next": target}),
            writer.post("/digits", {"digits": "arab", "next": target}),
        ]
        assert [(answer.status_code, answer.location) for answer in answers] == [(303, wanted)] * 4, ascii(target)


def fail(count, username="luxor", address="127.0.0.1", ago=timedelta(), succeeded=False):
    key = username_key(username)
    for _each in range(count):
        db.session.add(Attempt(username_key=key, address=address, at=now() - ago, succeeded=succeeded))
    db.session.commit()


class TestSlowing:
    """T17: guessing is slowed; the person, the office behind one address and the clerk beside are not locked out."""

    def test_the_sixth_wrong_password_waits(self, visitor):
        answers = [signed(visitor, password=f"خطأ {n}").status_code for n in range(6)]
        assert answers == [422] * 5 + [429]

    def test_even_the_right_one_waits_then(self, visitor):
        fail(5)
        answer = signed(visitor)
        assert answer.status_code == 429 and "انتظر" in answer.page.text and not is_in(visitor)

    def test_a_quarter_of_an_hour_later_it_is_over(self, visitor):
        fail(5, ago=timedelta(minutes=16))
        assert signed(visitor).status_code == 303

    def test_the_one_at_the_next_desk_is_spared(self, visitor):
        fail(5)
        assert signed(visitor, "luxor2").status_code == 303

    def test_a_name_guessed_from_everywhere_is_slowed(self, visitor):
        for each in range(30):
            fail(1, address=f"10.0.0.{each}")
        assert signed(visitor).status_code == 429

    def test_but_its_owner_at_the_usual_desk_is_spared(self, visitor):
        fail(1, succeeded=True)
        for each in range(60):
            fail(1, address=f"10.0.0.{each}")
        assert signed(visitor).status_code == 303

    def test_an_address_that_guesses_names_is_slowed(self, visitor):
        for each in range(300):
            db.session.add(Attempt(username_key=f"name{each}", address="127.0.0.1"))
        db.session.commit()
        assert signed(visitor).status_code == 429

    def test_but_who_came_from_it_before_is_spared(self, visitor):
        """27 directorates may stand behind one address."""
        fail(1, succeeded=True)
        for each in range(300):
            db.session.add(Attempt(username_key=f"name{each}", address="127.0.0.1"))
        db.session.commit()
        assert signed(visitor).status_code == 303

    def test_spelling_the_name_otherwise_does_not_help(self, visitor):
        fail(5)
        assert signed(visitor, "LUXOR\u200f").status_code == 429

    def test_a_forwarded_address_is_not_believed(self, visitor):
        fail(5)
        answer = signed(visitor, headers={"X-Forwarded-For": "10.9.9.9"})
        assert answer.status_code == 429

    def test_right_passwords_are_written_down_too(self, visitor):
        signed(visitor)
        assert [each.succeeded for each in db.session.scalars(select(Attempt))] == [True]


def test_the_language_stays_with_the_person(signed_in, app):
    browser = signed_in()
    browser.post("/language", {"lang": "en"})
    assert User.named("luxor").language == "en"
    another = Browser(app, signed_in=False)
    another.client.delete_cookie("lang")
    assert signed(another).status_code == 303
    assert 'lang="en"' in another.raw("get", "/").get_data(as_text=True)


def test_choices_that_are_none_change_nothing(writer):
    for path, data in (
        ("/language", {"lang": "fr"}),
        ("/language", {}),
        ("/digits", {"digits": "roman"}),
        ("/digits", {}),
    ):
        assert writer.post(path, data).status_code == 303
    user = User.named("luxor")
    assert (user.language, user.digits) == ("ar", "arab")
