"""Someone new: added by an administrator, in with a first password, out again when they leave."""

import pytest
from playwright.sync_api import expect

from .conftest import enter, follow, press, told

OWN = "قهوة على جسر النيل"


def sign_out(page):
    page.locator(".menu summary").click()
    press(page, "تسجيل الخروج")


@pytest.mark.parametrize(("engine", "script"), [("sqlite", True), ("postgresql", False)])
def test_a_new_person_from_first_to_last_day(page_of, script):
    name = f"karim-{script}".lower()
    admin = page_of("admin", java_script_enabled=script)
    here, there = (page_of(None, java_script_enabled=script) for _window in range(2))

    admin.goto("/administration/users")
    follow(admin, "+ مستخدم جديد")
    admin.get_by_label("الاسم بالكامل").fill("كريم عبد الله")
    admin.get_by_label("اسم المستخدم").fill(name)
    admin.get_by_label("الوحدة").select_option(label="— مديرية التضامن الاجتماعي — الأقصر")
    press(admin, "أضف المستخدم")
    told(admin, "لن تظهر مرة أخرى")
    first = admin.locator("code").inner_text()
    follow(admin, "سلّمتها، عودة إلى المستخدم")
    assert first not in admin.content()

    here.goto("/meetings")
    enter(here, name, first)
    told(here, "اختر كلمة مرورك")
    here.goto("/meetings")
    told(here, "اختر كلمة مرورك")
    here.get_by_label("كلمة المرور الجديدة").fill(first)
    press(here, "احفظ كلمة المرور وتابع")
    told(here, "اكتب كلمة مرور غير الحالية.")
    here.get_by_label("كلمة المرور الجديدة").fill(OWN)
    press(here, "احفظ كلمة المرور وتابع")
    told(here, "تغيّرت كلمة المرور")
    sign_out(here)
    enter(here, name, first)
    told(here, "غير صحيحة")
    enter(here, name, OWN)
    expect(here.locator(".menu summary")).to_contain_text("كريم عبد الله")

    there.goto("/meetings")
    enter(there, name, OWN)
    told(there, "الاجتماعات والمحاضر")
    here.goto("/me")
    press(here, "أنهِ جلساتي الأخرى")
    told(here, "انتهت جلساتك المفتوحة على الأجهزة الأخرى.")
    there.goto("/meetings")
    expect(there.get_by_label("كلمة المرور", exact=True)).to_be_visible()

    press(admin, "أوقف الحساب")
    told(admin, "أُوقف حساب كريم عبد الله")
    here.goto("/meetings")
    enter(here, name, OWN)
    told(here, "غير صحيحة")
    press(admin, "تراجع")
    told(admin, "أُعيد تفعيل حساب كريم عبد الله")
    enter(here, name, OWN)
    told(here, "الاجتماعات والمحاضر")

    follow(admin, "أعماله في سجل النظام")
    expect(admin.locator("#list")).to_contain_text("إضافة مستخدم")
    assert first not in admin.content() and OWN not in admin.content()
