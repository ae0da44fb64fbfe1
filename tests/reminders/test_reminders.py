"""Who is reminded of what and when, once a day; and the way of a message to a real mail server, another process."""

import mailbox
import socket
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.followup.reminding import coming, falls
from tadamon.language.dates import today
from tadamon.records.history import acting_as
from tadamon.reminders import composing
from tadamon.reminders.models import TRIES, Mail, Round
from tests.conftest import CAST

DUE = date(2025, 10, 19)


@pytest.fixture
def addressed(app):
    """addressed("writer", …): those of the cast get an address."""

    def give(*names, **values):
        for name in names:
            user = User.named(CAST[name][0])
            user.email = f"{name}@example.com"
            for key, value in values.items():
                setattr(user, key, value)
        db.session.commit()

    return give


@pytest.fixture
def due(app, meeting):
    """due(days): the first assignment of the meeting falls due so many days from now, on Luxor's own unit."""

    def put(days, who="writer"):
        by = User.named(CAST[who][0])
        with acting_as(by.id):
            row = db.session.scalars(select(Outcome).where(Outcome.kind == "assignment").order_by(Outcome.id)).first()
            row.owner, row.owner_unit = by.unit.name_ar, by.unit
            row.due(today() + timedelta(days=days))
            for other in db.session.scalars(select(Outcome).where(Outcome.id != row.id)):
                other.state = "confirmed"
            db.session.commit()
        return row.id

    return put


@pytest.fixture
def free_port():
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def mail_server(app, free_port, tmp_path):
    """A mail server of its own; the folder it puts what it gets into."""
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-d", "-l", f"127.0.0.1:{free_port}"]
    command += ["-c", "aiosmtpd.handlers.Mailbox", str(tmp_path / "box")]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for line in child.stderr:
        if "listening" in line.lower():
            break
    app.config.update(TADAMON_MAIL_HOST="127.0.0.1", TADAMON_MAIL_PORT=free_port, TADAMON_MAIL_FROM="t@example.com")
    yield tmp_path / "box"
    app.config.update(TADAMON_MAIL_HOST=None)
    child.kill()
    child.communicate()


def remind(app):
    answer = app.test_cli_runner().invoke(args=["remind"])
    assert answer.exit_code == 0, answer.output
    db.session.rollback()
    return answer.output


@pytest.mark.parametrize(
    ("days", "told"), [(-4, False), (-3, True), (-2, False), (0, True), (1, False), (7, True), (8, False), (14, True)]
)
def test_three_days_before_on_the_day_and_every_week(days, told):
    assert falls(DUE, [DUE + timedelta(days=days)]) is told


@pytest.mark.parametrize(
    ("days", "own", "told"),
    [(-9, None, -3), (-3, None, -3), (-2, None, 0), (0, 9, 0), (1, None, 7), (8, 9, 9), (8, 3, 14)],
)
def test_the_next_day_one_is_reminded(days, own, told):
    row = SimpleNamespace(state="open", due_on=DUE, remind_on=own and DUE + timedelta(days=own))
    assert coming(row, DUE + timedelta(days=days)) == DUE + timedelta(days=told)
    row.state = "confirmed"
    assert coming(row, DUE) == row.remind_on


def test_a_day_without_a_round_is_made_up_for():
    assert falls(DUE, [DUE + timedelta(days=1), DUE])


def test_a_message_goes_once_and_says_nothing_of_what_is_written(app, addressed, due, mail_server):
    addressed("writer", language="en", digits="latn")
    id = due(3)
    assert "sent 1" in remind(app)
    assert "sent 0" in remind(app)
    message = list(mailbox.Maildir(mail_server))
    assert len(message) == 1 and message[0]["To"] == "writer@example.com"
    body = message[0].get_payload(decode=True).decode()
    assert f"/assignments/{id}" in body and "due" in body and "إيقاف عدد" not in body
    assert message[0]["Subject"] == "Reminder: 1 date"


def test_whom_it_concerns(app, addressed, due):
    addressed("writer", "approver", "reader", "stranger", "head")
    due(0)
    assert composing.compose() == 2
    db.session.commit()
    names = {mail.user.username for mail in db.session.scalars(select(Mail))}
    assert names == {CAST["writer"][0], CAST["approver"][0]}


def test_what_is_done_or_archived_reminds_of_nothing(app, writer, addressed, due, meeting):
    addressed("writer")
    due(0)
    writer.post(f"/meetings/{meeting}/archive")
    assert composing.compose() == 0
    assert composing.compose() is None


def test_a_server_that_does_not_answer_is_tried_again_and_disturbs_no_one(app, writer, addressed, due, free_port):
    addressed("writer")
    due(-7)
    app.config.update(TADAMON_MAIL_HOST="127.0.0.1", TADAMON_MAIL_PORT=free_port)
    try:
        assert "failure 1" in remind(app)
    finally:
        app.config.update(TADAMON_MAIL_HOST=None)
    mail = db.session.scalar(select(Mail))
    assert mail.tries == 1 and mail.sent_at is None and mail.next_at is not None
    waits = []
    while mail.next_at is not None:
        before = mail.next_at
        mail.take()
        waits.append(mail.next_at and mail.next_at - before)
    assert mail.tries == TRIES and waits[1] > waits[0]
    assert writer.get("/assignments/mine").status_code == 200


def test_without_a_server_nothing_is_kept(app, addressed, due):
    addressed("writer")
    due(0)
    assert "not set" in remind(app)
    assert db.session.scalar(select(Round.day)) is None


def test_the_address_is_ones_own(writer, admin):
    assert writer.post("/me", language="ar", digits="arab", email="منى").status_code == 422
    assert (
        writer.post("/me", language="ar", digits="arab", email="mona@example.com\r\nBcc: x@example.com").status_code
        == 422
    )
    assert writer.post("/me", language="ar", digits="arab", email="mona@example.com").status_code == 303
    assert User.named(CAST["writer"][0]).email == "mona@example.com"
    assert 'value="mona@example.com"' in admin.get(
        f"/administration/users/{User.named(CAST['writer'][0]).id}"
    ).get_data(as_text=True)
