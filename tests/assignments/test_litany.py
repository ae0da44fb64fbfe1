"""The litany, said for every address of the register."""

import re

import pytest
from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.followup.steps import FollowUp
from tadamon.records.history import Change
from tests.web import litany
from tests.web.conftest import OUTCOMES, outcomes
from tests.web.litany.assignments import ASSIGNMENTS

OF_ONE = [address for address in ASSIGNMENTS if "{" in address.path or "{outcome}" in address.data.values()]
WRITES = [address for address in ASSIGNMENTS if address.who == "write"]
READS = [address for address in ASSIGNMENTS if address.who == "read"]
NO_SUCH = dict.fromkeys([name for name, *_rest in OUTCOMES], 999_999)


@pytest.fixture
def ids(writer, meeting):
    found = outcomes(writer, meeting)
    db.session.remove()
    return found


@pytest.fixture
def ask(ids):
    return lambda browser, address, htmx=False, **other: litany.ask(browser, address, ids, htmx, **other)


def acts():
    count = db.session.scalar(select(func.count(Change.id))), db.session.scalar(select(func.count(FollowUp.id)))
    db.session.remove()
    return count


def unlike(expected, answers):
    wrong = [f"{name}: {answer.status_code}" for name, answer in answers if answer.status_code != expected]
    assert not wrong, f"expected {expected}:\n" + "\n".join(wrong)


def test_the_table_covers_every_address(app):
    known = {(address.endpoint, address.method) for address in ASSIGNMENTS}
    real = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("assignments.")
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    assert real == known


@pytest.mark.parametrize("htmx", [False, True])
def test_everything_works(writer, ask, htmx):
    wrong = []
    for address in ASSIGNMENTS:
        wanted = address.piece if htmx else address.page
        if wanted and (answer := ask(writer, address, htmx)).status_code != wanted:
            wrong.append(f"{address}: {answer.status_code} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


def test_english_too(sign_in, ask):
    reader = sign_in("reader", "en")
    unlike(200, ((str(address), ask(reader, address)) for address in READS))


def test_signed_out(visitor, ask):
    unlike(303, ((str(address), ask(visitor, address)) for address in ASSIGNMENTS))


def test_another_directorate_sees_none(stranger, ids, ask):
    """404, word for word what an outcome that does not exist answers."""
    before, wrong = acts(), []
    for address in OF_ONE:
        for htmx in (False, True):
            answer = ask(stranger, address, htmx)
            path, data = litany.filled(address, ids | NO_SUCH)
            missing = stranger.get(path, htmx) if address.method == "GET" else stranger.post(path, data, htmx=htmx)
            if answer.status_code != 404 or words(answer, ids) != words(missing, NO_SUCH):
                wrong.append(f"{address} htmx={htmx}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert acts() == before


def words(answer, ids):
    text = re.sub(
        rf"/assignments/({'|'.join(str(each) for each in ids.values())})\b|row=\d+", "…", answer.get_data(as_text=True)
    )
    return re.sub(r"\b[0-9A-F]{6}\b|[\w.-]{60,}|data-idle=\"\d+\"", "", text)


def test_a_reader_writes_nothing_and_sees_no_way_to(reader, ids, ask):
    before = acts()
    unlike(403, ((f"{address} {htmx}", ask(reader, address, htmx)) for address in WRITES for htmx in (False, True)))
    assert acts() == before
    for path in ("/assignments", "/assignments/mine", f"/assignments/{ids['outcome']}"):
        page = reader.get(path).page
        assert not [form for form in page.forms if form.method == "post" and "/assignments" in form.action]
        assert not [url for _text, url in page.links if re.search(r"\d/(extension|report|start|cancellation)s?$", url)]


def test_the_department_reads_everything_and_moves_nothing_of_a_directorate(hq, ids, ask):
    before = acts()
    unlike(200, ((str(address), ask(hq, address)) for address in READS))
    unlike(403, ((str(address), ask(hq, address)) for address in WRITES if address in OF_ONE))
    assert acts() == before


def test_bad_input_is_sent_back(writer, ask):
    before = acts()
    unlike(
        422,
        (
            (f"{each} {htmx}", ask(writer, each, htmx, **each.bad))
            for each in ASSIGNMENTS
            if each.bad
            for htmx in (False, True)[: 1 + bool(each.piece)]
        ),
    )
    assert acts() == before


BIG = [0, -1, 2**63, 2**63 - 1, 10**40, "007x", "1.5", "٣", "%00", "%ff", "%E2%80%AE1"]


def test_ids_that_are_none(writer, ids):
    for id in BIG:
        for path in (f"/assignments/{id}", f"/assignments/{id}/report", f"/assignments/{ids['outcome']}/evidence/{id}"):
            assert writer.get(path).status_code == 404, path
