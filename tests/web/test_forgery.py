"""T9: what another site's page sends is refused, and changes nothing."""

from itertools import cycle

from tests.web.conftest import BEFORE_THE_DATABASE
from tests.web.litany import ADDRESSES, filled
from tests.web.test_litany import changes

POSTS = [address for address in ADDRESSES if address.method == "POST"]


def refused(browser, ids, wanted=400, **options):
    """Post every address of the litany with `options`, as a page and as a piece in turn, for the guard stands before
    both; each must be refused and nothing may change."""
    before, wrong = changes(), []
    for address, htmx in zip(POSTS, cycle((False, True)), strict=False):
        path, data = filled(address, ids)
        answer = browser.post(
            path,
            data | options.get("data", {}),
            htmx=htmx,
            headers=options.get("headers"),
            token=options.get("token", True),
        )
        if answer.status_code != wanted:
            wrong.append(f"{address} htmx={htmx}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert changes() == before


@BEFORE_THE_DATABASE
def test_no_post_without_a_token(writer, ids):
    refused(writer, ids, token=False)


def test_no_post_with_a_wrong_token(writer):
    for wrong in ("", "junk", "IjEyMyI.aaaa.bbbb", "\x00", "١٢٣"):
        answer = writer.post("/meetings", {"title": "اجتماع", "csrf_token": wrong})
        assert answer.status_code == 400 and "انتهت صلاحية هذه الصفحة" in answer.page.text


def test_no_post_with_another_persons_token(writer, stranger, meeting):
    assert stranger._token() != writer._token()
    answer = writer.post(f"/meetings/{meeting}/archive", {"csrf_token": stranger.token})
    assert answer.status_code == 400


ELSEWHERE = [
    {"Origin": origin}
    for origin in (
        "https://evil.example",
        "null",
        "http://localhost.evil.example",
        "http://localhost:81",
        "http://[",
        "http://[::1",
        "\xff",
    )
] + [{"Sec-Fetch-Site": site} for site in ("cross-site", "same-site")]


@BEFORE_THE_DATABASE
def test_no_post_from_another_site(writer, meeting):
    for headers in ELSEWHERE:
        for htmx in (False, True):
            answer = writer.post(
                f"/meetings/{meeting}/fields/title", {"title": "غ", "version": "1"}, htmx, headers=headers
            )
            assert answer.status_code == 400, headers
    assert "لقاء جماهيري مفتوح" in writer.get(f"/meetings/{meeting}").page.text


@BEFORE_THE_DATABASE
def test_no_address_takes_posts_from_another_site(writer, ids):
    refused(writer, ids, headers={"Origin": "https://evil.example"})


def test_our_own_pages_may_post(writer):
    for headers in ({"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}):
        assert writer.post("/digits", {"digits": "arab"}, headers=headers).status_code == 303


def test_the_token_may_come_in_the_header(writer, meeting):
    headers = {"X-CSRFToken": writer._token()}
    answer = writer.post(
        f"/meetings/{meeting}/fields/title", {"title": "غ", "version": "1"}, token=False, headers=headers
    )
    assert answer.status_code == 303
