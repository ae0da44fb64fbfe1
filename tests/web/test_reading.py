"""T10: reading changes nothing."""

import re

from sqlalchemy import select

from tadamon.extensions import db
from tests.pages import Page
from tests.web.conftest import BEFORE_THE_DATABASE
from tests.web.litany import ADDRESSES, filled


def dump():
    """{table: its rows} of the whole database."""
    tables = {
        table.name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))]
        for table in db.metadata.sorted_tables
    }
    db.session.remove()
    return tables


def shape(url: str) -> str:
    """What is asked at which page, whichever the record and the answer: of each such link one is followed."""
    path, _mark, query = url.partition("?")
    return re.sub(r"\d+", "#", path) + "?" + ",".join(sorted(each.partition("=")[0] for each in query.split("&")))


def test_reading_changes_nothing(writer, hq, visitor, ids, mine):
    before = dump()
    for person, (browser, headers) in enumerate(((writer, {}), (hq, {"HX-Request": "true"}), (visitor, {}))):
        for turn, address in enumerate(ADDRESSES):
            if address.method == "GET" and mine(turn + person):
                path, _data = filled(address, ids)
                assert browser.raw("get", path, headers=headers).status_code < 500
    after = dump()
    assert [name for name in before if before[name] != after[name]] == []


@BEFORE_THE_DATABASE
def test_every_link_of_every_page_can_be_followed_without_a_change(writer, ids):
    before, seen, ahead = dump(), set(), ["/"]
    while ahead:
        path = ahead.pop()
        answer = writer.raw("get", path)
        assert answer.status_code in (200, 303), path
        page = Page(answer.get_data(as_text=True)) if answer.mimetype == "text/html" else None
        links = [url.partition("#")[0] for _text, url in page.links] if page else []
        for url in links:
            if url.startswith("/") and shape(url) not in seen:
                seen.add(shape(url))
                ahead.append(url)
    assert len(seen) > 100
    after = dump()
    assert [name for name in before if before[name] != after[name]] == []
