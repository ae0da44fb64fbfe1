"""The search row of every record, kept in the transaction that changes it, and how rows are found by it.

A row's `place` holds the day before the id, so that matches come in the order of the lists. Its text
is folded, stemmed words, and beside them facets such as "seen012": who may see the record, its kind.
How each engine finds them is in `engines`; triggers in the migration keep SQLite's index in step.
"""

from datetime import date

from sqlalchemy import ForeignKey, event, func, inspect, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column, selectinload

from tadamon.extensions import Key, db
from tadamon.language import speaking, words
from tadamon.records import naming, settings, tallies
from tadamon.records.adding import insert
from tadamon.records.base import Part, Record
from tadamon.records.engines import ID_BITS, RECENT, OnPostgresql, OnSqlite, Shelf

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
    groups = words.terms(typed) if isinstance(typed, str) else typed
    bounds = place(first) if first else 0, place(end) if end else literal(2**63 - 1)
    engine = OnSqlite if db.engine.dialect.name == "sqlite" else OnPostgresql
    return engine(groups, wanted, *bounds, shelf or RECORDS, any_word)


RECORDS = Shelf(SearchText, "record_id", "search_index")
