"""The search row of every record, kept in the transaction that changes it, and how rows are found by it.

A row's `place` holds the day before the id, so that matches come in the order of the lists. Its text
is folded, stemmed words, and beside them facets such as "seen012": who may see the record, its kind.
SQLite indexes it with FTS5 (triggers in the migration keep it in step) and reads matches newest first;
PostgreSQL has a stored tsvector with a GIN index, which knows no order.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

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
from tadamon.records import naming, settings, tallies
from tadamon.records.adding import insert
from tadamon.records.base import Part, Record

ID_BITS = 40
RECENT = 1_000
TRIED = 4  # times as many rows as are wanted are tried before all are
TRIED_TO_COUNT, WORTH = 10 * RECENT, 100_000  # rows tried to be counted, which pays when more matches are expected
# Places of a slice; how many slices are asked for together, and for how many times as many as are wanted.
SLICE_BITS, MOST_SLICES, SPARE = 16, 60, 2
MANY = 20  # changed in one commit
LONGEST_SAYING = 20_000
LEAST_BEGUN, COMPLETIONS = 2, 12  # letters of a word that has begun; how many words it may become


class SearchText(db.Model):
    __tablename__ = "search_texts"
    place: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), unique=True)
    text: Mapped[str] = mapped_column(db.Text)


class Saying(db.Model):
    """What a record says, as it is written: for showing the words that were found."""

    __tablename__ = "search_sayings"
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(db.Text)


class SearchWord(db.Model):
    """A word that some record holds, as it is indexed: what a beginning may go on to."""

    __tablename__ = "search_words"
    word: Mapped[str] = mapped_column(naming.KEY, primary_key=True)


def place(day: date, id: int = 0) -> int:
    """Where a record of that day stands among all."""
    return day.toordinal() << ID_BITS | id


def facet(name: str, value) -> str:
    """A word of the index that no text can hold: letters and digits of a text are told apart."""
    said = str(value)
    return f"{name}0{said if said.isalnum() else ''.join(filter(str.isalnum, said))}"


# Functions from records that write what else is found by words of their own: of rows that have a page.
also: list = []


def index(record: Record) -> None:
    """Write the record's search row anew."""
    index_all([record])


def index_all(records: list[Record], from_nothing: bool = False) -> None:
    """Write the rows of these records anew, read and written together; `from_nothing`: learn also words that their rows held."""
    ids = [record.id for record in records]
    rows = {row.record_id: row for row in db.session.scalars(select(SearchText).where(SearchText.record_id.in_(ids)))}
    sayings = {row.record_id: row for row in db.session.scalars(select(Saying).where(Saying.record_id.in_(ids)))}
    learnt: set[str] = set()
    for record in records:
        row, said = rows.get(record.id) or SearchText(record_id=record.id), said_by(record)
        found, before = words.index_text(said), set() if from_nothing else set((row.text or "").split())
        row.place, row.text = place(record.listed_on, record.id), with_facets(record, found)
        saying = sayings.get(record.id) or Saying(record_id=record.id)
        saying.text = said[:LONGEST_SAYING]
        db.session.add_all((row, saying))
        learnt.update(set(found.split()) - before)
    learn(learnt)
    naming.name_many([record for record in records if hasattr(record, "names")])
    tallies.tally(records)
    for write_more in also:
        write_more(records)


def learn(found: set[str]) -> None:
    """Keep the words that no record held before."""
    known = set(db.session.scalars(select(SearchWord.word).where(SearchWord.word.in_(found)))) if found else found
    if fresh := sorted(found - known):
        db.session.execute(insert(SearchWord).on_conflict_do_nothing(), [{"word": word} for word in fresh])


def learn_words(text: str) -> None:
    """Keep the words of a text that is found by words of its own."""
    learn(set(words.index_text(text).split()))


def said_by(record: Record) -> str:
    """The record's words in Arabic, whoever saves it."""
    with speaking("ar"):
        return record.search_text()


def fresh_text(record: Record) -> str:
    """What the record's row should say: its facets and its words."""
    return with_facets(record, words.index_text(said_by(record)))


def with_facets(record: Record, found: str) -> str:
    stands = not (getattr(record, "archived_at", None) or getattr(record, "merged_into_id", None))
    facets = record.facets() | ({"stands": ["yes"]} if stands else {})
    marks = sorted(facet(name, value) for name, values in facets.items() for value in values)
    return " ".join((*marks, found)).strip()


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
        index_all(_afresh(session, ids[start : start + size]))


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


def begun(typed: str) -> list[list[str]]:
    """The groups of forms of a query whose last word may only have begun; [] when nothing begins like it."""
    *whole, last = words.tokens(typed) or [""]
    root = words.stem(last) if last else ""
    if len(root) < LEAST_BEGUN:
        return words.terms(typed)
    near = select(SearchWord.word).where(SearchWord.word >= root, SearchWord.word < root + naming.LAST)
    near = near.order_by(SearchWord.word).limit(RECENT).subquery()
    goes_on = select(near.c.word).order_by(func.length(near.c.word), near.c.word).limit(COMPLETIONS)
    found = list(db.session.scalars(goes_on))
    return [*words.terms(" ".join(whole)), found] if found else []


def having(
    facets: dict,
    typed: str | list[list[str]] = "",
    first: date | None = None,
    end: date | None = None,
    shelf=None,
    any_word: bool = False,
):
    """The records that hold every facet {name: value}, and every word if there are any, or any of them.

    Of several values, in a tuple, one is enough. `typed` may be groups of forms, as of `begun`.
    With `shelf`, the things of another one.
    """
    wanted = [
        [facet(name, each) for each in (value if isinstance(value, tuple) else (value,))]
        for name, value in facets.items()
    ]
    bounds = place(first) if first else 0, place(end) if end else literal(2**63 - 1)
    engine = OnSqlite if db.engine.dialect.name == "sqlite" else OnPostgresql
    return engine(typed, wanted, *bounds, shelf or RECORDS, any_word)


