"""The litany, said for every address of issues."""

import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tadamon.accounts.acts import Act
from tadamon.extensions import db
from tadamon.issues.models import Category
from tadamon.issues.referrals import Referral
from tadamon.records.history import Change
from tests.issues.conftest import named
from tests.meetings.full import full_meeting
from tests.web import litany
from tests.web.litany.issues import ISSUES as ADDRESSES

NAMES = ("issue", "earlier", "referred", "referred2", "referred3")
WRITES = [address for address in ADDRESSES if address.who == "write"]
OF_ONE = [address for address in ADDRESSES if "{" in address.path]
READS = [address for address in OF_ONE if address.who == "read"]


@pytest.fixture
def ids(installation, writer, raised):
    return installation.at("issues", lambda: addressed(writer, raised))


def addressed(writer, raised):
    found = {
        "issue": named(raised, full_meeting()["meeting"]),
        "earlier": raised(subject="موضوع سابق"),
        "category": db.session.scalar(select(Category.id).limit(1)),
    }
    for number in ("", "2", "3"):
        id = found[f"referred{number}"] = raised(subject=f"محال {number}")
        assert writer.post(f"/issues/{id}/referral", body="جمعية الأورمان").status_code == 303
        found[f"referral{number}"] = db.session.scalar(select(Referral.id).where(Referral.record_id == id))
    db.session.remove()
    return found


@pytest.fixture
def ask(ids):
    return lambda browser, address, htmx=False, **other: litany.ask(browser, address, ids, htmx, **other)


def written():
    count = db.session.scalar(select(func.count(Change.id))), db.session.scalar(select(func.count(Act.id)))
    db.session.remove()
    return count


def unlike(expected, answers):
    wrong = [f"{name}: {answer.status_code}" for name, answer in answers if answer.status_code != expected]
    assert not wrong, f"expected {expected}:\n" + "\n".join(wrong)


def test_the_table_covers_every_address(app):
    known = {(address.endpoint, address.method) for address in ADDRESSES}
    real = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("issues.")
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    assert real == known


