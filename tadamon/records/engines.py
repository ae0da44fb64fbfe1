"""How rows are found by their words, as each engine does it best; a search is given as groups of forms.

SQLite indexes texts with FTS5 and reads matches newest first; PostgreSQL has a stored tsvector with a GIN index,
which knows no order.
"""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import any_, cast, column, func, literal, literal_column, select, table, union
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from tadamon.extensions import Key, db
from tadamon.language import words

ID_BITS = 40
RECENT = 1_000
TRIED = 4  # times as many rows as are wanted are tried before all are
TRIED_TO_COUNT, WORTH = 10 * RECENT, 100_000  # rows tried to be counted, which pays when more matches are expected
# Places of a slice; how many slices are asked for together, and for how many times as many as are wanted.
SLICE_BITS, MOST_SLICES, SPARE = 16, 60, 2


@dataclass(frozen=True)
class Shelf:
    """A table of texts with `place` and `text`, the column of what each is about, and the name of its index.

    On PostgreSQL of many matches the newest are looked for first: among the rows that are newest, one by one, or,
    when an index holds every word also with its slice of the places, in the newest slices; `sliced`: its expression.
    `paired`: its texts hold also every two of their words as one, so that few matches are found among many of each.
    """

    texts: type
    about: str
    index: str
    sliced: str = ""
    paired: bool = False

    def asked(self, groups: list[list[str]]) -> list[list[str]]:
        """The groups of forms a text of it is found by."""
        return words.paired(groups) if self.paired else groups


class OnSqlite:
    """Matches read in order from the index itself."""

    orderly = True  # so a page is read without knowing how many there are

    def __init__(self, groups, wanted: list[list[str]], first, end, shelf: Shelf, any_word: bool = False):
        self.rows = table(shelf.index, column("rowid", Key))
        marks = ("(" + " OR ".join(f'"{each}"' for each in group) + ")" for group in wanted)
        match = " AND ".join(filter(None, (*marks, words.sqlite_match(shelf.asked(groups), any_word))))
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

    def __init__(self, groups, wanted: list[list[str]], first, end, shelf: Shelf, any_word: bool = False):
        self.shelf = shelf
        self.place, self.about = shelf.texts.place, getattr(shelf.texts, shelf.about).label("record_id")
        self.document = literal_column(f"{shelf.texts.__tablename__}.{shelf.index}")
        self.groups = [*wanted, *groups]
        terms = filter(None, (words.postgres_query(wanted), words.postgres_query(shelf.asked(groups), any_word)))
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
        # Asked one by one: of all in one query, PostgreSQL would try every slice on the matches of each.
        asked = cast([words.postgres_query(groups) for groups in marked], ARRAY(TSQUERY))
        held = literal_column(self.shelf.sliced).op("@@")(any_(asked))
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
