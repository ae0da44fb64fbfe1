"""T34-T35: whatever is asked for, the refusal stands in the layout, in both languages, with a way back."""

import re
from io import BytesIO
from itertools import product

import pytest

BIG = [
    0,
    -1,
    2**63,
    2**63 - 1,
    2**64,
    10**20,
    10**400,
    "007x",
    "1.5",
    "1e3",
    "٣",
    "%00",
    "1%00",
    "%ff",
    "%E2%80%AE1",
    "a" * 7000,
]
WAYS = {
    400: lambda b, m: b.post(f"/meetings/{m}/items/1/position", {"direction": "sideways"}),
    404: lambda b, m: b.get("/nothing-here"),
    405: lambda b, m: b.post(f"/meetings/{m}/history"),
    413: lambda b, m: b.post("/meetings", {"title": "ط" * 3_000_000}),
}


@pytest.fixture(params=["ar", "en"])
def someone(request, sign_in):
    return sign_in("writer", request.param)


@pytest.mark.in_turns
@pytest.mark.parametrize("status", WAYS)
def test_refusals_stand_in_the_layout(someone, meeting, status):
    answer = WAYS[status](someone, meeting)
    assert answer.status_code == status
    assert any(url == "/" for _text, url in answer.page.links)
    reference = re.search(r"\b[0-9A-F]{6}\b", answer.page.find("main").text)
    assert reference, answer.page.text
    assert not re.search(r"Traceback|werkzeug|sqlalchemy|Method Not Allowed|Not Found", answer.page.text)


def test_forbidden_stands_in_the_layout(sign_in, meeting):
    for language, words in (("ar", "ليس من صلاحياتك"), ("en", "")):
        answer = sign_in("reader", language).post(f"/meetings/{meeting}/archive")
        assert answer.status_code == 403 and words in answer.page.text


def test_what_was_written_stands_in_the_refusal(approver, meeting):
    answer = approver.post(f"/meetings/{meeting}/return", {"reason": "تنقصه <القائمة>"})
    assert answer.status_code == 409 and "تنقصه <القائمة>" in answer.page.find("main").text


@pytest.mark.parametrize("status", [400, 404, 405])
def test_refusals_of_pieces_go_to_the_alarm(writer, meeting, status):
    asked = {
        400: lambda: writer.post(f"/meetings/{meeting}/items/1/position", htmx=True),
        404: lambda: writer.get("/meetings/999999/items/new", htmx=True),
        405: lambda: writer.post(f"/meetings/{meeting}/history", htmx=True),
    }
    answer = asked[status]()
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (status, "#alarm")
    assert re.search(r"\b[0-9A-F]{6}\b", answer.page.text)


def test_a_visitor_sees_refusals_too(visitor):
    assert visitor.get("/nothing-here").status_code == 404
    assert visitor.get("/static/nothing.css").status_code == 404
    assert visitor.post("/healthz").status_code == 405
    assert visitor.post("/sign-in", token=False).status_code == 400


def test_ids_that_are_none(writer):
    for id in BIG:
        assert writer.get(f"/meetings/{id}", htmx=True).status_code == 404
        for path in (f"/meetings/{id}", f"/meetings/{id}.pdf", f"/meetings/{id}/fields/title/edit"):
            assert writer.raw("get", path).status_code == 404, path[:40]
        assert writer.raw("post", f"/meetings/{id}/archive", data={"csrf_token": writer._token()}).status_code == 404


def test_rows_that_are_none(writer, meeting, parts):
    for id in BIG:
        for noun in (*parts, "attachments"):
            assert writer.raw("get", f"/meetings/{meeting}/{noun}/{id}").status_code == 404, (noun, str(id)[:40])
            gone = writer.raw("post", f"/meetings/{meeting}/{noun}/{id}/removal", data={"csrf_token": writer._token()})
            assert gone.status_code == 404, (noun, str(id)[:40])


