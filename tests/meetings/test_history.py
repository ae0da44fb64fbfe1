"""Who changed what, before and after, in sentences a reader understands."""

import re

from tests.meetings.attaching import attach


def told(browser, meeting):
    page = browser.get(f"/meetings/{meeting}/history").page
    return [item.text for item in page.all("li") if item.closest("ol")]


def test_every_act_is_told(writer, colleague, meeting, parts):
    item, person = parts["items"][0], parts["attendance"][0]
    steps = [
        (
            lambda: colleague.post(f"/meetings/{meeting}/fields/venue", venue="قاعة الاجتماعات", version="1"),
            ["المكان", "قاعة المديرية", "قاعة الاجتماعات"],
        ),
        (
            lambda: colleague.post(f"/meetings/{meeting}/fields/starts_on", starts_on="أكتوبر 2025", version="2"),
            ["التاريخ", "٥ أكتوبر ٢٠٢٥"],
        ),
        (
            lambda: colleague.post(f"/meetings/{meeting}/fields/kind", kind="bilateral", version="3"),
            ["لقاء جماهيري", "لقاء ثنائي"],
        ),
        (
            lambda: colleague.post(f"/meetings/{meeting}/fields/axes", version="4"),
            ["المحاور", "التعاون الدولي", "(فارغ)"],
        ),
        (
            lambda: colleague.post(f"/meetings/{meeting}/items/{item}/position", direction="down"),
            ["تغيير ترتيب", "إيقاف عدد من البطاقات"],
        ),
        (lambda: colleague.post(f"/meetings/{meeting}/attendance/{person}/removal"), ["حذف", "بستاني"]),
        (lambda: colleague.post(f"/meetings/{meeting}/attendance/{person}/restoration"), ["استعادة", "بستاني"]),
        (
            lambda: colleague.post(f"/meetings/{meeting}/attendance", name="نجلاء", presence="apologised", note="سفر"),
            ["إضافة", "نجلاء", "معتذر"],
        ),
        (lambda: attach(colleague, meeting, "مذكرة.pdf"), ["إضافة", "مذكرة.pdf"]),
        (lambda: colleague.post(f"/meetings/{meeting}/archive"), ["الأرشيف"]),
        (lambda: colleague.post(f"/meetings/{meeting}/restore"), ["الأرشيف"]),
    ]
    for act, words in steps:
        before = len(told(writer, meeting))
        act()
        now = told(writer, meeting)
        assert len(now) > before, words
        newest = " ".join(now[: len(now) - before])
        assert "هاني فؤاد" in newest and all(word in newest for word in words), newest
        assert not re.search(r"None|\bid\b|_|EG-|2025-|\d+:\d\d:\d\d", newest), newest


def test_the_trail_on_the_sheet_holds_the_newest(writer, meeting):
    writer.post(f"/meetings/{meeting}/fields/venue", venue="قاعة الاجتماعات", version="1")
    trail = writer.get(f"/meetings/{meeting}").page.find("trail").text
    assert "منى عبد الباسط" in trail and "المكان" in trail
    assert writer.get(f"/meetings/{meeting}/history", htmx=True).page.find("trail").text == trail


def test_saving_what_stands_already_is_no_change(writer, meeting):
    before = told(writer, meeting)
    for _turn in range(2):
        assert writer.send(writer.get(f"/meetings/{meeting}/fields/title/edit").page.form("/title")).status_code == 303
    assert told(writer, meeting) == before


def test_history_in_english(sign_in, meeting):
    writer = sign_in("writer", "en")
    writer.post(f"/meetings/{meeting}/fields/venue", venue="Hall", version="1")
    newest = told(writer, meeting)[0]
    assert "Hall" in newest and "عبد الباسط changed" in newest and "تعديل" not in newest