@dataclass(frozen=True)
class Shelf:
    """A table of texts with `place` and `text`, the column of what each is about, and the name of its index.

    On PostgreSQL of many matches the newest are looked for first: among the rows that are newest, one by one, or,
    when an index holds every word also with its slice of the places, in the newest slices; `sliced`: its expression.
    """

    texts: type
    about: str
    index: str
    sliced: str = ""


RECORDS = Shelf(SearchText, "record_id", "search_index")


class OnSqlite:
    """Matches read in order from the index itself."""

    orderly = True  # so a page is read without knowing how many there are

    def __init__(self, typed, wanted: list[list[str]], first, end, shelf=RECORDS, any_word: bool = False):
        self.rows = table(shelf.index, column("rowid", Key))
        marks = ("(" + " OR ".join(f'"{each}"' for each in group) + ")" for group in wanted)
        match = " AND ".join(filter(None, (*marks, words.sqlite_match(typed, any_word))))
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

    def __init__(self, typed, wanted: list[list[str]], first, end, shelf=RECORDS, any_word: bool = False):
        self.shelf = shelf
        self.place, self.about = shelf.texts.place, getattr(shelf.texts, shelf.about).label("record_id")
        self.document = literal_column(f"{shelf.texts.__tablename__}.{shelf.index}")
        self.groups = [*wanted, *(words.terms(typed) if isinstance(typed, str) else typed)]
        terms = filter(None, (words.postgres_query(wanted), words.postgres_query(typed, any_word)))
        self.query = cast(" & ".join(terms), TSQUERY)
        self.bounds = (self.place >= first, self.place < end)
        self.found = select(self.place, self.about).where(self.document.op("@@")(self.query), *self.bounds)

    @property
    def orderly(self) -> bool:
        """Few are best read at once; that there are many must be known before."""
        return self._expected <= RECENT

    def count(self, most: int) -> int:
        """How many there are, `most` at the most."""
        if self._expected > (TRIED * most if self.shelf.sliced else WORTH):
            tried = self._in_slices(most) if self.shelf.sliced else self._among_newest(TRIED_TO_COUNT)
            if self._counted(tried, most) == most:
                return most
        return self._counted(self.found, most)

    def _counted(self, found, most: int) -> int:
        every = found.with_only_columns(literal(1).label("one")).cte("every").prefix_with("MATERIALIZED")
        return db.session.scalar(select(func.count()).select_from(select(every).limit(most).subquery()))

    def newest(self, limit: int, before: int | None = None, many: bool = False, rising: bool = False):
        """The newest of them before a place, as a subquery of (place, record_id); `many` when most rows match.

        `rising`: the first after it.
        """
        every = self._sorted(self.found, before, rising).limit(limit)
        if not many:
            return every.subquery()
        if self.shelf.sliced:
            tried = self._sorted(self._in_slices(limit, before, rising), before, rising)
        else:
            tried = self._among_newest(max(RECENT, TRIED * limit), before, rising)
        tried = tried.limit(limit).cte("tried").prefix_with("MATERIALIZED")
        enough = select(func.count()).select_from(tried).scalar_subquery() >= limit
        both = union(select(tried), select(every.where(~enough).subquery())).subquery()
        return select(both).order_by(_turned(both.c.place, rising)).limit(limit).subquery()

    def _sorted(self, found, before: int | None, rising: bool):
        """A sum is in no index: left to itself the planner would walk every row of the list for a rare word."""
        return self._from(found, before, rising).order_by(_turned(self.place + 0, rising))

    def _from(self, found, before: int | None, rising: bool):
        return found if before is None else found.where(_beyond(self.place, before, rising))

    def _among_newest(self, many: int, before: int | None = None, rising: bool = False):
        """The matches among so many of the newest rows, in order: no more of them are read than it takes."""
        walk = select(self.place, self.about, self.document.label("document")).where(*self.bounds)
        walk = self._from(walk, before, rising).order_by(_turned(self.place, rising)).limit(many).subquery("recent")
        matches = select(walk.c.place, walk.c.record_id).where(walk.c.document.op("@@")(self.query))
        return matches.order_by(_turned(walk.c.place, rising))

    def _in_slices(self, limit: int, before: int | None = None, rising: bool = False):
        """The matches in so many of the newest slices as should hold more than the limit."""
        newest = db.session.scalar(select(func.max(self.place))) or 0
        start = before if before is not None else 0 if rising else newest
        reach = SPARE * limit * (newest + 1) // max(1, self._expected)
        first = start >> SLICE_BITS
        many = min(MOST_SLICES, abs((start + reach if rising else max(0, start - reach)) // 2**SLICE_BITS - first) + 1)
        slices = range(first, first + many) if rising else range(first, first - many, -1)
        marked = ([[f"{form}x{each}" for form in group] for group in self.groups] for each in slices)
        asked = " | ".join(f"({words.postgres_query(groups)})" for groups in marked)
        held = literal_column(self.shelf.sliced).op("@@")(cast(asked, TSQUERY))
        return select(self.place, self.about).where(held, *self.bounds)

    @cached_property
    def _expected(self) -> int:
        """How many matches the planner thinks there are: it decides how they are looked for, never what is found."""
        connection = db.session.connection()
        asked = self.found.compile(connection)
        [plan] = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {asked}", asked.params).scalar()
        return plan["Plan"]["Plan Rows"]


def _beyond(place, before, rising: bool):
    return place > before if rising else place < before


def _turned(place, rising: bool):
    return place if rising else place.desc()
