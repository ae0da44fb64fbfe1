"""An answer lost after the commit, and the same form sent again: one record (F9, F13)."""

import socket
import threading
import time

import pytest
from sqlalchemy import func, select

from tadamon.activities.models import Attendance
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records.history import Change
from tadamon.records.transactions import writing

MEETING = {"title": "اجتماع ضاع جوابه", "kind": "committee", "starts_on": "20/10/2025", "once": "lost"}


@pytest.fixture
def send_and_leave(service):
    """send_and_leave(person, path, **fields): the form is sent whole, and nobody waits for the answer."""

    def sent(person, path, htmx=False, **fields):
        body, headers = person.form(htmx, fields)
        lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        with socket.create_connection(("127.0.0.1", service.port)) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return sent


def count(what) -> int:
    with writing(False):
        found = db.session.scalar(what)
        db.session.remove()
    return found


def eventually(question) -> None:
    until = time.monotonic() + 20
    while not question():
        assert time.monotonic() < until
        time.sleep(0.1)


meetings = select(func.count()).select_from(Meeting).where(Meeting.title == MEETING["title"])
rows = select(func.count()).select_from(Attendance).where(Attendance.name == "نجلاء سليم")
changes = select(func.count()).select_from(Change).where(Change.action == "changed")


def test_the_form_that_is_sent_again_makes_nothing_new(person, send_and_leave, meeting):
    writer = person("writer")
    send_and_leave(writer, "/meetings", **MEETING)
    eventually(lambda: count(meetings))
    again = writer.post("/meetings", **MEETING)
    assert (again.status, count(meetings)) == (303, 1), writer.service.said()
    assert again.made == count(select(Meeting.id).where(Meeting.title == MEETING["title"]))

    row = {"name": "نجلاء سليم", "presence": "present", "once": "lost-row"}
    send_and_leave(writer, f"/meetings/{meeting}/attendance", htmx=True, **row)
    eventually(lambda: count(rows))
    assert writer.post(f"/meetings/{meeting}/attendance", htmx=True, **row).status == 200
    assert count(rows) == 1

    field = {"venue": "قاعة أخرى", "version": "1"}
    send_and_leave(writer, f"/meetings/{meeting}/fields/venue", htmx=True, **field)
    eventually(lambda: count(changes))
    assert writer.post(f"/meetings/{meeting}/fields/venue", htmx=True, **field).status == 200
    assert count(changes) == 1

    many_clicks(writer, send_and_leave, MEETING | {"once": "impatient", "title": "اجتماع كثرت نقراته"})


def many_clicks(writer, send_and_leave, fields):
    answers = []
    clicks = [
        threading.Thread(target=lambda: answers.append(writer.post("/meetings", **fields))) for _click in range(8)
    ]
    for click in clicks:
        click.start()
    send_and_leave(writer, "/meetings", **fields)
    for click in clicks:
        click.join()
    assert {answer.status for answer in answers} == {303}
    assert len({answer.made for answer in answers}) == 1
    assert count(select(func.count()).select_from(Meeting).where(Meeting.title == fields["title"])) == 1
