"""The attendance of a group by keyboard alone, each mark saved by itself; and the same without script."""

from playwright.sync_api import expect

NEW = {"programme": "training", "title": "دورة الميسّرات", "starts_on": "2025"}


def session_of(page, write) -> str:
    """The address of a session of a cohort of three."""
    cohort = write(page, "/cohorts", **NEW)
    for name in ("آمال سيد", "بسمة علي", "جميلة حسن"):
        write(page, f"{cohort}/trainees", name=name)
    return write(page, f"{cohort}/sessions", title="اليوم الأول", kind="session", starts_on="5/10/2025")


def test_letters_mark_arrows_move_and_each_mark_is_saved(page_of, write):
    page = page_of("luxor")
    session = session_of(page, write)
    page.goto(f"{session}/attendance")
    boxes = page.locator(".marks input")
    boxes.first.focus()
    page.keyboard.type("ح")
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.type("3")
    expect(boxes.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(boxes.nth(1)).to_be_focused()
    expect(page.locator("td.mark.present")).to_have_count(1)
    expect(page.locator("td.mark.absent")).to_have_count(1)
    expect(page.locator("#tally")).to_contain_text("غائب: ١")
    page.keyboard.press("Delete")
    expect(page.locator("td.mark.absent")).to_have_count(0)
    page.get_by_role("button", name="الباقون حاضرون").click()
    expect(page.locator("td.mark.present")).to_have_count(3)
    page.reload()
    expect(page.locator("td.mark.present")).to_have_count(3)


def test_without_script_a_piece_is_a_form(page_of, write):
    page = page_of("luxor", java_script_enabled=False)
    session = session_of(page, write)
    page.goto(f"{session}/attendance")
    page.locator(".marks input").nth(0).fill("ح")
    page.locator(".marks input").nth(1).fill("؟")
    page.get_by_role("button", name="احفظ هذه الصفحة").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("td.mark.present")).to_have_count(1)
    expect(page.locator(".marks input").nth(1)).to_have_value("؟")
