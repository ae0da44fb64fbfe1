"""A partnership is recorded, edited in place, and shows its meetings; bad input and stale saves are answered."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import Vague
from tadamon.meetings.models import Meeting
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Party

NEW = {"title": "مذكرة تفاهم", "kind": "mou", "partner": "جمعية الأورمان", "starts_on": "مارس 2025"}
HOSTILE = "<script>alert(1)</script>' OR 1=1 -- \u202e\u0000{{7*7}}"


def test_recorded_with_both_parties(writer, app, stored, people):
    form = writer.get("/partnerships/new").page.form("/partnerships")
    answer = writer.send(form, **NEW)
    record = stored(Partnership, int(answer.headers["Location"].rpartition("/")[2]))
    assert [(party.name, party.side) for party in record.parties] == [
        (people.writer.unit.name_ar, "ours"),
        ("جمعية الأورمان", "theirs"),
    ]
    assert (record.starts_on, record.starts_precision, record.codes, record.notice_days) == (
        date(2025, 3, 1),
        "month",
        ["EG-LX"],
        60,
    )
    writer.send(form, **NEW)
    assert db.session.scalar(select(func.count(Partnership.id))) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"title": ""},
        {"title": "ط" * 301},
        {"kind": "x"},
        {"kind": ""},
        {"partner": "ط" * 251},
        {"starts_on": "أمس"},
        {"unit_id": "1"},
        {"unit_id": "x"},
    ],
)
def test_bad_input_is_shown_again(writer, app, typed):
    answer = writer.post("/partnerships", NEW | typed)
    assert answer.status_code == 422
    assert answer.page.form("/partnerships").fields["title"] == (NEW | typed)["title"]
    assert db.session.scalar(select(func.count(Partnership.id))) == 0


FIELDS = [
    ("value", {"value": "١٬٥٠٠٬٠٠٠٫٥"}, "value", Decimal("1500000.5")),
    ("value", {"value": ""}, "value", None),
    ("value_precision", {"value_precision": "about"}, "value_precision", "about"),
    ("currency", {"currency": "USD"}, "currency", "USD"),
    ("ends_on", {"ends_on": "فبراير 2032"}, "ends_on", date(2032, 2, 29)),
    ("renewal", {"renewal": "automatic"}, "renewal", "automatic"),
    ("notice_days", {"notice_days": "٩٠"}, "notice_days", 90),
    ("open_ended", {"open_ended": "y"}, "open_ended", True),
    ("governorates", {"governorates": ["EG-LX", "EG-KN"]}, "codes", ["EG-KN", "EG-LX"]),
    ("governorates", {}, "codes", []),
    ("aims", {"aims": "سطر\n\nسطر"}, "aims", "سطر\n\nسطر"),
    ("reference", {"reference": "12/2025"}, "reference", "12/2025"),
]


@pytest.mark.parametrize(("field", "typed", "name", "wanted"), FIELDS)
def test_fields_in_place(writer, draft, stored, field, typed, name, wanted):
    answer = writer.post(
        f"/partnerships/{draft}/fields/{field}",
        typed | {"version": stored(Partnership, draft).version},
        htmx=True,
    )
    assert answer.status_code == 200
    assert getattr(stored(Partnership, draft), name) == wanted


BAD = [
    ("value", "كثير"),
    ("value", "-5"),
    ("value", "1.234"),
    ("value", "9" * 14),
    ("value", "1e9"),
    ("value_precision", "x"),
    ("currency", "XXX"),
    ("ends_on", "1/1/2001"),
    ("ends_on", "يومًا ما"),
    ("renewal", "always"),
    ("notice_days", ""),
    ("notice_days", "-1"),
    ("notice_days", "731"),
    ("governorates", "EG-X"),
    ("axes", "999999"),
    ("axes", "x"),
    ("unit_id", "999999"),
    ("title", ""),
    ("aims", "ط" * 10_001),
]


@pytest.mark.in_turns
@pytest.mark.parametrize(("field", "typed"), BAD)
def test_bad_fields(writer, draft, stored, field, typed):
    version = stored(Partnership, draft).version
    answer = writer.post(f"/partnerships/{draft}/fields/{field}", {field: typed, "version": version})
    assert answer.status_code == 422 and stored(Partnership, draft).version == version


def test_an_end_is_not_open(writer, agreed):
    id = agreed(ends_on=date(2030, 1, 1))
    assert writer.post(f"/partnerships/{id}/fields/open_ended", open_ended="y", version=1).status_code == 422


def test_no_such_field(writer, draft):
    for name in ("state", "office_id", "our_signed_on", "amends_id", "partner", "__class__"):
        assert writer.post(f"/partnerships/{draft}/fields/{name}", {name: "x"}).status_code == 404


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [
        ("title", "نص الزميل", "نصّي"),
        ("governorates", ["EG-ASN"], ["EG-KN"]),
        ("ends_on", "2031", "2032"),
        ("value", "100", "200"),
    ],
)
def test_a_stale_save_shows_both(writer, colleague, draft, stored, field, theirs, mine):
    version = stored(Partnership, draft).version
    assert (
        colleague.post(f"/partnerships/{draft}/fields/{field}", {field: theirs, "version": version}).status_code == 303
    )
    assert writer.post(f"/partnerships/{draft}/fields/{field}", {field: mine, "version": version}).status_code == 409


def test_other_fields_merge(writer, colleague, draft, stored):
    version = stored(Partnership, draft).version
    colleague.post(f"/partnerships/{draft}/fields/ends_on", ends_on="2031", version=version)
    assert writer.post(f"/partnerships/{draft}/fields/title", title="نصّي", version=version).status_code == 303
    assert stored(Partnership, draft).ends_on == date(2031, 12, 31)


def test_stale_rows(writer, colleague, draft, stored):
    row = stored(Partnership, draft).parties[1]
    form = {"name": row.name, "side": "theirs", "role": "second", "version": row.version}
    assert colleague.post(f"/partnerships/{draft}/parties/{row.id}", form | {"signatory": "أ"}).status_code == 303
    assert writer.post(f"/partnerships/{draft}/parties/{row.id}", form | {"signatory": "ب"}).status_code == 409


def test_hostile_text_is_text(writer, app, stored):
    answer = writer.post("/partnerships", NEW | {"title": HOSTILE, "partner": HOSTILE})
    url = answer.headers["Location"]
    record = stored(Partnership, int(url.rpartition("/")[2]))
    writer.post(f"{url}/fields/aims", aims=HOSTILE, version=record.version)
    for path in (url, f"{url}/print", f"{url}/history", "/partnerships", f"{url}/signature"):
        page = writer.get(path).page
        assert "<script>alert(1)" in page.text or path.endswith("signature")
    assert writer.get(f"{url}.docx").status_code == writer.get(f"{url}.pdf").status_code == 200


def test_its_meetings_are_those_the_reader_may_see(writer, draft, people):
    for by, title in ((people.writer, "لقاء القيادات"), (people.stranger, "اجتماع أسوان السري")):
        meeting = Meeting(
            title=title,
            kind="partnership",
            unit=db.session.get(User, by.id).unit,
            created_by_id=by.id,
            state="draft",
            file_id=draft,
        )
        meeting.date = Vague(date(2025, 5, 1), "month")
        db.session.add(meeting)
        db.session.flush()
        db.session.add(Outcome(record=meeting, kind="decision", text=f"قرار {title}"))
    db.session.commit()
    page = writer.get(f"/partnerships/{draft}").page
    assert "لقاء القيادات" in page.text and "قرار لقاء القيادات" in page.text and "السري" not in page.text
    assert "السري" not in writer.get(f"/partnerships/{draft}/print").page.text
    assert f"/meetings/new?file={draft}" in [url for _text, url in page.links]


def test_a_party_follows_its_name(writer, draft, agency, stored):
    party = stored(Partnership, draft).parties[1]
    typed = {
        "name": "الوكالة الالمانية للتعاون الدولى",
        "side": "theirs",
        "role": "funder",
        "version": party.version,
    }
    assert writer.post(f"/partnerships/{draft}/parties/{party.id}", typed).status_code == 303
    row = stored(Party, party.id)
    assert row.organisation_id == agency and row.foreign
    page = writer.get(f"/partnerships/{draft}").page
    assert "لم تصدر بعد موافقة «وزارة الخارجية»" in page.text
