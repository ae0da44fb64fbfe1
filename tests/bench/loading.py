"""Rows into tables as fast as each engine takes them, the text index made last."""

from sqlalchemy import text

from tadamon.extensions import db

DOCUMENT = "ix_search_texts_document"


class Loader:
    """`columns`: {table: names}. Values are text, numbers or None, dates in ISO form."""

    def __init__(self, columns: dict[str, list[str]]):
        self.columns, self.sqlite = columns, db.engine.dialect.name == "sqlite"

    def count(self, table: str) -> int:
        with db.engine.begin() as connection:
            return connection.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table}"))

    def open(self) -> None:
        """Take the text index away; `close` brings it back, even after an interruption."""
        with db.engine.begin() as connection:
            if not self.sqlite:
                connection.execute(text(f"DROP INDEX IF EXISTS {DOCUMENT}"))
                return
            triggers = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_texts_%'")
            ).all()
            connection.execute(text("CREATE TABLE IF NOT EXISTS bench_triggers (sql TEXT)"))
            for name, sql in triggers:
                connection.execute(text("INSERT INTO bench_triggers VALUES (:sql)"), {"sql": sql})
                connection.execute(text(f"DROP TRIGGER {name}"))

    def add(self, rows: dict[str, list[tuple]]) -> None:
        """All of it in one transaction."""
        with db.engine.begin() as connection:
            raw = connection.connection.dbapi_connection
            for table, values in rows.items():
                if values:
                    (self._insert if self.sqlite else self._copy)(raw, table, values)

    def _insert(self, raw, table: str, values: list[tuple]) -> None:
        names = self.columns[table]
        places = ", ".join("?" * len(names))
        raw.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", values)

    def _copy(self, raw, table: str, values: list[tuple]) -> None:
        names = ", ".join(self.columns[table])
        with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)

    def close(self) -> None:
        """The text index, the next ids and the planner's statistics; nothing to do a second time."""
        if self.sqlite:
            self._close_sqlite()
        else:
            self._close_postgresql()

    def _close_sqlite(self) -> None:
        with db.engine.begin() as connection:
            if not connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'bench_triggers'")):
                return
            connection.execute(text("INSERT INTO search_index(search_index) VALUES ('rebuild')"))
            for (sql,) in connection.execute(text("SELECT sql FROM bench_triggers")).all():
                connection.exec_driver_sql(sql)
            connection.execute(text("DROP TABLE bench_triggers"))
        raw = db.engine.raw_connection()
        raw.execute("ANALYZE")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()

    def _close_postgresql(self) -> None:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.scalar(text(f"SELECT to_regclass('{DOCUMENT}')")):
                return
            for table, names in self.columns.items():
                if names[0] == "id" and (
                    sequence := connection.scalar(text(f"SELECT pg_get_serial_sequence('{table}', 'id')"))
                ):
                    connection.execute(text(f"SELECT setval('{sequence}', (SELECT max(id) FROM {table}))"))
            connection.execute(text(f"CREATE INDEX {DOCUMENT} ON search_texts USING gin (search_index)"))
            connection.execute(text("VACUUM ANALYZE"))


def strip(table: str) -> None:
    """Take a table's indexes and triggers away; `dress` brings them back, even after an interruption."""
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS bench_statements (sql TEXT)"))
        for kind, name, sql in connection.execute(text(WORN[db.engine.dialect.name]), {"table": table}).all():
            connection.execute(text("INSERT INTO bench_statements VALUES (:sql)"), {"sql": sql})
            connection.execute(text(f"DROP {kind} {name}"))


def dress(table: str, words: str) -> None:
    """Indexes, triggers, the next id and the planner's statistics; `words`: the name of the table's text index."""
    sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS bench_statements (sql TEXT)"))
        gone = connection.scalars(text("SELECT sql FROM bench_statements")).all()
        if gone and sqlite:
            connection.exec_driver_sql(f"INSERT INTO {words}({words}) VALUES ('rebuild')")
        elif gone:
            connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '1GB'")
            connection.exec_driver_sql(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
        for sql in gone:
            connection.exec_driver_sql(sql)
        connection.execute(text("DROP TABLE bench_statements"))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if sqlite else "VACUUM ANALYZE")


WORN = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master "
    "WHERE tbl_name = :table AND type IN ('index', 'trigger') AND sql IS NOT NULL",
    "postgresql": "SELECT 'INDEX', indexname, indexdef FROM pg_indexes WHERE tablename = :table "
    "AND indexname NOT LIKE 'pk!_%' ESCAPE '!'",
}
