"""Writing many rows at once, or rows that may be there already, on either engine."""

import json
from collections.abc import Sequence

from sqlalchemy import Table, Text, cast, column, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from tadamon.extensions import db

MOST_VALUES = 32_000  # in one statement on SQLite


def insert(model: type):
    """An INSERT that can say what to do `on_conflict…`, as this engine spells it."""
    return (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(model)


def add_rows(table: Table, rows: list[dict]) -> None:
    """Write rows that tell of the same columns, many in a statement: SQLite writes its indexes of words out after each.

    PostgreSQL is given them as one text of JSON.
    """
    if not rows:
        return
    connection, columns = db.session.connection(), [table.c[name] for name in rows[0]]
    if connection.dialect.name == "sqlite":
        _add_sqlite(connection, table.name, columns, rows)
        return
    told = cast(literal(json.dumps(rows, default=str), Text), postgresql.JSON)
    given = func.json_to_recordset(told).table_valued(*(column(each.name, each.type) for each in columns), name="given")
    given = given.render_derived(with_types=True)
    connection.execute(table.insert().from_select([each.name for each in columns], select(*given.c)))


def _add_sqlite(connection, table: str, columns: list, rows: list[dict]) -> None:
    dialect, size = connection.dialect, MOST_VALUES // len(columns)
    keep = [(each.name, each.type.dialect_impl(dialect).bind_processor(dialect)) for each in columns]
    names, marks = ", ".join(each.name for each in columns), f"({', '.join('?' * len(columns))})"
    for part in (rows[at : at + size] for at in range(0, len(rows), size)):
        values = tuple(kept(row[name]) if kept else row[name] for row in part for name, kept in keep)
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES {', '.join([marks] * len(part))}", values)


def add_up(model: type, keys: Sequence[str], rows: list[dict]) -> None:
    """Add the `amount` of each row to the one of the same `keys`, which is made where there is none."""
    if not rows:
        return
    query = insert(model)
    summed = {"amount": model.amount + query.excluded.amount}
    db.session.execute(query.on_conflict_do_update(index_elements=list(keys), set_=summed), rows)
