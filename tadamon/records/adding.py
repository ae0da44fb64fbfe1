"""Writing many rows at once, or rows that may be there already, on either engine."""

import json
from collections.abc import Sequence

from sqlalchemy import Table, Text, column, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from tadamon.extensions import db


def insert(model: type):
    """An INSERT that can say what to do `on_conflict…`, as this engine spells it."""
    return (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(model)


def add_rows(table: Table, rows: list[dict], worded: bool = False) -> None:
    """Write rows that tell of the same columns; `worded`: the table has an index of words.

    PostgreSQL is given all of them as one text of JSON, which is much less work than a statement for each. SQLite
    takes each as quickly, but writes its indexes of words out after every statement; RETURNING puts many rows into one.
    """
    if not rows:
        return
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(table.insert().returning(literal(1)) if worded else table.insert(), rows)
        return
    columns = [table.c[name] for name in rows[0]]
    told = func.json_to_recordset(literal(json.dumps(rows, default=str), Text).cast(postgresql.JSON))
    given = told.table_valued(*(column(each.name, each.type) for each in columns), name="given")
    given = given.render_derived(with_types=True)
    connection.execute(table.insert().from_select([each.name for each in columns], select(*given.c)))


def add_up(model: type, keys: Sequence[str], rows: list[dict]) -> None:
    """Add the `amount` of each row to the one of the same `keys`, which is made where there is none."""
    if not rows:
        return
    query = insert(model)
    summed = {"amount": model.amount + query.excluded.amount}
    db.session.execute(query.on_conflict_do_update(index_elements=list(keys), set_=summed), rows)