@pytest.mark.parametrize("htmx", [False, True])
def test_everything_works(writer, ask, htmx):
    wrong = []
    for address in ADDRESSES:
        wanted = address.piece if htmx else address.page
        if wanted and (answer := ask(writer, address, htmx)).status_code != wanted:
            wrong.append(f"{address}: {answer.status_code} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


def test_english_too(sign_in, ask):
    writer = sign_in("writer", "en")
    unlike(
        200,
        (
            (str(address), ask(writer, address))
            for address in ADDRESSES
            if address.method == "GET" and address.page == 200
        ),
    )


def test_who_is_signed_out_is_led_to_sign_in(visitor, ask):
    wrong = []
    for address in ADDRESSES:
        answer = ask(visitor, address)
        if (answer.status_code, urlsplit(answer.headers.get("Location", "")).path) != (303, "/sign-in"):
            wrong.append(f"{address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_another_directorate_sees_none(stranger, ids, ask):
    before, wrong = written(), []
    none = ids | dict.fromkeys(NAMES, 999_999)
    for address in OF_ONE:
        for htmx in (False, True):
            answer = ask(stranger, address, htmx)
            path, data = litany.filled(address, none)
            missing = stranger.get(path, htmx) if address.method == "GET" else stranger.post(path, data, htmx=htmx)
            if answer.status_code != 404 or words(answer, ids) != words(missing, none):
                wrong.append(f"{address} htmx={htmx}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert written() == before


def words(answer, ids):
    text = answer.get_data(as_text=True)
    for name in NAMES:
        text = text.replace(f"/issues/{ids[name]}", "/issues/…")
    return re.sub(r'\b[0-9A-F]{6}\b|[\w.-]{60,}|data-idle="\d+"', "", text)


def test_a_reader_may_write_nothing_and_see_no_citizen(reader, ask):
    before = written()
    unlike(403, ((f"{address} {htmx}", ask(reader, address, htmx)) for address in WRITES for htmx in (False, True)))
    assert written() == before


def test_the_department_reads_everything_and_edits_nothing_of_a_directorate(hq, ask):
    before = written()
    unlike(200, ((str(address), ask(hq, address)) for address in READS if address.page == 200))
    unlike(403, ((str(address), ask(hq, address)) for address in WRITES if address in OF_ONE))
    assert written() == before


def test_what_is_bad_is_answered_with_the_form(writer, ask):
    before = written()
    bad = [address for address in ADDRESSES if address.bad]
    unlike(422, ((str(address), ask(writer, address, **address.data | address.bad)) for address in bad))
    assert written() == before


def test_a_stale_field_is_not_overwritten(writer, colleague, ids, ask):
    address = next(each for each in ADDRESSES if each.theirs)
    ask(colleague, address, subject="موضوع الزميل")
    answer = ask(writer, address, subject="موضوعي")
    assert answer.status_code == 409 and "موضوع الزميل" in answer.page.text and "موضوعي" in answer.page.text


def test_an_act_is_not_done_twice(writer, ids):
    for path, data in (("answer", {"reply": "تم"}), ("waiting", {"note": "x"}), ("referral", {"body": "y"})):
        first = {"answer": 303}.get(path, 409)
        assert writer.post(f"/issues/{ids['issue']}/{path}", data).status_code == first
    assert writer.post(f"/issues/{ids['issue']}/answer", reply="تم").status_code == 409
    assert writer.post(f"/issues/{ids['referred']}/answer", reply="تم").status_code == 409


def test_who_may_not_edit_sees_no_way_to(reader, hq, ids):
    for someone in (reader, hq):
        for id in (ids["issue"], ids["referred"]):
            page = someone.get(f"/issues/{id}").page
            posts = [form.action for form in page.forms if form.method == "post" and "/issues" in form.action]
            ways = r"/(edit|new|answer|referral|waiting|citizen|acceptance|refusal|completion|recall)(\?|$)"
            assert posts == [url for _text, url in page.links if re.search(ways, url)] == []


def test_in_the_archive_it_is_read_only(writer, ids, ask):
    writer.post(f"/issues/{ids['issue']}/archive")
    before = written()
    kept = ("archive", "restore", "named_slip", "named_slip_pdf", "disclose")
    edits = [
        each
        for each in WRITES
        if "{issue}" in each.path and each.endpoint.partition(".")[2] not in kept and each.method == "POST"
    ]
    unlike(409, ((str(address), ask(writer, address)) for address in edits))
    assert written() == before
    page = writer.get(f"/issues/{ids['issue']}").page
    assert "الأرشيف" in page.text and [form for form in page.forms if "/restore" in form.action]


def test_a_unit_of_ours_answers_for_what_was_sent_to_it(writer, office, raised):
    id = raised()
    writer.post(f"/issues/{id}/referral", body="إدارة إسنا الاجتماعية")
    row = db.session.scalar(select(Referral.id))
    db.session.remove()
    assert "قبلته" in office.get(f"/issues/{id}").page.text
    assert office.post(f"/issues/{id}/referrals/{row}/completion", note="صُرفت البطاقة").status_code == 303
    assert office.post(f"/issues/{id}/answer", reply="تم").status_code == 403
    assert "أنجزته الجهة" in writer.get(f"/issues/{id}").page.text


BIG = [0, -1, 2**63, 2**63 - 1, 10**40, "007x", "1.5", "٣", "%00", "%ff", "%E2%80%AE1"]


def test_ids_that_are_none(writer, issue):
    for id in BIG:
        for path in (
            f"/issues/{id}",
            f"/issues/{issue}/referrals/{id}/recall",
            f"/issues/{id}/citizen",
            f"/issues/{id}/slip",
        ):
            assert writer.get(path).status_code == 404, path
        assert writer.get(f"/issues/desk?activity={id}").status_code in (200, 404)
        assert writer.get(f"/issues/new?activity={id}").status_code in (200, 404)
        assert writer.post(f"/issues/{issue}/earlier", again_id=id).status_code == 404
        assert writer.get(f"/issues?category={id}&administration={id}").status_code in (200, 422)
