import pytest


@pytest.fixture
def submitted(writer, meeting):
    assert writer.post(f"/meetings/{meeting}/submission").status_code == 303
    return meeting


@pytest.fixture
def approved(submitted, approver):
    assert approver.post(f"/meetings/{submitted}/approval").status_code == 303
    return submitted
