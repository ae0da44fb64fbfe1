"""F10: two people at once. One field: both texts are shown, nothing is lost. Different fields: they merge."""

import pytest

from tadamon.activities.models import Attendance
from tadamon.meetings.models import AgendaItem, Meeting
from tests.meetings.test_fields import opened


def saved(browser, form, htmx=True, **typed):
    answer = browser.send(form, htmx=htmx, **typed)
    assert answer.status_code in (200, 303), answer.page.text
    return answer


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("name", "hers", "his", "shown"),
    [
        ("title", "عنوان منى", "عنوان هاني", "عنوان هاني"),
        ("venue", "قاعة أ", "قاعة ب", "قاعة ب"),
        ("summary", "نص\n\nمنى", "نص\n\nهاني", "هاني"),
        ("starts_on", "٦/١٠/٢٠٢٥", "٧/١٠/٢٠٢٥", "٧ أكتوبر ٢٠٢٥"),
        ("starts_at", "9:15", "9:45", "٩:٤٥ صباحًا"),
        ("kind", "ngos", "bilateral", "لقاء ثنائي"),
        ("governorate", "EG-ASN", "EG-KN", "قنا"),
        ("ends_on", "8/10/2025", "9/10/2025", "٩ أكتوبر ٢٠٢٥"),
    ],
)
def test_one_field_of_the_meeting(writer, colleague, meeting, stored, name, hers, his, shown):
    form = opened(writer, meeting, name)
    saved(colleague, opened(colleague, meeting, name), **{name: his})
    for htmx in (True, False):
        answer = writer.send(form, htmx=htmx, **{name: hers})
        assert answer.status_code == 409
        again = answer.page.form(f"/fields/{name}")
        assert (
            shown in answer.page.text and "هاني فؤاد" in answer.page.text and again.fields[name].split() == hers.split()
        )
    before = getattr(stored(Meeting, meeting), name)
    saved(writer, again, **{name: hers})
    assert getattr(stored(Meeting, meeting), name) != before


def test_axes_both_changed(writer, colleague, meeting):
    forms = [opened(each, meeting, "axes") for each in (writer, colleague)]
    ids = [control.get("value") for control in forms[0].controls if control.get("name") == "axes"]
    saved(colleague, forms[1], axes=ids[1:2])
    answer = writer.send(forms[0], htmx=True, axes=ids[2:4])
    assert answer.status_code == 409 and "الحماية الاجتماعية" in answer.page.text


def test_the_same_words_are_no_conflict(writer, colleague, meeting):
    form = opened(writer, meeting, "venue")
    saved(colleague, opened(colleague, meeting, "venue"), venue="القاعة الكبرى")
    saved(writer, form, venue=" القاعة  الكبرى ")


def test_another_field_of_the_meeting_merges(writer, colleague, meeting, stored):
    form = opened(writer, meeting, "venue")
    saved(colleague, opened(colleague, meeting, "title"), title="عنوان هاني")
    saved(writer, form, venue="قاعة منى")
    record = stored(Meeting, meeting)
    assert (record.title, record.venue) == ("عنوان هاني", "قاعة منى")


def test_a_form_without_a_version_overwrites_nothing(writer, colleague, meeting, stored):
    saved(colleague, opened(colleague, meeting, "venue"), venue="قاعة هاني")
    for version in (
        {},
        {"version": ""},
        {"version": "x"},
        {"version": "-1"},
        {"version": "1.5"},
        {"version": "9" * 40},
        {"version": "٢"},
    ):
        assert writer.post(f"/meetings/{meeting}/fields/venue", {"venue": "قاعة منى"} | version).status_code == 409
    assert stored(Meeting, meeting).venue == "قاعة هاني"


def editor(browser, meeting, noun, row):
    return browser.get(f"/meetings/{meeting}/{noun}/{row}/edit", htmx=True).page.form(f"/{noun}/{row}")


ROWS = {
    "attendance": ({"name": "اسم منى"}, {"name": "اسم هاني"}, {"body": "جهة هاني"}),
    "citations": ({"number": "11"}, {"number": "22"}, {"subject": "شأن هاني"}),
    "items": ({"discussion": "مناقشة منى"}, {"discussion": "مناقشة هاني"}, {"title": "بند هاني"}),
    "outcomes": ({"text": "نص منى"}, {"text": "نص هاني"}, {"owner_person": "شخص هاني"}),
}


@pytest.mark.in_turns
@pytest.mark.parametrize("noun", ROWS)
def test_one_field_of_a_row(writer, colleague, meeting, parts, noun):
    row, (hers, his, _other) = parts[noun][0], ROWS[noun]
    form = editor(writer, meeting, noun, row)
    saved(colleague, editor(colleague, meeting, noun, row), **his)
    for htmx in (True, False):
        answer = writer.send(form, htmx=htmx, **hers)
        assert answer.status_code == 409 and "هاني فؤاد" in answer.page.text
        again = answer.page.form(f"/{noun}/{row}")
        assert all(value in answer.page.text for value in (*his.values(), *hers.values()))
        assert hers.items() <= again.fields.items()
    saved(writer, again)
    assert hers.items() <= editor(writer, meeting, noun, row).fields.items()


@pytest.mark.parametrize("noun", ROWS)
def test_another_field_of_the_row_merges(writer, colleague, meeting, parts, noun):
    row, (hers, _his, other) = parts[noun][0], ROWS[noun]
    form = editor(writer, meeting, noun, row)
    saved(colleague, editor(colleague, meeting, noun, row), **other)
    saved(writer, form, **hers)
    fields = editor(writer, meeting, noun, row).fields
    assert (hers | other).items() <= fields.items()


def test_a_row_moved_meanwhile_is_saved(writer, colleague, meeting, parts):
    row = parts["items"][0]
    form = editor(writer, meeting, "items", row)
    assert colleague.post(f"/meetings/{meeting}/items/{row}/position", direction="down").status_code == 303
    saved(writer, form, title="بند منى")


def test_a_row_removed_meanwhile_is_said_to_be_gone(writer, colleague, meeting, parts, stored):
    row = parts["items"][0]
    form = editor(writer, meeting, "items", row)
    colleague.post(f"/meetings/{meeting}/items/{row}/removal")
    assert writer.send(form, htmx=True, title="بند منى").status_code == 404
    assert stored(AgendaItem, row).title != "بند منى"


def test_a_meeting_archived_meanwhile_keeps_what_it_was(writer, colleague, meeting, parts, stored):
    form, row = opened(writer, meeting, "venue"), parts["attendance"][0]
    other = editor(writer, meeting, "attendance", row)
    colleague.post(f"/meetings/{meeting}/archive")
    assert [writer.send(each, htmx=True).status_code for each in (form, other)] == [409, 409]
    assert stored(Attendance, row).version == 1
