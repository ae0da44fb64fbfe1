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
  $$ BEGIN IF session_user <> 'postgres' THEN INSERT INTO {KEPT}.touched VALUES ('*'); END IF; END $$;
"""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"
PATIENCE = "5s"
FIRST = "first"


class Renewable:
    """The database at `address`, a copy of a template, as its superuser sees it.

    It stands at a scene: FIRST, or one that was kept since then.
    """

    def __init__(self, address: str):
        url = make_url(address).set(drivername="postgresql", username="postgres")
        self.connection = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
        self.connection.execute(f"CREATE SCHEMA {KEPT}")
        self.connection.execute(WATCH)
        self.tables = [name for (name,) in self._run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        self.columns = {name: [column for (column,) in self._run(COLUMNS, [name])] for name in self.tables}
        self.kept: dict[str, list[str]] = {}  # of each scene, the tables that differ from the first one
        self.sequences: dict[str, dict] = {}
        self.scene = FIRST
        self._copy(FIRST, self.tables)
        for name in self.tables:
            watch = (
                "CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {} EXECUTE FUNCTION {}.touch()"
            )
            self._run(sql.SQL(watch).format(sql.Identifier(name), sql.Identifier(KEPT)))
        self._run(f"CREATE EVENT TRIGGER rebuilt ON ddl_command_end EXECUTE FUNCTION {KEPT}.rebuilt()")

    def keep(self, scene: str) -> None:
        """Remember how the database stands now, come from the first scene."""
        assert self.scene == FIRST
        self._copy(scene, sorted(self._touched()))
        self._run(f"DELETE FROM {KEPT}.touched")
        self.scene = scene

    def renew(self, scene: str = FIRST) -> bool:
        """Put back what was touched; False when that cannot be done and the database must be made anew."""
        touched = self._touched()
        if "*" in touched:
            return False
        if scene != self.scene:
            touched |= {name for each in (scene, self.scene) if each != FIRST for name in self.kept[each]}
        if not touched:
            return True
        with suppress(psycopg.errors.LockNotAvailable), self.connection.transaction():
            self._run("SET LOCAL session_replication_role = replica")
            self._run(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            for name in sorted(touched):
                self._put_back(name, scene if name in self.kept[scene] else FIRST)
            for name, (value, called) in self.sequences[scene].items():
                if name.removesuffix("_id_seq") in touched:
                    self._run("SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', value, called])
            self._run(f"DELETE FROM {KEPT}.touched")
            self.scene = scene
            return True
        return False

    def close(self) -> None:
        self.connection.close()

    def _run(self, *asked):
        return self.connection.execute(*asked)

    def _touched(self) -> set[str]:
        return {name for (name,) in self._run(f"SELECT DISTINCT name FROM {KEPT}.touched")}

    def _copy(self, scene: str, tables: list[str]) -> None:
        self.kept[scene] = tables
        for name in tables:
            kept = sql.Identifier(KEPT, f"{scene}_{name}")
            self._run(sql.SQL("CREATE TABLE {} AS TABLE public.{}").format(kept, sql.Identifier(name)))
        values = self._run("SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences")
        self.sequences[scene] = {f"{name}": (value, called) for name, value, called in values.fetchall()}

    def _put_back(self, name: str, scene: str) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns[name]))
        table, kept = sql.Identifier(name), sql.Identifier(KEPT, f"{scene}_{name}")
        self._run(sql.SQL("DELETE FROM {}").format(table))
        self._run(sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, columns, columns, kept))
