from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.keeping.checks.finding import Finding
from tadamon.records.base import Record, now
from tadamon.records.files import room
from tadamon.records.history import Change

LEEWAY = timedelta(minutes=2)


def clock(_everything):
    """Whether this machine's clock is behind what was written: a flat battery takes it back years."""
    for column in (Record.changed_at, Change.at, Approval.at):
        newest = db.session.scalar(select(func.max(column)))
        if newest and newest > now() + LEEWAY:
            yield Finding(
                f"it says {now():%Y-%m-%d %H:%M} UTC, but something was written at {newest:%Y-%m-%d %H:%M}",
                False,
            )
            return


def disk(_everything):
    folders = [current_app.config["TADAMON_INSTANCE"], current_app.config["TADAMON_FILES"]]
    if db.engine.dialect.name == "sqlite":
        folders.append(Path(db.engine.url.database).parent)
    for folder in room.short(*folders):
        yield Finding(f"less than 5 % is free where {folder} is", fault=False)
