"""Builds a database of so many meetings: ten years, 27 governorates of unequal weight, rows straight into tables.

A build that was stopped goes on where it was: chunks are committed whole, ids follow the order of recording.
"""

import hashlib
import json
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select, text

from tadamon.accounts.governorates import GOVERNORATES
from tadamon.accounts.models import Unit, User, hasher
from tadamon.accounts.reference import ensure_units
from tadamon.directory.models import Axis
from tadamon.directory.reference import ensure_axes
from tadamon.extensions import db
from tadamon.language import words
from tadamon.language.words import username_key
from tadamon.meetings.models import KINDS
from tadamon.records import search
from tests.bench import PASSWORD, PEOPLE
from tests.bench.loading import Loader
from tests.bench.words import PANDEMIC, WORDS, Writer

CHUNK = 5_000
LAST, DAYS = date(2026, 11, 20), 3650
LONG = 1  # the id of a meeting whose minutes fill about three pages
COLUMNS = {
    "records": "id type version created_at changed_at created_by_id",
    "activities": "id unit_id office_id kind title title_en starts_on ends_on date_precision reported_date venue "
    "governorate summary state archived_at archived_by_id",
    "meetings": "id starts_at ends_at online_link called_by chaired_by secretary",
    "activity_axes": "activity_id axis_id",
    "invitations": "activity_id unit_id",
    "attendances": "id record_id position version name person_title body presence note",
    "agenda_items": "id record_id position version title presenter discussion",
    "outcomes": "id record_id item_id position version kind text owner owner_person owner_unit_id due_on "
    "first_due_on state repeats done_note",
    "changes": "id record_id at by_id action part part_id label version diff",
    "search_texts": "place record_id text",
    "search_sayings": "record_id text",
}
COLUMNS = {table: columns.split() for table, columns in COLUMNS.items()}
WRITTEN = 10_000  # above 100,000 meetings so many have words of their own; the others repeat them
# table: (which of its rows, {column: what a repetition has in its place})
REPEATED = {
    "records": ("id <= :own", {"id": "id + :by"}),
    "activities": ("id <= :own", {"id": "id + :by"}),
    "meetings": ("id <= :own", {"id": "id + :by"}),
    "activity_axes": ("activity_id <= :own", {"activity_id": "activity_id + :by"}),
    "outcomes": (
        "record_id <= :own AND position <= 2",
        {"id": "id + 100 * :by", "record_id": "record_id + :by", "item_id": "NULL"},
    ),
    "search_texts": ("record_id <= :own", {"place": "place + :by", "record_id": "record_id + :by"}),
    "search_sayings": ("record_id <= :own", {"record_id": "record_id + :by"}),
}


def build(scale: int, say=print) -> None:
    """Fill the database of the current application up to `scale` meetings; does nothing when it is full."""
    people = prepare()
    loader = Loader(COLUMNS)
    done, own = loader.count("records"), scale if scale <= 100_000 else WRITTEN
    if done < scale:
        loader.open()
    write(loader, done, own, lambda first, last: rows(first, last, own, people), "meetings", say)
    repeat(max(done, own), scale, say)
    if done < scale:
        say("\n  the text index and statistics")
        sum_up()
    loader.close()


def fill(loader: Loader, done: int, scale: int, rows, what: str, say=print) -> None:
    """Add the rows of number `done` + 1 to `scale`, a chunk at a time, and bring the text index back."""
    if done < scale:
        loader.open()
    write(loader, done, scale, rows, what, say)
    if done < scale:
        say("\n  the text index and statistics")
    loader.close()


def write(loader: Loader, done: int, scale: int, rows, what: str, say=print) -> None:
    started, first = time.monotonic(), done
    while done < scale:
        last = min(done + CHUNK, scale)
        chunk = rows(done + 1, last)
        db.session.rollback()  # the names of kinds and units were read
        loader.add(chunk)
        done = last
        rate = (done - first) / (time.monotonic() - started)
        say(f"\r  {done:,} of {scale:,} {what}, {rate:,.0f} a second ", end="", flush=True)


def repeat(done: int, scale: int, say=print) -> None:
    """The meetings that were written, again and again under new ids, with two outcomes and no other rows."""
    for by in range(done, scale, WRITTEN):
        with db.engine.begin() as connection:
            for table, (which, moved) in REPEATED.items():
                names = COLUMNS[table]
                values = ", ".join(moved.get(name, name) for name in names)
                insert = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {which}"
                connection.execute(text(insert), {"by": by, "own": WRITTEN})
        say(f"\r  {by + WRITTEN:,} of {scale:,} meetings ", end="", flush=True)


