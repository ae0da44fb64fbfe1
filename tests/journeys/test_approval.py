"""Minutes become official: submitted, returned, approved, printed, signed, corrected; by three people."""

import hashlib
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .conftest import follow, press, told
from .test_meeting import FILE, PEOPLE

SCAN = FILE | {"name": "الأصل الموقّع.png"}
REASON = "اذكر القاعة التي عُقد فيها الاجتماع."
WAYS = {"now": {}, "109": {"old": True}, "without script": {"java_script_enabled": False}}


def record(page, title):
    page.goto("/meetings/new")
    page.get_by_label("عنوان الاجتماع").fill(title)
    page.get_by_label("تاريخ الاجتماع").fill("٥ أكتوبر ٢٠٢٥")
    press(page, "سجّل الاجتماع")
    follow(page, "لصق قائمة")
    page.get_by_label("نص القائمة", exact=True).fill(PEOPLE)
    press(page, "اقرأ القائمة")
    press(page, "أضفهم إلى الحضور")
    told(page, "د. سعاد محمود")
    return urlsplit(page.url).path


def edit(page, path, name, value):
    page.goto(path)
    page.click(f"#field-{name} a.editable")
    page.fill(f"form.editing [name={name}]", value)
    page.click("form.editing .btn.primary[type=submit]")
    expect(page.locator(f"span#field-{name}, div#field-{name}")).to_contain_text(value)


def submit(page, path):
    page.goto(path)
    follow(page, "إرسال للاعتماد")
    press(page, "أرسل للاعتماد")
    told(page, "أُرسل المحضر للاعتماد.")
    assert page.locator("a.editable, .add, .row-actions").count() == 0


def approve(page, title):
    """The approver finds the minutes among those that wait."""
    page.goto("/meetings?state=submitted")
    follow(page, title)
    follow(page, "المراجعة والاعتماد")
    page.get_by_label("نشر ملخص المحضر").check()
    press(page, "اعتمد المحضر نهائيًا")
    told(page, "اعتُمد المحضر برقم", "لم يُرفق بعد", "منشور ملخصه")


