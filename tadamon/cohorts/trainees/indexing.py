"""The words trainees are found by, written anew or looked over: they stand in the rows themselves."""

from collections.abc import Iterator

from sqlalchemy import bindparam, func, or_, select, text, update

from tadamon.cohorts.trainees.models import DERIVED_FROM, TRAINEES, Trainee, derive
from tadamon.cohorts.trainees.writing import learn
from tadamon.extensions import db

TABLE = Trainee.__table__
DERIVED = ("name_key", "last4", "text")
BATCH, SAMPLE, WORDS = 1000, 1000, 8


def renew() -> Iterator[int]:
    """How many were looked at after each batch, which is one transaction; what says the same is left alone."""
    if not sound():
        db.session.execute(text(f"INSERT INTO {TRAINEES.index}({TRAINEES.index}) VALUES ('rebuild')"))
        db.session.commit()
    last = done = 0
    while rows := _after(last, lock=True):
        last, done = rows[-1].id, done + len(rows)
        fresh = [(row, _fresh(row)) for row in rows]
        if changed := [new for row, new in fresh if _differs(row, new)]:
            written = update(TABLE).where(TABLE.c.id == bindparam("its"))
            values = [{"its": new["id"]} | {name: new[name] for name in DERIVED} for new in changed]
            db.session.connection().execute(written.values({name: bindparam(name) for name in DERIVED}), values)
        learn([new for _row, new in fresh])
        db.session.commit()
        yield done


def stale(everything: bool) -> Iterator[int]:
    """The ids of those whose words are not what their rows say: of all, or of the newest and a spread."""
    last = 0
    while rows := _after(last, everything=everything):
        last = rows[-1].id
        yield from (row.id for row in rows if _differs(row, _fresh(row)))


def sound(everything: bool = False) -> bool:
    """Whether SQLite's full-text index finds what the rows hold; PostgreSQL keeps its own in step."""
    if db.engine.dialect.name != "sqlite":
        return True
    docs = f"{TRAINEES.index}_docsize"
    for one, other in ((docs, "trainees"), ("trainees", docs)):
        if db.session.execute(text(f"SELECT 1 FROM {one} WHERE id NOT IN (SELECT id FROM {other}) LIMIT 1")).first():
            return False
    sample = select(TABLE.c.id, TABLE.c.text).where(_chosen(everything))
    return all(_found(id, words) for id, words in db.session.execute(sample))


def _found(id: int, words: str) -> bool:
    some = words.split()
    query = " AND ".join(f'"{word}"' for word in some[:: max(1, len(some) // WORDS)])
    probe = text(f"SELECT 1 FROM {TRAINEES.index} WHERE {TRAINEES.index} MATCH :query AND rowid = :id")
    return not some or db.session.execute(probe, {"query": query, "id": id}).first() is not None


def _after(last: int, everything: bool = True, lock: bool = False) -> list:
    query = select(*(TABLE.c[name] for name in {"id", *DERIVED_FROM, *DERIVED}))
    query = query.where(TABLE.c.id > last, _chosen(everything)).order_by(TABLE.c.id).limit(BATCH)
    return db.session.execute(query.with_for_update() if lock else query).all()


def _chosen(everything: bool):
    if everything:
        return db.true()
    newest = db.session.scalar(select(func.max(TABLE.c.id))) or 0
    return or_(TABLE.c.id % max(1, newest // SAMPLE) == 0, TABLE.c.id > newest - SAMPLE)


def _fresh(row) -> dict:
    return derive(dict(row._mapping))


def _differs(row, fresh: dict) -> bool:
    return any(getattr(row, name) != fresh[name] for name in DERIVED)
