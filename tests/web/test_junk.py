"""Whatever is sent, in whatever field, no answer is a 500 and none takes long (T35, T36)."""

import time
from io import BytesIO
from itertools import count, cycle

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.pages import Page
from tests.web.litany import ADDRESSES, filled

ODD = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\x00\x01\x02",
        "\u202e\u2066",
        "\ufeff",
        "\ud7ff",
        "\ufffe",
        "\U0001f642",
        "NaN",
        "null",
        "None",
        "true",
        "-1",
        "0",
        "1e999",
        "9" * 25,
        str(2**31),
        str(2**63),
        str(2**63 - 1),
        "٩" * 20,
        "1/1/1",
        "31/12/9999",
        "32/1/2025",
        "الربع الرابع 2100",
        "24:00",
        "١٢:٦٠",
        "javascript:alert(1)",
        "https://",
        "http://[",
        "../../etc/passwd",
        "%00%ff",
        "%s%n",
        "{{7*7}}",
        "${7*7}",
        "<script>alert(1)</script>",
        "' OR 1=1--",
        "\\",
        "[]",
        "{}",
        "a" * 301,
        "ض" * 5001,
        "\n" * 1000,
        "َ" * 500,
        "ا" + "̈" * 300,
        "\r\nX: y",
        "ﷺ" * 300,
        "🏳️‍🌈" * 80,
        "عبد " * 200,
    ]
)
JUNK = ODD | st.text(max_size=60) | st.integers().map(str) | st.dates().map(str) | st.floats().map(str)
SOME = st.lists(JUNK, min_size=97, max_size=97)
STEADY = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
FILE, BRACKETS = object(), object()
ENDS_THE_SESSION = ("/sign-out", "/sign-in")


def real_forms(browser, ids):
    """The posts a writer may send, each with the fields its form on the page really has."""
    whole = {}
    for address in ADDRESSES:
        if address.method == "GET" and address.who in ("write", "read") and ".pdf" not in address.path:
            answer = browser.raw(
                "get", filled(address, ids)[0], headers={"HX-Request": "true"} if not address.page else {}
            )
            if answer.mimetype == "text/html":
                whole |= {
                    form.action: form.fields
                    for form in Page(answer.get_data(as_text=True)).forms
                    if form.method == "post"
                }
    for address in ADDRESSES:
        if address.method == "POST" and address.who != "administer" and address.path not in ENDS_THE_SESSION:
            path, data = filled(address, ids)
            texts = {name: value for name, value in data.items() if isinstance(value, str)}
            whole[path] = texts | whole.get(path, {})
    return {path: fields for path, fields in whole.items() if not path.endswith(ENDS_THE_SESSION)}


@pytest.fixture
def forms(installation, writer, ids):
    """What `real_forms` finds; looked for once on each engine, where `ids` are always the same."""
    if not hasattr(installation, "forms"):
        installation.forms = real_forms(writer, ids)
    assert len(installation.forms) > 40
    return installation.forms


def test_junk_in_every_field_of_every_form(writer, forms, ids, mine):
    """Two values for each field, on either engine in turn."""
    pairs = [(path, name) for path, fields in forms.items() for name in fields if name != "csrf_token"]
    token = writer._token()

    rounds = count()

    @STEADY
    @given(SOME)
    def junk(values):
        now = next(rounds)
        for turn, (path, name) in enumerate(pairs):
            if not mine(turn + now):
                continue
            value = values[turn % len(values)]
            answer = writer.raw(
                "post",
                path,
                data=forms[path] | {name: value, "csrf_token": token},
                headers={"HX-Request": "true"},
            )
            assert answer.status_code < 500, (path, name, value)

    junk()
    assert writer.get(f"/meetings/{ids['meeting']}").status_code == 200
    assert writer.get(f"/meetings/{ids['meeting']}/history").status_code == 200
    assert writer.get(f"/meetings/{ids['meeting']}/print").status_code == 200


