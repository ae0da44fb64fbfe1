"""A session that ends in mid-edit: the text waits for the same person and for no one else."""

import time

import pytest
from sqlalchemy import select

from tadamon.accounts import sessions
from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.web.drafts import Draft
from tests.browser import Browser
from tests.conftest import PASSWORD

TYPED = "نص كُتب ولم يُحفظ"


def expire(person, ago=None):
    person._token()  # every page opened before had one
    with person.client.session_transaction() as cookie:
        cookie["seen"] = int(time.time()) - (ago or sessions.idle() + 60)


def count():
    found = len(db.session.scalars(select(Draft)).all())
    db.session.rollback()
    return found


@pytest.fixture
def title(meeting):
    return f"/meetings/{meeting}/fields/title"


@pytest.fixture
def interrupted(writer, title):
    """The writer, whose session ended between opening the form and posting it without htmx."""
    form = writer.get(f"{title}/edit").page.form(title)
    expire(writer)
    writer.answer = writer.send(form, title=TYPED)
    return writer


def test_without_script_the_text_waits_behind_the_sign_in(interrupted, title):
    answer = interrupted.answer
    assert answer.status_code == 303 and answer.location.startswith("/sign-in?next=") and count() == 1
    interrupted.signed_in = False
    page = interrupted.get(answer.location).page
    assert "حُفظ ما كتبته مسودة" in page.text
    entered = interrupted.send(page.form("/sign-in"), username="luxor", password=PASSWORD)
    assert entered.status_code == 303 and entered.location == f"{title}/edit"
    interrupted.signed_in = True
    page = interrupted.get(entered.location).page
    assert page.form(title).fields["title"] == TYPED and "هذه مسودة لم تُحفظ" in page.text
    assert interrupted.send(page.form(title)).status_code == 303 and count() == 0
    assert TYPED in interrupted.get(title.partition("/fields")[0]).page.text


def test_another_person_at_the_same_pc_gets_a_home_of_their_own(interrupted, title):
    interrupted.signed_in = False
    page = interrupted.get(interrupted.answer.location).page
    entered = interrupted.send(page.form("/sign-in"), username="luxor2", password=PASSWORD)
    assert entered.location == "/"
    interrupted.signed_in = True
    for path in ("/", f"{title}/edit", "/drafts"):
        assert TYPED not in interrupted.get(path).get_data(as_text=True)
    assert count() == 1


def test_a_new_outcome_waits_under_its_item(writer, meeting, parts):
    base, item = f"/meetings/{meeting}/outcomes", parts["items"][1]
    form = writer.get(f"{base}/new?item={item}&kind=decision").page.form(base)
    expire(writer)
    answer = writer.send(form, text=TYPED)
    assert f"%2Foutcomes%2Fnew%3Fitem%3D{item}" in answer.location or f"/outcomes/new?item%3D{item}" in answer.location


def test_what_no_editor_shows_is_not_kept(writer, meeting):
    token = writer._token()
    expire(writer)
    answer = writer.post(
        f"/meetings/{meeting}/archive",
        csrf_token=token,
        headers={"Referer": f"http://localhost/meetings/{meeting}"},
    )
    assert answer.status_code == 303 and answer.location.endswith(f"next=/meetings/{meeting}") and count() == 0


def test_a_password_is_never_kept(writer):
    token = writer._token()
    expire(writer)
    for path in ("/me/password", "/language", "/digits"):
        writer.post(path, csrf_token=token, old="سر", new="سر آخر")
    assert count() == 0


def test_a_session_that_was_ended_keeps_nothing(writer, title):
    form = writer.get(f"{title}/edit").page.form(title)
    writer._token()
    db.session.get(User, writer.user_id).end_sessions()
    db.session.commit()
    assert writer.send(form, title=TYPED).status_code == 303 and count() == 0


