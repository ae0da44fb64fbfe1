"""The litany, said for every address: it works, and it keeps out whoever must stay out."""

import re
from itertools import cycle
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.records.history import Change
from tests.organisations import addresses as organisations
from tests.partnerships import addresses as partnerships
from tests.web import litany
from tests.web.conftest import BEFORE_THE_DATABASE
from tests.web.litany import ADDRESSES, OF_A_MEETING, STAGES, STEPS, filled, stage, typed

WRITES = [address for address in ADDRESSES if address.who == "write"]
READS = [address for address in OF_A_MEETING if address.who == "read"]
CLOSED = [address for address in ADDRESSES if address.who != "public"]


def unlike(expected, answers):
    """One line for each answer (name, response) of another status."""
    wrong = [f"{name}: {answer.status_code}" for name, answer in answers if answer.status_code != expected]
    assert not wrong, f"expected {expected}:\n" + "\n".join(wrong)


def changes():
    count = db.session.scalar(select(func.count(Change.id)))
    db.session.remove()
    return count


def test_the_table_covers_every_address(app):
    tables = (*ADDRESSES, *organisations.ADDRESSES, *partnerships.ADDRESSES)
    known = {(address.endpoint, address.method) for address in tables}
    real = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        # imports are told in tests/imports and tests/cohorts/test_import_pages.py
        if rule.endpoint != "static" and "_imports." not in rule.endpoint
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    assert real - known == set(), "add these to tests/web/litany"
    assert known - real == set(), "these are gone"


def test_everything_works_as_a_page(holder, ask):
    wrong = []
    for address in ADDRESSES:
        if address.page and (answer := ask(holder(address), address)).status_code != address.page:
            wrong.append(f"{address}: {answer.status_code} instead of {address.page}")
    assert not wrong, "\n".join(wrong)


def test_everything_works_as_a_piece(holder, ask):
    """And what was done is said aloud."""
    wrong = []
    for address in ADDRESSES:
        if address.piece:
            answer = ask(holder(address), address, htmx=True)
            if answer.status_code != address.piece:
                wrong.append(f"{address}: {answer.status_code} instead of {address.piece}")
            if address in WRITES and address.method == "POST" and not answer.said:
                wrong.append(f"{address}: silent")
    assert not wrong, "\n".join(wrong)


def test_english_too(sign_in, ask):
    reader = sign_in("reader", "en")
    unlike(200, ((str(address), ask(reader, address)) for address in READS if address.page == 200))


@BEFORE_THE_DATABASE
def test_who_is_signed_out_is_led_to_sign_in_and_back(visitor, ids):
    wrong = []
    for address in CLOSED:
        if address.quiet:
            continue
        path, data = filled(address, ids)
        answer = visitor.get(path) if address.method == "GET" else visitor.post(path, data)
        wrong += [f"{address}: {lack}" for lack in litany.lacking(answer)]
        where = urlsplit(answer.headers.get("Location", ""))
        back = parse_qs(where.query).get("next")
        if (answer.status_code, where.path) != (303, "/sign-in"):
            wrong.append(f"{address}: {answer.status_code} {where.path}")
        if address.method == "GET" and back != [path]:
            wrong.append(f"{address}: leads back to {back}")
    assert not wrong, "\n".join(wrong)


@BEFORE_THE_DATABASE
def test_a_piece_asked_for_by_one_signed_out_opens_a_dialog_to_sign_in(visitor, ask):
    """Where one stands, so that nothing typed is lost; what pages ask by themselves stays silent."""
    wrong = []
    for address in CLOSED:
        answer = ask(visitor, address, htmx=True)
        if address.quiet:
            right = answer.headers.get("HX-Reswap") == "none" and not answer.data
        else:
            right = answer.headers.get("HX-Retarget") == "#dialog" and answer.page.form("/sign-in")
        if answer.status_code != 401 or not right:
            wrong.append(f"{address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def strangers(stranger, sign_in, people):
    """A writer of another directorate, who turns into its approver where one is needed."""

    def of(address):
        db.session.get(User, stranger.user_id).role = "approver" if address.who == "approve" else "writer"
        db.session.commit()
        return stranger

    return of


def test_another_directorate_sees_no_meeting_at_all(strangers, ids, no_such, ask):
    """404, word for word what a meeting that does not exist answers (T1-T3)."""
    before, wrong = changes(), []
    for address in OF_A_MEETING:
        stranger = strangers(address)
        for htmx in (False, True):
            answer = ask(stranger, address, htmx=htmx)
            path, data = filled(address, no_such)
            missing = stranger.get(path, htmx) if address.method == "GET" else stranger.post(path, data, htmx=htmx)
            if answer.status_code != 404 or words(answer, ids) != words(missing, no_such):
                wrong.append(f"{address} htmx={htmx}: {answer.status_code}, missing {missing.status_code}")
    assert not wrong, "\n".join(wrong)
    assert changes() == before


def words(answer, ids):
    """The answer without its reference number, its tokens, the seconds left and the id that was asked for."""
    text = re.sub(
        rf"/meetings/({'|'.join(str(ids[name]) for name in STAGES)})\b",
        "/meetings/…",
        answer.get_data(as_text=True),
    )
    return re.sub(r"\b[0-9A-F]{6}\b|[\w.-]{60,}|data-idle=\"\d+\"", "", text)


@BEFORE_THE_DATABASE
@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("reader", ("write", "approve", "administer")),
        ("writer", ("approve", "administer")),
        ("approver", ("administer",)),
        ("hq", ("approve", "administer")),
        ("admin", ("approve",)),
    ],
)
def test_no_one_does_what_their_role_lacks(sign_in, ask, name, lacks):
    """As a page and as a piece in turn: the role is asked before either is thought of."""
    before, someone = changes(), sign_in(name)
    asked = zip((address for address in ADDRESSES if address.who in lacks), cycle((False, True)), strict=False)
    unlike(403, ((f"{address} {htmx}", ask(someone, address, htmx)) for address, htmx in asked))
    assert changes() == before


