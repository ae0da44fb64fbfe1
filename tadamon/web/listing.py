"""Lists newest first, a page at a time by key: never an offset, never an unbounded count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import request, url_for
from sqlalchemy import func, select, tuple_, union_all

from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.digits import number
from tadamon.records import search

PAGE = 50
CAP = 1000


@dataclass
class Listing:
    rows: list
    count: int
    capped: bool
    next_url: str | None
    first_url: str | None

    @property
    def count_text(self) -> str:
        if self.capped:
            return _("أكثر من %(many)s اجتماع", many=number(CAP))
        return ngettext("اجتماع واحد", "%(num)s اجتماعات", self.count)


def listing(queries: list, on, id) -> Listing:
    """Read one page of the union of `queries`, ordered by (on, id) descending.

    The queries exclude each other and select the columns `on` and `id`. Each is read at most one
    page deep before they are merged, so each may walk its own index. The filters stay in the address.
    """
    after = cursor(request.args.get("after", ""))
    pages = [query.where(tuple_(on, id) < after) if after else query for query in queries]
    rows = db.session.execute(newest(pages, on, id, PAGE + 1)).all()
    count = len(rows) if not (len(rows) > PAGE or after) else capped_count(queries, id)
    return _page(rows, count, after)


def found_listing(found, query, id) -> Listing:
    """Read one page of what a search found, newest first: the rows of `query` with these ids.

    `found` comes from `records.search.matching`; None finds nothing.
    """
    after = cursor(request.args.get("after", ""))
    if found is None:
        return _page([], 0, after)
    count = found.count(CAP + 1)
    places = found.newest(PAGE + 1, search.place(*after) if after else None, many=count > CAP)
    rows = db.session.execute(query.join(places, places.c.record_id == id).order_by(places.c.place.desc())).all()
    return _page(rows, count, after)


def _page(rows: list, count: int, after) -> Listing:
    more, rows = len(rows) > PAGE, rows[:PAGE]
    args = {key: values for key, values in request.args.lists() if key not in ("after", "csrf_token")}
    here = (request.endpoint, request.view_args)
    return Listing(
        rows, min(count, CAP), count > CAP,
        _url(here, args, f"{rows[-1].starts_on.isoformat()}~{rows[-1].id}") if more else None,
        _url(here, args, None) if after else None,
    )


def newest(queries: list, on, id, limit: int):
    """The newest `limit` rows of the union of `queries`."""
    limited = [query.order_by(on.desc(), id.desc()).limit(limit) for query in queries]
    if len(limited) == 1:
        return limited[0]
    union = union_all(*(select(each.subquery()) for each in limited)).subquery()
    return select(union).order_by(union.c[on.key].desc(), union.c[id.key].desc()).limit(limit)


def in_turn(queries: list, on, id, size: int = 1000) -> Iterator[list]:
    """The whole union of `queries` in the order of `listing`, `size` rows at a time."""
    after = None
    while True:
        pages = [query.where(tuple_(on, id) < after) if after else query for query in queries]
        rows = db.session.execute(newest(pages, on, id, size)).all()
        yield rows
        if len(rows) < size:
            return
        after = getattr(rows[-1], on.key), rows[-1].id


def capped_count(queries: list, id) -> int:
    ids = [select(query.with_only_columns(id).limit(CAP + 1).subquery()) for query in queries]
    union = (union_all(*ids) if len(ids) > 1 else ids[0]).subquery()
    return db.session.scalar(select(func.count()).select_from(union))


def _url(here, args, after) -> str:
    endpoint, view_args = here
    query = urlencode(args | ({"after": after} if after else {}), doseq=True)
    return url_for(endpoint, **view_args) + (f"?{query}" if query else "")


def cursor(typed: str) -> tuple[date, int] | None:
    """(day, id) from "2025-10-05~17"; None when it is not one."""
    day, _tilde, id = typed.partition("~")
    if not (id.isascii() and id.isdigit() and len(id) < 19):
        return None
    try:
        return date.fromisoformat(day), int(id)
    except ValueError:
        return None