def test_methods_nobody_uses(writer, meeting):
    paths = ("/meetings", f"/meetings/{meeting}", f"/meetings/{meeting}/items/1", "/sign-in")
    for method, path in product(("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO"), paths):
        answer = writer.raw("open", path, method=method)
        assert answer.status_code == 405 and "تضامن" in answer.get_data(as_text=True)


def test_head_and_options(writer, meeting):
    for path in ("/meetings", f"/meetings/{meeting}"):
        assert writer.raw("head", path).status_code == 200
        assert "GET" in writer.raw("options", path).headers["Allow"]


PATHS = [
    "//meetings",
    "/meetings//1",
    "/meetings/",
    "/meetings/../meetings",
    "/%2e%2e/etc/passwd",
    "/static/../../config.py",
    "/static/%2e%2e/%2e%2e/config.py",
    "/" + "x" * 7000,
    "/meetings?q=" + "ب" * 7000,
    "/meetings?" + "a=1&" * 5000,
    "/%ff%fe",
    "/\x00",
    "/meetings/1/fields/title%00",
    "/meetings/1/fields/__class__/edit",
    "/meetings/1/fields/errors/edit",
    "/meetings/1/fields/data",
]


def test_odd_addresses(writer, meeting):
    for path in PATHS:
        assert writer.raw("get", path).status_code in (200, 303, 404, 422), path[:60]


QUERIES = [
    "after=2025-10-05~-1",
    "after=9999-99-99~1",
    "after=2025-10-05~" + "9" * 30,
    "after=~",
    "after=%00",
    "after=0001-01-01~1",
    "q=%00",
    "q=%ff",
    "q=" + "%22" * 50,
    "q=%27%27)%20OR%201=1--",
    "q=*",
    "q=NEAR(",
    "q=%25_%5C",
    "kind=x",
    "axis=-1",
    "axis=1e9",
    "axis=" + "9" * 40,
    "unit=x",
    "unit=0",
    "unit=" + "9" * 5000,
    "state=approved",
    "from=x",
    "to=31/2/2025",
    "from=0/0/0",
    "to=9999",
    "from=1/1/2026&to=1/1/2025",
    "endpoint=x",
    "_external=1",
    "_scheme=javascript",
    "_anchor=x",
    "_method=POST",
    "id=3",
    "csrf_token=x",
    "filename=x",
    "values=1",
]


def test_odd_filters(hq, writer, meeting):
    for someone, query, more in product((hq, writer), QUERIES, ("", "&after=2030-01-01~1")):
        answer = someone.get(f"/meetings?{query}{more}")
        assert answer.status_code in (200, 422), query[:60]
        assert all(re.match("/(?!/)|#", url) for _text, url in answer.page.links), query[:60]


def test_bodies_that_are_no_form(writer, meeting):
    token = writer._token()
    for kind, body in (
        ("application/json", b'{"title": "x"}'),
        ("text/plain", b"title=x"),
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("", b"\xff\xfe\x00"),
        ("application/x-www-form-urlencoded", b"title=%ff%00&title&&=&" + b"a=1&" * 3000),
    ):
        answer = writer.raw(
            "post", f"/meetings/{meeting}/fields/title", data=body, content_type=kind, headers={"X-CSRFToken": token}
        )
        assert 300 <= answer.status_code < 500, kind
    many = {f"field{n}": (BytesIO(b"x"), "x.txt") for n in range(2100)}
    many["csrf_token"] = token
    assert writer.post(f"/meetings/{meeting}/attachments", many).status_code == 413


def test_a_strange_language_means_arabic(visitor):
    for language in ("fr", "", "ar" * 3000, "\x00", "../en"):
        visitor.client.set_cookie("lang", language)
        assert visitor.get("/sign-in").status_code == 200


def test_a_refusal_before_anything_else_speaks_the_readers_language(sign_in, meeting):
    """The thread that answers may have spoken another language a moment ago."""
    arabic, english = sign_in("writer"), sign_in("writer", "en")
    for _turn in range(2):
        assert arabic.post("/meetings", token=False).status_code == 400
        assert english.post("/meetings", token=False).status_code == 400
        assert english.post("/meetings", headers={"Origin": "https://evil.example"}).status_code == 400
