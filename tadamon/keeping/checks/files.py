from flask import current_app
from sqlalchemy import String, select

from tadamon.extensions import db
from tadamon.keeping.checks.finding import Finding
from tadamon.records.files import store_for


def files(_everything):
    """Every file that a row names is there with the bytes its name promises."""
    store = store_for(current_app.config["TADAMON_FILES"])
    kept, named = set(store), set()
    for column in columns():
        for sha256, row in db.session.execute(_naming(column)):
            where = f"{column.table.name}.{column.name} of row {row}"
            if sha256 in named:
                continue
            named.add(sha256)
            if sha256 not in kept:
                yield Finding(f"the file {sha256} is missing ({where})")
            elif not store.whole(sha256):
                yield Finding(f"the file {sha256} is damaged: its bytes have changed ({where})")
    for sha256 in sorted(kept - named)[:100]:
        yield Finding(f"no row names the file {sha256}", fault=False)


def columns():
    """The columns that name files: by the house's convention their names end in sha256."""
    return [column for table in db.metadata.sorted_tables for column in table.columns if column.name.endswith("sha256")]


def _naming(column):
    key = next(iter(column.table.primary_key))
    return select(column, key.cast(String)).where(column.is_not(None)).order_by(key)
