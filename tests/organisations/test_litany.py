"""The litany for every address of the directory: it works, and it keeps out whoever must stay out."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tadamon.directory.merging import Merge
from tadamon.extensions import db
from tadamon.records.base import Part
from tadamon.records.history import Change
from tests.organisations.addresses import ADDRESSES, NEW_ROWS, OF, OF_A_RECORD

ROOM = ("organisations", "people")


@pytest.fixture
def ids(installation, approver, body, person):
    """A body and a person with one row in each list, another of each, and a third merged into each."""
    return installation.at("directory", lambda: listed(approver, body, person))


def listed(approver, body, person):
    found = {}
    for home, make in zip(ROOM, (body, person), strict=True):
        of = OF[home]
        found[of], found[f"other_{of}"], third = (
            make("نور الهدى حسن"),
            make("سعاد كامل فهمي"),
            make("عادل رمزي بشاي"),
        )
        for noun, new in (NEW_ROWS[home] | {"attachments": {"file": (BytesIO(b"x"), "x.txt")}}).items():
            assert approver.post(f"/{home}/{found[of]}/{noun}", new, htmx=True).status_code == 200
            model = next(
                m.class_
                for m in db.Model.registry.mappers
                if issubclass(m.class_, Part) and m.class_.__tablename__ == noun
            )
            found[f"{of}_{noun}"] = db.session.scalar(select(model.id).where(model.record_id == found[of]))
        approver.post(f"/{home}/{found[f'other_{of}']}/merges", other=third)
        found[f"{of}_merge"] = db.session.scalar(select(func.max(Merge.id)))
    db.session.remove()
    return found


def ask(browser, address, ids, htmx=False):
    path, data = address.filled(ids)
    return browser.get(path, htmx) if address.method == "GET" else browser.post(path, data, htmx=htmx)


def changes():
    count = db.session.scalar(select(func.count(Change.id)))
    db.session.remove()
    return count


def unlike(expected, answers):
    wrong = [f"{name}: {answer.status_code}" for name, answer in answers if answer.status_code != expected]
    assert not wrong, f"expected {expected}:\n" + "\n".join(wrong)


def test_the_table_covers_the_room(app):
    known = {(each.endpoint, each.method) for each in ADDRESSES}
    real = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in (*ROOM, "directory")
        for method in rule.methods & {"GET", "POST"}
    }
    assert known == {each for each in real if "import" not in each[0]}


def test_everything_works_as_a_page(approver, ids):
    order = sorted(ADDRESSES, key=lambda each: each.endpoint.endswith(("create_merge", "archive", "restore")))
    wrong = [
        f"{each}: {answer.status_code}"
        for each in order
        if each.page and (answer := ask(approver, each, ids)).status_code != each.page
    ]
    assert not wrong, "\n".join(wrong)


def test_everything_works_as_a_piece_and_is_said(approver, ids):
    for each in ADDRESSES:
        if each.piece:
            answer = ask(approver, each, ids, htmx=True)
            assert answer.status_code == each.piece, str(each)
            assert each.method == "GET" or answer.said, str(each)


def test_who_is_signed_out_is_led_to_sign_in(visitor, ids):
    for each in ADDRESSES:
        answer = ask(visitor, each, ids)
        assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (303, "/sign-in"), str(each)
        assert ask(visitor, each, ids, htmx=True).status_code == 401, str(each)


def test_a_reader_reads_and_writes_nothing(reader, ids):
    before = changes()
    unlike(
        200,
        ((str(each), ask(reader, each, ids)) for each in ADDRESSES if each.who == "read" and each.page == 200),
    )
    unlike(
        403,
        (
            (f"{each} {htmx}", ask(reader, each, ids, htmx))
            for each in ADDRESSES
            if each.who != "read"
            for htmx in (False, True)
        ),
    )
    assert changes() == before


def test_another_directorate_reads_and_changes_nothing(stranger, ids):
    before = changes()
    unlike(
        200,
        ((str(each), ask(stranger, each, ids)) for each in OF_A_RECORD if each.who == "read" and each.page == 200),
    )
    unlike(
        403,
        (
            (f"{each} {htmx}", ask(stranger, each, ids, htmx))
            for each in OF_A_RECORD
            if each.who != "read"
            for htmx in (False, True)
        ),
    )
    assert changes() == before


def test_a_merge_is_the_approvers(writer, ids):
    before = changes()
    unlike(403, ((str(each), ask(writer, each, ids)) for each in ADDRESSES if each.who == "merge"))
    assert changes() == before


def test_what_is_not_there(approver, ids):
    nowhere = dict.fromkeys(ids, 999_999)
    unlike(
        404,
        ((f"{each} {htmx}", ask(approver, each, nowhere, htmx)) for each in OF_A_RECORD for htmx in (False, True)),
    )


def test_in_the_archive_it_is_read_only(approver, ids):
    for home in ROOM:
        approver.post(f"/{home}/{ids[OF[home]]}/archive")
    before = changes()
    edits = [
        each for each in OF_A_RECORD if each.who != "read" and not each.endpoint.endswith((".restore", "undo_merge"))
    ]
    unlike(409, ((f"{each} {htmx}", ask(approver, each, ids, htmx)) for each in edits for htmx in (False, True)))
    assert changes() == before


def test_english_too(sign_in, ids):
    reader = sign_in("reader", "en")
    unlike(
        200,
        ((str(each), ask(reader, each, ids)) for each in ADDRESSES if each.who == "read" and each.page == 200),
    )
