"""Every field of a meeting: what is taken, how it is stored, and what is said beside it when it is not."""

from datetime import date, time

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.meetings.models import Meeting

BIDI = "محضر\u202e‮ سري\u202c\u2066\u0000\u0007\u200b اللقاء"
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"

TAKEN = {
    "title": [
        ("  عنوان\tآخر  ", "عنوان آخر"),
        (BIDI, "محضر سري اللقاء"),
        ("ع" * 300, "ع" * 300),
        (MARKUP, MARKUP),
        ("a\nb", "a b"),
    ],
    "kind": [("bilateral", "bilateral")],
    "venue": [("", ""), ("قاعة (١) – الدور ٢", "قاعة (١) – الدور ٢")],
    "governorate": [("EG-ASN", "EG-ASN"), ("", None)],
    "online_link": [
        ("https://meet.example/x?y=1", "https://meet.example/x?y=1"),
        ("HTTP://x.example", "HTTP://x.example"),
        ("", ""),
    ],
    "summary": [("أ\r\nب\u2028ج", "أ\nب\nج"), ("س" * 5000, "س" * 5000), ("١. أولًا\n٢. ثانيًا", "١. أولًا\n٢. ثانيًا")],
    "starts_at": [
        ("٩:٣٠ ص", time(9, 30)),
        ("11.15", time(11, 15)),
        ("9:15 am", time(9, 15)),
        ("", None),
        ("الساعة ١٠", time(10)),
    ],
    "ends_at": [("١ ظهرًا", time(13)), ("", None)],
    "ends_on": [
        ("٦/١٠/٢٠٢٥", date(2025, 10, 6)),
        ("2025-10-06", date(2025, 10, 6)),
        ("", None),
        ("۷ / ۱۰ / ۲۰۲۵", date(2025, 10, 7)),
    ],
    "reported_date": [("فبراير الماضي", "فبراير الماضي")],
    "called_by": [("د. أحمد (وكيل الوزارة)", "د. أحمد (وكيل الوزارة)")],
    "chaired_by": [("م" * 200, "م" * 200)],
    "secretary": [("", "")],
    "title_en": [("Open door", "Open door")],
}
REFUSED = {
    "title": ["", "   ", "\u200b\u202e\x00", "ع" * 301, "ع" * 100_000],
    "kind": ["", "nonsense", "None", "\x00", "workshop'"],
    "starts_on": [
        "",
        "32/1/2025",
        "30/2/2025",
        "5/13/2025",
        "١٢٣",
        "أمس",
        "5/10/0025",
        "1/1/1800",
        "1/1/2200",
        "0/0/0000",
        "-1/-1/-1",
        "9" * 400,
        "2025-02-29",
        "٣١/٤/٢٠٢٥",
        MARKUP,
        "\x00",
        "الربع الخامس 2025",
    ],
    "ends_on": ["أكتوبر 2025", "2025", "4/10/2025", "31/11/2025", "غدًا"],
    "starts_at": ["25:00", "10:60", "العاشرة والنصف", "13:00", "-1:00", "9" * 300],
    "ends_at": ["10:00", "24:00", "x"],
    "venue": ["م" * 301],
    "governorate": ["EG-XX", "29", "eg-lx", "\x00"],
    "online_link": [
        "javascript:alert(1)",
        "JaVaScRiPt://x",
        "ftp://x",
        "data:text/html,x",
        "//evil.example",
        "https://a b",
        'https://x"onload=1',
        "https://" + "x" * 500,
        "\x01javascript:alert(1)",
        "www.example.com",
    ],
    "unit_id": ["", "x", "-1", "0", "999999", str(2**63), "9" * 5000, "١", "1.5", "{stranger}"],
    "axes": ["x", "0", "-1", "999999", str(2**70), "9" * 5000, "1;2"],
    "initiatives": ["x", "0", "-1", "999999", str(2**70), "9" * 5000, "1;2"],
    "invited": ["x", "999999", "1", "{office}", str(2**63)],
    "summary": ["س" * 5001],
    "reported_date": ["س" * 121],
    "title_en": ["x" * 301],
    "called_by": ["س" * 201],
    "chaired_by": ["س" * 201],
    "secretary": ["س" * 201],
}


def unit(code):
    return db.session.scalar(select(Unit).where(Unit.code == code))


def opened(browser, id, name):
    page = browser.get(f"/meetings/{id}/fields/{name}/edit", htmx=True).page
    return page.form(f"/fields/{name}")


def beside(page, name):
    """The words of the error beside the control (or group) called `name`, found as a screen reader finds them."""
    controls = [one for one in page.root if one.get("name") == name]
    empty = [one for one in page.all("fieldset") if one.get("id").endswith(name)]  # a group with nothing to choose yet
    for one in [*controls, *(one.closest("fieldset") for one in controls[:1]), *empty]:
        for id in one.get("aria-describedby").split() if one else ():
            if id.endswith("-error"):
                return page.find(id).text
    return ""


def kept(page, name):
    """What the control called `name` shows."""
    return next((form.fields[name] for form in page.forms if name in form.fields), None)


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken(writer, meeting, stored, name):
    for typed, wanted in TAKEN[name]:
        answer = writer.send(opened(writer, meeting, name), htmx=True, **{name: typed})
        assert answer.status_code == 200, (typed, answer.page.text)
        assert getattr(stored(Meeting, meeting), name) == wanted
        assert answer.said and "None" not in answer.page.text
    assert writer.get(f"/meetings/{meeting}").status_code == 200


