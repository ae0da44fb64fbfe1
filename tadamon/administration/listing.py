"""Lists of administration, a page at a time by key."""

from dataclasses import dataclass

from flask import request, url_for

from tadamon.extensions import db

PAGE = 50


@dataclass
class Page:
    rows: list
    next_url: str | None
    first_url: str | None
    count_text: str | None = None


def after() -> int | None:
    """The id of the last row of the page before."""
    typed = request.args.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def page(query) -> Page:
    """The first rows of an ordered query that already begins after `after()`."""
    rows = db.session.scalars(query.limit(PAGE + 1)).all()
    rest = {key: values for key, values in request.args.lists() if key not in ("after", "csrf_token")}
    more = len(rows) > PAGE
    return Page(
        rows[:PAGE],
        url_for(request.endpoint, **rest, after=rows[PAGE - 1].id) if more else None,
        url_for(request.endpoint, **rest) if after() else None,
    )


def place(rows: list, thing, direction: str) -> bool:
    """Let `thing` change places with its neighbour ("up" or "down") among `rows`; whether there was one."""
    rows = list(rows)
    at = rows.index(thing)
    to = at + {"up": -1, "down": 1}[direction]
    if not 0 <= to < len(rows):
        return False
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, 1):
        row.position = position
    return True
