from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect, text

from tadamon.extensions import db
from tadamon.keeping.checks.finding import Finding
from tadamon.keeping.engines import revision


def migration(_everything):
    config = current_app.extensions["migrate"].migrate.get_config()
    newest, here = ScriptDirectory.from_config(config).get_current_head(), revision()
    if here != newest:
        yield Finding(f"the database stands at {here}, the program at {newest}; run: flask --app wsgi setup")


def integrity(_everything):
    if db.engine.dialect.name == "sqlite":
        for row in db.session.execute(text("PRAGMA integrity_check(50)")):
            if row[0] != "ok":
                yield Finding(row[0])
        return
    for (name,) in db.session.execute(
        text(
            "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace"
        )
    ):
        yield Finding(f"the index {name} is not valid; run: REINDEX INDEX {name}")
    for table, name in db.session.execute(
        text(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE NOT convalidated AND connamespace = current_schema()::regnamespace"
        )
    ):
        yield Finding(f"the constraint {name} of {table} was never validated")


def references(_everything):
    """Keys that lead nowhere."""
    for table, keys in inspect(db.engine).get_multi_foreign_keys().items():
        for key in keys:
            count = db.session.scalar(text(_orphans(table[1], key)))
            if count:
                columns = ", ".join(key["constrained_columns"])
                yield Finding(f"{count} rows of {table[1]} name a {columns} that {key['referred_table']} does not have")


def _orphans(table: str, key: dict) -> str:
    pairs = list(zip(key["constrained_columns"], key["referred_columns"], strict=True))
    same = " AND ".join(f'there."{theirs}" = here."{ours}"' for ours, theirs in pairs)
    given = " AND ".join(f'here."{ours}" IS NOT NULL' for ours, _theirs in pairs)
    return (
        f'SELECT count(*) FROM "{table}" here WHERE {given} '
        f'AND NOT EXISTS (SELECT 1 FROM "{key["referred_table"]}" there WHERE {same})'
    )
