"""Approval when many approve at once: one number, one approval; no gaps and no doubles."""

import threading
from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.approval.models import Approval, Counter
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.language.words import username_key
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.records.base import Refused
from tadamon.records.transactions import writing
from tests.conftest import CAST


@pytest.fixture
def submitted(app):
    """submitted(3) → the ids of so many meetings of Luxor that wait for approval."""

    def waiting(number, complete=True):
        made, author = [], User.named(CAST["writer"][0])
        for place in range(number):
            record = Meeting(
                title=f"اجتماع {place}",
                kind="committee",
                unit=author.unit,
                state="draft",
                created_by_id=author.id,
                summary="عرض",
            )
            record.date = Vague(date(2025, 10, 20), "day")
            db.session.add(record)
            db.session.add(Attendance(record=record, position=1, name="سعاد محمود", presence="present"))
            if complete:
                db.session.add(AgendaItem(record=record, position=1, title="البند", discussion="نوقش."))
            db.session.flush()
            record.state = "submitted"
            made.append(record)
        db.session.commit()
        ids = [record.id for record in made]
        db.session.remove()
        return ids

    return waiting


@pytest.fixture
def deputy(app, people, monkeypatch):
    """A second approver of Luxor, for person("deputy")."""
    username, name = "luxor-deputy", "نائب المدير"
    chief = db.session.merge(people.approver)
    db.session.add(
        User(
            username=username,
            username_key=username_key(username),
            full_name=name,
            role="approver",
            unit=chief.unit,
            password_hash=chief.password_hash,
        )
    )
    db.session.commit()
    db.session.remove()
    monkeypatch.setitem(CAST, "deputy", (username, "EG-LX", "approver", name))


def at_once(acts):
    """Do all of them at the same moment; their answers, in order."""
    answers, gate = [None] * len(acts), threading.Barrier(len(acts))

    def act(place):
        gate.wait()
        answers[place] = acts[place]()

    threads = [threading.Thread(target=act, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def given():
    with writing(False):
        numbers = sorted(db.session.scalars(select(Approval.number)))
        db.session.remove()
    return numbers


def test_numbers_have_no_gaps_and_no_doubles(deputy, person, submitted):
    one, other = person("approver"), person("deputy")
    for done, id in enumerate(submitted(3), 1):
        answers = at_once([lambda id=id, who=who: who.post(f"/meetings/{id}/approval") for who in (one, other)])
        assert sorted(answer.status for answer in answers) == [303, 409]
        assert given() == list(range(1, done + 1))
    twenty_at_once_and_some_that_fail_between(one, other, submitted)


def twenty_at_once_and_some_that_fail_between(one, other, submitted):
    ids, lacking = submitted(20), submitted(1, complete=False)
    by_hand, taken = submitted(2)
    acts = [lambda id=id, who=(one, other)[id % 2]: who.post(f"/meetings/{id}/approval") for id in ids]
    acts.insert(5, lambda: one.post(f"/meetings/{lacking[0]}/approval"))
    acts.insert(10, lambda: one.post(f"/meetings/{by_hand}/approval", number="13"))
    acts.insert(11, lambda: other.post(f"/meetings/{taken}/approval", number="13"))
    answers = [answer.status for answer in at_once(acts)]
    assert answers[5] == 409
    assert set(answers) == {303, 409}
    assert answers.count(409) <= 3
    assert given() == list(range(1, 3 + answers.count(303) + 1))


def test_a_number_is_not_spent_by_an_approval_that_fails(people, submitted):
    first, second = submitted(2)

    def torn(*_):
        raise Refused("the print could not be frozen")

    with pytest.raises(Refused):
        db.session.get(Meeting, first).approve(by=db.session.merge(people.approver), freeze=torn)
    db.session.rollback()
    approval = db.session.get(Meeting, second).approve(
        by=db.session.merge(people.approver), freeze=lambda *_: {"x": "y"}
    )
    db.session.commit()
    assert approval.number == 1
    assert db.session.scalar(select(Counter.last)) == 1
