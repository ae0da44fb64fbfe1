"""What is typed and not saved: kept for the person who typed it, offered again, forgotten once saved."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.records.base import now
from tadamon.web.drafts import MOST_DRAFTS, Draft

TYPED = "نص كُتب ولم يُحفظ"


def drafts():
    found = list(db.session.scalars(select(Draft).order_by(Draft.id)))
    db.session.rollback()
    return found


def keep(person, place, **fields):
    return person.post("/drafts", {"draft_of": place} | fields, htmx=True)


def values(page, action):
    return page.form(action).fields


@pytest.fixture
def title(meeting):
    return f"/meetings/{meeting}/fields/title"


def test_a_draft_is_kept_and_says_when(writer, title):
    kept = keep(writer, title, title=TYPED, version="1")
    assert kept.status_code == 200 and kept.get_data(as_text=True).startswith("حُفظت المسودة")
    assert [(draft.place, draft.fields, draft.version) for draft in drafts()] == [(title, {"title": [TYPED]}, 1)]


def test_keeping_again_replaces_it(writer, title):
    keep(writer, title, title="أول")
    keep(writer, title, title=TYPED)
    assert [draft.fields for draft in drafts()] == [{"title": [TYPED]}]


@pytest.mark.parametrize("htmx", [True, False])
def test_the_editor_opens_with_it(writer, title, htmx):
    keep(writer, title, title=TYPED, version="1")
    page = writer.get(f"{title}/edit", htmx=htmx).page
    assert values(page, title)["title"] == TYPED
    assert "هذه مسودة لم تُحفظ من" in page.text and "تجاهل المسودة" in page.text


def test_a_draft_that_says_what_the_record_says_is_not_offered(writer, title):
    keep(writer, title, title="لقاء جماهيري مفتوح")
    assert "مسودة" not in writer.get(f"{title}/edit", htmx=True).page.text


def test_no_one_else_sees_it(writer, colleague, hq, title):
    keep(writer, title, title=TYPED)
    for other in (colleague, hq):
        for path in ("/drafts", f"{title}/edit", title.partition("/fields")[0]):
            assert TYPED not in other.get(path).get_data(as_text=True)


def test_saving_forgets_it(writer, title):
    keep(writer, title, title=TYPED)
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    assert writer.send(form, htmx=True).status_code == 200
    assert drafts() == []


def test_a_refused_save_keeps_it(writer, title):
    keep(writer, title, title=TYPED)
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    assert writer.send(form, htmx=True, title="").status_code == 422
    assert len(drafts()) == 1


def test_saving_keeps_the_drafts_of_others(writer, colleague, title):
    keep(colleague, title, title="مسودة الزميل")
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    writer.send(form, htmx=True, title=TYPED)
    assert [draft.user_id for draft in drafts()] == [colleague.user_id]


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(writer, colleague, title):
    form = writer.get(f"{title}/edit", htmx=True).page.form(title)
    keep(writer, title, **(form.fields | {"title": TYPED}))
    theirs = colleague.get(f"{title}/edit", htmx=True).page.form(title)
    colleague.send(theirs, htmx=True, title="عنوان الزميل")
    again = writer.get(f"{title}/edit", htmx=True).page.form(title)
    answer = writer.send(again, htmx=True)
    assert answer.status_code == 409 and "عنوان الزميل" in answer.page.text and TYPED in answer.page.text


@pytest.mark.parametrize("noun", ["attendance", "citations", "items", "outcomes"])
def test_rows_have_drafts(writer, meeting, parts, noun):
    base = f"/meetings/{meeting}/{noun}"
    under = f"?item={parts['items'][0]}" if noun == "outcomes" else ""
    name = {"attendance": "name", "citations": "subject", "items": "discussion", "outcomes": "text"}[noun]
    row = parts[noun][0]
    for editor, place in ((f"{base}/new{under}", base), (f"{base}/{row}/edit", f"{base}/{row}")):
        form = writer.get(editor, htmx=True).page.form(place)
        assert keep(writer, form.action, **(form.fields | {name: TYPED})).status_code == 200
        page = writer.get(editor, htmx=True).page
        form = page.form(place)
        assert form.fields[name] == TYPED and "هذه مسودة" in page.text
        required = {
            "name": "سعاد",
            "title": "بند",
            "year": "2024",
            "number": "5",
            "kind": form.fields.get("kind", ""),
        }
        asked = {key: value for key, value in required.items() if key in form.fields and not form.fields[key]}
        assert writer.send(form, htmx=True, **asked).status_code == 200
    assert drafts() == []


def test_a_draft_of_an_outcome_belongs_to_its_item(writer, meeting, parts):
    first, second = parts["items"][:2]
    keep(writer, f"/meetings/{meeting}/outcomes", item=str(first), text=TYPED, kind="decision")
    assert TYPED in writer.get(f"/meetings/{meeting}/outcomes/new?item={first}&kind=decision", htmx=True).get_data(
        as_text=True
    )
    assert TYPED not in writer.get(f"/meetings/{meeting}/outcomes/new?item={second}&kind=decision", htmx=True).get_data(
        as_text=True
    )


def test_a_new_meeting_has_a_draft(writer, app):
    keep(writer, "/meetings", title=TYPED, starts_on="ما لا يُفهم")
    form = writer.get("/meetings/new").page.forms[-1]
    assert (form.action, form.fields["title"], form.fields["starts_on"]) == ("/meetings", TYPED, "ما لا يُفهم")
    saved = writer.send(form, kind="open-door", starts_on="5/10/2025")
    assert saved.status_code == 303 and drafts() == []


def test_a_pasted_list_has_a_draft(writer, meeting):
    path = f"/meetings/{meeting}/attendance/paste"
    keep(writer, path, people=TYPED)
    assert writer.get(path).page.form(path).fields["people"] == TYPED


def test_it_is_dropped_by_its_button(writer, title):
    keep(writer, title, title=TYPED)
    dropped = writer.post("/drafts/removal", draft_of=title, htmx=True)
    assert dropped.status_code == 303 and dropped.location.endswith(f"{title}/edit") and drafts() == []


def test_it_is_dropped_from_the_list(writer, title):
    keep(writer, title, title=TYPED)
    page = writer.get("/drafts").page
    assert TYPED in page.text and "عنوان الاجتماع" in page.text
    dropped = writer.send(page.form("/drafts/removal"))
    assert dropped.location.endswith("/drafts") and drafts() == []
    assert "لا مسودات" in writer.get("/drafts").page.text


def test_the_sheet_tells_of_its_drafts(writer, meeting, title):
    keep(writer, title, title=TYPED)
    assert f"/drafts?under=/meetings/{meeting}" in writer.get(f"/meetings/{meeting}").get_data(as_text=True).replace(
        "%2F", "/"
    )
    here = writer.get(f"/drafts?under=/meetings/{meeting}", htmx=True).page
    assert "لديك هنا مسودات" in here.text and here.links[0][1] == f"{title}/edit"
    assert "مسودات" not in writer.get(f"/drafts?under=/meetings/{meeting}7", htmx=True).page.text


def test_in_english(sign_in, title):
    writer = sign_in("writer", "en")
    keep(writer, title, title=TYPED)
    for path in (f"{title}/edit", "/drafts"):
        assert TYPED in writer.get(path).get_data(as_text=True)


def test_no_passwords_no_tokens_no_files(writer, title):
    keep(writer, title, title=TYPED, password="سر", old_password="سر", once="x", version="1")
    assert drafts()[0].fields == {"title": [TYPED]}


def test_too_much_is_refused(writer, title):
    assert keep(writer, title, title="ن" * 100_001).status_code == 413
    assert keep(writer, title, **{f"f{number}": "ن" for number in range(41)}).status_code == 413
    assert drafts() == []


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/",
        "/sign-in",
        "/drafts",
        "/me/password",
        "/meetings/1/archive",
        "//x",
        "/meetings/0/fields/title",
        "/" + "م" * 400,
        "/meetings/1/fields/title\0",
    ],
)
def test_a_place_that_keeps_no_drafts(writer, place):
    assert keep(writer, place, title=TYPED).status_code == 422
    assert drafts() == []


def test_nul_and_odd_text_do_no_harm(writer, title):
    assert keep(writer, title, title="نص\0آخر\u202e" + chr(0x10FFFF), version="9" * 30).status_code == 200
    assert writer.get(f"{title}/edit").status_code == 200


def test_readers_and_strangers(reader, stranger, visitor, writer, title):
    assert keep(reader, title, title=TYPED).status_code == 403
    assert keep(visitor, title, title=TYPED).status_code == 401
    assert keep(stranger, title, title=TYPED).status_code == 200  # kept, but it opens no door
    assert stranger.get(f"{title}/edit").status_code == 404
    assert TYPED not in writer.get(f"{title}/edit").get_data(as_text=True)


def test_a_form_that_was_sent_for_good_leaves_no_draft(writer, meeting):
    base = f"/meetings/{meeting}/items"
    form = writer.get(f"{base}/new", htmx=True).page.form(base)
    writer.send(form, htmx=True, title="بند")
    assert keep(writer, base, **(form.fields | {"title": "بند"})).status_code == 200
    assert drafts() == []


def test_words_added_before_a_lost_form_is_sent_again_are_kept(writer, meeting):
    base = f"/meetings/{meeting}/items"
    form = writer.get(f"{base}/new", htmx=True).page.form(base)
    writer.send(form, htmx=True, title="بند")
    again = writer.send(form, htmx=True, title="بند", discussion=TYPED)
    assert again.status_code == 200 and TYPED in again.page.text
    assert writer.get(f"/meetings/{meeting}").page.text.count(TYPED) == 1


def test_old_drafts_go_and_there_are_never_too_many(writer, colleague, meeting):
    for number in range(MOST_DRAFTS):
        db.session.add(
            Draft(
                user_id=writer.user_id,
                place=f"/x/{number}",
                fields={},
                version=0,
                at=now() - timedelta(days=1),
            )
        )
    db.session.add(Draft(user_id=colleague.user_id, place="/old", fields={}, version=0, at=now() - timedelta(days=31)))
    db.session.commit()
    keep(writer, f"/meetings/{meeting}/fields/venue", venue=TYPED)
    mine = [draft.place for draft in drafts()]
    assert len(mine) == MOST_DRAFTS and "/old" not in mine and "/x/0" not in mine and mine[-1].endswith("venue")


def test_a_frozen_record_opens_no_editor_but_the_text_is_not_lost(writer, meeting, title):
    keep(writer, title, title=TYPED)
    writer.post(f"/meetings/{meeting}/archive")
    assert writer.get(f"{title}/edit").status_code == 409
    assert TYPED in writer.get("/drafts").page.text
