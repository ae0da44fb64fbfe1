"""Whom we work with: found and added while one writes the minutes, merged, imported, agreed with."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.imports.making import xlsx

from .conftest import follow, press, told

WAYS = {"with script": {}, "without script": {"java_script_enabled": False}}
EVERY_WAY = pytest.mark.parametrize(("engine", "way"), [("sqlite", "without script"), ("postgresql", "with script")])
PARTNER = "الوكالة الألمانية للتعاون الدولي"


def add(page, place, **fields):
    """Fill in the form of a new row, by the names of its fields, and save it."""
    form = page.locator(f"{place} form.editing, form.editing:has([name={next(iter(fields))}])").first
    for name, value in fields.items():
        box = form.locator(f"[name={name}]")
        box.select_option(value) if box.evaluate("box => box.localName") == "select" else box.fill(value)
    form.get_by_role("button", name="أضف", exact=True).click()


def test_attendance_by_keyboard(page_of, meeting):
    page = page_of("luxor")
    path = meeting(page)
    page.locator("#attendance-new .add").first.focus()
    page.keyboard.press("Enter")
    box = page.locator("#attendance-new [name=name]")
    expect(box).to_be_focused()
    page.keyboard.type("مايا")
    option = page.locator("#attendance-new datalist option[value*=مايا]")
    expect(option).to_have_count(1)
    name = option.get_attribute("value")
    page.keyboard.press("Control+a")
    page.keyboard.type(name)  # a browser without a window does not open its list of options
    expect(page.locator("#attendance-new [name=person_title]")).to_have_value(re.compile("وزيرة"))
    page.keyboard.press("Enter")
    row = page.locator("#attendance tbody tr", has_text=name)
    expect(row.locator("a.known").first).to_have_text(name)
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    assert urlsplit(page.url).path == path


@EVERY_WAY
def test_a_body_is_looked_up_added_in_place_and_counted(page_of, write, way):
    page = page_of("luxor", **WAYS[way])
    new = f"جمعية {' '.join(reversed(way.split()))} للتنمية"
    path = urlsplit(
        write(page, "/meetings", title="اجتماع الجمعيات", kind="committee", starts_on="2025", venue="القاعة")
    ).path
    page.goto(path)
    follow(page, "+ إضافة جهة مشاركة")
    page.locator(".editing [name=name]").fill("GIZ")
    page.locator(".editing [name=find][value=name]").click()
    press(page, PARTNER)
    expect(page.locator(".editing [name=name]")).to_have_value(PARTNER)
    add(page, "#participants-new", role="invited")
    expect(page.locator("#participants a.known")).to_have_text([PARTNER])
    for fields in ({"name": new, "governorate": "EG-LX"}, {"name": "جمعيات أهلية", "count": "٢٧"}):
        if page.locator("#participants-new .editing").count() == 0:
            follow(page, "+ إضافة جهة مشاركة")
        add(page, "#participants-new", **fields)
        told(page, fields["name"])
    row = page.locator("#participants tr", has_text=new)
    row.locator("a[href$=names]").click()
    page.get_by_label("أضفه إلى الدليل", exact=True).check()
    press(page, "حفظ")
    expect(page.locator("#participants a.known", has_text=new)).to_have_count(1)
    assert urlsplit(page.url).path == path
    told(page, "٢٧ جهة")
    page.goto(f"/organisations?q={new}")
    expect(page.locator("#list tbody a")).to_have_text([new])


@EVERY_WAY
def test_a_double_is_seen_merged_and_given_back(page_of, way):
    writer, head = page_of("luxor", **WAYS[way]), page_of("luxor-head", **WAYS[way])
    name = "مؤسسة نبض الحياة" if way == "with script" else "مؤسسة يد العون"
    first = register(writer, name)
    writer.goto("/organisations/new")
    box = writer.get_by_label("اسم الجهة")
    box.fill(f"{name} بالأقصر")
    if way == "with script":
        expect(writer.locator("#likely")).to_contain_text(name)
    press(writer, "سجّل الجهة")
    told(writer, "مسجَّل من قبل بما يشبه هذا الاسم", name)
    writer.get_by_label("ليس أيًّا من هذه").check()
    press(writer, "سجّل الجهة")
    told(writer, f"{name} بالأقصر")
    second = urlsplit(writer.url).path

    head.goto(first)
    follow(head, "دمج سجل مكرر")
    head.get_by_label("أي جزء من الاسم").fill(f"{name} بالأقصر")
    head.locator("main form[method=get] [type=submit]:visible").click()
    head.locator(f"main a[href$='other={second.rpartition('/')[2]}']").first.click()
    told(head, "يبقى", "يُدمج فيه")
    press(head, "ادمج")
    told(head, "دُمج في هذا السجل")
    expect(head.locator("#aliases")).to_contain_text(f"{name} بالأقصر")
    writer.goto(second)
    assert urlsplit(writer.url).path == first
    head.get_by_role("button", name="تراجع").first.click()
    told(head, "عاد «")
    writer.goto(second)
    assert urlsplit(writer.url).path == second
    told(writer, f"{name} بالأقصر")


def register(page, name):
    page.goto("/organisations/new")
    page.get_by_label("اسم الجهة").fill(name)
    press(page, "سجّل الجهة")
    told(page, name)
    return urlsplit(page.url).path


def test_a_partnership_from_the_draft_to_the_profile(page_of):
    page = page_of("luxor")
    page.goto("/partnerships/new")
    page.get_by_label("موضوع الشراكة").fill("تأهيل الحضانات")
    page.get_by_label("الطرف الشريك").fill("جمعية الأورمان")
    page.get_by_label("تاريخ البدء").fill("١/١/٢٠٢٥")
    press(page, "سجّل الشراكة")
    told(page, "سُجّلت الشراكة", "جمعية الأورمان")
    path = urlsplit(page.url).path
    follow(page, "+ إضافة طرف")
    add(page, "#parties-new", name="شركة الحضانات الحديثة", role="further", signatory="المدير التنفيذي")
    expect(page.locator("#parties li.line")).to_have_count(3)
    follow(page, "+ إضافة التزام")
    form = page.locator("#obligations-new form")
    form.locator("[name=party_id]").select_option(label="جمعية الأورمان")
    add(page, "#obligations-new", text="تجهيز عشر حضانات", due_on="31/3/2025", repeats="quarterly")
    expect(page.locator("#obligations .outcome")).to_have_count(1)

    follow(page, "تسجيل التوقيع")
    page.locator("[name=our_signed_on]").fill("20/12/2024")
    press(page, "سجّل التوقيع")
    told(page, "وقّع")
    follow(page, "تسجيل التوقيع")
    assert page.locator("[name=our_signed_on]").count() == 0
    page.locator("[name=their_signed_on]").fill("22/12/2024")
    press(page, "سجّل التوقيع")
    told(page, "النص الموقَّع مجمَّد", "متأخر")
    assert page.locator("a.editable, .adds .add, .row-actions").count() == page.locator("aside .add").count()

    page.locator("#obligations a[href$=report]").click()
    page.locator("[name=done_on]").fill("1/4/2025")
    page.locator("[name=done_note]").fill("جُهّزت ثلاث حضانات.")
    press(page, "سجّل التنفيذ")
    told(page, "سُجّل تنفيذ الالتزام. ويستحق مرة أخرى في ٣٠ يونيو ٢٠٢٥", "جُهّزت ثلاث حضانات.")
    expect(page.locator("#obligations .outcome")).to_have_count(2)
    paper = page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
    assert page.request.get(paper).body().startswith(b"%PDF")
    page.goto(f"{path}/print")
    told(page, "تأهيل الحضانات", "شركة الحضانات الحديثة", "تجهيز عشر حضانات")


def test_a_list_comes_in_once(page_of):
    page = page_of("luxor")
    name = "جمعية شمس البعيرات"
    content = xlsx(("اسم الجمعية", "رقم الإشهار", "ت"), (name, 4711, "0952374455"), (None, 4712, None)).getvalue()
    bring(page, content)
    told(page, "معاينة الاستيراد", name)
    tiles = page.locator(".tiles")
    expect(tiles).to_contain_text("١جديد")
    press(page, "استورد صفًّا واحدًا")
    told(page, "نتيجة الاستيراد")
    with page.expect_download() as failed:
        follow(page, "نزّل الصفوف التي فيها خطأ (Excel)")
    assert failed.value.path().read_bytes().startswith(b"PK")
    page.locator("main a", has_text=name).click()
    expect(page.locator("#field-number")).to_contain_text("٤٧١١")
    bring(page, content)
    told(page, "هذا الملف نفسه من قبل", "لا جديد في هذا الملف.")
    expect(tiles).to_contain_text("١بلا تغيير")


def bring(page, content):
    page.goto("/organisations")
    follow(page, "استيراد من Excel")
    page.get_by_label("الملف", exact=True).set_input_files(
        {"name": "جمعيات.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    press(page, "اقرأ الملف")
    told(page, "معاينة الاستيراد")
