"""A backup brought back: verified whole before anything is touched."""

from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app

from tadamon.extensions import db
from tadamon.keeping import archive, engines
from tadamon.keeping.archive import Archive, Unusable
from tadamon.records import files


def bring_back(source: Path, replace: bool = False) -> dict:
    """Restore the archive into this installation; its manifest.

    Files first, rows after them, as people write: no row is ever without its file. Raises Unusable before
    anything is touched when the backup is not whole or not for here, or when people or records are here
    already and `replace` was not asked for. Files that are here already stay.
    """
    with archive.reading(source) as opened:
        opened.verify()
        _refuse_foreign(opened)
        if not replace and engines.occupied():
            raise Unusable(
                "this installation holds people or records already; --replace puts the backup in their place"
            )
        _bring_files(opened)
        db.session.remove()
        engines.engine().bring_back(opened)
    engines.migrate()
    return opened.manifest


def _refuse_foreign(opened: Archive) -> None:
    ours, theirs = engines.engine().name, opened.manifest["engine"]
    if theirs != ours:
        raise Unusable(f"it is a backup of {theirs}, and DATABASE_URL names {ours} here")
    config = current_app.extensions["migrate"].migrate.get_config()
    try:
        ScriptDirectory.from_config(config).get_revision(opened.manifest["revision"])
    except CommandError as error:
        raise Unusable("it was made by a newer version of tadamon; update this one first") from error


def _bring_files(opened: Archive) -> None:
    store = files.store_for(current_app.config["TADAMON_FILES"])
    for name, told in opened.members.items():
        if not name.startswith("files/") or not told["size"]:  # an empty one was lost before the backup
            continue
        sha256 = told["sha256"]
        if store.exists(sha256) and not store.whole(sha256):
            store.remove(sha256)
        with opened.zip.open(name) as member:
            store.put(member, told["size"])
