"""Axes, kinds, the checklist, settings and the log."""

import time

import pytest
from sqlalchemy import select, text

from tadamon.accounts.acts import Act
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.meetings.checklist import CHECKS
from tadamon.meetings.models import Meeting
from tests.browser import Browser
from tests.conftest import PASSWORD

BASE = "/administration"


def save(admin, path, **typed):
    return admin.send(admin.get(path).page.form(path), **typed)


def test_an_axis(admin, writer, acts):
    assert (
        admin.send(
            admin.get(f"{BASE}/axes/new").page.form(f"{BASE}/axes"), name_ar="الصحة", name_en="Health"
        ).status_code
        == 303
    )
    id = db.session.scalar(select(Axis.id).where(Axis.name_ar == "الصحة"))
    assert "الصحة" in writer.get("/meetings").page.text
    assert save(admin, f"{BASE}/axes/{id}", name_ar="الصحة والسكان").status_code == 303
    assert admin.post(f"{BASE}/axes/{id}/position", direction="up").status_code == 303
    assert admin.post(f"{BASE}/axes/{id}/archive").status_code == 303
    assert "الصحة والسكان" not in writer.get("/meetings").page.text
    assert "الصحة والسكان" in admin.get(f"{BASE}/axes").page.text
    assert admin.post(f"{BASE}/axes/{id}/restore").status_code == 303
    assert [act[0] for act in acts()] == [
        "axis-added",
        "axis-changed",
        "axis-moved",
        "axis-archived",
        "axis-restored",
    ]


def test_axes_keep_their_order(admin):
    def order():
        db.session.rollback()
        return list(db.session.scalars(select(Axis.id).order_by(Axis.position, Axis.id)))

    before = order()
    admin.post(f"{BASE}/axes/{before[-1]}/position", direction="up")
    assert order() == [*before[:-2], before[-1], before[-2]]
    admin.post(f"{BASE}/axes/{before[0]}/position", direction="up")
    assert order()[0] == before[0]


def test_an_axis_without_a_name(admin):
    answer = admin.post(f"{BASE}/axes", name_ar="", name_en="Health")
    assert answer.status_code == 422 and "Health" in answer.page.html


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_kind_is_renamed_everywhere(admin, sign_in, meeting, language):
    assert save(admin, f"{BASE}/kinds/open-door", ar="يوم الباب المفتوح", en="Open day").status_code == 303
    name = {"ar": "يوم الباب المفتوح", "en": "Open day"}[language]
    writer = sign_in("writer", language)
    for path in (
        "/meetings",
        f"/meetings/{meeting}",
        "/meetings/new",
        f"/meetings/{meeting}/print?lang={language}",
    ):
        assert name in writer.raw("get", path).get_data(as_text=True), path


def test_a_hidden_kind_is_not_offered_but_stays(admin, writer, meeting):
    assert save(admin, f"{BASE}/kinds/open-door", hidden="y").status_code == 303
    assert "open-door" not in writer.get("/meetings/new").page.html
    assert "لقاء جماهيري" in writer.get(f"/meetings/{meeting}").page.text
    edit = writer.get(f"/meetings/{meeting}/fields/kind/edit").page
    assert edit.form(f"/meetings/{meeting}/fields/kind").fields["kind"] == "open-door"
    assert writer.post("/meetings", title="لقاء", kind="open-door", starts_on="2025").status_code == 422
    assert save(admin, f"{BASE}/kinds/open-door", hidden=[]).status_code == 303
    assert "open-door" in writer.get("/meetings/new").page.html


def test_an_unknown_kind(admin):
    assert admin.get(f"{BASE}/kinds/nothing").status_code == 404
    assert admin.post(f"{BASE}/kinds/nothing", ar="x").status_code == 404


def test_settings_cost_pages_no_statement(admin, writer, meeting, statements):
    save(admin, f"{BASE}/kinds/open-door", ar="يوم الباب المفتوح")
    for path in ("/meetings", f"/meetings/{meeting}"):
        statements.clear()
        writer.get(path)
        assert not [sent for sent in statements if "FROM settings" in sent and "users" not in sent], path


def test_the_checklist(app, admin, meeting, acts):
    def lacks():
        db.session.remove()
        record = db.session.get(Meeting, meeting)
        return {lack.code: lack.blocks for lack in record.missing()}

    for row in ("attendances", "participants", "outcomes", "agenda_items"):
        db.session.execute(text(f"UPDATE {row} SET removed_at = '2025-01-01' WHERE record_id = {meeting}"))
    db.session.execute(text(f"UPDATE activities SET venue = '' WHERE id = {meeting}"))
    db.session.commit()
    assert lacks() == {"nobody": True, "no-items": True, "venue": False}
    assert save(admin, f"{BASE}/checklist", nobody="warns", no_items="off", venue="blocks").status_code == 303
    assert lacks() == {"nobody": False, "venue": True}
    assert acts()[-1][0] == "checklist-changed"
    page = admin.get(f"{BASE}/checklist").page
    assert len(page.form(f"{BASE}/checklist").fields) == len(CHECKS) + 2
    assert save(admin, f"{BASE}/checklist", nobody="sometimes").status_code == 422


