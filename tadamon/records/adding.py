"""Writing rows that may be there already, on either engine."""

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite

from tadamon.extensions import db


def insert(model: type):
    """An INSERT that can say what to do `on_conflict…`, as this engine spells it."""
    return (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(model)


def add_up(model: type, keys: Sequence[str], rows: list[dict]) -> None:
    """Add the `amount` of each row to the one of the same `keys`, which is made where there is none."""
    if not rows:
        return
    query = insert(model)
    summed = {"amount": model.amount + query.excluded.amount}
    db.session.execute(query.on_conflict_do_update(index_elements=list(keys), set_=summed), rows)