def test_the_department_reads_everything_and_edits_nothing_of_a_directorate(hq, head, ids, ask):
    before = changes()
    unlike(200, ((str(address), ask(hq, address)) for address in READS if address.page == 200))
    edits = [address for address in OF_A_MEETING if address.who in ("write", "approve")]
    unlike(403, ((f"{address}", ask(someone, address)) for address in edits for someone in (hq, head)))
    assert changes() == before


def test_bad_input_is_sent_back(holder, ask):
    before = changes()
    asked = [
        (address, htmx) for address in ADDRESSES if address.bad for htmx in (False, True)[: 1 + bool(address.piece)]
    ]
    unlike(
        422,
        ((f"{address} {htmx}", ask(holder(address), address, htmx, **address.bad)) for address, htmx in asked),
    )
    assert changes() == before


def test_a_stale_form_is_sent_back(holder, colleague, admin, ids):
    """Someone saved the same thing while the form was open."""
    answers = []
    for address in (address for address in ADDRESSES if address.theirs):
        other = admin if address.who == "administer" else colleague
        path, mine = typed(holder(address), address, ids)
        assert other.post(*typed(other, address, ids, **address.theirs)).status_code == 303, address
        answers += [
            (f"{address} {htmx}", holder(address).post(path, mine, htmx=htmx))
            for htmx in (False, True)[: 1 + bool(address.piece)]
        ]
    unlike(409, answers)


@pytest.mark.parametrize("now", ["submitted", "approved"])
def test_what_is_on_its_way_is_frozen(writer, ids, now):
    """A form opened while the meeting was a draft."""
    before, elsewhere = changes(), ids | {"meeting": ids[now]}
    edits = [address for address in WRITES if stage(address) == "meeting" and address.endpoint != "meetings.restore"]
    unlike(409, ((str(address), litany.ask(writer, address, elsewhere)) for address in edits))
    assert changes() == before


def test_no_step_is_taken_out_of_turn(holder, ids):
    before, answers = changes(), []
    for address in STEPS:
        due = stage(address)
        if due in ("submitted", "approved") and address.who != "read" and address.endpoint != "meetings.submit":
            for other in {"meeting", "submitted", "approved"} - {due}:
                answers.append(
                    (f"{address} when {other}", litany.ask(holder(address), address, ids | {due: ids[other]}))
                )
    unlike(409, answers)
    assert changes() == before


def test_who_may_not_edit_sees_no_way_to(reader, hq, ids):
    """T5: no form posts to the meeting, no link leads to an editor."""
    for someone in (reader, hq):
        page = someone.get(f"/meetings/{ids['meeting']}").page
        posts = [form.action for form in page.forms if form.method == "post" and "/meetings" in form.action]
        edits = [
            url
            for _text, url in page.links
            if re.search(r"/(edit|new|paste|marks|earlier)(\?|$)", url) and not url.startswith("/meetings/new")
        ]
        assert posts == edits == []


def test_a_meeting_in_the_archive_is_read_only(writer, ids, ask):
    writer.post(f"/meetings/{ids['meeting']}/archive")
    before = changes()
    unlike(
        200,
        (
            (str(address), ask(writer, address))
            for address in READS
            if stage(address) == "meeting" and address.page == 200
        ),
    )
    kept = ("meetings.archive", "meetings.restore")
    edits = [address for address in WRITES if stage(address) == "meeting" and address.endpoint not in kept]
    unlike(
        409,
        ((f"{address} {htmx}", ask(writer, address, htmx)) for address in edits for htmx in (False, True)),
    )
    assert changes() == before
    page = writer.get(f"/meetings/{ids['meeting']}").page
    assert "الأرشيف" in page.text and [form.action for form in page.forms if "/restore" in form.action]