def test_the_idle_limit(app, admin, sign_in):
    def idle_for(minutes):
        browser = sign_in("writer")
        with browser.client.session_transaction() as cookie:
            cookie["seen"] = int(time.time()) - minutes * 60
        return browser.raw("get", "/").status_code

    assert idle_for(50) == 200 and idle_for(61) == 303
    assert save(admin, f"{BASE}/preferences", idle_minutes="٢٠").status_code == 303
    assert idle_for(19) == 200 and idle_for(21) == 303
    for wrong in ("", "1", "4000", "كثير"):
        answer = save(admin, f"{BASE}/preferences", idle_minutes=wrong)
        assert answer.status_code == 422 and wrong in answer.page.html


def test_whom_to_ask_is_shown_where_people_sign_in(admin, visitor):
    save(admin, f"{BASE}/preferences", help="مركز المعلومات <b>214</b>")
    assert "مركز المعلومات <b>214</b>" in visitor.get("/sign-in").page.text


def test_two_administrators_on_one_page(admin, app):
    path = f"{BASE}/preferences"
    first, second = (admin.get(path).page.form(path) for _each in range(2))
    assert admin.send(first, idle_minutes="30").status_code == 303
    assert admin.send(second, help="x").status_code == 409


def test_the_log_of_sign_ins(app, admin, acts):
    for name, password in (("luxor", PASSWORD), ("luxor", "wrong"), ("my-secret-password", "x"), ("", "")):
        Browser(app, signed_in=False).post("/sign-in", username=name, password=password)
    found = acts()
    assert [act[0] for act in found] == ["signed-in", "sign-in-failed", "sign-in-failed", "sign-in-failed"]
    assert found[1][1] == "منى عبد الباسط (luxor)" and found[2][1] == "my-…"
    page = admin.get(f"{BASE}/log").page
    assert "محاولة دخول فاشلة" in page.text and "127.0.0.1" in page.text
    assert "secret" not in page.html and "wrong" not in page.html


def test_lines_cannot_be_forged(app, admin, acts):
    hostile = "a\r\nadmin signed in\x1b[31m\u202egnp.exe\u2066"
    Browser(app, signed_in=False).post("/sign-in", username=hostile, password="x")
    form = admin.get(f"{BASE}/axes/new").page.form(f"{BASE}/axes")
    admin.send(form, name_ar=f"محور {hostile}", name_en=f"Axis {hostile}")
    for _action, subject, _by in acts():
        assert not set(subject) & set("\r\n\x1b\u202e\u2066")
    assert "<script" not in admin.get(f"{BASE}/log?q=%3Cscript%3E").page.find("list").text


def test_the_log_is_filtered_and_paged(admin, people, acts):
    for number in range(130):
        db.session.add(
            Act(
                action="signed-in",
                subject="",
                by_id=people.writer.id,
                address="10.0.0.1",
                search_key="منى luxor",
            )
        )
        db.session.add(
            Act(
                action="axis-added",
                subject=f"محور {number}",
                by_id=people.admin.id,
                search_key=f"محور {number} admin",
            )
        )
    db.session.commit()
    seen, path = [], f"{BASE}/log?action=axis-added"
    while path:
        page = admin.get(path).page
        rows = page.all("tbody")[0].all("tr") if page.all("tbody") else []
        seen += [row.text.split("محور ")[-1].split()[0] for row in rows]
        path = next((address for words, address in page.links if words == "الأقدم"), None)
    assert seen == [str(number) for number in range(129, -1, -1)]
    assert "محور 7 " in admin.get(f"{BASE}/log?q=محور 7&action=axis-added").page.text + " "
    assert "لا شيء في السجل" in admin.get(f"{BASE}/log?q=زيد").page.text
    assert "لا شيء في السجل" in admin.get(f"{BASE}/log?to=1/1/2020").page.text
    assert "محور 129" in admin.get(f"{BASE}/log?from=1/1/2020").page.text


def test_no_line_is_changed_or_removed(app, admin):
    db.session.add(Act(action="signed-in"))
    db.session.commit()
    line = db.session.scalar(select(Act))
    line.subject = "forged"
    with pytest.raises(RuntimeError):
        db.session.flush()
    db.session.rollback()
    db.session.delete(db.session.scalar(select(Act)))
    with pytest.raises(RuntimeError):
        db.session.flush()
    db.session.rollback()
    for path in (f"{BASE}/log/1", f"{BASE}/log/1/removal"):
        assert admin.get(path).status_code == admin.post(path).status_code == 404
    assert admin.post(f"{BASE}/log").status_code == 405


@pytest.mark.parametrize(("language", "words"), [("ar", "ينبّه فقط"), ("en", "Only warns")])
def test_the_log_reads_in_both_languages(admin, sign_in, language, words):
    assert save(admin, f"{BASE}/checklist", nobody="warns").status_code == 303
    log = sign_in("admin", language).get(f"{BASE}/log").page.find("list")
    assert words in log.text


def test_an_axis_in_the_archive_stays_on_the_activities_that_have_it(admin, writer, meeting):
    old, new = db.session.scalars(select(Axis.id).order_by(Axis.position).limit(2)).all()
    path = f"/meetings/{meeting}/fields/axes"
    assert writer.post(path, axes=[str(old)], version="1").status_code == 303
    assert admin.post(f"{BASE}/axes/{old}/archive").status_code == 303
    form = writer.get(f"{path}/edit").page.form(path)
    assert writer.post(path, form.fields | {"axes": [str(new)]}).status_code == 303
    assert {axis.id for axis in db.session.get(Meeting, meeting).axes} == {old, new}
