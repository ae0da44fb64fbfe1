"""Lists of trainees sent through the pages to a real server, as a clerk sends them: how long the preview and the
import take, and how much its worker has grown. Every list holds twelve wrong rows and the habits of many hands.
"""

import io
import re
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from openpyxl import Workbook
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.cohorts.models import Cohort
from tadamon.extensions import db
from tadamon.language.digits import number
from tests.bench import PASSWORD, PEOPLE
from tests.bench.building import prepare
from tests.bench.engines import environment
from tests.machines.server import Server, Visitor, cpu, family

WRONG = 12
HEADINGS = ("م", "الاسم رباعي", "الرقم القومي", "النوع", "تاريخ الميلاد", "رقم الموبايل", "الكلية", "محل الإقامة")
FIRST = ("سارة", "أحمد", "منى", "محمود", "هبة", "علي", "نورا", "يوسف", "مريم", "خالد")
REST = ("عبد الرحمن", "السيد", "حسن", "إبراهيم", "فوزي", "عطية", "جاد", "رزق", "البدري", "الطيب", "عوض")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
POLL = 0.25  # seconds
BEGUN = date(2026, 10, 1)
HEAD = ("list", "engine", "preview s", "CPU s", "import s", "CPU s", "rows/s", "worker +MB")


@dataclass
class Step:
    """What happened between two answers: `peak`, bytes its largest worker held."""

    seconds: float = 0.0
    cpu: float = 0.0
    peak: int = 0


@dataclass
class Brought:
    rows: int
    engine: str
    before: int = 0
    preview: Step = field(default_factory=Step)
    written: Step = field(default_factory=Step)

    @property
    def pace(self) -> float:
        """Rows a second."""
        return self.rows / self.written.seconds

    @property
    def grown(self) -> int:
        """Bytes by which the worker was larger than before, at the most."""
        return max(self.preview.peak, self.written.peak) - self.before


def measure(app, engine: str, sizes, say=print) -> list[Brought]:
    """A list of each size, brought into a cohort of its own; RuntimeError when other rows come in than should."""
    with app.app_context():
        prepare()
        url = db.engine.url.render_as_string(hide_password=False)
        cohorts = [_cohort() for _size in sizes]
        db.session.remove()
    found = []
    for size, cohort in zip(sizes, cohorts, strict=True):
        with Server("wsgi:app", environment(url)) as server:
            say(f"  {size:,} rows", flush=True)
            found.append(_bring(server, f"/cohorts/{cohort}", Brought(size, engine)))
    return found


def _cohort() -> int:
    office = db.session.scalar(select(Unit).where(Unit.code == PEOPLE["directorate"][1]))
    cohort = Cohort(title="دفعة القياس", programme="public-service", starts_on=BEGUN, unit=office, state="running")
    db.session.add(cohort)
    db.session.commit()
    return cohort.id


def _bring(server, cohort: str, brought: Brought) -> Brought:
    visitor = Visitor(server.port).sign_in(PEOPLE["directorate"][0], PASSWORD)
    visitor.get(f"{cohort}/import")
    file, brought.before = workbook(brought.rows), server.memory()
    with _watched(server, brought.preview) as watched:
        page = watched.until_done(visitor, _sent(visitor, f"{cohort}/import", file))
    version = re.search(r'name="version" value="(\d+)"', page.text)[1]
    with _watched(server, brought.written) as watched:
        answer = visitor.post(f"{watched.path(page)}/completion", {"version": version})
        page = watched.until_done(visitor, answer.headers["Location"])
    if number(brought.rows - WRONG) not in page.text:
        raise RuntimeError(f"of {brought.rows} rows others came in than should")
    return brought


class _watched:
    """While inside, what the server and the processes it starts use; those that end are seen until shortly before."""

    def __init__(self, server, step: Step):
        self.server, self.step, self.spent = server, step, {}

    def __enter__(self):
        self._look()
        self.before, self.started = sum(self.spent.values()), time.perf_counter()
        return self

    def __exit__(self, *_):
        self._look()
        self.step.seconds = time.perf_counter() - self.started
        self.step.cpu = sum(self.spent.values()) - self.before

    def _look(self) -> None:
        self.spent |= {pid: cpu(pid) or self.spent.get(pid, 0.0) for pid in family(self.server.process.pid)}
        self.step.peak = max(self.step.peak, self.server.memory())

    def until_done(self, visitor, path: str):
        """The page once there is no bar on it."""
        while "<progress" in (page := visitor.get(path)).text:
            self._look()
            time.sleep(POLL)
        return page

    @staticmethod
    def path(page) -> str:
        return re.search(r'action="([^"]+)/completion"', page.text)[1]


def _sent(visitor, path: str, file: bytes) -> str:
    """Where the browser is led after sending the file."""
    edge = uuid4().hex
    part = 'Content-Disposition: form-data; name="{}"'.format
    token = f"--{edge}\r\n{part('csrf_token')}\r\n\r\n{visitor.token}\r\n--{edge}\r\n".encode()
    named = f'{part("file")}; filename="list.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": f"multipart/form-data; boundary={edge}"}
    body = token + named + file + f"\r\n--{edge}--\r\n".encode()
    visitor.connection.close()
    visitor.connection.request("POST", path, body, headers)
    answer = visitor.connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise RuntimeError(f"the list was answered with {answer.status}")
    return answer.getheader("Location")


def workbook(many: int) -> bytes:
    """A list as it comes: a title above, headings in the third row, numbers as texts, as floats, in Arabic digits."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("المكلفون")
    for row in (["كشف بأسماء مكلفي الخدمة العامة"], [], HEADINGS):
        sheet.append(row)
    wrong = {(place + 1) * many // (WRONG + 1) for place in range(WRONG)}
    for place in range(many):
        sheet.append(_row(place, place in wrong))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _row(place: int, wrong: bool) -> list:
    born = date(1998, 1, 1) + timedelta(days=place % 2500)
    number = f"{2 + (born.year >= 2000)}{born:%y%m%d}29{place // 2500:03}{1 + place % 9}{place % 10}"
    said = (number, number.translate(ARABIC), float(number), number.replace("0", "O", 1), f" {number} ")[place % 5]
    name = " ".join((FIRST[place % 10], REST[place % 11], REST[place // 11 % 11], REST[place // 121 % 11]))
    phone = (f"010{place:08}", int(f"10{place:08}"))[place % 2]
    sex = "ذكر" if (1 + place % 9) % 2 else "أنثى"
    return [place + 1, name, number[:12] if wrong else said, sex, f"{born:%d/%m/%Y}", phone, "كلية الآداب", "البياضية"]


def table(results: list[Brought]) -> str:
    return "\n".join("  ".join(cell.rjust(10) for cell in row) for row in (HEAD, *map(_told, results)))


def _told(each: Brought) -> tuple[str, ...]:
    steps = [f"{value:.1f}" for step in (each.preview, each.written) for value in (step.seconds, step.cpu)]
    return f"{each.rows:,}", each.engine, *steps, f"{each.pace:,.0f}", f"{each.grown / 2**20:.0f}"
