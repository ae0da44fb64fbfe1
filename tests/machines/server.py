"""A real server, what it costs, and someone who visits it."""

import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parents[2]
MINUTE = 60
IDLE = 1  # seconds; the server closes a connection soon after


class Server:
    """gunicorn with our own settings, serving `app` on a port of its own while inside."""

    def __init__(self, app: str, environment: dict, workers: int = 1):
        self.app, self.environment, self.count = app, environment, workers

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        ours = {"PORT": str(self.port), "HOST": "127.0.0.1", "WORKERS": str(self.count), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "gunicorn", self.app]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | self.environment | ours,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self):
        until = time.monotonic() + MINUTE
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{self.app} does not answer")

    def cpu(self) -> float:
        """Seconds of CPU the server and its helpers have used so far."""
        return sum(map(cpu, family(self.process.pid)))

    @property
    def workers(self) -> list[int]:
        """The ids of the worker processes."""
        return children(self.process.pid)

    def memory(self) -> int:
        """Bytes the largest worker holds."""
        return max(map(memory, self.workers), default=0)


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, task.read_text().split())
    return found


def family(pid: int) -> list[int]:
    """The process and all below it."""
    return [pid, *(each for child in children(pid) for each in family(child))]


def cpu(pid: int) -> float:
    """Seconds that every thread of a process was on a processor; 0 for one that is gone."""
    used = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            used += int(task.read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return used / 1e9


def memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    sent: int
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """One connection that is kept, with cookies and gzip, as a browser of the directorates has it."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2 * MINUTE)
        self.cookies, self.token, self.last = {}, "", 0.0

    def ask(self, method: str, path: str, fields: dict | None = None, htmx: bool = False) -> Answer:
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode({"csrf_token": self.token} | fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if htmx:
            headers["HX-Request"] = "true"
        if time.monotonic() - self.last > IDLE:
            self.connection.close()
        started = time.perf_counter()
        self.connection.request(method, quote(path, safe="/?&=+%~"), body, headers)
        response = self.connection.getresponse()
        sent = response.read()
        seconds, self.last = time.perf_counter() - started, time.monotonic()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        packed = response.headers.get("Content-Encoding") == "gzip"
        body = gzip.decompress(sent) if packed else sent
        return Answer(response.status, dict(response.getheaders()), len(sent), body, seconds)

    def get(self, path: str, htmx: bool = False) -> Answer:
        return self.ask("GET", path, htmx=htmx)

    def post(self, path: str, fields: dict, htmx: bool = False) -> Answer:
        return self.ask("POST", path, fields, htmx)

    def sign_in(self, username: str, password: str) -> "Visitor":
        self.token = token(self.get("/sign-in").text)
        answer = self.post("/sign-in", {"username": username, "password": password})
        if answer.status != 303:
            raise RuntimeError(f"{username} could not sign in: {answer.status}")
        self.token = token(self.get("/").text)
        return self

    def again(self) -> "Visitor":
        """The same person in another window: a connection of its own."""
        other = Visitor(self.connection.port)
        other.cookies, other.token = dict(self.cookies), self.token
        return other


def token(page: str) -> str:
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