def test_a_forged_cookie_keeps_nothing(app, title):
    forger = Browser(app, signed_in=False)
    forger.client.set_cookie("tadamon", "eyJfdXNlcl9pZCI6IjEuMCJ9.aaaa.bbbb")
    assert forger.post(title, title=TYPED).status_code in (303, 400) and count() == 0


def test_with_htmx_one_signs_in_where_one_stands(writer, title):
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    expire(writer)
    answer = writer.send(form, htmx=True, title=TYPED)
    assert answer.status_code == 401 and answer.headers["HX-Retarget"] == "#dialog"
    assert "منى عبد الباسط" in answer.page.text and count() == 1
    again = answer.page.form("/sign-in")
    assert again.fields["username"] == "luxor"
    wrong = writer.send(again, htmx=True, password="لا")
    assert wrong.status_code == 422 and wrong.headers["HX-Retarget"] == "#dialog" and "غير صحيحة" in wrong.page.text
    entered = writer.send(again, htmx=True, password=PASSWORD)
    content = entered.page.find("signed-in")
    assert entered.status_code == 200 and content.get("data-signed-in") == str(writer.user_id)
    saved = writer.send(form, htmx=True, title=TYPED, csrf_token=content.get("data-token"))
    assert saved.status_code == 200 and count() == 0


def test_the_other_windows_of_the_same_person_go_on(writer, title):
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    expire(writer)
    again = writer.send(form, htmx=True, title=TYPED).page.form("/sign-in")
    writer.send(again, htmx=True, password=PASSWORD)
    assert writer.send(form, htmx=True, title=TYPED).status_code == 200


def test_the_forms_of_one_person_are_no_good_for_the_next(writer, title):
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    expire(writer)
    again = writer.send(form, htmx=True, title=TYPED).page.form("/sign-in")
    entered = writer.send(again, htmx=True, username="luxor2", password=PASSWORD)
    assert entered.page.find("signed-in").get("data-signed-in") != str(writer.user_id)
    assert writer.send(form, htmx=True, title=TYPED).status_code == 400


def test_signed_out_in_another_window(writer, title):
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    writer.post("/sign-out")
    writer.signed_in = False
    answer = writer.send(form, htmx=True, title=TYPED)
    assert answer.status_code == 401 and "منى" not in answer.page.text and count() == 0


def test_asking_by_itself_keeps_no_session_alive(writer, meeting):
    expire(writer, ago=sessions.idle() - 100)
    for path in (f"/meetings/{meeting}/news?since=0", "/session"):
        answer = writer.client.get(path, headers={"HX-Request": "true"})
        assert answer.status_code in (200, 204) and "Set-Cookie" not in answer.headers
    assert 0 < writer.client.get("/session").json["left"] <= 100
    writer.get(f"/meetings/{meeting}")
    assert writer.client.get("/session").json["left"] > sessions.idle() - 5


def test_a_page_that_asks_after_the_end_gets_nothing(writer, meeting):
    expire(writer)
    answer = writer.client.get(f"/meetings/{meeting}/news", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.data, answer.headers["HX-Reswap"]) == (401, b"", "none")
    assert writer.client.get("/session").status_code == 401


def test_one_key_extends_it(writer):
    token = writer._token()
    expire(writer, ago=sessions.idle() - 100)
    assert writer.post("/session", csrf_token=token).json["left"] > sessions.idle() - 5


def test_typing_extends_it(writer, title):
    token = writer._token()
    expire(writer, ago=sessions.idle() - 100)
    writer.post("/drafts", draft_of=title, title=TYPED, csrf_token=token)
    assert writer.client.get("/session").json["left"] > sessions.idle() - 5


def test_the_longest_session_cannot_be_extended(writer):
    token = writer._token()
    with writer.client.session_transaction() as cookie:
        cookie["started"] = int(time.time()) - sessions.ABSOLUTE + 60
    assert writer.post("/session", csrf_token=token).json["left"] <= 60
