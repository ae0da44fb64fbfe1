"""What differs between the engines when a whole database is copied out or brought back."""

from flask_migrate import upgrade
from sqlalchemy import inspect, text

from tadamon.extensions import db
from tadamon.records.transactions import writing


def engine():
    """The module of the engine we run on: `name`, `snapshot(out)`, `bring_back(archive)`."""
    from tadamon.keeping import postgresql, sqlite

    return sqlite if db.engine.dialect.name == "sqlite" else postgresql


def occupied() -> bool:
    """Whether the database holds people or records; reference data alone are no one's work."""
    present = set(inspect(db.engine).get_table_names())
    with writing(False), db.engine.connect() as connection:
        return any(
            connection.execute(text(f"SELECT 1 FROM {name} LIMIT 1")).first()
            for name in ("users", "records")
            if name in present
        )


def revision() -> str | None:
    """The migration the database stands at; None when it has no tables of ours."""
    if not inspect(db.engine).has_table("alembic_version"):
        return None
    with writing(False), db.engine.connect() as connection:
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def migrate(to: str = "head") -> None:
    db.session.remove()
    db.engine.dispose()
    upgrade(revision=to)
