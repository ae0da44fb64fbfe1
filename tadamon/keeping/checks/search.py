from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import aliased

from tadamon.cohorts.trainees import indexing
from tadamon.extensions import db
from tadamon.keeping.checks.finding import Finding
from tadamon.records import naming
from tadamon.records.base import Record
from tadamon.records.naming import NameStart
from tadamon.records.search import SearchText, current, fresh_text

SAMPLE = 1000
BATCH = 200
WORDS = 8


def index(everything):
    """Every record has its row, and the row says what the record says: all, or the newest and a spread."""
    if not current():
        yield Finding("it was written by an older way of folding words; run: flask --app wsgi reindex")
        return
    if not sound(everything):
        yield Finding("the full-text index does not match its texts; run: flask --app wsgi reindex")
    row = aliased(SearchText)
    missing = select(Record.id).where(~select(row.record_id).where(row.record_id == Record.id).exists())
    for id in db.session.scalars(missing.limit(100)):
        yield Finding(f"record {id} has no row; run: flask --app wsgi reindex")
    for id in _stale(everything):
        yield Finding(f"the row of record {id} is not what the record says; run: flask --app wsgi reindex")


def trainees(everything):
    """Every trainee is found by what the row says."""
    if not current():
        return
    if not indexing.sound(everything):
        yield Finding("the full-text index of trainees does not match its texts; run: flask --app wsgi reindex")
    for id in indexing.stale(everything):
        yield Finding(f"the words of trainee {id} are not what the row says; run: flask --app wsgi reindex")


def names(everything):
    """Every record with names is found by each of them as it is typed, and by nothing else."""
    for batch in batches(everything):
        ids = [one.id for one in batch if hasattr(one, "names")]
        kept = {id: set() for id in ids}
        query = select(NameStart.record_id, NameStart.key, NameStart.word).where(NameStart.record_id.in_(ids))
        for id, key, word in db.session.execute(query):
            kept[id].add((key, word))
        for one in batch:
            if one.id in kept and kept[one.id] != naming.starts(one.names):
                yield Finding(f"record {one.id} is not found by its names; run: flask --app wsgi reindex")


def sound(everything=False) -> bool:
    """Whether SQLite's full-text index finds what search_texts holds.

    FTS5's own integrity-check takes the write lock for as long as it runs; this only reads.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    for there, here in (("search_index_docsize", "search_texts"), ("search_texts", "search_index_docsize")):
        key, other = ("id", "place") if there == "search_index_docsize" else ("place", "id")
        if db.session.execute(
            text(f"SELECT 1 FROM {there} WHERE {key} NOT IN (SELECT {other} FROM {here}) LIMIT 1")
        ).first():
            return False
    sample = select(SearchText.place, SearchText.text).where(chosen(SearchText.record_id, everything))
    return all(_found(place, words) for place, words in db.session.execute(sample))


def _found(place: int, words: str) -> bool:
    some = words.split()
    some = some[:: max(1, len(some) // WORDS)]
    query = " AND ".join(f'"{word}"' for word in some)
    probe = text("SELECT 1 FROM search_index WHERE search_index MATCH :query AND rowid = :place")
    return not some or db.session.execute(probe, {"query": query, "place": place}).first() is not None


def chosen(column, everything):
    """All records, or the newest and a spread of the others."""
    newest = db.session.scalar(select(func.max(Record.id))) or 0
    step = 1 if everything else max(1, newest // SAMPLE)
    return or_(column % step == 0, column > newest - SAMPLE)


def batches(everything):
    last, which = 0, chosen(Record.id, everything)
    while batch := db.session.scalars(
        select(Record).where(Record.id > last, which).order_by(Record.id).limit(BATCH)
    ).all():
        last = batch[-1].id
        yield batch
        db.session.expunge_all()


def _stale(everything):
    for batch in batches(everything):
        kept = dict(
            db.session.execute(
                select(SearchText.record_id, SearchText.text).where(SearchText.record_id.in_([one.id for one in batch]))
            ).all()
        )
        yield from (one.id for one in batch if one.id in kept and kept[one.id] != fresh_text(one))
