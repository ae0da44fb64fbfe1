"""Migrations on both engines, in one transaction.

SQLite rebuilds a table to change it; with foreign keys on, dropping the old table would delete or
refuse its children. They are switched off outside the transaction and every key is checked after.
"""

from alembic import context
from flask import current_app

from tadamon.extensions import db

OWN = (
    "search_index",
    "ix_search_texts_document",
    "ix_outcome_texts_document",
    "ix_trainees_document",
    "ix_trainees_slices",
)  # made by hand in the migrations


def ours(thing, name, kind, reflected, _other):
    return not (name and name.startswith(OWN))


def migrate(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        include_object=ours,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7216001)")
            migrate(connection)
            connection.commit()
            return
        raw = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            connection.begin()  # before alembic looks: it would commit a transaction of its own before the check
            migrate(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration would leave keys that lead nowhere: {broken[:5]}")
            connection.commit()
        finally:
            connection.rollback()
            raw.execute("PRAGMA foreign_keys=ON")


run()
