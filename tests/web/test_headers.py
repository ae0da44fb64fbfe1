"""T13, T15, T31, T32: what every answer carries, whatever its kind."""

import re
from itertools import product

import pytest
from flask import Response

from tests.meetings.attaching import attach
from tests.web import litany
from tests.web.conftest import BEFORE_THE_DATABASE


def policy_of(answer):
    return answer.headers.get("Content-Security-Policy", "")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "script-src 'unsafe-inline'"),
        ("Content-Security-Policy", None),
        ("X-Content-Type-Options", None),
        ("Cache-Control", "private"),
    ],
)
def test_the_litany_sees_an_answer_without(header, value):
    """It looks at every answer that it is given, to whomever."""
    answer = Response(headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"})
    answer.headers["Content-Security-Policy"] = "; ".join(litany.POLICY)
    assert not list(litany.lacking(answer))
    answer.headers.pop(header) if value is None else answer.headers.set(header, value)
    assert list(litany.lacking(answer))


def test_refusals_files_and_downloads_have_one_too(writer, meeting):
    file = attach(writer, meeting)
    for path in (
        "/nothing",
        "/static/app.css",
        "/static/nothing",
        f"/meetings/{meeting}/attachments/{file}?download=1",
    ):
        answer = writer.get(path)
        assert all(
            part in policy_of(answer) for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
        )


def test_a_page_about_a_missing_file_is_private(writer):
    assert "no-store" in writer.get("/static/nothing.css").headers["Cache-Control"]


def test_the_session_cookie(visitor, app):
    from tests.conftest import PASSWORD

    answer = visitor.post("/sign-in", username="luxor", password=PASSWORD)
    cookie = next(
        each
        for each in answer.headers.getlist("Set-Cookie")
        if each.startswith(app.config["SESSION_COOKIE_NAME"] + "=")
    )
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "expires" not in cookie.lower() and "max-age" not in cookie.lower()


def test_under_https_the_cookie_is_bound_to_the_host(tmp_path):
    from tadamon.config import settings

    config = settings({"TADAMON_INSTANCE": str(tmp_path), "TADAMON_HTTPS": "1", "TADAMON_MODE": "test"})
    assert config["SESSION_COOKIE_NAME"].startswith("__Host-") and config["SESSION_COOKIE_SECURE"]


EVIL = [
    {"Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example"},
    {"Forwarded": "host=evil.example"},
    {"X-Original-URL": "/evil.example"},
    {"Host": "evil.example:99"},
]


@BEFORE_THE_DATABASE
def test_the_host_is_not_reflected(writer, visitor, meeting):
    """T15."""
    for headers, (browser, path) in product(
        EVIL,
        (
            (writer, "/"),
            (writer, "/meetings?after=2025-10-05~1"),
            (writer, f"/meetings/{meeting}"),
            (writer, "//meetings"),
            (writer, "/meetings/"),
            (writer, f"/meetings/{meeting}/fields/title"),
            (visitor, "/meetings"),
            (visitor, "/sign-in"),
            (writer, "/static/nothing"),
            (writer, f"/meetings/{meeting}/print"),
        ),
    ):
        answer = browser.raw("get", path, headers=headers)
        assert "evil.example" not in answer.get_data(as_text=True) + str(answer.headers), (path, headers)


def test_a_host_that_is_none(visitor):
    for host in ("[", "a b", "evil.example/x", "@", "\xff", "x" * 5000):
        assert visitor.raw("get", "/sign-in", headers={"Host": host}).status_code < 500


def test_nothing_of_a_person_stands_in_an_address(writer, meeting):
    """T33: links carry ids and filters only."""
    for path in ("/", "/meetings", f"/meetings/{meeting}"):
        for _text, url in writer.get(path).page.links:
            assert not re.search(r"[\u0621-\u064a]|%D8|%D9", url), url
