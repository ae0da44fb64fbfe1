"""Opens every page many times and notes what it costs."""

import json
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

from sqlalchemy import event, select

from tadamon.accounts.models import Unit, User
from tadamon.extensions import db
from tests.bench import HOME, PASSWORD, PEOPLE
from tests.bench.engines import environment
from tests.bench.pages import approve, full_sheets, pages, save
from tests.bench.weights import weigh
from tests.machines.server import Server, Visitor, cpu, family

WARM, REQUESTS, SECONDS = 10, 150, 6
SMALLEST = ("1k", "10k", "50k")  # of the directory, of the meetings, of the cohorts


@dataclass
class Result:
    """One page: milliseconds, bytes, statements; `times_floor`, `growth` and `work` are ratios or None."""

    page: str
    engine: str
    scale: str
    p50: float
    p95: float
    cpu: float
    database_cpu: float
    statements: int | None
    raw: int
    sent: int
    memory: int
    times_floor: float | None = None
    growth: float | None = None
    work: float | None = None

    @property
    def processors(self) -> float:
        """Milliseconds of processor time, of the server and of the database."""
        return self.cpu + self.database_cpu


def measure(app, engine: str, scale: str, requests: int = REQUESTS, say=print) -> tuple[list, list]:
    """(results, weights) of every page of the database behind `app`, beside the bare floor."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
        wanted, sheets = pages(), full_sheets(db.session.scalar(select(Unit.id).where(Unit.code == "EG-C")))
        database = database_process()
        db.session.remove()
    with Server("wsgi:app", environment(url)) as server:
        visitors = signed_in(server)
        measured = Measured(server, database, engine, scale, requests)
        results, bare = [], {}
        for page in wanted:
            say(f"\r  {page.name:<44}", end="", flush=True)
            visitor, paths = visitors[page.who], cycle(page.paths)
            result, answer = measured(page.name, lambda v=visitor, p=paths, h=page.htmx: v.get(next(p), h), page.heavy)
            results.append(result)
            if page.floor:
                bare.setdefault(page.floor, answer.text)
        weights = [
            weigh(visitors["directorate"], name, path)
            for name, path in (("list", "/meetings"), ("sheet", f"/meetings/{sheets[0]}"))
        ]
        results.append(measured("field, save", saving(visitors["directorate"], sheets))[0])
        waiting = iter(sheets)

        def approving():
            return approve(visitors["directorate"], visitors["approver"], next(waiting))

        few = Measured(server, database, engine, scale, min(requests, len(sheets) - 1))
        results.append(few("submit, approve and open", approving, heavy=True)[0])
        say("\r" + " " * 50 + "\r", end="", flush=True)
    count_statements(app, wanted, results)
    beside_floor(wanted, results, floor(bare, requests))
    return results, weights


def signed_in(server) -> dict[str, Visitor]:
    """{one of PEOPLE: their visitor}."""
    return {who: Visitor(server.port).sign_in(username, PASSWORD) for who, (username, _code) in PEOPLE.items()}


def saving(visitor, sheets: list[int]):
    """Something that saves one field of one sheet after another; every form is open before it is measured."""
    versions, turn, number = {}, cycle(sheets), count(time.time_ns())

    def save_next():
        return save(visitor, next(turn), f"قاعة {next(number)}", versions)

    for _each in sheets:
        save_next()
    return save_next


class Measured:
    """Call it with a name and something that asks for one page."""

    def __init__(self, server, database, engine, scale, requests):
        self.server, self.database, self.engine, self.scale, self.requests = server, database, engine, scale, requests

    def __call__(self, name, ask, heavy=False):
        for _each in range(1 if heavy or self.requests < WARM else WARM):
            answer = ask()
            if answer.status != 200:
                raise RuntimeError(f"{name} answers {answer.status}")
        before, database_before = self.server.cpu(), database_cpu(self.database)
        times, until = [], time.monotonic() + SECONDS
        for _each in range(self.requests):
            answer = ask()
            times.append(answer.seconds * 1000)
            if time.monotonic() > until:
                break
        spent = (self.server.cpu() - before) * 1000 / len(times)
        database_spent = (database_cpu(self.database) - database_before) * 1000 / len(times)
        times.sort()
        result = Result(
            name,
            self.engine,
            self.scale,
            times[len(times) // 2],
            times[int(len(times) * 0.95)],
            spent,
            database_spent,
            None,
            len(answer.body),
            answer.sent,
            self.server.memory(),
        )
        return result, answer


def database_process() -> int | None:
    """The process of PostgreSQL that the others stem from."""
    if db.engine.dialect.name == "sqlite":
        return None
    with db.engine.connect() as connection:
        backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    status = Path(f"/proc/{backend}/status").read_text()
    return int(re.search(r"PPid:\s+(\d+)", status)[1])


def database_cpu(pid: int | None) -> float:
    return sum(map(cpu, family(pid))) if pid else 0.0


def floor(pages: dict[str, str], requests: int) -> dict[str, Result]:
    """The same pages drawn from constants by a bare Flask, served the same way in this same run."""
    file = HOME / "floor.json"
    file.write_text(json.dumps(pages))
    with Server("tests.bench.floor:app()", {"BENCH_FLOOR": str(file)}) as server:
        visitor, measured = Visitor(server.port), Measured(server, None, "floor", "", requests)
        return {
            name: measured(name, lambda name=name: visitor.get("/" + name.replace(" ", "%20")))[0] for name in pages
        }


def beside_floor(wanted, results: list[Result], bare: dict[str, Result]) -> None:
    floors = {page.name: page.floor for page in wanted if page.floor}
    for result in results:
        if result.page in floors:
            result.times_floor = result.cpu / bare[floors[result.page]].cpu
    results += bare.values()


def count_statements(app, wanted, results: list[Result]) -> None:
    """The SQL statements of each page, counted in this process."""
    known = {result.page: result for result in results}
    with app.app_context():
        clients = {who: client(app, username) for who, (username, _code) in PEOPLE.items()}
        database = db.engine
        db.session.remove()
    with counting(database) as sent:
        for page in wanted:
            headers = {"HX-Request": "true"} if page.htmx else {}
            sent.clear()
            clients[page.who].get(page.paths[0], headers=headers)
            known[page.name].statements = len(sent)


@contextmanager
def counting(database):
    """A list that fills with the statements sent to a database."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    event.listen(database, "before_cursor_execute", note)
    yield sent
    event.remove(database, "before_cursor_execute", note)


def client(app, username: str):
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = User.named(username).get_id(), True
        cookie["started"] = cookie["seen"] = int(time.time())
    return browser


def grown(results: list[Result]) -> None:
    """Growth of every page, of its time and of its work, from the smallest scale of the same engine and run."""
    small = {(result.page, result.engine): result for result in results if result.scale in SMALLEST}
    for result in results:
        if result.scale not in ("", *SMALLEST) and (before := small.get((result.page, result.engine))):
            result.growth, result.work = result.p50 / before.p50, result.processors / before.processors
