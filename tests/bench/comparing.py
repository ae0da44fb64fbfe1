"""Measures a room at both of its scales, page by page, so that a busy machine slows both."""

from contextlib import ExitStack, contextmanager
from itertools import cycle
from random import Random

from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tests.bench import GOAL, directory
from tests.bench.engines import environment
from tests.bench.measuring import (
    REQUESTS,
    Measured,
    count_statements,
    database_process,
    signed_in,
)
from tests.bench.pages import SHEETS, Page
from tests.machines.server import Server

LIST, TYPED = "/organisations", "/organisations/suggestions?name="
DEEP = 300  # bodies passed over: both directories have as many


def directory_pages() -> list[Page]:
    """The pages of the directory in the current application's database; each is full at 1,000 bodies already."""
    cairo = db.session.scalar(select(Unit.id).where(Unit.code == "EG-C"))
    o = Organisation
    standing = select(o.id, o.sort_key, o.name_ar, o.number).where(o.archived_at.is_(None))
    far = db.session.execute(standing.order_by(o.sort_key, o.id).offset(DEEP).limit(1)).first()
    sheets = range(directory.MEETINGS + 1, directory.MEETINGS + 1 + SHEETS)
    some = db.session.execute(standing.where(o.kind == "ngo").order_by(o.id).limit(3 * SHEETS)).all()
    names = [row.name_ar for row in some[::3]]
    numbered = [f"{LIST}/likely?name_ar={row.name_ar}&number={row.number}" for row in some]
    db.session.rollback()
    return [
        Page("directory", [LIST]),
        Page("directory, deep", [f"{LIST}?after={far.sort_key}~{far.id}"] if far else [LIST]),
        Page("directory, kind", [f"{LIST}?kind=company"]),
        Page("directory, unit", [f"{LIST}?unit={cairo}"]),
        Page("directory, governorate", [f"{LIST}?governorate=EG-C"]),
        Page("directory, unit and governorate", [f"{LIST}?unit={cairo}&governorate=EG-C"]),
        Page("directory, three filters", [f"{LIST}?kind=ngo&governorate=EG-C&field=care"]),
        Page("directory, archive", [f"{LIST}?state=archived"]),
        Page("directory, search, common", [f"{LIST}?q=جمعية"]),
        Page("directory, search, two words", [f"{LIST}?q=تنمية+المجتمع"]),
        Page("directory, search, a name", [f"{LIST}?q={name}" for name in names]),
        Page("directory, search and two filters", [f"{LIST}?q=جمعية&kind=ngo&governorate=EG-C"]),
        Page("suggestions, two letters", [f"{TYPED}جم", f"{TYPED}مؤ"], htmx=True),
        Page("suggestions, a word", [f"{TYPED}تنمية", f"{TYPED}رعاية"], htmx=True),
        Page("suggestions, most of a name", [f"{TYPED}{name[:-2]}" for name in names], htmx=True),
        Page("likely doubles", [f"{LIST}/likely?name_ar={slip(name)}" for name in names], htmx=True),
        Page("likely doubles, number too", numbered, htmx=True),
        Page("sheet of a body", [f"{LIST}/{id}" for id in sheets]),
    ]


def slip(name: str) -> str:
    """The name with two letters changing places."""
    at = Random(name).randrange(len(name) // 2, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def compare(apps: dict, engine: str, requests: int = REQUESTS, say=print, pages=directory_pages) -> list:
    """The results of every page; `apps`: {scale: application}."""
    with ExitStack() as stack:
        sides = [stack.enter_context(side(app, engine, scale, requests, pages)) for scale, app in apps.items()]
        results = [[] for _side in sides]
        for turn in zip(*(wanted for wanted, _measured in sides), strict=True):
            say(f"\r  {turn[0].name:<44}", end="", flush=True)
            for page, (_wanted, measured), found in zip(turn, sides, results, strict=True):
                found.append(measured(page))
        say("\r" + " " * 50 + "\r", end="", flush=True)
    for app, (wanted, _measured), found in zip(apps.values(), sides, results, strict=True):
        count_statements(app, wanted, found)
    return [result for found in results for result in found]


@contextmanager
def side(app, engine: str, scale: str, requests: int, pages):
    """(pages, what measures one of them) of one scale, served while inside."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
        wanted, database = pages(), database_process()
        db.session.remove()
    with Server("wsgi:app", environment(url)) as server:
        visitors, measured = signed_in(server), Measured(server, database, engine, scale, requests)

        def one(page: Page):
            paths = cycle(page.paths)
            return measured(page.name, lambda: visitors[page.who].get(next(paths), page.htmx))[0]

        yield wanted, one


def verdict(results: list) -> str:
    """Which pages of the directory miss the goal by their work, which a busy machine spoils less than their time."""
    grown = sorted((r for r in results if r.work and r.scale == "100k"), key=lambda r: -r.work)
    missing = [f"{r.page} ({r.engine}) {r.work:.2f}" for r in grown if r.work > GOAL]
    if missing:
        return f"✗ 100,000 bodies take more than {GOAL} × the work of 1,000: {'; '.join(missing)}"
    return f"✓ no page of the directory takes more than {GOAL} × the work with 100,000 bodies as with 1,000"
