import pytest

from tests.meetings.attaching import attach
from tests.web import litany


@pytest.fixture
def ids(writer, meeting, parts):
    """What the litany's addresses are filled with: one meeting and the first row of each list."""
    first = {noun: rows[0] for noun, rows in parts.items()}
    return first | {"meeting": meeting, "item": parts["items"][0], "attachments": attach(writer, meeting)}


@pytest.fixture
def no_such(ids):
    """The same, of a meeting that does not exist."""
    return ids | {"meeting": 999_999}


@pytest.fixture
def ask(ids):
    """ask(browser, address) sends the request of the table."""
    return lambda browser, address, htmx=False: litany.ask(browser, address, ids, htmx)