@pytest.mark.parametrize(
    ("engine", "way"), [("sqlite", "now"), ("postgresql", "109"), ("postgresql", "without script")]
)
def test_minutes_become_official(page_of, engine, way):
    title = f"لجنة الحماية الاجتماعية {way}"
    writer, head, reader = (page_of(name, **WAYS[way]) for name in ("luxor", "luxor-head", "luxor-view"))
    path = record(writer, title)

    follow(writer, "إرسال للاعتماد")
    told(writer, "يلزم قبل الإرسال", "مكان الاجتماع غير مذكور.")
    assert writer.get_by_role("button", name="أرسل للاعتماد").count() == 0
    follow(writer, "أضف بندًا واحدًا على الأقل.")
    assert writer.url.endswith("#items")
    follow(writer, "+ إضافة بند")
    writer.fill("form.editing [name=title]", "مراجعة الحالات")
    writer.fill("form.editing [name=discussion]", "تقرر صرف الدعم لعدد عشرين أسرة.")
    writer.click("form.editing .btn.primary[type=submit]")
    told(writer, "عشرين أسرة")
    submit(writer, path)

    head.goto("/meetings?state=submitted")
    follow(head, title)
    follow(head, "المراجعة والاعتماد")
    press(head, "أعده للاستكمال")
    told(head, "اكتب سبب الإعادة")
    head.get_by_label("سبب الإعادة").fill(REASON)
    press(head, "أعده للاستكمال")
    told(head, "أُعيد المحضر إلى محرّره")

    writer.goto(path)
    told(writer, REASON, "أُعيد للاستكمال")
    edit(writer, path, "venue", "قاعة الاجتماعات الكبرى")
    submit(writer, path)
    approve(head, title)

    writer.goto(path)
    number = writer.locator("[aria-labelledby=approval-title] .num").first.inner_text()
    code = writer.locator("a[href*=verify] bdi").inner_text()
    assert re.fullmatch("[٠-٩]+ لسنة ٢٠٢٥", number) and re.fullmatch("[2-9A-HJ-NP-Z]{8}", code)
    follow(writer, "طباعة")
    proof = writer.locator(".proof")
    expect(proof).to_contain_text(number)
    expect(proof).to_contain_text(code)
    expect(proof.locator("svg, img")).to_be_visible()
    expect(writer.locator(".letterhead")).to_contain_text(number)
    assert "مسودة" not in writer.locator("main").inner_text()

    reader.goto("/verify")
    reader.get_by_label("رمز التحقق").fill(code.lower())
    press(reader, "تحقق")
    paper = reader.request.get(f"{path}.pdf").body()
    told(reader, "مطابق للسجل", number, title, hashlib.sha256(paper).hexdigest())
    reader.goto("/bulletin")
    told(reader, title)
    assert "سعاد" not in reader.locator("main").inner_text()

    head.goto("/meetings?state=unsigned")
    expect(head.get_by_role("link", name=title, exact=True)).to_have_count(1)
    writer.goto(path)
    follow(writer, "إرفاق الأصل الموقّع")
    writer.get_by_label("ملف", exact=True).set_input_files(SCAN)
    press(writer, "أرفق الأصل الموقّع")
    told(writer, "حُفظت صورة الأصل الموقّع.", SCAN["name"])
    head.goto("/meetings?state=unsigned")
    expect(head.get_by_role("link", name=title, exact=True)).to_have_count(0)
    follow(writer, "+ إضافة جهة")
    writer.get_by_label("الجهة", exact=True).fill("ديوان عام الوزارة")
    press(writer, "أضف")
    told(writer, "ديوان عام الوزارة")

    follow(writer, "بدء محضر تصحيح")
    press(writer, "بدء محضر تصحيح")
    told(writer, "اكتب سبب التصحيح")
    writer.get_by_label("سبب التصحيح").fill("العدد ثلاثون")
    press(writer, "بدء محضر تصحيح")
    told(writer, f"هذا محضر تصحيح للمحضر رقم {number}.")
    correction = urlsplit(writer.url).path
    assert correction != path
    writer.locator(".item a.editable").first.click()
    writer.fill("form.editing [name=discussion]", "تقرر صرف الدعم لعدد ثلاثين أسرة.")
    writer.click("form.editing .btn.primary[type=submit]")
    told(writer, "ثلاثين أسرة")
    follow(writer, "ما الذي تغيّر؟")
    assert writer.locator("del").all_inner_texts() == ["عشرين"]
    assert writer.locator("ins").all_inner_texts() == ["ثلاثين"]
    submit(writer, correction)
    approve(head, title)

    later = head.locator("[aria-labelledby=approval-title] .num").first.inner_text()
    assert later != number
    head.goto(f"{correction}/print")
    expect(head.locator("main")).to_contain_text(f"تصحيح للمحضر رقم {number}")
    head.goto(f"{path}/print")
    told(head, f"صُحّح هذا المحضر بالمحضر رقم {later}.", "عشرين أسرة", "ديوان عام الوزارة")
    reader.goto(path)
    told(reader, f"المحضر رقم {later}", "عشرين أسرة")
    reader.goto(f"/verify/{code}")
    told(reader, "حلّت محله نسخة مصحَّحة", later)


def test_a_sheet_opened_before_is_refused_after_the_approval(page_of, meeting, write):
    writer, head = page_of("luxor"), page_of("luxor-head")
    path = meeting(writer)
    writer.click("#field-venue a.editable")
    writer.fill("form#field-venue [name=venue]", "قاعة أخرى")
    write(head, f"{path}/submission")
    write(head, f"{path}/withdrawal")
    write(writer, f"{path}/submission")
    write(head, f"{path}/approval")
    writer.click("form#field-venue .btn.primary[type=submit]")
    expect(writer.locator("#alarm")).to_contain_text("اعتُمد هذا المحضر فلا يُعدَّل")
    expect(writer.locator("form#field-venue [name=venue]")).to_have_value("قاعة أخرى")
    writer.reload()
    expect(writer.locator("#field-venue")).to_contain_text("قاعة المديرية")


def test_two_approvers_press_at_once_and_there_is_one_number(page_of, meeting, write):
    writer, first = page_of("luxor"), page_of("luxor-head")
    second = first.context.new_page()
    path = meeting(writer)
    write(writer, f"{path}/submission")
    for head in (first, second):
        head.goto(f"{path}/approval")
    press(first, "اعتمد المحضر نهائيًا")
    told(first, "اعتُمد المحضر برقم")
    press(second, "اعتمد المحضر نهائيًا")
    told(second, "ليس قيد المراجعة الآن")
    second.goto(path)
    assert second.locator(".trail li", has_text="اعتُمد —").count() == 1
