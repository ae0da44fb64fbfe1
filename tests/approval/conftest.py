import pytest

from tests.meetings.full import full_meeting


@pytest.fixture
def submitted(installation, writer):
    return installation.at("submitted", lambda: submit(writer))


@pytest.fixture
def approved(installation, writer, approver):
    return installation.at("approved", lambda: approve(writer, approver))


def submit(writer) -> int:
    meeting = full_meeting()["meeting"]
    assert writer.post(f"/meetings/{meeting}/submission").status_code == 303
    return meeting


def approve(writer, approver) -> int:
    meeting = submit(writer)
    assert approver.post(f"/meetings/{meeting}/approval").status_code == 303
    return meeting
