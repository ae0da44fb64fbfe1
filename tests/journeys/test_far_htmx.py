"""htmx comes from a CDN that is blocked or silent: our own copy takes its place at once."""

import time

import pytest
from playwright.sync_api import expect

CDN = "https://cdn.jsdelivr.net/**"


@pytest.fixture
def site(sites, engine):
    return sites(engine, "cdn")


def refused(route):
    route.abort()


def silent(route):
    """Never answered."""


@pytest.mark.parametrize("line", [refused, silent])
def test_the_page_works_within_two_seconds(page_of, meeting, line):
    page = page_of("luxor")
    page.expected += ["cdn.jsdelivr.net", "net::ERR_FAILED"]
    page.route(CDN, line)
    path = meeting(page)
    began = time.monotonic()
    page.goto(path, wait_until="commit")
    page.wait_for_function("window.htmx", timeout=2000)
    assert time.monotonic() - began < 2.5
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    assert painted < 1000
    page.click("#field-venue a.editable")
    page.fill("#field-venue [name=venue]", "قاعة المكتبة")
    page.click("#field-venue [type=submit]")
    expect(page.locator("span#field-venue")).to_contain_text("قاعة المكتبة")
    assert page.url.endswith(path)