def test_values_of_other_kinds(writer, forms, mine):
    """Lists where one value is asked for, files, brackets or very many in turn, and for every form nothing at all."""
    turns = count()
    token, odd = writer._token(), cycle((["a", "b", ""], FILE, BRACKETS, ["1"] * 600))
    for path, fields in forms.items():
        named = [(name, next(odd)) for name in fields if name != "csrf_token"]
        for name, value in [("", None), *named]:
            if not mine(next(turns)):
                continue
            sent = (
                {f"{name}[]": "x"}
                if value is BRACKETS
                else {name: (BytesIO(b"x"), "x.txt") if value is FILE else value}
            )
            answer = writer.raw("post", path, data=(fields | sent if name else {}) | {"csrf_token": token})
            assert answer.status_code < 500, (path, name, value)


def test_junk_in_every_question(writer, hq, ids, mine):
    names = [
        "q",
        "kind",
        "axis",
        "unit",
        "state",
        "from",
        "to",
        "after",
        "item",
        "closed",
        "name",
        "form",
        "lang",
        "next",
        "download",
        "junk",
        "endpoint",
    ]
    paths = [
        filled(address, ids)[0].partition("?")[0]
        for address in ADDRESSES
        if address.method == "GET" and not address.endpoint.endswith((".pdf", ".official"))
    ]

    rounds = count()

    @STEADY
    @given(SOME)
    def junk(values):
        now = next(rounds)
        for turn, path in enumerate(paths):
            if not mine(turn + now):
                continue
            query = {
                name: values[(turn + place) % len(values)]
                for place, name in enumerate(names)
                if (turn + place) % 3 == 0
            }
            for browser, headers in ((writer, {}), (hq, {"HX-Request": "true"})):
                assert browser.raw("get", path, query_string=query, headers=headers).status_code < 500, (
                    path,
                    query,
                )

    junk()


HEAVY = {
    "letters": "ض" * 350_000,
    "marks": "ا" + "َ" * 400_000,
    "spaces": "a" + " " * 1_000_000 + "b",
    "newlines": "\n" * 1_000_000,
    "lines": "ab\n" * 300_000,
    "tabs": "a\t" * 400_000,
    "digits": "1" * 1_000_000,
    "numbering": "١- " * 200_000,
    "brackets": "<" * 700_000,
    "amps": "&" * 600_000,
    "ligatures": "ﷺ" * 100_000,
    "mixed": "عبد الله 123, " * 60_000,
    "pattern": "a" * 40_000 + "!",
    "colons": "1:" * 400_000,
    "slashes": "1/" * 400_000,
}


def test_a_megabyte_is_refused_quickly(writer, meeting, parts):
    """T36, in time of the processor: other people's work on this machine does not count."""
    form = writer.get(f"/meetings/{meeting}/items/new").page.form("/items")
    for path, name, data in (
        (f"/meetings/{meeting}/fields/starts_on", "starts_on", {"version": "1"}),
        (f"/meetings/{meeting}/attendance/paste", "people", {}),
        (f"/meetings/{meeting}/items", "discussion", form.fields | {"title": "بند"}),
    ):
        for kind, value in HEAVY.items():
            began = time.process_time()
            # As multipart, where every letter of a million may come through.
            answer = writer.raw(
                "post",
                path,
                data=data | {name: value, "csrf_token": writer._token()},
                content_type="multipart/form-data",
            )
            spent = time.process_time() - began
            assert answer.status_code in (200, 303, 413, 422), (name, kind, answer.status_code)
            assert spent < 2, f"{name}: {kind} took {spent:.1f} s"


def test_forty_thousand_letters_in_an_address(writer, meeting):
    for path in (
        "/meetings?q=",
        f"/meetings/{meeting}/earlier?q=",
        "/people/suggestions?name=",
        "/meetings?from=",
        "/meetings?kind=",
    ):
        for value in ("ض" * 40_000, "a*" * 20_000, "َ" * 40_000, '"' * 40_000, " " * 40_000, "1/" * 20_000):
            began = time.process_time()
            assert writer.raw("get", path + value).status_code in (200, 422)
            assert time.process_time() - began < 2, (path, value[:3])
