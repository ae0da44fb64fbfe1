"""SQLite: the whole database as one file, through its online backup, which waits for no one."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from tadamon.extensions import db
from tadamon.keeping.archive import Archive, Unusable, Writer, chunks_of, scratch_beside

name = "sqlite"
MEMBER = "database.db"
OURS = "type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'"


class Snapshot:
    def __init__(self, copy: sqlite3.Connection, path: Path, out: Writer):
        self.copy, self.path, self.out = copy, path, out

    def revision(self) -> str:
        return self.copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]

    def rows(self) -> dict[str, int]:
        tables = [row[0] for row in self.copy.execute(f"SELECT name FROM sqlite_master WHERE {OURS} ORDER BY name")]
        return {table: self.copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}

    def named_files(self) -> dict[str, str]:
        """{SHA-256: the column that names it}."""
        columns = self.copy.execute(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
            "WHERE t.type = 'table' AND c.name LIKE '%sha256'"
        ).fetchall()
        return {
            row[0]: f"{table}.{column}"
            for table, column in columns
            for row in self.copy.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
        }

    def write(self) -> None:
        self.copy.close()
        self.out.add(MEMBER, chunks_of(self.path))
        self.path.unlink()


@contextmanager
def snapshot(out: Writer):
    path = out.scratch / MEMBER
    with closing(sqlite3.connect(path)) as copy:
        with closing(db.engine.raw_connection()) as live:
            live.driver_connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        refuse_damaged(copy)
        yield Snapshot(copy, path, out)


def bring_back(archive: Archive) -> None:
    """Replace the database in one transaction of its own: whoever has it open sees all of it, or nothing."""
    live = Path(db.engine.url.database)
    live.parent.mkdir(parents=True, exist_ok=True)
    with scratch_beside(live) as scratch:
        with (scratch / MEMBER).open("wb") as file:
            file.writelines(archive.chunks(MEMBER))
        with (
            closing(sqlite3.connect(scratch / MEMBER)) as copy,
            closing(db.engine.raw_connection()) as target,
        ):
            refuse_damaged(copy)
            copy.backup(target.driver_connection)


def refuse_damaged(copy: sqlite3.Connection) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise Unusable(f"the database is damaged: {found}")