def fingerprint(*besides: str) -> str:
    """Changes when a database built before would not be built like that today."""
    here, root = Path(__file__).parent, Path(__file__).parents[2]
    ours = [here / name for name in ("building.py", "words.py", *besides)]
    sources = [*sorted((root / "migrations" / "versions").glob("*.py")), *ours]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


class People:
    """The ids that rows refer to."""

    def __init__(self):
        units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
        self.department = units["ER"].id
        # Few governorates record most of the meetings: 1, 1/2, 1/3 …
        self.offices = {units[code].id: (code, 1 / rank) for rank, code in enumerate(GOVERNORATES, 1)}
        self.below = {id: [u.id for u in units.values() if u.parent_id == id] for id in self.offices}
        self.writers = dict(db.session.execute(select(User.unit_id, User.id)).all())
        self.axes = list(db.session.scalars(select(Axis.id)))


def prepare() -> People:
    """The units, the axes and the people who sign in."""
    ensure_units()
    ensure_axes()
    for username, code in PEOPLE.values():
        if User.named(username) is None:
            unit = db.session.scalar(select(Unit).where(Unit.code == code))
            db.session.add(
                User(
                    username=username,
                    username_key=username_key(username),
                    full_name="أحمد محمود علي",
                    role="approver" if username.endswith("head") else "writer",
                    unit=unit,
                    password_hash=hasher.hash(PASSWORD),
                )
            )
    db.session.commit()
    people = People()
    db.session.rollback()
    return people


def rows(first: int, last: int, scale: int, people: People) -> dict[str, list[tuple]]:
    """{table: rows} of the meetings with ids first..last."""
    found = {table: [] for table in COLUMNS}
    for id in range(first, last + 1):
        meeting(id, scale, people, found)
    return found


def meeting(id: int, scale: int, people: People, found: dict) -> None:
    writer = Writer(id)
    draw = writer.random
    day = held_on(draw, id, scale)
    office, unit, code = held_by(draw, people)
    kind = draw.choice(list(KINDS))
    title = f"{writer.remember(str(KINDS[kind]))} {writer.text(draw.randint(3, 6))}"
    summary = writer.text(round(min(330, max(33, draw.lognormvariate(4.4, 0.6)))))
    if date(2020, 3, 1) <= day < date(2022, 1, 1) and draw.random() < 0.3:
        summary += " " + writer.remember(PANDEMIC)
    if draw.random() < 0.5:
        summary += f" {writer.remember('قرار رقم')} {writer.number()}"
    venue = f"{writer.remember('قاعة')} {writer.text(2)}"
    writer.remember(GOVERNORATES[code][0] if code else "")
    moment = f"{day} 09:30:00.000000"
    by = people.writers.get(office, people.writers[people.department])
    archived = (moment, by) if draw.random() < 0.03 else (None, None)
    found["records"].append((id, "meeting", 1, moment, moment, by))
    found["activities"].append(
        (id, unit, office, kind, title, "", str(day), None, "day", "", venue, code, summary, "draft", *archived)
    )
    found["meetings"].append(
        (id, "10:30:00.000000", "12:00:00.000000", "", writer.name(), writer.name(), writer.name())
    )
    axes = draw.sample(people.axes, draw.choice((1, 1, 2)))
    found["activity_axes"] += [(id, axis) for axis in axes]
    invited = draw.sample(list(people.offices), 8) if office == people.department and kind == "directorates" else []
    found["invitations"] += [(id, unit) for unit in invited]
    found["changes"].append((id * 100, id, moment, by, "created", None, None, title[:200], 1, json.dumps({})))
    parts(id, writer, found, day, *counts(draw, id))
    facets = {
        "type": ["meeting"],
        "seen": {office, *invited},
        "office": [office],
        "kind": [kind],
        "axis": axes,
        "state": ["archived"] if archived[0] else ["standing", "draft"],
        "governorate": [code] if code else [],
        "ours": ["yes"],
        "stands": [] if archived[0] else ["yes"],
    }
    marks = sorted(search.facet(name, value) for name, values in facets.items() for value in values)
    found["search_texts"].append((search.place(day, id), id, " ".join((*marks, writer.index()))))
    found["search_sayings"].append((id, f"{title}\n{venue}\n{summary}"))


