"""Finding a record by its name as it is typed: every name of it, from each of its words on.

The keys are folded, so that «عبدالله», «عبد الله» and «د. عبد اللّه» begin alike on both engines,
and a prefix is a range of the index: no search over every row.
"""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, Index, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.language import words
from tadamon.records.base import Record

# Compared by code point on both engines.
KEY = String(120).with_variant(String(120, collation="C"), "postgresql")
LAST = "\U0010ffff"
MOST_WORDS, SHORT = 12, 99
PASSED_OVER = {"of", "for", "on", "in", "and", "the", "to", "at", "de", "fur", "und", "et", "la", "des"}


class NameStart(db.Model):
    """A name of a record from one of its words to its end; `word` counts from 0, and is SHORT for its acronym."""

    __tablename__ = "name_starts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), index=True)
    type: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(KEY)
    word: Mapped[int]
    __table_args__ = (Index("ix_name_starts_type_key", "type", "key", "record_id"),)


def name(record: Record) -> None:
    """Write the name rows of a record anew; one without `names` has none."""
    name_many([record])


def name_many(records: list[Record]) -> None:
    if not records:
        return
    rows = [
        {"record_id": record.id, "type": record.type, "key": key, "word": word}
        for record in records
        for key, word in sorted(starts(getattr(record, "names", ())))
    ]
    db.session.execute(delete(NameStart).where(NameStart.record_id.in_([record.id for record in records])))
    if rows:
        db.session.execute(insert(NameStart), rows)


def starts(names: Iterable[str]) -> set[tuple[str, int]]:
    """(key, number of the word it starts at) for every word of every name."""
    found = set()
    for each in names:
        parts = words.name_key(each).split()[:MOST_WORDS]
        found |= {(" ".join(parts[at:])[:120], at) for at in range(len(parts))}
        found |= {(short, SHORT)} if (short := acronym(each)) else set()
    return found


def acronym(name: str) -> str:
    """The initials of a Latin name of three words and more: unodc; "" for any other."""
    parts = [part for part in words.name_key(name).split() if part not in PASSED_OVER]
    latin = all(part.isascii() and part.isalpha() for part in parts)
    return "".join(part[0] for part in parts) if latin and len(parts) > 2 else ""


def called(type: str, typed: str):
    """SQL: ids of the records of a type with a name that has a word beginning as typed; None for no words."""
    key = words.name_key(typed)[:120]
    if not key:
        return None
    begins = (NameStart.key >= key, NameStart.key < key + LAST)
    return select(NameStart.record_id).where(NameStart.type == type, *begins)


def exactly(type: str, name: str):
    """SQL: ids of the records of a type with exactly this name, however it is spelt."""
    return select(NameStart.record_id).where(NameStart.type == type, NameStart.key == whole(name), NameStart.word == 0)


def whole(name: str) -> str:
    """The key that a whole name is kept under."""
    return " ".join(words.name_key(name).split()[:MOST_WORDS])[:120]
