"""A list of 1,540 people brought in before one's eyes, left alone meanwhile, and taken back."""

import re

from playwright.sync_api import expect

from tests.cohorts.test_importing import HEADINGS, rows
from tests.imports.making import xlsx
from tests.journeys.conftest import follow, press, told


def new_cohort(page):
    page.goto("/cohorts/new")
    page.get_by_label("اسم الدفعة").fill("دفعة الاستيراد")
    page.get_by_label("تاريخ البدء").fill("1/10/2025")
    press(page, "سجّل الدفعة")
    page.wait_for_url(re.compile(r"/cohorts/\d+$"))


def bring(page):
    file = {"name": "كشف أكتوبر.xlsx", "mimeType": "", "buffer": xlsx(HEADINGS, *rows()).getvalue()}
    page.set_input_files("[name=file]", file)
    press(page, "اقرأ الملف")
    told(page, "معاينة الاستيراد", "١٬٥٢٨")


def test_the_bar_moves_while_one_is_away(page_of):
    page = page_of("luxor")
    new_cohort(page)
    follow(page, "المتدربون")
    follow(page, "استيراد من Excel")
    bring(page)
    page.locator("form[action$=completion] .primary").click()
    expect(page.locator("progress")).to_be_visible()
    place = page.url
    page.goto("/")
    page.goto(place)
    expect(page.get_by_role("heading", name="نتيجة الاستيراد")).to_be_visible(timeout=60_000)
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("نزّل الصفوف")).first.click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.locator("details.ask summary").click()
    press(page, "تراجع الآن")
    told(page, "تراجع")
    expect(page.get_by_role("heading", name="نتيجة الاستيراد")).to_be_visible(timeout=60_000)
    told(page, "وبقي" if page.locator("main", has_text="وبقي").count() else "١٬٥٢٨")


def test_without_script_the_page_is_refreshed_by_hand(page_of):
    page = page_of("luxor", java_script_enabled=False)
    new_cohort(page)
    page.goto(f"{page.url}/import")
    bring(page)
    page.locator("form[action$=completion] .primary").click()
    for _each in range(200):
        if page.get_by_role("heading", name="نتيجة الاستيراد").count():
            break
        follow(page, "حدِّث الصفحة")
        page.wait_for_timeout(300)
    told(page, "نتيجة الاستيراد", "١٬٥٢٨")
