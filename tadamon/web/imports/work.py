"""The process that does what is too long for a request: it claims an import, works part by part, and may die.

Whoever looks at an import whose process fell silent starts another one, which goes on where that one stopped.
"""

import gc
import time
import uuid
from datetime import timedelta

import click
from flask import Flask
from sqlalchemy import or_, update

from tadamon.extensions import db
from tadamon.language import _, speaking
from tadamon.records.base import Refused, now
from tadamon.records.files import FileRefused
from tadamon.records.history import acting_as
from tadamon.web import aside
from tadamon.web.imports import steps
from tadamon.web.imports.models import AT_WORK, SILENT, Import
from tadamon.web.imports.targets import Target

TARGETS: dict[str, type[Target]] = {}
PAUSE = 0.04  # seconds between two parts that are written, in which others may write: SQLite keeps no queue
WRITING = ("running", "undoing")  # the other steps mostly think, and hold nobody up


class Lost(Exception):
    """Another process has the import now."""


def init_app(app: Flask) -> None:
    app.cli.add_command(work)


def target(cls: type[Target]) -> type[Target]:
    """Make a target known by its name to the process that works on its imports."""
    TARGETS[cls.name] = cls
    return cls


def begin(doing: Import) -> None:
    """Start the process, when there is something for it to do; after the commit."""
    if doing.state in AT_WORK:
        start(doing.id)


def wake(doing: Import) -> None:
    """Start a process in the place of one that died."""
    if doing.silent:
        start(doing.id)


def start(id: int) -> None:
    aside.run("work", str(id))


@click.command(hidden=True)
@click.argument("id", type=int)
def work(id: int):
    """Do what is to be done of the import with this number (started by the application itself)."""
    gc.set_threshold(50_000, 20, 50)  # rows come and go; looking at them again and again is a sixth of the work
    do(id)


def do(id: int) -> None:
    """Claim the import and bring its present step to the end; nothing when another process has it."""
    me = uuid.uuid4().hex
    if not _claim(id, me):
        return
    doing = db.session.get(Import, id)
    by = doing.undone_by if doing.state == "undoing" else doing.completed_by if doing.state == "running" else doing.by
    pause = PAUSE if doing.state in WRITING and db.engine.dialect.name == "sqlite" else 0
    try:
        with acting_as(by.id), speaking("ar"):
            _step(doing, by, lambda upto: _tick(id, me, upto, pause))
        db.session.commit()
    except Lost:
        db.session.rollback()
    except (FileRefused, Refused) as refused:
        db.session.rollback()
        _give_up(id, me, refused)


def _step(doing: Import, by, tick) -> None:
    step = {"reading": steps.read, "judging": steps.review, "running": steps.run, "undoing": steps.undo}[doing.state]
    step(doing, TARGETS[doing.target], by, tick)


def _claim(id: int, me: str) -> bool:
    free = or_(Import.worker == "", Import.alive_at < now() - timedelta(seconds=SILENT))
    claimed = db.session.execute(
        update(Import).where(Import.id == id, Import.state.in_(AT_WORK), free).values(worker=me, alive_at=now())
    )
    db.session.commit()
    return claimed.rowcount == 1


def _tick(id: int, me: str, upto: int, pause: float) -> None:
    """Commit a part, unless somebody else took over."""
    db.session.flush()
    mine = db.session.execute(
        update(Import).where(Import.id == id, Import.worker == me).values(upto=upto, alive_at=now()),
        execution_options={"synchronize_session": False},
    )
    if mine.rowcount != 1:
        raise Lost
    db.session.commit()
    time.sleep(pause)


def _give_up(id: int, me: str, refused: Exception) -> None:
    with speaking("ar"):
        problem = str(getattr(refused, "sentence", refused)) or _("تعذرت قراءة الملف.")
    db.session.execute(
        update(Import)
        .where(Import.id == id, Import.worker == me)
        .values(state="unreadable", worker="", problem=problem[:400], version=Import.version + 1)
    )
    db.session.commit()
