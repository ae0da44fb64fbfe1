"""The search row of every record, and what it adds to the sums, written anew."""

from collections.abc import Iterator

from sqlalchemy import func, select, text

from tadamon.cohorts.trainees import indexing as trainees
from tadamon.extensions import db
from tadamon.followup import summing
from tadamon.keeping.checks.search import sound
from tadamon.records import search, tallies
from tadamon.records.base import Record

BATCH = 100


def renew() -> bool:
    """Write it anew when it is of an older version; whether it was."""
    old = not search.current()
    if old:
        for _done in reindex():
            pass
    return old


def reindex() -> Iterator[tuple[int, int]]:
    """(done, all) after each batch, which is one transaction: saves go on between two of them.

    The rows of a batch are held while they are read, so no save that comes between is undone.
    """
    if not sound():
        db.session.execute(text("INSERT INTO search_index(search_index) VALUES ('rebuild')"))
    db.session.commit()
    tallies.clear()
    summing.clear()
    total, done, last = db.session.scalar(select(func.count()).select_from(Record)), 0, 0
    db.session.commit()
    batch = select(Record).order_by(Record.id).limit(BATCH).with_for_update(of=Record)
    while records := db.session.scalars(batch.where(Record.id > last)).all():
        last, done = records[-1].id, done + len(records)
        search.index_all(records, from_nothing=True)
        db.session.commit()
        db.session.expunge_all()
        yield done, max(total, done)
    for _many in trainees.renew():
        pass
    search.mark_current()
    db.session.commit()
