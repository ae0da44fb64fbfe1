"""Every page of nurseries before axe, and one nursery on its way from the first visit to the printed licence."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tadamon.language.dates import today
from tests.journeys.conftest import follow, press, told
from tests.journeys.test_pages import EVERYWHERE, judge, open_everything, refuse, shown

LISTS = "#capacities #papers #visits #attachments .side"


def ago(days: int) -> str:
    day = today() - timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year}"


def of_nurseries(page, reader, write):
    for address in ("", "?q=لا-يوجد", "?state=ending", "/new", "/imports"):
        yield page, shown(page, f"/nurseries{address}")
    page.goto("/nurseries/new")
    refuse(page, "[aria-invalid]")
    yield page, "new with errors"
    path = urlsplit(write(page, "/nurseries", title="حضانة براعم القرنة", village="القرنة", children="30")).path
    write(page, f"{path}/capacities", places="40", since=ago(3), note="ترخيص ١٢")
    write(page, f"{path}/application", on=ago(4))
    write(page, f"{path}/visits", on=ago(2), visitors="لجنة المديرية", note="١. الأولى\n٢. الثانية")
    points = page.request.get(path).text()
    points = re.search(r'href="([^"]+/points)"', points)[1]
    yield page, shown(page, points)
    first = page.locator("select[name^=result_]").first.get_attribute("name").removeprefix("result_")
    write(page, points, **{f"result_{first}": "failed", f"note_{first}": "لا مخرج ثانٍ", "version": "1"})
    yield page, shown(page, f"{points}/{first}/assignment")
    page.fill("[name=owner]", "")
    refuse(page, "[aria-invalid]")
    yield page, "an assignment of nobody"
    write(page, f"{points}/{first}/assignment", text="مخرج ثانٍ", owner="إدارة إسنا", due_on="1/1/2099")
    for window in (page, reader):
        yield window, shown(window, path)
    page.goto(path)
    open_everything(page, LISTS)
    yield page, "every editor open"
    for end in ("/temporary", "/refusal", "/print", "/history"):
        yield page, shown(page, path + end)
    for address in ("campaign", "campaign/targets", "campaign/print"):
        yield page, shown(page, f"/nurseries/{address}")


@EVERYWHERE
def test_every_page_of_nurseries(window, write, language):
    judge(of_nurseries(window("luxor"), window("luxor-view"), write), language)


def test_from_the_first_visit_to_the_licence(page_of):
    page = page_of("luxor")
    page.goto("/nurseries")
    follow(page, "+ حضانة جديدة")
    page.get_by_label("اسم الحضانة").fill("حضانة فجر أرمنت")
    page.get_by_label("المالك أو الجمعية").press_sequentially("جمعية الأور")
    page.locator("datalist option").first.wait_for(state="attached")
    page.get_by_label("المالك أو الجمعية").fill("جمعية الأورمان")
    page.get_by_label("القرية أو النجع").fill("نجع الرزيقات")
    page.get_by_label("الدور في المبنى").select_option("ground")
    press(page, "سجّل الحضانة")
    told(page, "سُجّلت الحضانة غير مرخصة", "في الدليل")
    page.locator("#visits .add").click()
    page.get_by_label("يوم الزيارة").fill(ago(20))
    page.get_by_label("القائمون بالزيارة").fill("منى عبد الباسط")
    page.locator("#visits-new").get_by_role("button", name="أضف").click()
    page.get_by_role("link", name=re.compile("سجّل النتائج")).click()
    results = page.locator("select[name^=result_]")
    for place in range(results.count()):
        results.nth(place).select_option("failed" if place == 1 else "met")
    page.locator("input[name^=note_]").nth(1).fill("الأدوات ناقصة")
    press(page, "حفظ")
    page.get_by_role("link", name=re.compile("كلّف بإصلاحه")).click()
    page.get_by_label("موعد الاستحقاق").fill("1/1/2099")
    press(page, "سجّل التكليف")
    told(page, "صار البند تكليفًا", "الأدوات ناقصة")
    for step, day in (("تسجيل طلب الترخيص", 15), ("منح ترخيص مؤقت ستة أشهر", 5)):
        follow(page, step)
        page.get_by_label("في يوم").fill(ago(day))
        page.locator("main form [type=submit]").first.click()
    told(page, "ترخيص مؤقت", "مستندات الطلب")
    follow(page, "طباعة")
    paper = page.locator("body")
    for words in ("حضانة فجر أرمنت", "نجع الرزيقات", "جمعية الأورمان", "الأدوات ناقصة", "مُنحت ترخيصًا مؤقتًا"):
        expect(paper).to_contain_text(words)
