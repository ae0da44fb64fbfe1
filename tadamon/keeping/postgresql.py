"""PostgreSQL: every table through COPY, in one snapshot.

Not pg_dump: that must be installed beside the application and be as new as the server. COPY comes with the
driver, and the tables are made again by the migrations the backup was taken at.
"""

from contextlib import closing, contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import inspect

from tadamon.extensions import db
from tadamon.keeping.archive import Archive, Unusable, Writer
from tadamon.keeping.engines import migrate, revision

name = "postgresql"
LEFT_TO_MIGRATIONS = "alembic_version"


class Snapshot:
    def __init__(self, connection: psycopg.Connection, tables: dict[str, list[str]], out: Writer):
        self.connection, self.tables, self.out = connection, tables, out

    def revision(self) -> str:
        return self.connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]

    def rows(self) -> dict[str, int]:
        count = sql.SQL("SELECT count(*) FROM {}")
        return {table: self._one(count.format(sql.Identifier(table))) for table in self.tables}

    def named_files(self) -> dict[str, str]:
        """{SHA-256: the column that names it}."""
        return {
            row[0]: f"{table}.{column}"
            for table, columns in self.tables.items()
            for column in columns
            if column.endswith("sha256")
            for row in self.connection.execute(
                sql.SQL("SELECT {0} FROM {1} WHERE {0} IS NOT NULL").format(*map(sql.Identifier, (column, table)))
            )
        }

    def write(self) -> None:
        for table, columns in self.tables.items():
            self.out.add(f"tables/{table}.copy", self._copied(table, columns))
        # Sequences stand outside snapshots: read after the rows, none is behind them.
        sequences = self.connection.execute(
            "SELECT sequencename, last_value FROM pg_sequences "
            "WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
        self.out.manifest |= {"columns": self.tables, "sequences": dict(sequences.fetchall())}

    def _copied(self, table: str, columns: list[str]):
        with self.connection.cursor() as cursor, cursor.copy(_copy(table, columns, "TO STDOUT")) as lines:
            yield from map(bytes, lines)

    def _one(self, query):
        return self.connection.execute(query).fetchone()[0]


@contextmanager
def snapshot(out: Writer):
    tables = {table: columns for table, columns in _tables().items() if table != LEFT_TO_MIGRATIONS}
    with _connected() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield Snapshot(connection, tables, out)


def bring_back(archive: Archive) -> None:
    """Load the tables as they were at the backup's migration, in one transaction."""
    if revision() != archive.manifest["revision"]:
        _clear()
        migrate(to=archive.manifest["revision"])
    order, columns = list(_tables()), archive.manifest["columns"]
    if set(columns) != set(order) - {LEFT_TO_MIGRATIONS}:
        raise Unusable("its tables are not the ones its migration makes")
    with _connected() as connection, connection.transaction():
        tables = sql.SQL(", ").join(map(sql.Identifier, columns))
        connection.execute(sql.SQL("TRUNCATE {}").format(tables))
        for table in filter(columns.get, order):
            _load(connection, table, columns[table], archive)
        for sequence, last in archive.manifest["sequences"].items():
            connection.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [sequence, last])


def _load(connection, table: str, columns: list[str], archive: Archive) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(_copy(table, columns, "FROM STDIN")) as lines:
            for chunk in archive.chunks(f"tables/{table}.copy"):
                lines.write(chunk)
        if cursor.rowcount != archive.manifest["rows"][table]:
            raise Unusable(f"{table} has {cursor.rowcount} rows, not {archive.manifest['rows'][table]}")


def _copy(table: str, columns: list[str], way: str):
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) ").format(sql.Identifier(table), names) + sql.SQL(way)


def _tables() -> dict[str, list[str]]:
    """{table: its columns}, a table after those its keys lead to."""
    found = inspect(db.engine)
    ordered = (table for table, _keys in found.get_sorted_table_and_fkc_names() if table)
    return {
        table: [column["name"] for column in found.get_columns(table) if "computed" not in column] for table in ordered
    }


def _clear() -> None:
    db.engine.dispose()
    with _connected() as connection, connection.transaction():
        for table in _tables():
            connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))


@contextmanager
def _connected():
    """A connection of its own, closed at the end, whatever was set on it."""
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg.connect(url)) as connection:
        yield connection
