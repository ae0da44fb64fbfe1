"""Lists a page at a time by key: never an offset, never an unbounded count. Newest first, by name, or the earliest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import request, url_for
from sqlalchemy import func, select, tuple_, union_all

from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.digits import number

PAGE = 50
CAP = 1000


@dataclass
class Listing:
    rows: list
    count: int
    capped: bool
    next_url: str | None
    first_url: str | None
    counted: Callable[[int], str]

    @property
    def count_text(self) -> str:
        """«٣ اجتماعات», or «أكثر من ١٠٠٠» when there are too many to count."""
        return _("أكثر من %(many)s", many=number(CAP)) if self.capped else self.counted(self.count)


def listing(queries: list, on, id, counted: Callable[[int], str], many: bool = False, rising: bool = False) -> Listing:
    """Read one page of the union of `queries`, ordered by (on, id): newest first, or by name; `rising`: the earliest.

    The queries exclude each other and select the columns `on` and `id`. Each is read at most one
    page deep before they are merged, so each may walk its own index. The filters stay in the address.
    `counted` puts a number of them in words; `many`: more than CAP, as is known already.
    """
    rising = rising or on.type.python_type is str
    after = cursor(request.args.get("after", ""), READ.get(on.type.python_type, date.fromisoformat))
    pages = [query.where(_beyond(on, id, after, rising)) if after else query for query in queries]
    rows = db.session.execute(newest(pages, on, id, PAGE + 1, rising)).all()
    whole = not (len(rows) > PAGE or after)
    count = CAP + 1 if many else len(rows) if whole else capped_count(queries, id)
    return _page(rows, count, after, on.key, counted)


def sorted_listing(rows: list, on: str, counted: Callable[[int], str]) -> Listing:
    """One page of `rows`, at most CAP and all of them read, in the order of a name and the id."""
    after = cursor(request.args.get("after", ""), str)
    ordered = sorted(rows, key=lambda row: (getattr(row, on), row.id))
    beyond = [row for row in ordered if not after or (getattr(row, on), row.id) > after]
    return _page(beyond[: PAGE + 1], len(rows), after, on, counted)


def _beyond(on, id, after, rising: bool):
    return tuple_(on, id) > after if rising else tuple_(on, id) < after


def found_listing(found, query, id, counted: Callable[[int], str], rising: bool = False) -> Listing:
    """Read one page of what a search found, newest first (or `rising`): the rows of `query` with these ids.

    `found` comes from `records.search.matching`; None finds nothing.
    """
    after = cursor(request.args.get("after", ""), _place)
    if found is None:
        return _page([], 0, after, "place", counted)
    count = None if found.orderly else found.count(CAP + 1)
    places = found.newest(PAGE + 1, after[0] if after else None, many=(count or 0) > CAP, rising=rising)
    query = query.add_columns(places.c.place).join(places, places.c.record_id == id)
    rows = db.session.execute(query.order_by(places.c.place if rising else places.c.place.desc())).all()
    if count is None:
        count = found.count(CAP + 1) if after or len(rows) > PAGE else len(rows)
    return _page(rows, count, after, "place", counted)


def _page(rows: list, count: int, after, on: str, counted) -> Listing:
    more, rows = len(rows) > PAGE, rows[:PAGE]
    args = {key: values for key, values in request.args.lists() if key not in ("after", "csrf_token")}
    here = (request.endpoint, request.view_args)
    return Listing(
        rows,
        min(count, CAP),
        count > CAP,
        _url(here, args, f"{getattr(rows[-1], on)}~{rows[-1].id}") if more else None,
        _url(here, args, None) if after else None,
        counted,
    )


def newest(queries: list, on, id, limit: int, rising: bool = False):
    """The newest `limit` rows of the union of `queries`, or the first."""

    def turned(on, id):
        return (on, id) if rising else (on.desc(), id.desc())

    limited = [query.order_by(*turned(on, id)).limit(limit) for query in queries]
    if len(limited) == 1:
        return limited[0]
    union = union_all(*(select(each.subquery()) for each in limited)).subquery()
    return select(union).order_by(*turned(union.c[on.key], union.c[id.key])).limit(limit)


def in_turn(queries: list, on, id, size: int = 1000, rising: bool = False) -> Iterator[list]:
    """The whole union of `queries` in the order of `listing`, `size` rows at a time."""
    after, rising = None, rising or on.type.python_type is str
    while True:
        pages = [query.where(_beyond(on, id, after, rising)) if after else query for query in queries]
        rows = db.session.execute(newest(pages, on, id, size, rising)).all()
        yield rows
        if len(rows) < size:
            return
        after = getattr(rows[-1], on.key), rows[-1].id


def capped_count(queries: list, id) -> int:
    """How many there are; CAP + 1 of them are counted and no more, whichever of the queries they come from."""
    ids = [query.with_only_columns(id) for query in queries]
    union = union_all(*ids) if len(ids) > 1 else ids[0]
    return db.session.scalar(select(func.count()).select_from(union.limit(CAP + 1).subquery()))


def _place(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 20 and int(typed) < 2**63):
        raise ValueError
    return int(typed)


READ = {str: str, int: _place}  # how the key of an order is read from an address, when it is no day


def _url(here, args, after) -> str:
    endpoint, view_args = here
    query = urlencode(args | ({"after": after} if after else {}), doseq=True)
    return url_for(endpoint, **view_args) + (f"?{query}" if query else "")


def cursor(typed: str, read: Callable = date.fromisoformat) -> tuple | None:
    """(day, id) from "2025-10-05~17", or (name, id); None when it is not one."""
    key, _tilde, id = typed.rpartition("~")
    if not (id.isascii() and id.isdigit() and len(id) < 19) or "\0" in key:
        return None
    try:
        return read(key), int(id)
    except ValueError:
        return None
