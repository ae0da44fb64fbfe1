from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.extensions import Key, db
from tadamon.records.base import now

PAUSE, TRIES = timedelta(minutes=10), 8


class Round(db.Model):
    """A day whose reminders were composed; the key keeps two processes from composing them twice."""

    __tablename__ = "reminder_rounds"
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Mail(db.Model):
    """One message to one person, until it is sent or given up."""

    __tablename__ = "mails"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    day: Mapped[date]
    language: Mapped[str] = mapped_column(db.String(2))
    subject: Mapped[str] = mapped_column(db.String(200))
    body: Mapped[str] = mapped_column(db.Text)
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    user = relationship(User)
    __table_args__ = (
        UniqueConstraint("user_id", "day"),
        Index(
            "ix_mails_next_at",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
    )

    def take(self) -> None:
        """Before it is tried: nobody else tries it meanwhile, and a failure waits twice as long as the one before."""
        self.tries += 1
        self.next_at = now() + PAUSE * 2 ** (self.tries - 1) if self.tries < TRIES else None

    def sent(self) -> None:
        self.sent_at, self.next_at = now(), None
