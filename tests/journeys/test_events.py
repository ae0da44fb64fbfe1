"""Every page of events before axe, and one event entered by someone who was about to enter it twice."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.conftest import press, told
from tests.journeys.test_pages import EVERYWHERE, judge, open_everything, refuse, shown

ROWS = {
    "delegates": {"name": "رأفت شفيق", "titles": "مساعد الوزيرة\nمستشار", "part": "speaker"},
    "participants": {"name": "شركات عالمية", "role": "attended", "precision": "several"},
    "attendance": {"name": "خبير دولي", "presence": "guest"},
    "nations": {"code": "PS", "count": "5", "precision": "about"},
    "outputs": {"kind": "commitment", "title": "تعهد بالتعاون", "text": "خلال عام"},
    "outcomes": {"kind": "assignment", "text": "متابعة التعهد", "owner": "جمعية الأورمان"},
    "citations": {"kind": "law", "number": "12", "year": "2018"},
    "sources": {"headline": "خبر عن الفعالية", "outlet": "صحيفة", "link": "https://example.org/x"},
}
LISTS = " ".join(f"#{noun}" for noun in ROWS)


def recorded(page, write, **more) -> str:
    sent = {"kind": "expo", "starts_on": "فبراير 2024", "country": "AE"} | more
    return urlsplit(write(page, "/events", **sent)).path


def of_events(page, reader, write, word, year):
    for address in ("", "?q=لا-يوجد", "?from=99/99/2025", "/new", "/999999"):
        yield page, shown(page, f"/events{address}")
    page.goto("/events/new")
    refuse(page, "[aria-invalid]")
    yield page, "new with errors"
    path = recorded(page, write, title=f"معرض {word}", starts_on=f"فبراير {year}", our_role="took-part")
    for noun, row in (*ROWS.items(), ("delegates", {"name": "هالة سعد", "part": "member"})):
        write(page, f"{path}/{noun}", **row)
    version = re.search(r'name="version" value="([0-9]+)"', page.request.get(f"{path}/fields/verified_on/edit").text())
    write(page, f"{path}/fields/verified_on", version=version[1], verified_on="6/10/2024")
    other = recorded(page, write, title=f"زيارة {word}", starts_on=f"{year - 9}", country="")
    write(page, f"{path}/sequels", later=other[8:])
    write(page, "/meetings", title="لقاء جانبي", kind="bilateral", starts_on="2024", file=path[8:])
    for window in (page, reader):
        yield window, shown(window, path)
    page.goto(path)
    open_everything(page, LISTS + " .side")
    yield page, "every editor open"
    output = page.request.get(path).text()
    starting = re.search(r'href="([^"]+/outputs/\d+/assignment)"', output)[1]
    write(page, f"{path}/classification", state="out-of-period", reason="بعد نهاية الربع")
    for end in ("/classification", "/merges/new?q=زيارة", f"/merges/new?other={other[8:]}", "/sequels/new?q=معرض"):
        yield page, shown(page, path + end)
    yield page, shown(page, starting)
    for end in ("", "/history", "/print", "/print?form=delegation"):
        yield page, shown(page, path + end)
    write(page, f"{path}/merges", other=other[8:])
    for address in (path, other):
        yield page, shown(page, address)
    write(page, f"{path}/archive")
    yield page, shown(page, path)


@EVERYWHERE
def test_every_page_of_events(window, write, language):
    word, year = ("الأجهزة", 2024) if language == "ar" else ("الكتاب", 2014)
    judge(of_events(window("luxor"), window("luxor-view"), write, word, year), language)


def test_an_event_under_another_headline_is_not_entered_twice(page_of):
    page = page_of("hq")
    page.goto("/events/new")
    page.get_by_label("عنوان الفعالية").fill("وزارة التضامن تشارك في ورشة بأنقرة")
    page.get_by_label("نوع الفعالية").select_option("workshop")
    page.get_by_label("التاريخ كما ورد").fill("أكتوبر 2025")
    page.get_by_label("الدولة", exact=True).select_option("TR")
    page.get_by_label("المدينة", exact=True).fill("أنقرة")
    page.get_by_label("المدينة", exact=True).blur()
    expect(page.locator("#likely")).to_contain_text("مختبر الابتكار الإبداعي")
    press(page, "سجّل الفعالية")
    expect(page.locator(".error-summary")).to_contain_text("أكّد أنها أخرى")
    page.locator("#likely a").first.click()
    told(page, "المستشار القانوني لوزيرة التضامن الاجتماعي", "نموذج الحملة القومية")
