"""The search row of every record, kept in the transaction that changes it, and how rows are found by it.

A row's `place` holds the day before the id, so that matches come in the order of the lists. Its text
is folded, stemmed words, and beside them facets such as "seen012": who may see the record, its kind.
SQLite indexes it with FTS5 (triggers in the migration keep it in step) and reads matches newest first;
PostgreSQL has a stored tsvector with a GIN index, which knows no order.
"""

from datetime import date

from sqlalchemy import ForeignKey, cast, column, event, func, literal, literal_column, select, table, union
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Mapped, Session, mapped_column

from tadamon.extensions import Key, db
from tadamon.language import speaking, words
from tadamon.records import naming, settings
from tadamon.records.base import Part, Record

ID_BITS = 40
RECENT = 1_000


class SearchText(db.Model):
    __tablename__ = "search_texts"
    place: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), unique=True)
    text: Mapped[str] = mapped_column(db.Text)


def place(day: date, id: int = 0) -> int:
    """Where a record of that day stands among all."""
    return day.toordinal() << ID_BITS | id


def facet(name: str, value) -> str:
    """A word of the index that no text can hold: letters and digits of a text are told apart."""
    return f"{name}0{''.join(filter(str.isalnum, str(value)))}"


def index(record: Record) -> None:
    """Write the record's search row anew."""
    row = db.session.scalar(select(SearchText).where(SearchText.record_id == record.id))
    row = row or SearchText(record_id=record.id)
    write(row, record)
    db.session.add(row)
    if hasattr(record, "names"):
        naming.name(record)


def write(row: SearchText, record: Record) -> None:
    """What the row of this record holds as it now stands."""
    row.place, row.text = place(record.listed_on, record.id), fresh_text(record)


def fresh_text(record: Record) -> str:
    """What the record's row should say: its facets, and its words in Arabic, whoever saves it."""
    with speaking("ar"):
        found = words.index_text(record.search_text())
    facets = sorted(facet(name, value) for name, values in record.facets().items() for value in values)
    return " ".join((*facets, found)).strip()


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


def again(record: Record) -> None:
    """Write the record's row at the commit, though only what refers to it has changed."""
    db.session.info.setdefault("unindexed", set()).add(record.id)


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


def matching(typed: str, facets: dict | None = None, first: date | None = None, end: date | None = None):
    """The records that hold every word and every facet {name: value}, from `first` to the day before `end`.

    None when the query holds no word.
    """
    return having(facets or {}, typed, first, end) if words.terms(typed) else None


def sharing(typed: str, facets: dict):
    """The records that hold any of the words and every facet {name: value}; None when there is no word."""
    return having(facets, typed, any_word=True) if words.terms(typed) else None


def having(facets: dict, typed: str = "", first: date | None = None, end: date | None = None, any_word: bool = False):
    """The records that hold every facet {name: value}, and every word if there are any, or any of them."""
    wanted = [facet(*pair) for pair in facets.items()]
    kind = OnSqlite if db.engine.dialect.name == "sqlite" else OnPostgresql
    return kind(typed, wanted, place(first) if first else 0, place(end) if end else literal(2**63 - 1), any_word)


class OnSqlite:
    """Matches read newest first from the index itself."""

    rows = table("search_index", column("rowid", Key))

    def __init__(self, typed: str, wanted: list[str], first, end, any_word: bool = False):
        match = " AND ".join(filter(None, (*(f'"{each}"' for each in wanted), words.sqlite_match(typed, any_word))))
        self.place = self.rows.c.rowid.label("place")
        self.found = select(self.place, self.place.bitwise_and(2**ID_BITS - 1).label("record_id")).where(
            literal_column("search_index").op("MATCH")(match), self.rows.c.rowid >= first, self.rows.c.rowid < end
        )

    def count(self, most: int) -> int:
        """How many there are, `most` at the most."""
        return db.session.scalar(select(func.count()).select_from(self.found.limit(most).subquery()))

    def newest(self, limit: int, before: int | None = None, many: bool = False):
        """The newest of them before a place, as a subquery of (place, record_id)."""
        query = self.found if before is None else self.found.where(self.rows.c.rowid < before)
        return query.order_by(self.rows.c.rowid.desc()).limit(limit).subquery()


class OnPostgresql:
    """Few matches are read whole and sorted; of many, the newest rows are tried before all are."""

    document = literal_column("search_texts.search_index")

    def __init__(self, typed: str, wanted: list[str], first, end, any_word: bool = False):
        terms = filter(None, (*(f"'{each}'" for each in wanted), words.postgres_query(typed, any_word)))
        self.query = cast(" & ".join(terms), TSQUERY)
        self.bounds = (SearchText.place >= first, SearchText.place < end)
        self.found = select(SearchText.place, SearchText.record_id).where(
            self.document.op("@@")(self.query), *self.bounds
        )

    def count(self, most: int) -> int:
        """How many there are, `most` at the most."""
        every = self.found.with_only_columns(literal(1).label("one")).cte("every").prefix_with("MATERIALIZED")
        return db.session.scalar(select(func.count()).select_from(select(every).limit(most).subquery()))

    def newest(self, limit: int, before: int | None = None, many: bool = False):
        """The newest of them before a place, as a subquery of (place, record_id); `many` when most rows match."""
        earlier = () if before is None else (SearchText.place < before,)
        # A sum is in no index: left to itself the planner would walk every row of the list for a rare word.
        every = self.found.where(*earlier).order_by((SearchText.place + 0).desc()).limit(limit)
        if not many:
            return every.subquery()
        recent = (
            select(SearchText.place, SearchText.record_id, self.document.label("document"))
            .where(*self.bounds, *earlier).order_by(SearchText.place.desc()).limit(RECENT)
            .cte("recent").prefix_with("MATERIALIZED")
        )
        tried = (
            select(recent.c.place, recent.c.record_id).where(recent.c.document.op("@@")(self.query))
            .order_by(recent.c.place.desc()).limit(limit).cte("tried").prefix_with("MATERIALIZED")
        )
        enough = select(func.count()).select_from(tried).scalar_subquery() >= limit
        both = union(select(tried), select(every.where(~enough).subquery())).subquery()
        return select(both).order_by(both.c.place.desc()).limit(limit).subquery()
