"""Builds so many trainees in cohorts of a thousand, as imports leave them, and the pages that list and find them."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random

from sqlalchemy import func, select

from tadamon.accounts.models import Unit
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import TRAINEES, Trainee, order_key
from tadamon.extensions import db
from tadamon.language.words import pairs
from tadamon.records import search
from tadamon.records.search import facet
from tests.bench.building import prepare
from tests.bench.loading import Loader, dress, strip
from tests.bench.pages import Page
from tests.bench.words import WORDS, Writer

EACH, COHORTS_AT_ONCE = 1_000, 20
STATES = ("started", "started", "started", "absent", "completed", "registered")
MADE = "2025-10-01 09:30:00.000000"
# The last digits of one in so many: looking for them fills a page of an office in any database.
SHARED, EVERY = "7777", 30
COLUMNS = (
    *("id", "record_id", "office_id", "position", "version", "name", "name_key", "national_id", "last4", "sex"),
    *("born_on", "phone", "qualification", "faculty", "residence", "workplace", "state", "notes", "text", "created_at"),
)


def build(many: int, say=print) -> None:
    """Fill the database of the current application up to `many` trainees; does nothing when it is full."""
    people, loader = prepare(), Loader({"trainees": list(COLUMNS)})
    offices, done = sorted(people.offices), loader.count("trainees")
    if done < many:
        strip("trainees")
        search.learn({word for _text, _key, stems in halves() for word in stems})
        db.session.commit()
    while done < many:
        rows = []
        for id, office in begun(done // EACH, min(many // EACH, done // EACH + COHORTS_AT_ONCE), offices):
            rows += persons(id, office, done + len(rows))
        loader.add({"trainees": rows})
        done += len(rows)
        say(f"\r  {done:,} of {many:,} trainees ", end="", flush=True)
    dress("trainees", TRAINEES.index)


def begun(first: int, last: int, offices: list[int]) -> list[tuple[int, int]]:
    """New cohorts number first + 1 to last, each as (id, office)."""
    made = [
        Cohort(
            title=f"دفعة {number}",
            programme="training",
            starts_on=date(2025, 10, 1),
            unit=db.session.get(Unit, offices[number % len(offices)]),
            state="running",
        )
        for number in range(first + 1, last + 1)
    ]
    db.session.add_all(made)
    db.session.flush()
    held = [(each.id, each.office_id) for each in made]
    db.session.commit()
    return held


@cache
def halves() -> list[tuple[str, str, list[str]]]:
    """Twenty thousand times two words, each with its place in the alphabet and its stems; a name is two of these."""
    writer, drawn = Writer("trainees"), []
    for _each in range(20_000):
        text = writer.text(2)
        drawn.append((text, order_key(text), writer.index().split()))
    return drawn


def persons(cohort: int, office: int, before: int) -> Iterator[tuple]:
    """The rows of a cohort's thousand, whose ids follow `before`."""
    random = Random(before)
    fixed = facet("cohort", cohort), facet("seen", office)
    drawn = zip(random.choices(halves(), k=EACH), random.choices(halves(), k=EACH), strict=True)
    for at, (one, other) in enumerate(drawn):
        number, sex, state = f"{born(at)}29{tail(at, random)}", random.choice(("female", "male")), random.choice(STATES)
        facets = (fixed[0], f"last0{number[-4:]}", fixed[1], f"sex0{sex}", f"state0{state}")
        found = list(dict.fromkeys((*one[2], *other[2])))
        yield (
            *(before + at + 1, cohort, office, 0, 1, f"{one[0]} {other[0]}", f"{one[1]} {other[1]}"[:120]),
            *(number, number[-4:], sex, f"20{number[1:3]}-{number[3:5]}-{number[5:7]}", "", "", "", "", "", state, ""),
            *(" ".join((*facets, *found, *pairs(found))), MADE),
        )


def born(at: int) -> str:
    """No two of a cohort share day and tail."""
    return f"3{at % 7:02}{at % 12 + 1:02}{at % 28 + 1:02}"


def tail(at: int, random: Random) -> str:
    if at % EVERY == EVERY - 1:
        return f"{at // EVERY % 10}{SHARED}"
    return f"{at % 10}{random.randint(0, 99):02}{at // 10:02}"


def pages() -> list[Page]:
    """A word's page is full in either database, unless its name says otherwise."""
    t, many = Trainee.__table__.c, db.session.scalar(select(func.max(Trainee.id)))
    some = db.session.execute(select(t.record_id, t.id, t.name, t.last4).where(t.id > many - 10)).all()
    db.session.rollback()
    cohort, found = f"/cohorts/{some[0].record_id}", "/cohorts/trainees"
    listed, common, middling = f"{cohort}/trainees", WORDS[2], WORDS[250]
    return [
        Page("cohorts", ["/cohorts"]),
        Page("a cohort", [cohort]),
        Page("trainees of a cohort", [listed]),
        Page("trainees of a cohort, state", [f"{listed}?state=absent"]),
        Page("trainees of a cohort, a name", [f"{listed}?q={row.name}" for row in some]),
        Page("trainees of a cohort, common word", [f"{listed}?q={common}"]),
        Page("a trainee", [f"{listed}/{row.id}" for row in some]),
        Page("trainees, latest", [found]),
        Page("trainees, latest, directorate", [found], "directorate"),
        Page("trainees, state", [f"{found}?state=absent"]),
        Page("trainees, a name", [f"{found}?q={row.name}" for row in some]),
        Page("trainees, common word", [f"{found}?q={common}"]),
        Page("trainees, middling word", [f"{found}?q={middling}"]),
        Page("trainees, common word, directorate", [f"{found}?q={common}"], "directorate"),
        Page("trainees, common word, deep", [f"{found}?q={common}&after={many - 20_000}~{many - 20_000}"]),
        Page("trainees, two words", [f"{found}?q={common} {WORDS[5]}"]),
        Page("trainees, a beginning", [f"{found}?q={common[:4]}"]),
        Page("trainees, last four, few", [f"{found}?q={row.last4}" for row in some]),
        Page("trainees, last four, a full page", [f"{found}?q={SHARED}"]),
        Page("trainees, last four, directorate", [f"{found}?q={SHARED}"], "directorate"),
        Page("search, a name", [f"/search?q={row.name}" for row in some]),
        Page("search, common word", [f"/search?q={common}"]),
    ]
