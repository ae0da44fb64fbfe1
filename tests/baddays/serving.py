"""The real server with its workers, and people who save all the time and remember what was acknowledged."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from tests.baddays.processes import children

ROOT = Path(__file__).parents[2]
NO_ANSWER = (OSError, http.client.HTTPException)
PATIENCE = 120  # seconds; the machine also runs other tests
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%% {}\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BOUNDARY = "----bad-day"


class Service:
    """gunicorn with our own settings and two workers, on a port of its own."""

    def __init__(self, environment: dict):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        ours = {"HOST": "127.0.0.1", "PORT": str(self.port), "WORKERS": "2", "TADAMON_HTMX": "local"}
        self.environment = os.environ | environment | ours
        self.process, self.log = None, tempfile.TemporaryFile()  # noqa: SIM115 — open as long as the service

    def start(self) -> None:
        """Start it and wait until it is ready."""
        started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=self.log,
            stderr=self.log,
        )
        while time.monotonic() - started < PATIENCE:
            with suppress(*NO_ANSWER):
                if ask(self.port, "GET", "/readyz").status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the server did not start: {self.said()}")

    def said(self) -> str:
        """What it logged: from its last traceback on if there is one, else the end."""
        self.log.seek(0)
        text = self.log.read().decode(errors="replace")
        last = text.rfind("Traceback")
        return text[last : last + 10_000] if last >= 0 else text[-5_000:]

    def workers(self) -> list[int]:
        return children(self.process.pid)

    def kill_a_worker(self, which: int) -> None:
        workers = self.workers()
        if workers:
            os.kill(workers[which % len(workers)], signal.SIGKILL)

    def kill_all(self) -> None:
        """Master and workers at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill_all()

    def run(self, *arguments) -> str:
        """A command of the house in a process of its own; what it said. Fails when the command does."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class Answer:
    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.text = response.read().decode(errors="replace")

    @property
    def made(self) -> int:
        """The id of the record that the answer leads to."""
        return int(re.search(r"/meetings/(\d+)", self.headers["Location"])[1])


def ask(port, method, path, body=None, headers=None, timeout=PATIENCE) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        return Answer(connection.getresponse())
    finally:
        connection.close()


class Person:
    """Someone signed in, by the cookie of a browser of the tests; each request on a new connection."""

    def __init__(self, service: Service, browser):
        self.service = service
        self.token = browser._token()
        self.cookie = f"tadamon={browser.client.get_cookie('tadamon').value}; lang=ar"

    def get(self, path) -> Answer:
        return ask(self.service.port, "GET", path, headers={"Cookie": self.cookie})

    def post(self, path, htmx=False, **fields) -> Answer:
        return ask(self.service.port, "POST", path, *self.form(htmx, fields))

    def form(self, htmx, fields):
        """(body, headers) of a posted form."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"csrf_token": self.token} | fields).encode()
        return body, headers | ({"HX-Request": "true"} if htmx else {})

    def attach(self, meeting, content: bytes, once: str) -> Answer:
        head = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("csrf_token", self.token), ("once", once))
        )
        head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{once}.pdf"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {"Cookie": self.cookie, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return ask(self.service.port, "POST", f"/meetings/{meeting}/attachments", body, headers)

    def insist(self, send) -> Answer:
        """Do as a person with a retry button does: the same form again until it is answered with a yes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(*NO_ANSWER):
                answer = send()
                self.service.answers.append(answer.status)
                if answer.status < 400:
                    return answer
            time.sleep(0.05)
        raise AssertionError("nothing was ever acknowledged")


class Load:
    """Several people at once: each makes a meeting, changes its venue, now and then attaches a file."""

    def __init__(self, service, browser, people=5):
        self.service, self.stopping = service, threading.Event()
        service.answers = []
        self.acknowledged = []  # (title, id, venue or None, name of a file or None)
        self.failed = []
        self.threads = [
            threading.Thread(target=self._work, args=(Person(service, browser), number)) for number in range(people)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def goes_on(self, before: int) -> None:
        """Wait until saves are acknowledged again, beyond the first `before`."""
        until = time.monotonic() + PATIENCE
        while len(self.acknowledged) <= before + len(self.threads):
            assert time.monotonic() < until, "no save is acknowledged any more"
            time.sleep(0.1)

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join(2 * PATIENCE)
        assert not self.failed, self.failed

    def _work(self, person, number):
        try:
            turn = 0
            while not self.stopping.is_set():
                turn += 1
                self._save(person, f"{number}-{turn}", files=turn % 4 == 0)
        except Exception as error:
            self.failed.append(repr(error))

    def _save(self, person, name, files):
        title, venue = f"اجتماع {name}", f"قاعة {name}"
        fields = {"title": title, "kind": "committee", "starts_on": "20/10/2025", "once": f"meeting-{name}"}
        id = person.insist(lambda: person.post("/meetings", **fields)).made
        self.acknowledged.append((title, id, None, None))
        person.insist(lambda: person.post(f"/meetings/{id}/fields/venue", htmx=True, venue=venue, version="1"))
        self.acknowledged.append((title, id, venue, None))
        if files:
            content = PDF.replace(b"{}", name.encode())
            person.insist(lambda: person.attach(id, content, f"file-{name}"))
            self.acknowledged.append((title, id, venue, f"file-{name}.pdf"))
