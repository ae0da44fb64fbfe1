"""The litany, said for every address of partnerships."""

import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.partnerships.parties import Clearance, Party
from tadamon.records.attachments import Attachment
from tadamon.records.history import Change
from tests.partnerships.addresses import ADDRESSES, NEW_ROWS
from tests.partnerships.conftest import drafted, signed_by_both
from tests.web import litany

WRITES = [address for address in ADDRESSES if address.who == "write"]
OF_ONE = [address for address in ADDRESSES if "{" in address.path]
READS = [address for address in OF_ONE if address.who == "read"]


@pytest.fixture
def ids(installation, writer):
    """One draft with the first row of each list, and one that is signed with what is owed there."""
    return installation.at("partnerships", lambda: addressed(writer, drafted(), signed_by_both()))


def addressed(writer, draft, signed):
    upload = {name: value() if callable(value) else value for name, value in NEW_ROWS["attachments"].items()}
    assert writer.post(f"/partnerships/{draft}/attachments", upload).status_code == 303
    parties = db.session.scalars(select(Party.id).where(Party.record_id == draft).order_by(Party.position)).all()
    owed = db.session.scalars(select(Outcome.id).where(Outcome.record_id == signed).order_by(Outcome.position)).all()
    db.session.get(Outcome, owed[1]).state = "reported"
    db.session.commit()
    found = {
        "partnership": draft,
        "signed": signed,
        "owed": owed[0],
        "reported": owed[1],
        "party": parties[0],
        "parties": db.session.scalar(select(Party.id).where(Party.record_id == draft, Party.position == 1)),
        "clearances": db.session.scalar(select(Clearance.id).where(Clearance.record_id == draft)),
        "obligations": db.session.scalar(select(Outcome.id).where(Outcome.record_id == draft)),
        "partnership_files": db.session.scalar(select(Attachment.id).where(Attachment.record_id == draft)),
    }
    db.session.remove()
    return found


@pytest.fixture
def ask(ids):
    return lambda browser, address, htmx=False: litany.ask(browser, address, ids, htmx)


def changes():
    count = db.session.scalar(select(func.count(Change.id)))
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
        if rule.endpoint.startswith("partnerships.")
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
    reader = sign_in("reader", "en")
    unlike(200, ((str(address), ask(reader, address)) for address in READS if address.page == 200))


def test_who_is_signed_out_is_led_to_sign_in(visitor, ask):
    wrong = []
    for address in ADDRESSES:
        answer = ask(visitor, address)
        if (answer.status_code, urlsplit(answer.headers.get("Location", "")).path) != (303, "/sign-in"):
            wrong.append(f"{address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_another_directorate_sees_none(stranger, ids, ask):
    before, wrong = changes(), []
    for address in OF_ONE:
        for htmx in (False, True):
            answer = ask(stranger, address, htmx)
            path, data = litany.filled(address, ids | {"partnership": 999_999, "signed": 999_999})
            missing = stranger.get(path, htmx) if address.method == "GET" else stranger.post(path, data, htmx=htmx)
            if answer.status_code != 404 or words(answer, ids) != words(
                missing, {"partnership": 999_999, "signed": 999_999}
            ):
                wrong.append(f"{address} htmx={htmx}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert changes() == before


def words(answer, ids):
    text = answer.get_data(as_text=True)
    for name in ("partnership", "signed"):
        text = text.replace(f"/partnerships/{ids[name]}", "/partnerships/…")
    return re.sub(r'\b[0-9A-F]{6}\b|[\w.-]{60,}|data-idle="\d+"', "", text)


def test_a_reader_may_write_nothing(reader, ask):
    before = changes()
    unlike(
        403,
        ((f"{address} {htmx}", ask(reader, address, htmx)) for address in WRITES for htmx in (False, True)),
    )
    assert changes() == before


def test_the_department_reads_everything_and_edits_nothing_of_a_directorate(hq, ask):
    before = changes()
    unlike(200, ((str(address), ask(hq, address)) for address in READS if address.page == 200))
    unlike(403, ((str(address), ask(hq, address)) for address in WRITES if address in OF_ONE))
    assert changes() == before


def test_who_may_not_edit_sees_no_way_to(reader, hq, ids):
    for someone in (reader, hq):
        for id in (ids["partnership"], ids["signed"]):
            page = someone.get(f"/partnerships/{id}").page
            posts = [form.action for form in page.forms if form.method == "post" and "/partnerships" in form.action]
            edits = [
                url
                for _text, url in page.links
                if re.search(r"/(edit|new|signature|renewal|ending|report|signed-text)(\?|$)", url)
            ]
            assert posts == edits == []


def test_in_the_archive_it_is_read_only(writer, ids, ask):
    writer.post(f"/partnerships/{ids['partnership']}/archive")
    before = changes()
    kept = ("partnerships.archive", "partnerships.restore", "partnerships.signing")
    edits = [each for each in WRITES if "{partnership}" in each.path and each.endpoint not in kept]
    unlike(
        409,
        ((f"{address} {htmx}", ask(writer, address, htmx)) for address in edits for htmx in (False, True)),
    )
    assert changes() == before
    page = writer.get(f"/partnerships/{ids['partnership']}").page
    assert "الأرشيف" in page.text and [form for form in page.forms if "/restore" in form.action]


BIG = [0, -1, 2**63, 2**63 - 1, 10**40, "007x", "1.5", "٣", "%00", "%ff", "%E2%80%AE1"]


def test_ids_that_are_none(writer, draft):
    for id in BIG:
        for path in (
            f"/partnerships/{id}",
            f"/partnerships/{draft}/obligations/{id}/report",
            f"/partnerships/{draft}/parties/{id}/edit",
        ):
            assert writer.get(path).status_code == 404, path