@pytest.mark.in_turns
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(writer, meeting, stored, name):
    before = stored(Meeting, meeting).version
    special = {"{stranger}": str(unit("EG-ASN").id), "{office}": str(unit("EG-LX-2").id)}
    form = opened(writer, meeting, name)
    for typed in REFUSED[name]:
        typed = special.get(typed, typed)
        for htmx in (True, False):
            answer = writer.send(form, htmx=htmx, **{name: typed})
            assert answer.status_code == 422, typed[:60]
            assert beside(answer.page, name), typed[:60]
    assert stored(Meeting, meeting).version == before


def test_the_table_of_refusals_names_every_field():
    from tadamon.meetings.forms import MeetingForm

    assert set(REFUSED) == set(MeetingForm.names())


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("title", "ع" * 301),
        ("starts_on", "32/1/2025"),
        ("starts_on", "٣٠/٢/٢٠٢٥"),
        ("ends_on", "4/10/2025"),
        ("starts_at", "25:00"),
        ("online_link", "javascript:alert(1)"),
        ("summary", "س\nص " * 2000),
        ("starts_on", MARKUP),
    ],
)
def test_what_was_typed_stays(writer, meeting, name, typed):
    answer = writer.send(opened(writer, meeting, name), htmx=True, **{name: typed})
    assert answer.status_code == 422 and kept(answer.page, name).split() == typed.split()


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("typed", "shown", "first", "precision"),
    [
        ("٥ / ١٠ / ٢٠٢٥", "الأحد ٥ أكتوبر ٢٠٢٥", date(2025, 10, 5), "day"),
        ("أكتوبر 2025", "أكتوبر ٢٠٢٥", date(2025, 10, 1), "month"),
        ("الربع الأول ٢٠٢٥", "الربع الأول من عام ٢٠٢٥", date(2025, 1, 1), "quarter"),
        ("2025", "عام ٢٠٢٥", date(2025, 1, 1), "year"),
        ("5 Oct 2025", "الأحد ٥ أكتوبر ٢٠٢٥", date(2025, 10, 5), "day"),
        ("29/2/2024", "الخميس ٢٩ فبراير ٢٠٢٤", date(2024, 2, 29), "day"),
    ],
)
def test_dates_are_as_precise_as_they_were_known(writer, meeting, stored, typed, shown, first, precision):
    answer = writer.send(opened(writer, meeting, "starts_on"), htmx=True, starts_on=typed)
    assert answer.status_code == 200 and shown in answer.page.text
    read = stored(Meeting, meeting)
    assert (read.starts_on, read.date_precision) == (first, precision)
    again = opened(writer, meeting, "starts_on")
    assert writer.send(again, htmx=True).status_code == 200
    read = stored(Meeting, meeting)
    assert (read.starts_on, read.date_precision) == (first, precision)


def test_an_end_before_the_start(writer, meeting):
    assert writer.send(opened(writer, meeting, "ends_on"), htmx=True, ends_on="7/10/2025").status_code == 200
    answer = writer.send(opened(writer, meeting, "starts_on"), htmx=True, starts_on="8/10/2025")
    assert answer.status_code == 422 and beside(answer.page, "starts_on")
    # Over several days the clock may well go back.
    assert writer.send(opened(writer, meeting, "ends_at"), htmx=True, ends_at="9:00").status_code == 200


def test_an_end_before_the_start_on_one_day_however_it_is_written(writer, meeting):
    assert writer.send(opened(writer, meeting, "ends_on"), htmx=True, ends_on="5/10/2025").status_code == 200
    assert writer.send(opened(writer, meeting, "ends_at"), htmx=True, ends_at="9:00").status_code == 422


def test_axes_and_invitations(writer, meeting, stored):
    form = opened(writer, meeting, "axes")
    ids = [control.get("value") for control in form.controls if control.get("name") == "axes"]
    for chosen in (ids[:3], ids, [ids[0], ids[0]], []):
        assert writer.send(opened(writer, meeting, "axes"), htmx=True, axes=chosen).status_code == 200
        assert {str(axis.id) for axis in stored(Meeting, meeting).axes} == set(chosen)


def test_markup_is_shown_as_it_was_typed(writer, meeting):
    for name in ("title", "venue", "summary", "called_by", "reported_date"):
        typed = MARKUP[:120]
        assert writer.send(opened(writer, meeting, name), htmx=True, **{name: typed}).status_code == 200
    for path in ("", "/print", "/print?form=summary", "/history", "/earlier", "/attendance/paste"):
        page = writer.get(f"/meetings/{meeting}{path}").page
        assert not page.all("img") and "alert(1)" in page.html and "<script>alert" not in page.html
    assert "alert(1)" in writer.get("/meetings").page.text


@pytest.mark.parametrize(
    "name", ["nonsense", "id", "state", "office_id", "of", "put", "only", "FIRST", "validate", "thing"]
)
def test_fields_that_are_none(writer, meeting, name):
    assert writer.get(f"/meetings/{meeting}/fields/{name}/edit").status_code == 404
    assert writer.post(f"/meetings/{meeting}/fields/{name}", {name: "x"}).status_code == 404


def test_a_unit_is_changed_within_the_directorate(writer, office, meeting, stored):
    to = str(unit("EG-LX-2").id)
    assert writer.send(opened(writer, meeting, "unit_id"), htmx=True, unit_id=to).status_code == 200
    read = stored(Meeting, meeting)
    assert (read.unit.code, read.office.code) == ("EG-LX-2", "EG-LX")
    assert office.get(f"/meetings/{meeting}/fields/title/edit").status_code == 200
    history = writer.get(f"/meetings/{meeting}/history").page.text
    assert "إسنا" in history and "منى عبد الباسط" in history
