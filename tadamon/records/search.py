"""The search row of every record, kept in the transaction that changes it, and how rows are found by it.

A row's `place` holds the day before the id, so that matches come in the order of the lists. Its text
is folded, stemmed words, and beside them facets such as "seen012": who may see the record, its kind.
SQLite indexes it with FTS5 (triggers in the migration keep it in step) and reads matches newest first;
PostgreSQL has a stored tsvector with a GIN index, which knows no order.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ForeignKey,
    cast,
    column,
    event,
    func,
    inspect,
    literal,
    literal_column,
    select,
    table,
    union,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Mapped, Session, mapped_column, selectinload

from tadamon.extensions import Key, db
from tadamon.language import speaking, words
from tadamon.records import naming, settings
from tadamon.records.base import Part, Record

ID_BITS = 40
RECENT = 1_000
MANY = 20  # changed in one commit


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


# Functions from a record that write what else is found by words of their own: of rows that have a page.
also: list = []


def index(record: Record) -> None:
    """Write the record's search row anew."""
    row = db.session.scalar(select(SearchText).where(SearchText.record_id == record.id))
    row = row or SearchText(record_id=record.id)
    write(row, record)
    db.session.add(row)
    if hasattr(record, "names"):
        naming.name(record)
    for write_more in also:
        write_more(record)


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
    changed = session.info.pop("unindexed", ())
    if len(changed) >= MANY:
        index_many(session, sorted(changed))
        return
    for id in changed:
        record = session.get(Record, id)
        session.expire(record)
        index(record)


def index_many(session, ids: list[int], size: int = 500) -> None:
    """What `index` does for one, for an import: everything is read and written for many of them together."""
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        rows = session.scalars(select(SearchText).where(SearchText.record_id.in_(part)))
        known = {row.record_id: row for row in rows}
        records = _afresh(session, part)
        for record in records:
            row = known.get(record.id) or SearchText(record_id=record.id)
            write(row, record)
            session.add(row)
        naming.name_many([record for record in records if hasattr(record, "names")])


def _afresh(session, ids: list[int]) -> list[Record]:
    """The records as the database has them now, with all their lists."""
    kinds: dict = {}
    for id, type in session.execute(select(Record.id, Record.type).where(Record.id.in_(ids))):
        kinds.setdefault(type, []).append(id)
    found = []
    for type, mine in kinds.items():
        cls = inspect(Record).polymorphic_map[type].class_
        lists = [selectinload(getattr(cls, each.key)) for each in inspect(cls).relationships if each.uselist]
        query = select(cls).where(cls.id.in_(mine)).options(*lists)
        found += session.scalars(query, execution_options={"populate_existing": True}).unique()
    return found


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


def having(
    facets: dict,
    typed: str = "",
    first: date | None = None,
    end: date | None = None,
    shelf=None,
    any_word: bool = False,
):
    """The records that hold every facet {name: value}, and every word if there are any, or any of them.

    With `shelf`, the things of another one.
    """
    wanted = [facet(*pair) for pair in facets.items()]
    kind = OnSqlite if db.engine.dialect.name == "sqlite" else OnPostgresql
    bounds = place(first) if first else 0, place(end) if end else literal(2**63 - 1)
    return kind(typed, wanted, *bounds, shelf or RECORDS, any_word)


@dataclass(frozen=True)
class Shelf:
    """A table of texts with `place` and `text`, the column of what each is about, and the name of its index."""

    texts: type
    about: str
    index: str


RECORDS = Shelf(SearchText, "record_id", "search_index")


class OnSqlite:
    """Matches read in order from the index itself."""

    def __init__(self, typed: str, wanted: list[str], first, end, shelf=RECORDS, any_word: bool = False):
        self.rows = table(shelf.index, column("rowid", Key))
        match = " AND ".join(filter(None, (*(f'"{each}"' for each in wanted), words.sqlite_match(typed, any_word))))
        self.place = self.rows.c.rowid.label("place")
        self.found = select(self.place, self.place.bitwise_and(2**ID_BITS - 1).label("record_id")).where(
            literal_column(shelf.index).op("MATCH")(match), self.rows.c.rowid >= first, self.rows.c.rowid < end
        )

    def count(self, most: int) -> int:
        """How many there are, `most` at the most."""
        return db.session.scalar(select(func.count()).select_from(self.found.limit(most).subquery()))

    def newest(self, limit: int, before: int | None = None, many: bool = False, rising: bool = False):
        """The newest of them before a place, as a subquery of (place, record_id); `rising`: the first after it."""
        query = self.found if before is None else self.found.where(_beyond(self.rows.c.rowid, before, rising))
        return query.order_by(_turned(self.rows.c.rowid, rising)).limit(limit).subquery()


class OnPostgresql:
    """Few matches are read whole and sorted; of many, the newest rows are tried before all are."""

    def __init__(self, typed: str, wanted: list[str], first, end, shelf=RECORDS, any_word: bool = False):
        self.place, self.about = shelf.texts.place, getattr(shelf.texts, shelf.about).label("record_id")
        self.document = literal_column(f"{shelf.texts.__tablename__}.{shelf.index}")
        terms = filter(None, (*(f"'{each}'" for each in wanted), words.postgres_query(typed, any_word)))
        self.query = cast(" & ".join(terms), TSQUERY)
        self.bounds = (self.place >= first, self.place < end)
        self.found = select(self.place, self.about).where(self.document.op("@@")(self.query), *self.bounds)

    def count(self, most: int) -> int:
        """How many there are, `most` at the most."""
        every = self.found.with_only_columns(literal(1).label("one")).cte("every").prefix_with("MATERIALIZED")
        return db.session.scalar(select(func.count()).select_from(select(every).limit(most).subquery()))

    def newest(self, limit: int, before: int | None = None, many: bool = False, rising: bool = False):
        """The newest of them before a place, as a subquery of (place, record_id); `many` when most rows match.

        `rising`: the first after it.
        """
        place = self.place
        beyond = () if before is None else (_beyond(place, before, rising),)
        # A sum is in no index: left to itself the planner would walk every row of the list for a rare word.
        every = self.found.where(*beyond).order_by(_turned(place + 0, rising)).limit(limit)
        if not many:
            return every.subquery()
        recent = (
            select(place, self.about, self.document.label("document"))
            .where(*self.bounds, *beyond)
            .order_by(_turned(place, rising))
            .limit(RECENT)
            .cte("recent")
            .prefix_with("MATERIALIZED")
        )
        tried = (
            select(recent.c.place, recent.c.record_id)
            .where(recent.c.document.op("@@")(self.query))
            .order_by(_turned(recent.c.place, rising))
            .limit(limit)
            .cte("tried")
            .prefix_with("MATERIALIZED")
        )
        enough = select(func.count()).select_from(tried).scalar_subquery() >= limit
        both = union(select(tried), select(every.where(~enough).subquery())).subquery()
        return select(both).order_by(_turned(both.c.place, rising)).limit(limit).subquery()


def _beyond(place, before, rising: bool):
    return place > before if rising else place < before


def _turned(place, rising: bool):
    return place if rising else place.desc()
