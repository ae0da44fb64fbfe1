"""A briefing tells who they are, what was agreed, who owes what and what happened, on two pages, and leaks nothing."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.meetings.models import AgendaItem
from tadamon.partnerships.parties import Party

LONG = "نص طويل يملأ السطر ثم الذي يليه حتى لا يبقى في الصفحة متسع لغيره من الكلام. " * 8


@pytest.fixture
def giz(hq, head):
    """A German body with a partnership, what both sides owe under it, an event in Germany, an initiative and a figure."""
    body = hq.post("/organisations", name_ar="الوكالة الألمانية", kind="international", country="DE").location
    initiative = hq.post("/initiatives", name_ar="هي مِنا", kind="initiative").location
    partnership = hq.post(
        "/partnerships", title="تعاون مع الوكالة", kind="informal", partner="الوكالة الألمانية"
    ).location
    parties = db.session.scalars(select(Party.id).order_by(Party.position)).all()
    for party, text in zip(parties, ("تجهيز القاعة", "إيفاد خبيرين"), strict=True):
        owed = {"text": text, "party_id": party, "due_on": "1/1/2025"}
        assert hq.post(f"{partnership}/obligations", owed).status_code == 303
    event = hq.post(
        "/events", title="ورشة برلين", kind="workshop", starts_on="3/2025", country="DE", city="برلين"
    ).location
    hq.post(f"{event}/participants", name="الوكالة الألمانية", role="organiser")
    figure = hq.post("/figures", name_ar="المستفيدات", measure="woman").location
    hq.post(
        f"{figure}/values",
        amount="نحو 3 ملايين",
        precision="exactly",
        starts_on="2025",
        basis="as-of",
        source="تقرير الوكالة",
    )
    for home in (partnership, figure):
        id = initiative.rpartition("/")[2]
        assert hq.post(f"{home}/fields/initiatives", initiatives=id, version="9").status_code == 303
    return {"body": body.rpartition("/")[2], "event": event.rpartition("/")[2]}


def test_it_tells_who_owes_what_and_what_happened(hq, giz):
    for path in (f"organisations/{giz['body']}", "countries/DE", f"events/{giz['event']}"):
        text = hq.get(f"/briefings/{path}").page.text
        ours, theirs = text.index("ما علينا"), text.index("ما عليهم")
        assert ours < text.index("تجهيز القاعة") < theirs < text.index("إيفاد خبيرين"), path
        assert "(متأخر)" in text and "تعاون مع الوكالة" in text and "ورشة برلين" in text
        assert "هي مِنا" in text and "نحو ٣ ملايين امرأة" in text and "تقرير الوكالة" in text


def test_another_office_reads_the_body_but_nothing_of_ours(stranger, giz):
    for path in (f"organisations/{giz['body']}", "countries/DE"):
        text = stranger.get(f"/briefings/{path}").page.text
        assert "الوكالة الألمانية" in text
        assert not [each for each in ("تجهيز القاعة", "تعاون مع الوكالة", "ورشة برلين", "المستفيدات") if each in text]
    assert stranger.get(f"/briefings/events/{giz['event']}").status_code == 404


def test_there_are_two_pages_at_most(hq, giz):
    home = f"/organisations/{giz['body']}"
    hq.post(f"{home}/fields/notes", notes=LONG, version="1")
    for number in range(8):
        hq.post(f"{home}/contacts", name=f"خبير {number}", post=LONG[:200])
        title = f"{number} {LONG[:200]}"
        hq.post("/partnerships", title=title, kind="informal", partner="الوكالة الألمانية", aims=LONG)
        meeting = hq.post("/meetings", title=title, kind="bilateral", starts_on="3/2025").location
        hq.post(f"{meeting}/participants", name="الوكالة الألمانية", role="attended")
        hq.post(f"{meeting}/items", title="بند")
        item = db.session.scalar(select(AgendaItem.id).order_by(AgendaItem.id.desc()))
        told = {"kind": "assignment", "text": LONG[:400], "owner": "الوكالة الألمانية", "item": item}
        assert hq.post(f"{meeting}/outcomes", told).status_code == 303
    for path in (f"organisations/{giz['body']}", "countries/DE", f"events/{giz['event']}"):
        answer = hq.get(f"/briefings/{path}.pdf")
        assert len(PdfReader(BytesIO(answer.data)).pages) <= 2, path


def test_what_is_no_country_has_no_briefing(hq):
    assert [hq.get(f"/briefings/countries/{code}").status_code for code in ("XX", "EG", "de", "DEU")] == [404] * 4


def test_a_country_that_is_not_known_yet_says_so(hq):
    assert "لا شيء مسجَّل بعد" in hq.get("/briefings/countries/JP").page.text