def counts(draw: Random, id: int) -> tuple[int, int, int]:
    """How many people, items and outcomes."""
    return (40, 8, 16) if id == LONG else (draw.randint(4, 8), draw.randint(2, 4), draw.randint(3, 5))


def parts(id: int, writer: Writer, found: dict, day: date, people: int, items: int, outcomes: int) -> None:
    draw = writer.random
    for at in range(1, people + 1):
        name, title, body = writer.name(), writer.remember("مدير إدارة"), writer.remember("مديرية التضامن الاجتماعي")
        found["attendances"].append((id * 100 + at, id, at, 1, name, title, body, "present", ""))
    for at in range(1, items + 1):
        discussion = writer.text(draw.randint(30, 90))
        found["agenda_items"].append((id * 100 + at, id, at, 1, writer.text(5), writer.name(), discussion))
    for at in range(1, outcomes + 1):
        kind = draw.choice(("decision", "recommendation", "assignment"))
        owner = writer.remember("إدارة المتابعة") if kind == "assignment" else ""
        due = str(day + timedelta(days=30)) if kind == "assignment" else None
        item = id * 100 + draw.randint(1, items) if items else None
        found["outcomes"].append(
            (
                id * 100 + at,
                id,
                item,
                at,
                1,
                kind,
                writer.text(draw.randint(8, 20)),
                owner,
                "",
                None,
                due,
                due,
                "open",
                "",
                "",
            )
        )


def held_on(draw: Random, id: int, scale: int) -> date:
    """Recorded about when it was held; one in ten is entered from paper, up to two years later."""
    behind = draw.randint(0, 730) if draw.random() < 0.1 else draw.randint(0, 30)
    return LAST - timedelta(days=max(0, min(DAYS, DAYS * (scale - id) // scale + behind)))


def held_by(draw: Random, people: People) -> tuple[int, int, str | None]:
    """(office, unit, governorate): one in five is the department's own."""
    if draw.random() < 0.2:
        return people.department, people.department, None
    offices = people.offices
    [office] = draw.choices(list(offices), [weight for _code, weight in offices.values()])
    return office, draw.choice([office, *people.below[office]]), offices[office][0]


def sum_up() -> None:
    """The sums of the dashboard and the words that have begun, as saving one record after another leaves them."""
    sqlite = db.engine.dialect.name == "sqlite"
    month = "strftime('%Y-%m-01', a.starts_on)" if sqlite else "date_trunc('month', a.starts_on)::date"
    a = "FROM activities a"
    measures = {
        ("type", "'meeting'"): a,
        ("unfinished", "CASE WHEN a.state = 'draft' THEN 'meeting' END"): a,
        ("kind", "'meeting:' || a.kind"): a,
        ("governorate", "'meeting:' || a.governorate"): a,
        ("axis", "'meeting:' || x.axis_id"): f"{a} JOIN activity_axes x ON x.activity_id = a.id",
    }
    owed = month.replace("a.starts_on", "o.falls_on")
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM tallies"))
        for (measure, key), rows in measures.items():
            connection.execute(
                text(
                    "INSERT INTO tallies (office_id, month, measure, key, amount) "
                    f"SELECT a.office_id, {month}, '{measure}', {key}, count(*) {rows} "
                    f"WHERE a.archived_at IS NULL AND {key} IS NOT NULL GROUP BY 1, 2, 4"
                )
            )
        connection.execute(
            text(
                "INSERT INTO tallies (office_id, month, measure, key, amount) "
                f"SELECT o.office_id, {owed}, 'owed', o.kind, count(*) FROM outcomes o "
                "WHERE o.office_id IS NOT NULL AND o.due_on IS NOT NULL GROUP BY 1, 2, 4"
            )
        )
        known = {
            word for forms in (words.index_text(" ".join(WORDS)), words.index_text(PANDEMIC)) for word in forms.split()
        }
        insert = "INSERT INTO search_words (word) VALUES (:word) ON CONFLICT DO NOTHING"
        connection.execute(text(insert), [{"word": word} for word in sorted(known)])


def size_on_disk() -> int:
    """Bytes of the current database."""
    if db.engine.dialect.name == "sqlite":
        return Path(db.engine.url.database).stat().st_size
    return db.session.scalar(text("SELECT pg_database_size(current_database())"))
