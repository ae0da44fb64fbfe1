"""A PostgreSQL database put back as it was by what was written to it, not by making it anew.

Triggers write down every table that a statement touched, whoever sent it; a change of the schema itself is
written down as "*". Nothing is undone by hand: the rows of a touched table are replaced by those kept beside it.
"""

from contextlib import suppress

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

KEPT = "kept_beside"  # a schema of its own: the application never looks there
WATCH = f"""
CREATE TABLE {KEPT}.touched (name text NOT NULL);
CREATE FUNCTION {KEPT}.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
  $$ BEGIN INSERT INTO {KEPT}.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
CREATE FUNCTION {KEPT}.rebuilt() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS
  $$ BEGIN INSERT INTO {KEPT}.touched VALUES ('*'); END $$;
"""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"
PATIENCE = "5s"


class Renewable:
    """The database at `address`, a copy of a template, as its superuser sees it."""

    def __init__(self, address: str):
        url = make_url(address).set(drivername="postgresql", username="postgres")
        self.connection = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
        run = self.connection.execute
        run(f"CREATE SCHEMA {KEPT}")
        run(WATCH)
        self.tables = [name for (name,) in run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        for name in self.tables:
            run(sql.SQL("CREATE TABLE {}.{} AS TABLE public.{}").format(*map(sql.Identifier, (KEPT, name, name))))
            watch = (
                "CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {} EXECUTE FUNCTION {}.touch()"
            )
            run(sql.SQL(watch).format(sql.Identifier(name), sql.Identifier(KEPT)))
        self.columns = {name: [column for (column,) in run(COLUMNS, [name])] for name in self.tables}
        sequences = run(
            "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
        ).fetchall()
        self.sequences = {f"{name}": (value, called) for name, value, called in sequences}
        run(f"CREATE EVENT TRIGGER rebuilt ON ddl_command_end EXECUTE FUNCTION {KEPT}.rebuilt()")

    def renew(self) -> bool:
        """Put back what was touched; False when that cannot be done and the database must be made anew."""
        touched = {name for (name,) in self.connection.execute(f"SELECT DISTINCT name FROM {KEPT}.touched")}
        if not touched:
            return True
        if "*" in touched:
            return False
        with suppress(psycopg.errors.LockNotAvailable), self.connection.transaction():
            run = self.connection.execute
            run("SET LOCAL session_replication_role = replica")
            run(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            for name in sorted(touched):
                columns = sql.SQL(", ").join(map(sql.Identifier, self.columns[name]))
                table, kept = sql.Identifier(name), sql.SQL("{}.{}").format(sql.Identifier(KEPT), sql.Identifier(name))
                run(sql.SQL("DELETE FROM {}").format(table))
                run(sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, columns, columns, kept))
            for name, (value, called) in self.sequences.items():
                if name.removesuffix("_id_seq") in touched:
                    run("SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', value, called])
            run(f"DELETE FROM {KEPT}.touched")
            return True
        return False

    def close(self) -> None:
        self.connection.close()
