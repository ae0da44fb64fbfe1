"""The browsers that the other tests drive."""

import pytest
from playwright.sync_api import sync_playwright

from . import chromium

PAGE = "data:text/html;charset=utf-8,<html lang=ar dir=rtl><title>محضر</title><h1>مرحبًا</h1><img src=x>"


@pytest.fixture(scope="module")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.mark.parametrize("old", [False, True], ids=["now", "109"])
def test_it_renders_a_page(playwright, old):
    with chromium.browser(playwright, old=old) as browser:
        page = browser.new_page()
        page.goto(PAGE)
        assert page.inner_text("h1") == "مرحبًا"
        assert page.screenshot().startswith(b"\x89PNG")
        assert browser.version.startswith("109.") == old


def test_axe_finds_a_picture_without_words(playwright):
    with chromium.browser(playwright) as browser:
        page = browser.new_page()
        page.goto(PAGE)
        page.evaluate(chromium.axe())
        found = page.evaluate("axe.run().then(found => found.violations.map(one => one.id))")
        assert "image-alt" in found
