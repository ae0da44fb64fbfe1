"""The outbox on its way: each message is taken, tried and noted in transactions of its own."""

import logging
import smtplib
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from flask import current_app
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.records.base import now
from tadamon.reminders.models import Mail

log = logging.getLogger("tadamon")
SECONDS, BATCH = 20, 200


def send() -> tuple[int, int]:
    """(how many were sent, how many failed and wait). Commits; no lock is held while the mail server is asked."""
    sent = failed = 0
    for id in waiting():
        message = taken(id)
        if message is None:
            continue
        try:
            with server() as connection:
                connection.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail %s was not sent: %s", id, type(error).__name__)
            failed += 1
            continue
        db.session.get(Mail, id).sent()
        db.session.commit()
        sent += 1
    return sent, failed


def waiting() -> list[int]:
    ids = list(db.session.scalars(select(Mail.id).where(Mail.next_at <= now()).order_by(Mail.id).limit(BATCH)))
    db.session.commit()
    return ids


def taken(id: int) -> EmailMessage | None:
    """The message, which is this process's for a while; None when another took it or its reader has no address any more."""
    mail = db.session.scalar(select(Mail).where(Mail.id == id, Mail.next_at <= now()).with_for_update(skip_locked=True))
    if mail is None:
        db.session.commit()
        return None
    mail.take()
    if not (mail.user.email and mail.user.is_active):
        mail.next_at = None
        db.session.commit()
        return None
    message = written(mail)
    db.session.commit()
    return message


def written(mail: Mail) -> EmailMessage:
    sender = current_app.config["TADAMON_MAIL_FROM"]
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.user.email, mail.subject
    message["Date"] = format_datetime(datetime.now().astimezone())
    message["Message-ID"] = f"<mail-{mail.id}-{mail.day:%Y%m%d}@{sender.rpartition('@')[2].strip('> ')}>"
    message["Content-Language"], message["Auto-Submitted"] = mail.language, "auto-generated"
    message.set_content(mail.body)
    return message


@contextmanager
def server():
    config = current_app.config
    tls = config["TADAMON_MAIL_TLS"]
    kind = smtplib.SMTP_SSL if tls == "tls" else smtplib.SMTP
    with kind(config["TADAMON_MAIL_HOST"], config["TADAMON_MAIL_PORT"], timeout=SECONDS) as connection:
        if tls == "starttls":
            connection.starttls()
        if config["TADAMON_MAIL_USER"]:
            connection.login(config["TADAMON_MAIL_USER"], config["TADAMON_MAIL_PASSWORD"] or "")
        yield connection
