"""What an administrator sets for the whole house, as `settings(key, value)`; what is not set has its default.

All of them are read at once, in the statement that loads the signed-in person (`beside`), so that
asking for one costs nothing and is never stale.
"""

import json

from sqlalchemy import JSON, Text, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import db
from tadamon.language import reader
from tadamon.language.words import SEARCH_VERSION

DEFAULTS = {
    "idle_minutes": 60,  # without a request, a session is over
    "help": "",  # whom to ask for a password, shown where people sign in
    "sentences": {},  # "type.kind" of a report's sentence → {"ar", "en"}
    "kinds": {},  # code of a kind of meeting → {"ar", "en", "hidden"}
    "search_version": SEARCH_VERSION,  # words.SEARCH_VERSION when the search index was last written anew
    "nursery_papers": "",  # lines «العربية | English»; "" for the standard ones
    "nursery_points": "",
    "checklist": {},  # code of a lack → "blocks", "warns" or "off"
}


class Setting(db.Model):
    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(db.String(40), primary_key=True)
    value: Mapped[dict] = mapped_column(JSON)


def setting(key: str):
    """The value of a key of DEFAULTS."""
    return _read().get(key, DEFAULTS[key])


def put(key: str, value) -> None:
    """Set a key of DEFAULTS; the caller commits."""
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert
    row = insert(Setting).values(key=key, value=value)
    db.session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))
    _read()[key] = value


def lock() -> None:
    """Before changing one: wait for whoever is changing them, and see what they left."""
    rows = db.session.scalars(select(Setting).with_for_update().execution_options(populate_existing=True))
    db.session.info["settings"] = {row.key: row.value for row in rows}


def beside(engine: str):
    """All settings as one column, for a statement that reads something else; give it to `remember`."""
    if engine == "sqlite":
        whole = func.json_group_object(Setting.key, func.json(Setting.value))
    else:
        whole = cast(func.json_object_agg(Setting.key, Setting.value), Text)
    return select(whole).scalar_subquery()


def remember(whole: str | None) -> None:
    """Keep what `beside` read until the end of the request."""
    db.session.info["settings"] = json.loads(whole or "{}")


def _read() -> dict:
    known = db.session.info.get("settings")
    if known is None:
        known = {row.key: row.value for row in db.session.scalars(select(Setting))}
        db.session.info["settings"] = known
    return known


class Named:
    """The words for a code, which an administrator may have changed; read as late as possible."""

    def __init__(self, key: str, code: str, words):
        self.key, self.code, self.words = key, code, words

    def __str__(self) -> str:
        return setting(self.key).get(self.code, {}).get(reader().language) or str(self.words)
