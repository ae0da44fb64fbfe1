"""The whole way of a meeting: signed in, recorded on its sheet, printed."""

from .conftest import NOW_AND_109, PASSWORD

PEOPLE = """\
م\tالاسم\tالصفة\tالجهة
١\tد. سعاد محمود\tمديرة المديرية\tمديرية التضامن
٢\tعلي حسين\tمدير إدارة\tإدارة إسنا"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f"
    "0005fe02fe0def46b80000000049454e44ae426082"
)
FILE = {"name": "صورة الاجتماع.png", "mimeType": "image/png", "buffer": PNG}


@NOW_AND_109
def test_a_meeting_is_recorded_on_its_sheet_and_printed(page_of, old):
    page = page_of(None, old=old)
    page.goto("/meetings/new")
    page.get_by_label("اسم المستخدم").fill("luxor")
    page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="دخول").click()
    page.get_by_label("عنوان الاجتماع").fill("اجتماع لجنة الدعم النقدي")
    page.get_by_label("نوع الاجتماع").select_option("committee")
    page.get_by_label("تاريخ الاجتماع").fill("٥ أكتوبر ٢٠٢٥")
    page.get_by_label("المكان").fill("قاعة المديرية")
    page.get_by_role("button", name="سجّل الاجتماع").click()

    page.get_by_role("link", name="لصق قائمة", exact=True).click()
    page.get_by_label("نص القائمة", exact=True).fill(PEOPLE)
    page.get_by_role("button", name="اقرأ القائمة").click()
    page.get_by_role("button", name="أضفهم إلى الحضور").click()

    page.get_by_role("link", name="إضافة قانون أو قرار").click()
    page.get_by_label("الرقم").fill("٤٥٨٦")
    page.get_by_label("السنة").fill("2023")
    page.get_by_role("button", name="أضف", exact=True).click()
    page.get_by_label("السنة").wait_for(state="detached")  # what stands below has moved by then
    page.get_by_role("link", name="إضافة بند").click()
    page.get_by_label("البند", exact=True).fill("مراجعة الحالات")
    page.get_by_label("المناقشة").fill("عُرضت الكشوف.\n\n١. الأولى\n٢. الثانية")
    page.get_by_role("button", name="أضف البند").click()
    page.get_by_role("link", name="+ قرار").click()
    page.get_by_label("النص").fill("تُراجع الكشوف شهريًا.")
    page.get_by_role("button", name="أضف", exact=True).click()
    page.get_by_role("link", name="تكليف").click()
    page.get_by_label("النص").fill("حصر الحالات المتوقفة.")
    page.get_by_label("الجهة المسؤولة").fill("إدارة إسنا الاجتماعية")
    page.get_by_label("الشخص المسؤول").fill("علي حسين")
    page.get_by_label("موعد الاستحقاق").fill("19/10/2025")
    page.get_by_role("button", name="أضف", exact=True).click()
    page.get_by_role("link", name="إرفاق ملف").click()
    page.get_by_label("ملف", exact=True).set_input_files(FILE)
    page.get_by_role("button", name="أرفق").click()
    page.get_by_role("link", name="صورة الاجتماع.png").wait_for()

    page.reload()
    words = page.locator(".sheet").inner_text()
    for told in (
        "اجتماع لجنة الدعم النقدي",
        "٥ أكتوبر ٢٠٢٥",
        "قاعة المديرية",
        "د. سعاد محمود",
        "إدارة إسنا",
        "٤٥٨٦ لسنة ٢٠٢٣",
        "مراجعة الحالات",
        "عُرضت الكشوف.",
        "تُراجع الكشوف شهريًا.",
        "حصر الحالات المتوقفة.",
        "إدارة إسنا الاجتماعية — علي حسين",
        "١٩ أكتوبر ٢٠٢٥",
    ):
        assert told in words
    assert page.locator("#attendance tbody tr:not(.adds)").count() == 2
    pdf = page.request.get(page.locator(".actions a[href$=pdf]").get_attribute("href"))
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-") and len(pdf.body()) > 10_000
    page.locator(".actions a[href$=print]").click()
    page.wait_for_url("**/print")
    assert "حصر الحالات المتوقفة." in page.locator("body").inner_text()


def test_the_same_without_javascript(page_of):
    page = page_of("luxor", java_script_enabled=False)
    page.goto("/meetings/new")
    page.fill("[name=title]", "لقاء بلا برنامج")
    page.fill("[name=starts_on]", "مارس 2025")
    page.click("main form [type=submit]:visible")
    path = page.url
    page.click("a[href$='attendance/paste']")
    page.fill("[name=people]", PEOPLE)
    page.click("main form [type=submit]:visible")
    page.click("[name=confirmed]")
    page.click("a[href$='items/new']")
    page.fill("[name=title]", "البند الوحيد")
    page.click("form.editing .btn.primary[type=submit]")
    page.click("a[href*='kind=assignment']")
    page.fill("[name=text]", "إعداد كشف.")
    page.fill("[name=due_on]", "27/13/2025")
    page.click("form.editing .btn.primary[type=submit]")
    assert page.locator("[aria-invalid=true]").input_value() == "27/13/2025"
    page.fill("[name=due_on]", "27/3/2025")
    page.click("form.editing .btn.primary[type=submit]")
    page.click("a[href$='attachments/new']")
    page.set_input_files("[name=file]", FILE)
    page.click("form.editing .btn.primary[type=submit]")
    assert page.get_by_role("link", name="صورة الاجتماع.png").count() == 1

    page.click("#field-venue a")
    page.fill("[name=venue]", "قاعة الاجتماعات الكبرى")
    page.click("form.editing .btn.primary[type=submit]")
    assert page.url.startswith(path)
    assert page.locator("#field-venue").inner_text().startswith("قاعة الاجتماعات الكبرى")
    names = page.locator("#attendance [data-label=الاسم]")
    assert names.all_inner_texts() == ["د. سعاد محمود", "علي حسين"]
    page.click("#attendance tbody tr:nth-child(2) button[id$=up]")
    assert names.all_inner_texts() == ["علي حسين", "د. سعاد محمود"]
    page.click("#attendance tbody tr:nth-child(1) form[action$=removal] button")
    assert names.all_inner_texts() == ["د. سعاد محمود"]
    page.click(".flash .undo button")
    assert names.all_inner_texts() == ["علي حسين", "د. سعاد محمود"]
    assert "٢٧ مارس ٢٠٢٥" in page.locator(".outcome").inner_text()
