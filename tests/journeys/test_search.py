"""The box at the top of every page, by keyboard alone and without script."""

from playwright.sync_api import expect


def test_a_record_is_found_by_keyboard(page_of):
    page = page_of("luxor")
    page.goto("/")
    page.locator("#bar-q").focus()
    with page.expect_response("**/search/suggestions*"):
        page.keyboard.type("لقاء جما", delay=20)
    expect(page.locator("#bar-found option").first).to_be_attached()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.goto("/search?q=الاقصر")
    expect(page.locator(".results mark").first).to_contain_text("أقصر")
    page.locator(".sorts a", has_text="الاجتماعات والمحاضر").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**type=meeting**")
    page.locator(".results h2 a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sheet")).to_be_visible()


def test_the_same_without_script_and_in_the_wrong_layout(page_of):
    page = page_of("luxor", java_script_enabled=False)
    page.goto("/dashboard?from=2025&to=2025")
    page.fill("#bar-q", "grhx")
    page.keyboard.press("Enter")
    page.locator(".empty a", has_text="لقاء").click()
    expect(page.locator(".results li").first).to_be_visible()
