"""A real server on each engine, and people before real browsers who may meet no error.

`page_of("luxor")` opens a window of a demo user who is signed in; at the end of the test, anything the
browsers' consoles complained of, and any answer of 500 or more, fails it. A test that provokes such a thing
says so: `page.expected.append("part of the complaint")`.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import expect, sync_playwright

from tests.demo import filled
from tests.demo.filled import PASSWORD, installed
from tests.machines import chromium

ROOT = Path(__file__).parents[2]
PATIENCE = 20_000  # ms; a machine that runs other things too is slow
SCREEN = {"width": 1366, "height": 768}
expect.set_options(timeout=PATIENCE)
NOW_AND_109 = pytest.mark.parametrize(("engine", "old"), [("sqlite", False), ("postgresql", True)])
# The trail refreshes itself after a save; whoever follows a link meanwhile breaks that off.
LEFT = re.compile(r"Failed to fetch(?s:.*)ul#trail")
REFUSAL = re.compile(r"the server responded with a status of 4\d\d")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def told(page, *words):
    for each in words:
        expect(page.locator("main")).to_contain_text(each)


def enter(page, username, password=PASSWORD):
    """Fill in the sign-in form that is open, on its page or in the dialog."""
    page.get_by_label("اسم المستخدم").fill(username)
    page.get_by_label("كلمة المرور", exact=True).fill(password)
    press(page, "دخول")


class Site:
    """A running server: its address, what it logs, and the cookies of those who signed in."""

    def __init__(self, address, log):
        self.address, self.log = address, log
        self.cookies = {}


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """sites(engine, htmx="local") → a Site with the demo data; started once and kept to the end."""
    with ExitStack() as stack:
        kept = {}

        def site(engine, htmx="local"):
            if (engine, htmx) not in kept:
                folder = tmp_path_factory.mktemp(f"{engine}-{htmx}")
                database = stack.enter_context(filled.database(engine, tmp_path_factory, folder, f"journeys_{htmx}"))
                kept[engine, htmx] = stack.enter_context(_site(folder, database, htmx))
            return kept[engine, htmx]

        yield site


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request):
    return request.param


@pytest.fixture
def site(sites, engine):
    return sites(engine)


@pytest.fixture(scope="package")
def browsers():
    """browsers(old=False) → the running Chromium of today, or 109."""
    with sync_playwright() as playwright, ExitStack() as stack:
        running = {}

        def browser(old=False):
            if old not in running:
                running[old] = stack.enter_context(chromium.browser(playwright, old=old))
            return running[old]

        yield browser


@pytest.fixture
def page_of(site, browsers):
    """page_of(username or None, language="ar", old=False, **options of a browser context) → Page."""
    contexts, complaints = [], []

    def opened(username, language="ar", old=False, **options):
        options = {"viewport": SCREEN, "base_url": site.address, "accept_downloads": True} | options
        context = browsers(old).new_context(**options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.add_cookies([{"name": "lang", "value": language, "url": site.address}])
        if username:
            context.add_cookies(_signed_in(site, context, username))
        page = context.new_page()
        page.expected, page.token = [], None
        _listen(page, complaints)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, site.log.read_text()[-3000:]


@pytest.fixture
def window(page_of, language):
    return lambda username: page_of(username, language=language)


@pytest.fixture
def write():
    """write(page, "/meetings", title=…) posts a form as that window would; returns the last address."""

    def written(page, path, **fields):
        page.token = page.token or _token(page.request, "/")
        answer = page.request.post(path, form={"csrf_token": page.token} | fields)
        assert answer.ok, answer.text()
        return answer.url

    return written


@pytest.fixture
def age(site):
    """age(page, seconds): the session of this window was last used so long ago."""
    app = Flask(__name__)
    app.secret_key = (site.log.parent / "secret-key").read_text().strip()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)

    def aged(page, seconds):
        cookie = next(one for one in page.context.cookies() if one["name"] == "tadamon")
        values = signer.loads(cookie["value"]) | {"seen": int(time.time()) - seconds}
        page.context.add_cookies([cookie | {"value": signer.dumps(values)}])

    return aged


@pytest.fixture
def meeting(write):
    """meeting(page) → the path of a new meeting: three people, two items, two outcomes under the first."""

    def made(page, title="اجتماع متابعة الدعم النقدي"):
        address = write(
            page,
            "/meetings",
            title=title,
            kind="committee",
            starts_on="20 / 10 / 2025",
            venue="قاعة المديرية",
        )
        path = re.search(r"/meetings/\d+", address)[0]
        names = "سعاد محمود\tمديرة إدارة\tالمديرية\nعلي حسين\tباحث\tإدارة إسنا\nمنى جاد\tأخصائية\tالمديرية"
        write(page, f"{path}/attendance/paste", people=names, confirmed="1")
        for title in ("مراجعة الحالات", "موعد الاجتماع القادم"):
            write(page, f"{path}/items", title=title, discussion="عُرضت الكشوف.\n\n١. الأولى\n٢. الثانية")
        page.goto(path)
        item = page.locator(".item").first.get_attribute("id").removeprefix("item-")
        write(page, f"{path}/outcomes", item=item, kind="decision", text="تُراجع الكشوف شهريًا.")
        write(page, f"{path}/outcomes", item=item, kind="assignment", text="حصر الحالات.", owner="إدارة إسنا")
        page.goto(path)
        return path

    return made


def _listen(page, complaints):
    def note(words):
        if not any(expected in words for expected in page.expected):
            complaints.append(f"{page.url}: {words}")

    def spoken(message):
        if message.type == "error" and not REFUSAL.search(message.text) and not LEFT.search(message.text):
            note(message.text)

    page.on("console", spoken)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("response", lambda answer: answer.status >= 500 and note(f"{answer.status} {answer.url}"))


def _token(request, path):
    return re.search(r'name="csrf_token" value="([^"]+)"', request.get(path).text())[1]


def _signed_in(site, context, username):
    """The cookies of a session that lasts from test to test, until one of them ends it."""
    context.add_cookies(site.cookies.get(username, []))
    if "/sign-in" in context.request.get("/me").url:
        fields = {
            "csrf_token": _token(context.request, "/sign-in"),
            "username": username,
            "password": PASSWORD,
        }
        context.request.post("/sign-in", form=fields)
        site.cookies[username] = [one for one in context.cookies() if one["name"] != "lang"]
    return site.cookies[username]


@contextmanager
def _site(folder, database, htmx):
    settings = installed(folder, database, TADAMON_HTMX=htmx)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | settings | {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1"}
    log = folder / "log"
    with log.open("w") as out:
        server = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/readyz", log)
        yield Site(address, log)
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody is waiting for an answer
        server.wait(30)


def _wait_for(address, log):
    for _attempt in range(150):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()}")
