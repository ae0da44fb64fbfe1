"""The search row of every record: one folded, stemmed text, kept in the transaction that changes it.

SQLite indexes it with FTS5 (triggers in the migration keep it in step), PostgreSQL with a GIN
index over to_tsvector('simple', text).
"""

from sqlalchemy import ForeignKey, event, func, literal_column, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from tadamon.extensions import Key, db
from tadamon.language import speaking, words
from tadamon.records import settings
from tadamon.records.base import Part, Record

RARE = 5_000


class SearchText(db.Model):
    __tablename__ = "search_texts"
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(db.Text)


def index(record: Record) -> None:
    """Write the record's search row anew."""
    found = fresh_text(record)
    row = db.session.get(SearchText, record.id)
    if row is None:
        db.session.add(SearchText(record_id=record.id, text=found))
    elif row.text != found:
        row.text = found


def fresh_text(record: Record) -> str:
    """What the record's row should say: in Arabic, whoever saves it."""
    with speaking("ar"):
        return words.index_text(record.search_text())


def current() -> bool:
    """Whether the rows were written by the way of folding words that queries use."""
    return settings.setting("search_version") == words.SEARCH_VERSION


def mark_current() -> None:
    """Every row is new, or there is none yet; the caller commits."""
    settings.put("search_version", words.SEARCH_VERSION)


@event.listens_for(Session, "after_flush")
def remember(session, _):
    for thing in (*session.new, *session.dirty):
        if isinstance(thing, Record | Part):
            session.info.setdefault("unindexed", set()).add(thing.record_id if isinstance(thing, Part) else thing.id)


@event.listens_for(Session, "before_commit")
def index_changed(session):
    session.flush()
    for id in session.info.pop("unindexed", ()):
        record = session.get(Record, id)
        session.expire(record)
        index(record)


@event.listens_for(Session, "after_rollback")
def forget(session):
    session.info.pop("unindexed", None)


def matching(query: str):
    """A select of the ids of the records that match, or None when the query holds no word."""
    if db.engine.dialect.name == "sqlite":
        match = words.sqlite_match(query)
        if not match:
            return None
        return text("SELECT rowid AS id FROM search_index WHERE search_index MATCH :match").bindparams(
            match=match
        ).columns(literal_column("id", Key))
    match = words.postgres_query(query)
    if not match:
        return None
    document = func.to_tsvector(literal_column("'simple'"), SearchText.text)
    return select(SearchText.record_id.label("id")).where(
        document.op("@@")(func.to_tsquery(literal_column("'simple'"), match))
    )


def narrowed(statement, id_column, query: str):
    """`statement` limited to the records that match `query`; nothing matches a query without words.

    A rare word is looked up once and its ids sorted; a common one is probed row by row along the
    order of the list, which fills a page long before the whole match is read.
    """
    found = matching(query)
    if found is None:
        return statement.where(db.false())
    ids = found.subquery()
    rare = db.session.scalar(select(func.count()).select_from(select(ids.c.id).limit(RARE).subquery())) < RARE
    if rare:
        return statement.where(id_column.in_(select(materialized(ids).c.id)))
    return statement.where(_probe(query, id_column))


def materialized(ids):
    """The ids as a CTE that is read whole first: left to itself PostgreSQL walks the list's index."""
    return select(ids.c.id).cte("candidates").prefix_with("MATERIALIZED", dialect="postgresql")


def _probe(query: str, id_column):
    if db.engine.dialect.name == "sqlite":
        return text(
            f"EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH :probe AND rowid = {id_column})"
        ).bindparams(probe=words.sqlite_match(query))
    document = func.to_tsvector(literal_column("'simple'"), SearchText.text)
    return (
        select(1)
        .where(SearchText.record_id == id_column)
        .where(document.op("@@")(func.to_tsquery(literal_column("'simple'"), words.postgres_query(query))))
        .exists()
    )
