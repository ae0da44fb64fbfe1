"""Nothing typed is lost: not to a crash, a session that ended, a line that was cut, or a colleague."""

import re

import pytest
from playwright.sync_api import Error, expect

from .conftest import NOW_AND_109, PASSWORD, enter, told

TYPED = "نص كُتب ولم يُحفظ بعد"
HOUR = 60 * 60


def write(page, text=TYPED):
    """Type at the end of the first item's discussion, in its editor; the caret stays in the middle."""
    page.locator(".item-head a.editable").first.click()
    box = page.locator(".item [name=discussion]").first
    box.fill(text)
    box.evaluate("box => box.setSelectionRange(4, 4)")
    return box


def kept(page):
    expect(page.locator(".draft-state").first).to_contain_text("حُفظت المسودة", timeout=8000)


def save(page):
    page.locator(".item .editing .btn.primary[type=submit]").first.click()


def nothing_stored(page):
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@NOW_AND_109
def test_a_draft_is_offered_again_after_a_crash(page_of, meeting, old):
    page = page_of("luxor", old=old)
    path = meeting(page)
    box = write(page)
    expect(page.locator(".draft-state")).to_have_text("لم يُحفظ بعد")
    kept(page)
    expect(page.locator("#said")).to_contain_text("حُفظت المسودة")
    nothing_stored(page)
    with pytest.raises(Error, match="crash"):
        page.goto("chrome://crash")
    page.context.close()

    other = page_of("luxor-head", old=old)
    other.goto(path)
    other.wait_for_load_state("networkidle")
    assert TYPED not in other.content()
    page = page_of("luxor", old=old)
    page.goto(path)
    drafts = page.locator("#drafts")
    expect(drafts).to_contain_text("لديك هنا مسودات لم تُحفظ")
    assert page.evaluate("document.activeElement.outerHTML.slice(0, 60)").startswith("<body")
    page.locator(".item-head a.editable").first.click()
    box = page.locator(".item [name=discussion]").first
    expect(box).to_have_value(TYPED)
    expect(page.locator(".item .draft")).to_contain_text("هذه مسودة لم تُحفظ")
    save(page)
    expect(page.locator(".item-head a.editable").first).to_contain_text(TYPED)
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#drafts")).to_have_text("")


def test_a_draft_is_dropped_where_it_is_offered(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    write(page)
    kept(page)
    page.reload()
    page.locator(".item-head a.editable").first.click()
    page.get_by_role("button", name="تجاهل المسودة").click()
    expect(page.locator(".item [name=discussion]").first).to_have_value("عُرضت الكشوف.\n\n١. الأولى\n٢. الثانية")
    expect(page.locator(".draft")).to_have_count(0)


def test_cancelling_what_one_typed_drops_its_draft(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    write(page)
    kept(page)
    with page.expect_response("**/drafts/removal"):
        page.locator(".editing [data-cancel]").click()
    page.locator(".item-head a.editable").first.click()
    expect(page.locator(".item [name=discussion]").first).to_have_value("عُرضت الكشوف.\n\n١. الأولى\n٢. الثانية")


def test_no_one_else_at_the_same_pc_sees_a_draft(page_of, meeting):
    page = page_of("luxor")
    path = meeting(page)
    write(page)
    kept(page)
    page.goto("/")
    page.locator("details.menu summary").click()
    page.get_by_role("link", name="مسوداتي").click()
    expect(page.locator("main")).to_contain_text(TYPED)
    other = page_of("luxor-head")
    for address in (path, "/drafts", "/"):
        other.goto(address)
        other.wait_for_load_state("networkidle")
        assert TYPED not in other.content() and "مسودات لم تُحفظ" not in other.content()


def test_a_session_ends_in_mid_edit(page_of, meeting, age):
    page = page_of("luxor")
    meeting(page)
    box = write(page)
    page.click("#field-venue a.editable")
    page.fill("form#field-venue [name=venue]", "قاعة السلام")
    age(page, 2 * HOUR)
    save(page)
    dialog = page.locator("#dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("كلمة المرور", exact=True)).to_be_focused()
    expect(dialog.get_by_label("اسم المستخدم")).to_have_value("luxor")
    dialog.get_by_label("كلمة المرور", exact=True).fill("ليست هي")
    dialog.get_by_role("button", name="دخول").click()
    expect(dialog).to_contain_text("غير صحيحة")
    expect(box).to_have_value(TYPED)
    dialog.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="دخول").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".item-head a.editable").first).to_contain_text(TYPED)
    page.click("form#field-venue .btn.primary[type=submit]")
    expect(page.locator("span#field-venue")).to_contain_text("قاعة السلام")
    page.reload()
    expect(page.locator(".item-head a.editable").first).to_contain_text(TYPED)
    nothing_stored(page)


