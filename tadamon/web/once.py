"""A retry is not a second record: create-forms carry a key that is good for one."""

import secrets
from datetime import datetime
from hashlib import blake2b

from flask import request
from flask_login import current_user
from sqlalchemy import ForeignKey
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.records.base import now


class OnceKey(db.Model):
    __tablename__ = "once_keys"
    key: Mapped[str] = mapped_column(db.String(60), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_id: Mapped[int | None] = mapped_column(Key)


def fresh_key() -> str:
    return secrets.token_urlsafe(12)


def already_made() -> int | None:
    """The id of what this form made before, or None; from then on the key is this request's."""
    key = _posted_key()
    if key is None:
        return None
    try:
        with db.session.begin_nested():
            db.session.add(OnceKey(key=key, user_id=current_user.id))
    except IntegrityError:
        return db.session.get(OnceKey, key).made_id
    return None


def used(path: str) -> bool:
    """Whether the form in this request has been sent for good to `path` already."""
    key = _posted_key(path)
    return key is not None and db.session.get(OnceKey, key) is not None


def made(thing) -> None:
    """Remember what the form made; call after the flush that gives it an id."""
    key = _posted_key()
    if key is not None:
        db.session.get(OnceKey, key).made_id = thing.id


def _posted_key(path: str | None = None) -> str | None:
    """Good for one person and one address only: an id of one list means nothing in another."""
    typed = request.form.get("once", "")
    if not 0 < len(typed) <= 40:
        return None
    return blake2b(f"{current_user.id} {path or request.path} {typed}".encode(), digest_size=24).hexdigest()
