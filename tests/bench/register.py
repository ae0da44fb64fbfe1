"""Builds a register of so many outcomes, four to a meeting, as saving one after another leaves it, and its pages.

Offices answer for as unequal a share as they record, so that a page of one of them is full in the smaller register too.
"""

from datetime import timedelta

from sqlalchemy import select, text

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.followup.models import NEVER
from tadamon.records import search
from tests.bench.building import LAST, People, held_by, prepare
from tests.bench.loading import Loader
from tests.bench.pages import Page
from tests.bench.words import WORDS, Writer

CHUNK, EACH, YEARS = 5_000, 4, 10
TABLES = {
    "records": "id type version created_at changed_at created_by_id",
    "activities": "id unit_id office_id kind title title_en starts_on ends_on date_precision reported_date venue "
    "governorate summary state archived_at archived_by_id",
    "invitations": "activity_id unit_id",
    "meetings": "id starts_at ends_at online_link called_by chaired_by secretary",
    "outcomes": "id record_id item_id position version kind text owner owner_person owner_unit_id due_on first_due_on state "
    "repeats done_note office_id owner_office_id priority falls_on extensions done_on",
    "follow_ups": 'id outcome_id action at by_id note "on" from_on to_on body reference',
    "outcome_texts": "place outcome_id text",
}
TABLES = {table: columns.split() for table, columns in TABLES.items()}