def test_another_person_signs_in_where_the_first_was_writing(page_of, meeting, age):
    page = page_of("luxor")
    meeting(page)
    write(page)
    age(page, 2 * HOUR)
    save(page)
    dialog = page.locator("#dialog")
    dialog.get_by_label("اسم المستخدم").fill("luxor-head")
    dialog.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    before = page.locator("details.menu summary").inner_text()
    with page.expect_navigation():
        dialog.get_by_role("button", name="دخول").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("details.menu summary").inner_text() != before
    assert TYPED not in page.content()


def test_signed_out_in_another_window(page_of, meeting):
    page = page_of(None)
    page.goto("/")
    page.get_by_label("اسم المستخدم").fill("aswan")
    page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="دخول").click()
    meeting(page)
    write(page)
    second = page.context.new_page()
    second.goto("/")
    second.locator("details.menu summary").click()
    second.get_by_role("button", name="تسجيل الخروج").click()
    second.wait_for_url("**/sign-in")
    save(page)
    dialog = page.locator("#dialog")
    dialog.get_by_label("اسم المستخدم").fill("aswan")
    dialog.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="دخول").click()
    expect(page.locator(".item-head a.editable").first).to_contain_text(TYPED)


def test_without_script_the_text_waits_behind_the_sign_in_for_its_writer_only(page_of, meeting, age):
    writer = page_of("luxor")
    path = meeting(writer)
    page = page_of("luxor", java_script_enabled=False)
    page.goto(path)
    page.locator(".item-head a.editable").first.click()
    page.locator("[name=discussion]").fill(TYPED)
    age(page, 2 * HOUR)
    page.locator(".editing .btn.primary[type=submit]").first.click()
    told(page, "حُفظ ما كتبته مسودة")
    enter(page, "luxor-head")
    expect(page.locator(".menu summary")).to_contain_text("حسن")
    for address in (page.url, path, "/drafts"):
        page.goto(address)
        assert TYPED not in page.content()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="تسجيل الخروج").click()
    enter(page, "luxor")
    page.goto("/drafts")
    told(page, TYPED, "اجتماع متابعة الدعم النقدي")
    page.get_by_role("link", name="أكمل كتابتها").first.click()
    expect(page.locator("[name=discussion]")).to_have_value(TYPED)
    expect(page.locator(".draft")).to_contain_text("هذه مسودة لم تُحفظ")
    page.locator(".editing .btn.primary[type=submit]").first.click()
    expect(page.locator(".item-head a.editable").first).to_contain_text(TYPED)


def test_a_warning_before_the_session_ends_and_one_key_to_stay(page_of, meeting, age):
    page = page_of("luxor")
    page.clock.install()
    meeting(page)
    page.clock.fast_forward(1000)
    expect(page.locator(".htmx-request")).to_have_count(0)  # or an hour would pass while it asks for drafts
    age(page, HOUR - 150)
    page.clock.fast_forward((HOUR - 179) * 1000)
    ending = page.locator("#ending")
    expect(ending).to_contain_text("تنتهي جلستك")
    page.keyboard.press("Shift")
    expect(ending).to_be_empty()
    assert page.evaluate("fetch('/session').then((answer) => answer.json())")["left"] > HOUR - 60
    age(page, 2 * HOUR)
    page.clock.fast_forward((HOUR - 179) * 1000)
    expect(ending).to_contain_text("انتهت جلستك")


def test_an_answer_lost_after_the_commit_makes_no_second_record(page_of, meeting):
    page = page_of("luxor")
    page.expected += ["net::ERR_FAILED", "htmx:error", "Failed to fetch"]
    meeting(page)

    def lost(route):
        route.fetch()
        route.abort()

    page.route("**/items", lost, times=1)
    page.click("#items-new a.add")
    page.fill("#items-new [name=title]", "بند لم تصل إجابته")
    page.locator("#items-new .btn.primary[type=submit]").click()
    alarm = page.locator("#alarm")
    expect(alarm).to_contain_text("لم يُحفظ")
    page.fill("#items-new [name=discussion]", TYPED)
    alarm.get_by_role("button", name="أعد المحاولة").click()
    expect(page.locator(".item", has_text=TYPED)).to_be_visible()
    expect(page.locator(".item", has_text="بند لم تصل إجابته")).to_be_visible()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator(".item", has_text="بند لم تصل إجابته").count() == 1
    expect(page.locator("#drafts")).to_have_text("")


