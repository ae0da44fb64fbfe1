"""The litany of these addresses, until the table of the whole house takes them in."""

import pytest

from tests.meetings.addresses_of_bodies import ADDRESSES
from tests.web.litany import ask

OF_A_MEETING = [each for each in ADDRESSES if "{meeting}" in each.path]


@pytest.fixture
def ids(meeting, parts):
    return {noun: rows[0] for noun, rows in parts.items()} | {"meeting": meeting, "item": parts["items"][0]}


def unlike(browser, ids, status, htmx, addresses):
    """[what was answered otherwise]; `status` gives what is expected of an address."""
    answers = [(each, ask(browser, each, ids, htmx).status_code) for each in addresses if status(each)]
    return [f"{each}: {answer}" for each, answer in answers if answer != status(each)]


def test_as_pages_and_as_pieces(writer, ids):
    assert not unlike(writer, ids, lambda each: each.page, False, ADDRESSES)
    assert not unlike(writer, ids, lambda each: each.piece, True, ADDRESSES)


def test_another_directorate_finds_nothing_a_reader_changes_nothing_and_the_department_edits_nothing(stranger, reader, hq, ids):
    writes = [each for each in OF_A_MEETING if each.who == "write"]
    for htmx in (False, True):
        assert not unlike(stranger, ids, lambda _each: 404, htmx, OF_A_MEETING)
        for browser in (reader, hq):
            assert not unlike(browser, ids, lambda _each: 403, htmx, writes)


def test_nothing_changes_in_the_archive(writer, ids):
    writer.post(f"/meetings/{ids['meeting']}/archive")
    assert not unlike(writer, ids, lambda _each: 409, False, [each for each in OF_A_MEETING if each.who == "write"])


def test_signed_out(visitor, ids):
    assert not unlike(visitor, ids, lambda _each: 303, False, ADDRESSES)
    assert not unlike(visitor, ids, lambda _each: 401, True, ADDRESSES)
