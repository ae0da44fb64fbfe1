"""htmx comes from a CDN that is blocked or silent: our own copy takes its place at once."""

import re

import pytest
from playwright.sync_api import expect

CDN = "https://cdn.jsdelivr.net/**"

TIMES = """() => [performance.getEntriesByType("resource").find(one => one.name.includes("/vendor/htmx")),
  performance.getEntriesByName("first-contentful-paint")[0]].map(one => one.startTime)"""


@pytest.fixture
def site(sites):
    return sites("sqlite", "cdn")


def refused(route):
    route.abort()


def silent(route):
    """Never answered."""


@pytest.mark.parametrize("line", [refused, silent])
def test_the_page_works_within_two_seconds(page_of, meeting, line):
    page = page_of("luxor")
    page.expected += ["cdn.jsdelivr.net", "net::ERR_FAILED"]
    page.route(CDN, refused)
    path = meeting(page)
    page.route(CDN, line)
    page.goto(path, wait_until="commit")
    expect(page.locator("head script[integrity]").last).to_have_attribute("src", re.compile("/static/vendor/htmx"))
    page.click("#field-venue a.editable")
    page.fill("#field-venue [name=venue]", "قاعة المكتبة")
    page.click("#field-venue .btn.primary[type=submit]")
    expect(page.locator("span#field-venue")).to_contain_text("قاعة المكتبة")
    assert page.url.endswith(path)
    asked, painted = page.evaluate(TIMES)
    assert asked < 5000  # 1500 on a machine with nothing else to do
    assert painted > 0
