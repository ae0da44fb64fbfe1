"""The page of one's own, and which passwords are taken."""

import pytest

from tadamon.accounts.models import User
from tadamon.accounts.passwords import first_password, refusal
from tadamon.extensions import db
from tests.browser import Browser
from tests.conftest import PASSWORD

NEW = "  قهوة على جسر النيل  "


def another(app):
    browser = Browser(app, signed_in=False)
    assert browser.post("/sign-in", username="luxor", password=PASSWORD).status_code == 303
    browser.signed_in, browser.token = True, None
    return browser


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page(sign_in, language):
    page = sign_in("reader", language).get("/me").page
    assert "luxor-view" in page.text and len(page.all("h1")) == 1


def test_visitors_have_none(visitor):
    for path in ("/me", "/me/password", "/me/sessions/ending"):
        answer = visitor.get(path) if path == "/me" else visitor.post(path)
        assert answer.status_code == 303 and "/sign-in" in answer.location


def test_a_new_password_keeps_every_space_and_ends_other_sessions(app):
    here, there = another(app), another(app)
    old_cookie = here.client.get_cookie("tadamon").value
    assert here.post("/me/password", old_password=PASSWORD, new_password=NEW).status_code == 303
    assert here.get("/me").status_code == 200
    assert there.raw("get", "/me").status_code == 303
    there.client.set_cookie("tadamon", old_cookie)
    assert there.raw("get", "/me").status_code == 303
    for typed, status in ((NEW.strip(), 422), (PASSWORD, 422), (NEW, 303)):
        assert Browser(app, signed_in=False).post("/sign-in", username="luxor", password=typed).status_code == status


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wrong-password", NEW),
        ("", NEW),
        (PASSWORD, ""),
        (PASSWORD, "short"),
        (PASSWORD, PASSWORD),
        (PASSWORD, "luxor-is-nice"),
        (PASSWORD, "tadamon-2026"),
        (PASSWORD, "x" * 201),
        (PASSWORD, "ع" * 300_000),
    ],
)
def test_what_is_refused_says_why_beside_the_field(app, old, new):
    browser = another(app)
    answer = browser.post("/me/password", old_password=old, new_password=new)
    assert answer.status_code == 422 and answer.page.title.startswith("خطأ:") and "هناك مشكلة" in answer.page.text
    assert not new or new not in answer.page.html
    assert Browser(app, signed_in=False).post("/sign-in", username="luxor", password=PASSWORD).status_code == 303


def test_guessing_the_old_password_is_slowed(app):
    browser = another(app)
    answers = [browser.post("/me/password", old_password=f"guess {n}", new_password=NEW).status_code for n in range(7)]
    assert answers[:5] == [422] * 5 and answers[-1] == 429


def test_sessions_elsewhere_end(app):
    here, there = another(app), another(app)
    assert here.post("/me/sessions/ending").status_code == 303
    assert here.get("/").status_code == 200 and there.raw("get", "/").status_code == 303


def test_language_and_digits(app):
    browser = another(app)
    assert browser.post("/me", language="en", digits="latn").status_code == 303
    browser.language = "en"
    assert browser.get("/me").page.all("html")[0].get("lang") == "en"
    assert browser.post("/me", language="xx", digits="?").status_code == 422
    db.session.rollback()
    assert (User.named("luxor").language, User.named("luxor").digits) == ("en", "latn")


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password1",
        "P@ssw0rd2026!",
        "12345678",
        "qwertyuiop",
        "asdfghjkl",
        "1q2w3e4r",
        "iloveyou",
        "Sunshine99",
        "abcd1234",
        "شسيبلاتنمك",
        "٠١٠٠١٢٣٤٥٦٧",
        "29001011234567",
        "كلمةالمرور",
        "بسم_الله",
        "محمد2026",
        "aaaaaaaa",
        "abcabcabc",
        "Luxor@2026",
        "luxor-7Kx!",
        "tadamon2025",
        "الأقصر2026",
        "zaq12wsx",
        "football",
        "التضامن123",
    ],
)
def test_what_everyone_tries_first(password):
    assert refusal(password, "luxor")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        NEW,
        "correct horse battery",
        "k7mp-3xwd-9tqh",
        "Tr0ub4dor&3",
        "😀 نيل وقمر",
        "\u0000\u202enile-moon",
        "ن" * 64,
    ],
)
def test_what_is_taken(password):
    assert refusal(password, "luxor") is None


def test_first_passwords_are_themselves_good():
    made = {first_password() for _each in range(300)}
    assert len(made) == 300 and not any(refusal(each, "luxor") for each in made)
