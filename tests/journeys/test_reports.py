"""The report of a month on its way: drafted from the records, edited in place, approved, and there as a PDF."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .conftest import follow, press, told

ROW = ".flow[id^=paragraphs-]"


def edit(page, row, **typed):
    """Open the paragraph's editor, type, and save."""
    page.locator(f"#{row}").get_by_role("link", name="تعديل").click()
    form = page.locator(f"#{row} form.editing")
    for name, value in typed.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if name == "place" else field.fill(value)
    form.get_by_role("button", name="حفظ", exact=True).click()


@pytest.mark.parametrize("engine", ["postgresql"])
def test_a_month_is_told_edited_and_approved(page_of, engine):
    page = page_of("luxor")
    page.goto("/reports/new")
    page.get_by_label("الفترة").fill("أكتوبر 2025")
    press(page, "اكتب المسودة")
    told(page, "كُتبت مسودة التقرير من السجلات")
    path = urlsplit(page.url).path
    axis = page.locator("article section", has=page.locator(f"{ROW} ~ {ROW} ~ {ROW}")).first
    first, second, third = (axis.locator(ROW).nth(place).get_attribute("id") for place in range(3))
    edit(page, first, text="عُقد لقاء جماهيري مفتوح، وحضره بستاني عبد العزيز.")
    expect(page.locator(f"#{first}")).to_contain_text("وحضره بستاني عبد العزيز.")
    edit(page, second, place="left-out", reason="يُذكر في تقرير الشهر التالي.")
    expect(page.locator(f"#left-out #{second}")).to_contain_text("يُذكر في تقرير الشهر التالي.")
    page.locator(f"#{third}").get_by_role("link", name="المزيد").press("Enter")
    page.locator(f"#{third}-up").press("Enter")
    expect(axis.locator(ROW).first).to_have_attribute("id", third)
    follow(page, "إرسال للاعتماد")
    press(page, "أرسل للاعتماد")
    told(page, "أُرسل التقرير للاعتماد.")
    head = page_of("luxor-head")
    head.goto(path)
    follow(head, "المراجعة والاعتماد")
    press(head, "اعتمد التقرير نهائيًا")
    told(head, "اعتُمد التقرير برقم", "وحضره بستاني عبد العزيز.")
    assert head.request.get(f"{path}/official.pdf").body().startswith(b"%PDF")