def build(many: int, say=print) -> None:
    """Fill the database of the current application up to `many` outcomes; does nothing when it is full."""
    people, loader = prepare(), Loader(TABLES)
    done = loader.count("meetings")
    for first in range(done + 1, many // EACH + 1, CHUNK):
        found = {table: [] for table in TABLES}
        for id in range(first, min(first + CHUNK, many // EACH + 1)):
            put(id, many // EACH, people, found)
        db.session.rollback()
        loader.add(found)
        say(f"\r  {min((first + CHUNK - 1) * EACH, many):,} of {many:,} outcomes ", end="", flush=True)
    if done < many // EACH:
        sum_up()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if db.engine.dialect.name == "sqlite" else "VACUUM ANALYZE")


def put(id: int, meetings: int, people: People, found: dict) -> None:
    writer = Writer(id)
    draw = writer.random
    office, unit, code = held_by(draw, people)
    day = LAST - timedelta(days=365 * YEARS * (meetings - id) // meetings)
    moment, title = f"{day} 09:30:00.000000", writer.text(5)
    found["records"].append((id, "meeting", 1, moment, moment, None))
    found["activities"].append(
        (id, unit, office, "committee", title, "", str(day), None, "day", "", "", code, "", "draft", None, None)
    )
    found["meetings"].append((id, None, None, "", "", "", ""))
    invited = draw.sample(list(people.offices), 8) if office == people.department and draw.random() < 0.1 else []
    found["invitations"] += [(id, unit) for unit in invited]
    for at in range(1, EACH + 1):
        outcome(id, at, day, office, invited, people, writer, draw, found)


def outcome(id, at: int, day, office: int, invited: list, people: People, writer: Writer, draw, found: dict) -> None:
    """Nearly all of what is older than half a year is done; one in a hundred never was."""
    number, kind = id * 10 + at, draw.choices(("assignment", "decision"), (3, 1))[0]
    owner = held_by(draw, people)[0] if kind == "assignment" else None
    first = day + timedelta(days=draw.randint(5, 60)) if draw.random() < 0.9 else None
    moved = [draw.randint(5, 30) for _each in range(draw.choices((0, 1, 2), (7, 2, 1))[0])] if first else []
    due = first and first + timedelta(days=sum(moved))
    old = (LAST - day).days > 180
    state = "confirmed" if old and draw.random() < 0.99 else draw.choice(("open", "started", "reported"))
    words, falls = writer.text(draw.randint(8, 16)), due or NEVER
    done = str(due + timedelta(days=draw.randint(-5, 10))) if due and state == "confirmed" else None
    steps(number, day, state, done, first, moved, writer, found["follow_ups"])
    found["outcomes"].append(
        (
            number,
            id,
            None,
            at,
            1,
            kind,
            words,
            "",
            "",
            owner,
            due and str(due),
            first and str(first),
            state,
            "",
            "",
            office,
            owner,
            "normal",
            str(falls),
            len(moved),
            done,
        )
    )
    facets = {
        "seen": {office, owner} if owner else {office, *invited},
        "kind": [kind],
        "office": [office],
        "owner": [owner] if owner else [],
        "priority": ["normal"],
    }
    marks = [search.facet(name, value) for name, values in facets.items() for value in values]
    marks += [
        search.facet("state", each)
        for each in (
            "standing",
            state,
            *(["owed"] if state in ("open", "started") else ()),
            *(["still-open"] if state != "confirmed" else ()),
        )
    ]
    found["outcome_texts"].append((search.place(falls, number), number, " ".join((*sorted(marks), writer.index()))))


def steps(number: int, day, state: str, done: str | None, first, moved: list[int], writer: Writer, found: list) -> None:
    """What became of it: begun, told of, moved to another day with a reason, reported and confirmed."""
    told = [("started", None, None, None)] if state == "started" else []
    told += [("noted", None, None, None)] if writer.random.random() < 0.3 else []
    for days in moved:
        told.append(("extended", None, str(first), str(first := first + timedelta(days=days))))
    told += [("reported", done, None, None)] if state in ("reported", "confirmed") else []
    told += [("confirmed", None, None, None)] if state == "confirmed" else []
    for at, (action, on, before, after) in enumerate(told, 1):
        note = writer.text(6) if action in ("noted", "extended") else ""
        found.append(
            (number * 10 + at, number, action, f"{day} 10:00:00.000000", None, note, on, before, after, "", "")
        )


SCOPES = {
    "'all'": "",
    "'office0' || office_id": "",
    "'owner0' || owner_office_id": "WHERE owner_office_id IS NOT NULL",
    "'seen0' || office_id": "",
    "'seen0' || owner_office_id": "WHERE owner_office_id <> office_id",
    "'seen0' || unit_id": "JOIN invitations i ON i.activity_id = record_id WHERE kind <> 'assignment'",
}


def sum_up() -> None:
    """The sums of what was done and what is owed, as saving one outcome after another leaves them."""
    sqlite = db.engine.dialect.name == "sqlite"
    late = "CAST(julianday(done_on) - julianday(falls_on) AS INTEGER)" if sqlite else "done_on - falls_on"
    counted = (
        "SELECT record_id, kind, priority, extensions, office_id, owner_office_id, falls_on, "
        "CASE state WHEN 'confirmed' THEN 'done' ELSE 'owed' END AS state, "
        f"CASE WHEN state = 'confirmed' AND done_on > falls_on THEN {late} ELSE 0 END AS delay "
        "FROM outcomes WHERE due_on IS NOT NULL AND state IN ('confirmed', 'open', 'started')"
    )
    keys = "state, falls_on, kind, priority, delay, extensions"
    month = "date(falls_on, 'start of month')" if sqlite else "CAST(date_trunc('month', falls_on) AS date)"
    with db.engine.begin() as connection:
        for table, first in (("outcome_sums", "falls_on"), ("outcome_months", month)):
            connection.execute(text(f"DELETE FROM {table}"))
            for scope, rows in SCOPES.items():
                connection.execute(
                    text(
                        f"INSERT INTO {table} (scope, {keys}, amount) "
                        f"SELECT {scope}, {keys.replace('falls_on', first)}, count(*) "
                        f"FROM ({counted}) AS counted {rows} GROUP BY 1, 2, 3, 4, 5, 6, 7 "
                        f"ON CONFLICT (scope, {keys}) DO UPDATE SET amount = {table}.amount + excluded.amount"
                    )
                )


def pages() -> list[Page]:
    cairo = db.session.scalar(select(Unit.id).where(Unit.code == "EG-C"))
    db.session.rollback()
    base = "/assignments"
    return [
        Page("register", [base]),
        Page("register, directorate", [base], "directorate"),
        Page("register, late", [f"{base}?state=overdue"]),
        Page("register, late, directorate", [f"{base}?state=overdue"], "directorate"),
        Page("register, done", [f"{base}?state=confirmed"]),
        Page("register, an owner", [f"{base}?owner={cairo}"]),
        Page("register, common word", [f"{base}?q={WORDS[2]}&state=all"]),
        Page("register, rare word", [f"{base}?q={number}&state=all" for number in range(4586, 4596)]),
        Page("my work", [f"{base}/mine"], "directorate"),
        Page("measures", [f"{base}/measures"]),
        Page("measures, directorate", [f"{base}/measures"], "directorate"),
        Page("measures, an owner", [f"{base}/measures?owner={cairo}"]),
        Page("one assignment", [f"{base}/{id * 10 + 1}" for id in range(1, 21)]),
    ]
