"""The list and its way back, and names that were met before."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("engine", ["postgresql"])


def test_the_way_back_keeps_the_filters(page_of):
    page = page_of("hq")
    page.goto("/meetings")
    every = page.locator("#list tbody tr").count()
    page.focus("[name=kind]")
    page.select_option("[name=kind]", "open-door")
    expect(page.locator("#list tbody tr")).not_to_have_count(every)
    expect(page.locator("[name=kind]")).to_be_focused()
    assert "kind=open-door" in page.url
    found = page.locator("#list tbody").inner_text()
    page.click("#list tbody a")
    expect(page.locator(".sheet")).to_be_visible()
    page.go_back()
    expect(page.locator("[name=kind]")).to_have_value("open-door")
    assert page.locator("#list tbody").inner_text() == found
    page.go_back()
    expect(page.locator("#list tbody tr")).to_have_count(every)
    expect(page.locator("[name=kind]")).to_have_value("")


def test_a_wrong_date_in_the_filters_is_said(page_of):
    page = page_of("hq")
    page.goto("/meetings")
    page.fill(".filters [name=from]", "32/1/2025")
    page.click(".filters [type=submit]:visible")
    expect(page.locator(".filters .error")).to_be_visible()
    expect(page.locator(".filters [name=from]")).to_have_value("32/1/2025")


def test_a_name_met_before_brings_its_title_and_body(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    meeting(page, title="اجتماع ثان")
    page.click("#attendance-new a.add >> nth=0")
    name = page.locator("#attendance-new [name=name]")
    with page.expect_response("**/suggestions*"):
        name.press_sequentially("منى", delay=30)
    expect(page.locator("#attendance-new datalist option[value='منى جاد']")).to_have_count(1)
    name.fill("منى جاد")
    expect(page.locator("#attendance-new [name=person_title]")).to_have_value("أخصائية")
    expect(page.locator("#attendance-new [name=body]")).to_have_value("المديرية")
