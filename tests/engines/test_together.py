"""Many clients on one record through a real server: what was acknowledged is kept, once, and nothing is overwritten."""

import os
import random
import re
import signal
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from itertools import pairwise

from sqlalchemy import func, select, text

from tadamon.activities.models import Attendance
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records.history import Change

CLIENTS, TURNS, KILLS = 8, 10, 3
FIELDS = ("title", "venue", "summary", "chaired_by")


@dataclass(frozen=True)
class Save:
    """One answer: the place ("venue", or a row's id), the text sent, the version the form was opened at, the status."""

    place: str
    value: str
    version: int
    status: int


class Client(threading.Thread):
    """Opens and saves places of the sheet again and again, as htmx does; `saves` keeps every answer."""

    def __init__(self, visitor, number, places, deadly):
        super().__init__()
        self.visitor, self.number, self.places, self.deadly = visitor, number, places, deadly
        self.saves, self.faults = [], []

    def run(self):
        draw, visitor = random.Random(self.number), self.visitor
        for turn in range(TURNS):
            place, address, field = draw.choice(self.places)
            value = f"كتب {self.number} المرة {turn}"
            try:
                form = visitor.get(f"{address}/edit", htmx=True)
                if form.status != 200:
                    self.faults.append((form.status, address))
                    continue
                fields = fields_of(form.text)
                answer = visitor.post(address, fields | {field: value}, htmx=True)
                self.saves.append(Save(place, value, int(fields["version"]), answer.status))
            except (OSError, HTTPException) as fault:  # a worker was killed while it answered
                visitor = visitor.again()
                if not self.deadly:
                    self.faults.append(fault)


def fields_of(form: str) -> dict:
    """{name: value} of an open form: inputs, texts and chosen options."""
    found = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    for select_name, options in re.findall(r'<select[^>]*?name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[select_name] = chosen[1] if chosen else ""
    return found


def rush(site, places, killing=None):
    """All clients at once, while `killing(crowd)` runs; their saves."""
    visitors = [site.visitor(("writer", "colleague")[number % 2]) for number in range(CLIENTS)]
    crowd = [Client(visitor, number, places, killing is not None) for number, visitor in enumerate(visitors)]
    for client in crowd:
        client.start()
    if killing:
        killing(crowd)
    for client in crowd:
        client.join(120)
    assert [fault for client in crowd for fault in client.faults] == []
    return [save for client in crowd for save in client.saves]


def history(part=None, part_id=None) -> list[Change]:
    """Of the record itself, or of one of its rows."""
    where = (Change.part == part, Change.part_id == part_id) if part else (Change.part.is_(None),)
    found = db.session.scalars(select(Change).where(*where).order_by(Change.id)).all()
    db.session.expunge_all()  # read again later, they would take SQLite's write lock
    db.session.rollback()
    return found


def agree(saves: list[Save], changes: list[Change], column=None, certain=True) -> None:
    """The history holds every acknowledged save once, in an unbroken chain, and each refusal had its reason."""
    for place in {save.place for save in saves}:
        field = column or place
        told = [change for change in changes if field in change.diff]
        values = [change.diff[field][1] for change in told]
        mine = [save for save in saves if save.place == place]
        kept = [save.value for save in mine if save.status == 200]
        assert sorted(kept) == sorted(set(kept))
        assert all(values.count(value) == 1 for value in kept), f"{place}: an acknowledged save is missing or double"
        if certain:
            assert set(values) - set(kept) <= {change.diff[field][1] for change in told if change.action == "created"}
        for before, after in pairwise(told):
            assert after.diff[field][0] == before.diff[field][1], f"{place}: the chain is broken"
        overwritten(mine, told, field)


def overwritten(saves: list[Save], told: list[Change], field: str) -> None:
    """No save went over a text its author had not seen; no save was refused without such a text."""
    by_value = {change.diff[field][1]: change for change in told}
    for save in saves:
        unseen = [change for change in told if change.version > save.version]
        if save.status == 200:
            own = by_value[save.value]
            assert not [change for change in unseen if change.id < own.id], f"{save} overwrote a text unseen"
        else:
            assert unseen, f"{save} was refused without a reason"


def test_fields_of_one_sheet(site, app):
    """Same fields and different ones: only whoever met a newer text in the same field is asked."""
    places = [(name, f"/meetings/{site.meeting}/fields/{name}", name) for name in FIELDS]
    saves = rush(site, places)
    assert {save.status for save in saves} <= {200, 409}, saves
    assert len([save for save in saves if save.status == 200]) > CLIENTS
    agree(saves, history())


def test_rows_of_one_sheet(site, parts, app):
    """Each row is a conflict of its own; saving one never disturbs another."""
    ids = parts["attendance"]
    places = [(str(id), f"/meetings/{site.meeting}/attendance/{id}", "name") for id in ids]
    saves = rush(site, places)
    assert {save.status for save in saves} <= {200, 409}, saves
    for id in ids:
        agree([save for save in saves if save.place == str(id)], history("attendances", id), column="name")


def at_once(calls):
    """The answers of these functions, called at the same moment."""
    answers, gate = [None] * len(calls), threading.Barrier(len(calls))

    def run(number, call):
        gate.wait()
        answers[number] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_a_meeting_sent_many_times_at_once_is_one(site, app):
    visitors = [site.visitor("writer") for _each in range(6)]
    form = visitors[0].get("/meetings/new").text
    fields = fields_of(form[form.index("<main") :]) | {
        "title": "أُرسل مرات",
        "starts_on": "5/10/2025",
        "kind": "bilateral",
    }
    fields.pop("csrf_token")
    answers = at_once([lambda v=visitor: v.post("/meetings", fields) for visitor in visitors])
    assert {answer.status for answer in answers} == {303}, [
        answer.text[-900:] for answer in answers if answer.status != 303
    ]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert db.session.scalar(select(func.count()).select_from(Meeting).where(Meeting.title == "أُرسل مرات")) == 1


def test_a_row_sent_many_times_at_once_is_one(site, app):
    visitors = [site.visitor("writer") for _each in range(6)]
    address = f"/meetings/{site.meeting}/attendance"
    fields = fields_of(visitors[0].get(f"{address}/new", htmx=True).text) | {"name": "حضر مرات", "presence": "present"}
    fields.pop("csrf_token", None)
    answers = at_once([lambda v=visitor: v.post(address, fields, htmx=True) for visitor in visitors])
    assert {answer.status for answer in answers} == {200}
    assert db.session.scalar(select(func.count()).select_from(Attendance).where(Attendance.name == "حضر مرات")) == 1


def test_a_worker_killed_in_mid_save_loses_nothing_acknowledged(site, app):
    """kill -9: the others serve on, the master starts another, and what was answered is there once."""

    def kill(crowd):
        for number in range(1, KILLS + 1):
            while any(each.is_alive() for each in crowd) and saved(crowd) < number * CLIENTS:
                time.sleep(0.01)
            if site.server.workers:
                os.kill(random.choice(site.server.workers), signal.SIGKILL)

    def saved(crowd):
        return sum(len(each.saves) for each in crowd)

    places = [(name, f"/meetings/{site.meeting}/fields/{name}", name) for name in FIELDS]
    saves = rush(site, places, killing=kill)
    assert {save.status for save in saves} <= {200, 409}, saves
    agree(saves, history(), certain=False)
    assert site.visitor("reader").get(f"/meetings/{site.meeting}").status == 200
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
