"""Two people on one sheet, and a line that breaks: nothing typed is lost."""

from playwright.sync_api import expect

MINE, THEIRS = "قاعة السلام", "قاعة النيل"


def edit(page, name, value):
    page.click(f"#field-{name} a.editable")
    page.fill(f"form#field-{name} [name={name}]", value)


def save(page, name):
    page.click(f"form#field-{name} .btn.primary[type=submit]")


def test_of_two_texts_for_one_field_a_person_chooses(page_of, meeting):
    mine, theirs = page_of("luxor"), page_of("luxor-head")
    path = meeting(mine)
    theirs.goto(path)
    edit(mine, "venue", MINE)
    edit(theirs, "venue", THEIRS)
    save(theirs, "venue")
    expect(theirs.locator("#field-venue")).to_contain_text(THEIRS)
    with mine.expect_response("**/fields/venue") as answered:
        save(mine, "venue")
    assert answered.value.status == 409
    conflict = mine.locator("#field-venue .conflict")
    expect(conflict).to_contain_text(MINE)
    expect(conflict).to_contain_text(THEIRS)
    expect(conflict).to_be_focused()
    expect(mine.locator("#field-venue [name=venue]")).to_have_value(MINE)
    save(mine, "venue")
    expect(mine.locator("span#field-venue")).to_contain_text(MINE)
    theirs.reload()
    expect(theirs.locator("#field-venue")).to_contain_text(MINE)


def test_the_saved_text_can_be_kept(page_of, meeting):
    mine, theirs = page_of("luxor"), page_of("luxor-head")
    theirs.goto(meeting(mine))
    row = "#outcomes-" + mine.locator(".outcome").first.get_attribute("id").removeprefix("outcomes-")
    for page, text in ((mine, MINE), (theirs, THEIRS)):
        page.click(f"{row} a[href$=edit]")
        page.fill(f"{row} [name=text]", text)
    theirs.click(f"{row} .btn.primary[type=submit]")
    expect(theirs.locator(row)).to_contain_text(THEIRS)
    mine.click(f"{row} .btn.primary[type=submit]")
    expect(mine.locator(f"{row} .conflict")).to_contain_text(THEIRS)
    mine.click(f"{row} [data-cancel]")
    expect(mine.locator(f"{row}.outcome")).to_contain_text(THEIRS)


def test_different_fields_merge(page_of, meeting):
    mine, theirs = page_of("luxor"), page_of("luxor-head")
    theirs.goto(meeting(mine))
    edit(mine, "venue", MINE)
    edit(theirs, "chaired_by", "وكيل الوزارة")
    row = theirs.locator("#attendance tbody tr").first
    save(theirs, "chaired_by")
    expect(theirs.locator("span#field-chaired_by")).to_contain_text("وكيل الوزارة")
    save(mine, "venue")
    expect(mine.locator("span#field-venue")).to_contain_text(MINE)
    expect(row).to_be_visible()
    mine.reload()
    expect(mine.locator("#field-chaired_by")).to_contain_text("وكيل الوزارة")


def test_a_removed_row_comes_back(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    for row in ("#attendance tbody tr", ".outcome", ".item"):
        row = page.locator(row).first
        row = page.locator("#" + row.get_attribute("id"))
        words = row.inner_text()
        row.locator("form[action$=removal] button").first.click()
        undo = row.locator(".undo button")
        expect(undo).to_be_focused()
        undo.click()
        expect(row).to_have_text(words, use_inner_text=True)
        expect(row.locator("form[action$=removal] button").first).to_be_visible()


def test_what_was_typed_outlives_a_cut_line(page_of, meeting):
    page = page_of("luxor")
    page.expected += ["net::ERR_INTERNET_DISCONNECTED", "htmx:error", "Failed to fetch"]
    meeting(page)
    edit(page, "venue", MINE)
    page.context.set_offline(True)
    save(page, "venue")
    alarm = page.locator("#alarm")
    expect(alarm).to_contain_text("لم يُحفظ")
    expect(page.locator("form#field-venue [name=venue]")).to_have_value(MINE)
    page.context.set_offline(False)
    alarm.get_by_role("button", name="أعد المحاولة").click()
    expect(page.locator("span#field-venue")).to_contain_text(MINE)
    expect(alarm).to_be_empty()


def test_a_server_in_trouble_leaves_the_text_in_the_page(page_of, meeting):
    page = page_of("luxor")
    page.expected += ["503"]
    meeting(page)
    edit(page, "venue", MINE)
    page.route("**/fields/venue", lambda route: route.fulfill(status=503, body="…"), times=1)
    save(page, "venue")
    expect(page.locator("#alarm")).to_contain_text("لم يُحفظ")
    expect(page.locator("form#field-venue [name=venue]")).to_have_value(MINE)
    save(page, "venue")
    expect(page.locator("span#field-venue")).to_contain_text(MINE)


def test_two_clicks_make_one_row(page_of, meeting):
    page = page_of("luxor")
    meeting(page)
    page.click("#items-new a.add")
    page.fill("#items-new [name=title]", "بند واحد")
    page.dblclick("#items-new .btn.primary[type=submit]")
    expect(page.locator(".item", has_text="بند واحد")).to_be_visible()
    page.reload()
    assert page.locator(".item", has_text="بند واحد").count() == 1
