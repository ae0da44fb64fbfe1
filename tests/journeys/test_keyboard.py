"""Everything without a mouse: where the focus is, it is somewhere sensible."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])


def test_the_first_key_leads_past_the_navigation(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_field_is_opened_saved_and_left(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    link, box = page.locator("#field-venue a.editable"), page.locator("#field-venue [name=venue]")
    link.focus()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("قاعة المكتبة")
    page.keyboard.press("Control+Enter")
    expect(link).to_be_focused()
    expect(link).to_contain_text("قاعة المكتبة")
    expect(page.locator("#said")).to_contain_text("حُفظ")

    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()

    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.type("لا")
    page.keyboard.press("Escape")
    expect(page.locator("#field-venue [data-cancel]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(link).to_contain_text("قاعة المكتبة")


def test_a_wrong_date_is_said_beside_the_field(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    page.locator("#field-starts_on a").focus()
    page.keyboard.press("Enter")
    box = page.locator("#field-starts_on [name=starts_on]")
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("31/2/2025")
    page.keyboard.press("Enter")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value("31/2/2025")
    expect(box).to_be_focused()


def test_rows_are_added_one_after_another(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    page.locator("#attendance-new .add").first.focus()
    page.keyboard.press("Enter")
    for name in ("كريمة نوح", "سامي عوض"):
        expect(page.locator("#attendance-new [name=name]")).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator("#attendance tbody")).to_contain_text(name)
    expect(page.locator("#attendance-new [name=name]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#attendance-new .add").first).to_be_focused()
    page.locator(".item a.add[href*='kind=recommendation']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes [name=text]")).to_be_focused()
    page.keyboard.type("توصية بلوحة المفاتيح")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".outcome.recommendation")).to_contain_text("توصية بلوحة المفاتيح")
    assert page.evaluate("document.querySelector('.outcomes').contains(document.activeElement)")


def test_rows_are_moved_removed_and_brought_back(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    names = page.locator("#attendance [data-label=الاسم]")
    row = page.locator("#attendance tbody tr").nth(1).get_attribute("id")
    up = page.locator(f"#{row}-up")
    up.focus()
    page.keyboard.press("Enter")
    expect(names).to_have_text(["علي حسين", "سعاد محمود", "منى جاد"])
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("هذا أول القائمة.")
    expect(up).to_be_focused()
    page.locator(f"#{row}-down").focus()
    page.keyboard.press("Enter")
    expect(names).to_have_text(["سعاد محمود", "علي حسين", "منى جاد"])
    expect(page.locator(f"#{row}-down")).to_be_focused()

    page.locator(f"#{row} form[action$=removal] button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{row} .undo button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(names).to_have_text(["سعاد محمود", "علي حسين", "منى جاد"])
    assert page.evaluate("id => document.getElementById(id).contains(document.activeElement)", row)

    item = page.locator(".item").nth(1).get_attribute("id")
    page.locator(f"#{item}-up").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".item h3").first).to_contain_text("موعد الاجتماع القادم")
    expect(page.locator(f"#{item}-up")).to_be_focused()


def test_the_language_is_changed_and_the_page_kept(page_of, meeting):
    page = page_of("luxor")
    path = meeting(page)
    page.locator(".language button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[dir=ltr]")
    assert page.url.endswith(path)
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".language button").press("Enter")
    page.wait_for_selector("html[dir=rtl]")


def test_tab_goes_through_the_whole_sheet_and_is_always_seen(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    seen = set()
    for _step in range(200):
        page.keyboard.press("Tab")
        where = page.evaluate("""() => {
          const e = document.activeElement, box = e.getBoundingClientRect();
          if (e === document.body) return null;
          const style = getComputedStyle(e);
          return {here: e.outerHTML.slice(0, 120), ring: style.outlineStyle !== "none",
                  shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight};
        }""")
        if where is None:
            break
        assert where["shown"] and where["ring"], where["here"]
        seen.add(where["here"])
    assert where is None and len(seen) > 40
