"""Rows of a sheet: added once, edited, moved, removed, brought back; and never another meeting's."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select, update

from tadamon.activities.models import Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import AgendaItem
from tadamon.records.base import now
from tests.meetings.attaching import PDF, attach
from tests.meetings.test_fields import beside

NEW = {
    "attendance": {
        "name": "نجلاء سليم",
        "person_title": "مديرة",
        "body": "وزارة الصحة",
        "presence": "deputising",
        "note": "د. هناء",
    },
    "participants": {
        "name": "جمعيات قنا",
        "role": "invited",
        "governorate": "EG-KN",
        "count": "٢٧",
        "precision": "about",
        "note": "بكتاب",
    },
    "citations": {"kind": "law", "number": "١٠", "year": "٢٠١٨", "subject": "حقوق ذوي الإعاقة"},
    "items": {"title": "بند جديد", "presenter": "سعاد", "starts_at": "١٠:٤٥", "discussion": "دار\n\n- أ\n- ب"},
    "outcomes": {
        "kind": "assignment",
        "text": "إعداد كشف",
        "owner": "إدارة إسنا الاجتماعية",
        "owner_person": "كريمة",
        "due_on": "٣٠/١١/٢٠٢٥",
    },
}
MODELS = {
    "attendance": Attendance,
    "participants": Participant,
    "citations": Citation,
    "items": AgendaItem,
    "outcomes": Outcome,
}
BAD = {
    "attendance": {
        "name": ["", "\u200b", "ن" * 151, "ن" * 40_000],
        "person_title": ["ص" * 251],
        "presence": ["", "late", "\x00"],
        "note": ["م" * 251],
    },
    "participants": {
        "name": ["", "ن" * 251],
        "role": ["", "x"],
        "governorate": ["EG-XX", "الأقصر"],
        "count": ["0", "-1", "1.5", "x", "9" * 30],
        "precision": ["x"],
        "note": ["م" * 251],
    },
    "citations": {
        "kind": ["", "x"],
        "number": ["1" * 21],
        "year": ["x", "1799", "2101", "-5", "1.5", "9" * 30, "0" * 21 + "2000" + "9" * 30],
        "subject": ["ش" * 301],
    },
    "items": {
        "title": ["", "ع" * 301],
        "starts_at": ["25:00", "x"],
        "discussion": ["د" * 50_001],
        "presenter": ["ع" * 201],
    },
    "outcomes": {
        "kind": ["x"],
        "text": ["", "ن" * 5001],
        "due_on": ["أكتوبر 2025", "31/2/2025", "x"],
        "owner": ["ج" * 251],
        "owner_person": ["ش" * 151],
    },
}


def standing(noun, meeting):
    """The ids of the rows of the list, in order."""
    model = MODELS[noun]
    db.session.rollback()
    query = (
        select(model.id)
        .where(model.record_id == meeting, model.removed_at.is_(None))
        .order_by(model.position, model.id)
    )
    found = list(db.session.scalars(query))
    db.session.rollback()
    return found


def opened(browser, meeting, noun, parts, htmx=True):
    address = f"/meetings/{meeting}/{noun}/new" + (f"?item={parts['items'][0]}" if noun == "outcomes" else "")
    return browser.get(address, htmx=htmx).page.form(f"/{noun}")


@pytest.mark.parametrize("noun", NEW)
@pytest.mark.parametrize("htmx", [True, False])
def test_added_and_shown(writer, meeting, parts, noun, htmx):
    before = standing(noun, meeting)
    answer = writer.send(opened(writer, meeting, noun, parts, htmx), htmx=htmx, **NEW[noun])
    assert answer.status_code == (200 if htmx else 303)
    assert len(standing(noun, meeting)) == len(before) + 1
    page = writer.get(f"/meetings/{meeting}").page
    shown = {
        "citations": "10",
        "items": "بند جديد",
        "attendance": "نائب عن د. هناء",
        "participants": "نحو ٢٧ جهة",
        "outcomes": "٣٠ نوفمبر ٢٠٢٥",
    }[noun]
    assert shown in page.text.replace("١٠", "10")


@pytest.mark.parametrize("noun", NEW)
def test_sent_twice_added_once(writer, meeting, parts, noun):
    """F9, F13."""
    form, before = opened(writer, meeting, noun, parts), standing(noun, meeting)
    answers = [writer.send(form, htmx=htmx, **NEW[noun]) for htmx in (True, True, False)]
    assert [answer.status_code for answer in answers] == [200, 200, 303]
    assert len(standing(noun, meeting)) == len(before) + 1
    writer.send(opened(writer, meeting, noun, parts), htmx=True, **NEW[noun])
    assert len(standing(noun, meeting)) == len(before) + 2


def test_sent_twice_at_once_added_once(sign_in, meeting, parts):
    one = sign_in("writer")
    form, before, answers = opened(one, meeting, "items", parts), standing("items", meeting), []
    data = form.fields | NEW["items"]
    cookie = one.client.get_cookie("tadamon").value
    db.session.remove()

    def send():
        client = one.client.application.test_client()
        client.set_cookie("tadamon", cookie)
        answers.append(client.post(form.action, data=data).status_code)

    threads = [Thread(target=send) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert len(standing("items", meeting)) == len(before) + 1


def test_the_key_of_one_list_opens_no_other(writer, stranger, meeting, parts):
    """A key used up here must not show a row of another list, or another meeting, that happens to have its id."""
    for noun in ("items", "attendance", "outcomes"):
        form = opened(writer, meeting, noun, parts)
        answer = writer.post(form.action, form.fields | NEW[noun] | {"once": "the-same"}, htmx=True)
        assert answer.status_code == 200 and list(NEW[noun].values())[1] in answer.get_data(as_text=True)
    assert (
        stranger.post("/meetings", {"title": "ل", "kind": "ngos", "starts_on": "2025", "once": "the-same"}).status_code
        == 303
    )


@pytest.mark.parametrize("once", ["", "x" * 41, "x" * 5000, "\x00", "ض" * 40, "'"])
def test_keys_of_any_kind(writer, meeting, parts, once):
    form = opened(writer, meeting, "items", parts)
    for _turn in range(2):
        assert writer.post(form.action, form.fields | NEW["items"] | {"once": once}, htmx=True).status_code == 200


@pytest.mark.in_turns
@pytest.mark.parametrize("noun", BAD)
def test_refused_beside_the_field(writer, meeting, parts, noun):
    before = standing(noun, meeting)
    row = parts[noun][0]
    editor = writer.get(f"/meetings/{meeting}/{noun}/{row}/edit", htmx=True).page.form(f"/{noun}/{row}")
    for form in (opened(writer, meeting, noun, parts), editor):
        for name, values in BAD[noun].items():
            for typed in values:
                other = next(field for field in NEW[noun] if field not in (name, "kind", "presence"))
                answer = writer.send(form, htmx=True, **NEW[noun] | {name: typed})
                assert answer.status_code == 422 and beside(answer.page, name), (name, typed[:40])
                again = answer.page.form(form.action)
                assert again.fields[other].split() == NEW[noun][other].split(), "the right answers stay too"
                if len(typed) < 400 and name not in ("kind", "presence", "role", "governorate", "precision"):
                    assert again.fields[name].strip("\u200b") == typed.strip("\u200b")
    assert standing(noun, meeting) == before


def test_without_htmx_a_refusal_is_a_page(writer, meeting, parts):
    for noun in NEW:
        bad = {name: values[0] for name, values in BAD[noun].items()}
        answer = writer.send(opened(writer, meeting, noun, parts, htmx=False), **bad)
        assert answer.status_code == 422 and answer.page.title.startswith("خطأ:")
        assert "هناك مشكلة" in answer.page.text and all(beside(answer.page, name) for name in bad)


def test_up_and_down(writer, meeting, parts):
    first, second, third = parts["attendance"]

    def move(row, direction):
        answer = writer.post(f"/meetings/{meeting}/attendance/{row}/position", {"direction": direction}, htmx=True)
        assert answer.status_code == 200
        return answer.said, standing("attendance", meeting)

    assert move(first, "down")[1] == [second, first, third]
    assert move(first, "down")[1] == [second, third, first]
    said, order = move(first, "down")
    assert said and "نُقل" not in said and order == [second, third, first]
    assert move(second, "up")[1] == [second, third, first]
    assert move(first, "up")[1] == [second, first, third]


def test_a_move_passes_the_removed(writer, meeting, parts):
    first, second, third = parts["attendance"]
    writer.post(f"/meetings/{meeting}/attendance/{second}/removal")
    writer.post(f"/meetings/{meeting}/attendance/{first}/position", direction="down")
    assert standing("attendance", meeting) == [third, first]
    writer.post(f"/meetings/{meeting}/attendance/{second}/restoration")
    assert set(standing("attendance", meeting)) == {first, second, third}


@pytest.mark.parametrize("direction", ["", "left", "UP", "\x00", "up down"])
def test_no_such_direction(writer, meeting, parts, direction):
    assert (
        writer.post(f"/meetings/{meeting}/items/{parts['items'][0]}/position", direction=direction).status_code == 400
    )


@pytest.mark.parametrize("noun", MODELS)
def test_removed_and_brought_back(writer, meeting, parts, noun):
    row, before = parts[noun][0], standing(noun, meeting)
    url = f"/meetings/{meeting}/{noun}/{row}"
    removed = writer.post(f"{url}/removal", htmx=True)
    assert "تراجع" in removed.page.text and row not in standing(noun, meeting)
    for answer in (
        writer.post(f"{url}/removal"),
        writer.get(url),
        writer.get(f"{url}/edit"),
        writer.post(url, NEW[noun]),
        writer.post(f"{url}/position", direction="up"),
    ):
        assert answer.status_code == 404
    back = writer.send(removed.page.form("/restoration"), htmx=True)
    assert back.status_code == 200 and back.said
    assert standing(noun, meeting) == before
    assert writer.post(f"{url}/restoration").status_code == 303


def test_removed_without_htmx_can_be_undone_on_the_sheet(writer, meeting, parts):
    row = parts["attendance"][0]
    page = writer.post(f"/meetings/{meeting}/attendance/{row}/removal", follow=True).page
    writer.send(page.form(f"/attendance/{row}/restoration"))
    assert row in standing("attendance", meeting)


def test_a_foreign_row_under_my_meeting_is_none(writer, meeting, parts, record):
    """T2: neither by its id under my address nor by mine under its."""
    mine = record("writer", title="اجتماع آخر لي")
    file = attach(writer, meeting, content=PDF)
    for noun, row in [(noun, rows[0]) for noun, rows in parts.items()] + [("attachments", file)]:
        url, before = f"/meetings/{mine}/{noun}/{row}", standing(noun, meeting) if noun in MODELS else None
        answers = [
            writer.get(url),
            writer.get(url, htmx=True),
            writer.post(f"{url}/removal"),
            writer.post(f"{url}/restoration"),
            writer.post(f"{url}/position", direction="up"),
        ]
        if noun in MODELS:
            answers += [writer.get(f"{url}/edit"), writer.post(url, NEW[noun])]
            assert standing(noun, meeting) == before
        assert {answer.status_code for answer in answers} == {404}


def test_cancel_closes_the_editor(writer, meeting, parts):
    for noun in NEW:
        more = f"&item={parts['items'][0]}" if noun == "outcomes" else ""
        page = writer.get(f"/meetings/{meeting}/{noun}/new?closed=1{more}", htmx=True).page
        assert not [form for form in page.forms if form.action.endswith(noun)]
        assert writer.get(f"/meetings/{meeting}/{noun}/{parts[noun][0]}", htmx=True).status_code == 200


def test_a_removed_item_takes_its_outcomes_from_sheet_print_and_list(writer, meeting, parts):
    """What the sheet no longer shows must not be printed or counted; what comes back comes back whole."""

    def told():
        """Whether the decision stands on the sheet, the print and the summary."""
        places = {"": "items", "/print": None, "/print?form=summary": None}
        pages = [(writer.get(f"/meetings/{meeting}{path}").page, place) for path, place in places.items()]
        return ["البطاقات: decision" in (page.find(place) if place else page).text for page, place in pages]

    item = f"/meetings/{meeting}/items/{parts['items'][0]}"
    assert told() == [True] * 3
    writer.post(f"{item}/removal")
    assert told() == [False] * 3 and "قرار واحد" in writer.get("/meetings").page.text
    outcome = f"/meetings/{meeting}/outcomes/{sorted(parts['outcomes'])[0]}"
    assert writer.post(f"{outcome}/restoration").status_code == 404
    writer.post(f"{item}/restoration")
    assert told() == [True] * 3


def test_an_item_brings_back_only_what_went_with_it(writer, meeting, parts):
    first, second = sorted(parts["outcomes"])[:2]
    db.session.execute(update(Outcome).where(Outcome.id == first).values(removed_at=now() - timedelta(minutes=10)))
    db.session.commit()
    item = f"/meetings/{meeting}/items/{parts['items'][0]}"
    writer.post(f"{item}/removal")
    writer.post(f"{item}/restoration")
    assert first not in standing("outcomes", meeting) and second in standing("outcomes", meeting)
