"""An address of one's own that a calendar program reads; only its hash is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from tadamon.accounts.models import Unit, User
from tadamon.extensions import Key, db
from tadamon.records.base import now

LONGEST = 100


class Feed(db.Model):
    """Of what a person owes and attends, or of a whole unit; read with the rights of whoever made it."""

    __tablename__ = "calendar_feeds"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    token_hash: Mapped[str] = mapped_column(db.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    user = relationship(User, foreign_keys=[user_id])
    unit = relationship(Unit, foreign_keys=[unit_id])

    @classmethod
    def make(cls, user: User, unit: Unit | None) -> tuple["Feed", str]:
        """(the feed, its token, which is told once)."""
        token = secrets.token_urlsafe(24)
        feed = cls(user_id=user.id, unit_id=unit and unit.id, token_hash=hashed(token))
        db.session.add(feed)
        return feed, token

    @classmethod
    def of(cls, token: str) -> "Feed | None":
        """Whose it is, as long as their account is open."""
        if not 0 < len(token) <= LONGEST:
            return None
        query = db.select(cls).where(cls.token_hash == hashed(token)).options(joinedload(cls.user))
        feed = db.session.scalar(query)
        return feed if feed and feed.user.is_active else None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
