"""A person who is wiped leaves the files and the rows that lists came in with, too."""

import io
from collections.abc import Callable

from flask import current_app
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.records import files
from tadamon.web.imports.models import Import, ImportRow
from tadamon.web.workbooks.cells import unpack

IN_ITS_PLACE = b"This file was dropped, because it told of a person whose data were wiped.\n"


def wipe(record_id: int, part_id: int, is_them: Callable[[object], bool]) -> set[str]:
    """Empty the rows of a record's imports that are about a part of it, or of which a cell says `is_them`.

    The files they came in are dropped; gives their SHA-256, for `drop` after the commit.
    """
    query = select(ImportRow).join(Import, Import.id == ImportRow.import_id).where(Import.record_id == record_id)
    query = query.where((ImportRow.part_id == part_id) | ImportRow.part_id.is_(None)).execution_options(yield_per=500)
    held = set()
    for row in db.session.scalars(query):
        if row.part_id == part_id or any(is_them(unpack(cell)) for cell in row.cells if cell is not None):
            held.add(row.import_id)
            row.cells, row.before, row.problems = [], None, []
    return {_emptied(db.session.get(Import, id)) for id in held}


def drop(gone: set[str]) -> None:
    """Remove files from the store, unless a row still names them."""
    store = files.store_for(current_app.config["TADAMON_FILES"])
    for sha256 in gone:
        if not any(db.session.execute(select(column).where(column == sha256).limit(1)).first() for column in _naming()):
            store.remove(sha256)


def _emptied(doing: Import) -> str:
    store, gone = files.store_for(current_app.config["TADAMON_FILES"]), doing.file_sha256
    doing.file_sha256 = store.put(io.BytesIO(IN_ITS_PLACE), len(IN_ITS_PLACE)).sha256
    return gone


def _naming():
    return [column for table in db.metadata.sorted_tables for column in table.columns if column.name.endswith("sha256")]