def test_typing_while_the_line_is_cut(page_of, meeting):
    page = page_of("luxor")
    page.expected += ["net::ERR_INTERNET_DISCONNECTED", "htmx:error", "Failed to fetch"]
    meeting(page)
    box = write(page, "أول ما كُتب")
    page.context.set_offline(True)
    box.fill(TYPED)
    expect(page.locator(".draft-state")).to_contain_text("لم تُحفظ المسودة", timeout=8000)
    page.context.set_offline(False)
    expect(box).to_have_value(TYPED)
    box.press_sequentially(" ثم زيادة")
    kept(page)


def test_closing_the_tab_warns_only_of_what_is_nowhere_saved(page_of, meeting):
    page = page_of("luxor")
    path = meeting(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/")
    page.goto(path)
    write(page)
    kept(page)
    page.goto("/")
    assert asked == []
    page.goto(path)
    write(page, "نص آخر لم يُحفظ")
    page.goto("/")
    assert asked == ["beforeunload"]


@NOW_AND_109
def test_the_sheet_says_what_a_colleague_changed_and_spares_the_open_editor(page_of, meeting, old):
    mine, theirs = page_of("luxor", old=old), page_of("luxor-head")
    path = meeting(mine)
    box = write(mine)
    mine.locator("#items-new a.add").click()
    mine.fill("#items-new [name=title]", "بند يُكتب الآن")
    box.focus()
    box.evaluate("box => box.setSelectionRange(4, 4)")
    theirs.goto(path)
    theirs.click("#field-venue a.editable")
    theirs.fill("form#field-venue [name=venue]", "قاعة النيل")
    theirs.click("form#field-venue .btn.primary[type=submit]")
    expect(theirs.locator("span#field-venue")).to_contain_text("قاعة النيل")
    first = theirs.locator("#attendance tbody tr").first
    first.locator("form[action$=removal] button").click()
    expect(theirs.locator("#attendance .removed")).to_be_visible()

    # What is said next is not spoken over by the drafts that are being kept.
    expect(mine.locator(".draft-state", has_text=re.compile(r"[\d٠-٩]"))).to_have_count(2)
    mine.evaluate("htmx.trigger('#news', 'look')")
    news = mine.locator("#news")
    expect(news).to_contain_text("المكان")
    expect(mine.locator("#said")).to_contain_text("عدّل غيرك")
    expect(box).to_be_focused()
    news.get_by_role("link", name="حدّث الصفحة").click()
    expect(mine.locator("#field-venue")).to_contain_text("قاعة النيل")
    expect(mine.locator("#said")).to_contain_text("حُدّثت الصفحة")
    expect(mine.locator("#attendance tbody tr:not(.adds)")).to_have_count(2)
    expect(box).to_have_value(TYPED)
    expect(mine.locator("#items-new [name=title]")).to_have_value("بند يُكتب الآن")
    expect(box).to_be_focused()
    assert box.evaluate("box => [box.selectionStart, box.selectionEnd]") == [4, 4]
    expect(news).to_have_text("")
    save(mine)
    expect(mine.locator(".item-head a.editable").first).to_contain_text(TYPED)


def test_an_editor_whose_row_a_colleague_removed_stays(page_of, meeting):
    mine, theirs = page_of("luxor"), page_of("luxor-head")
    mine.clock.install()
    path = meeting(mine)
    row = mine.locator("#attendance tbody tr").nth(1)
    place = "#" + row.get_attribute("id")
    mine.click(f"{place} a[href$=edit]")
    mine.fill(f"{place} [name=body]", TYPED)
    theirs.goto(path)
    theirs.click(f"{place} form[action$=removal] button")
    expect(theirs.locator(f"{place}.removed")).to_be_visible()
    mine.clock.fast_forward(26_000)
    mine.locator("#news").get_by_role("link", name="حدّث الصفحة").click()
    mine.clock.fast_forward(1000)
    expect(mine.locator("#said")).to_contain_text("حُدّثت الصفحة")
    expect(mine.locator(f"{place} [name=body]")).to_have_value(TYPED)
