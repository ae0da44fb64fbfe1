"""Trainees in the search over everything: for whoever may see them, and not even as a count for others."""

import pytest
from sqlalchemy import insert, select

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees import writing
from tadamon.cohorts.trainees.listing import sought
from tadamon.cohorts.trainees.models import Trainee, derive
from tadamon.extensions import db
from tadamon.records import engines
from tadamon.records.base import now


def offered(person, typed):
    page = person.get(f"/search?q={typed}").page
    return [link for link in page.all("a") if (link.get("href") or "").startswith("/cohorts/trainees?")]


@pytest.mark.parametrize(
    ("who", "typed", "found"),
    [
        ("writer", "حجاج", True),
        ("reader", "ساره", True),
        ("writer", "0181", True),
        ("reader", "0181", False),
        ("hq", "حجاج", True),
        ("stranger", "حجاج", False),
        ("stranger", "0181", False),
        ("writer", "30101012900181", False),
        ("writer", "لا-أحد", False),
    ],
)
def test_who_finds_whom(sign_in, cohort, who, typed, found):
    person = sign_in(who)
    links = offered(person, typed)
    assert bool(links) is found, [link.text for link in links]
    if found:
        assert "سارة أحمد حجاج" in person.get(links[0].get("href")).page.text


def test_what_is_narrowed_to_records_finds_no_people(writer, cohort):
    assert "/cohorts/trainees?" not in writer.get("/search?q=حجاج&type=meeting").page.html


@pytest.mark.parametrize("many", [True, False])
def test_of_many_the_newest_come_first_however_far_apart_they_stand(cohort, trainee, monkeypatch, many):
    """PostgreSQL looks at the newest slices of the table, and at all of it when they hold too few."""
    monkeypatch.setattr(engines, "TRIED", 0)
    monkeypatch.setattr(engines, "SPARE", 0)  # one slice, then all
    like = {name: getattr(trainee("سارة"), name) for name in ("record_id", "office_id", "position", "version", "state")}
    wanted = [
        slice << engines.SLICE_BITS | place for slice, place in ((0, 900), (0, 901), (2, 0), (4, 7), (5, 0), (5, 1))
    ]
    names = {id: "منى فوزي" for id in wanted} | {5 << engines.SLICE_BITS | 2: "هدى فوزي"}
    rows = [derive(writing.BLANK | like | {"id": id, "name": name, "created_at": now()}) for id, name in names.items()]
    db.session.execute(insert(Trainee.__table__), rows)
    writing.learn(rows)
    found = sought("فوزي من", {"cohort": cohort})

    def ids(limit, **more):
        places = found.newest(limit, many=many, **more)
        order = places.c.place if more.get("rising") else places.c.place.desc()
        return list(db.session.scalars(select(places.c.record_id).order_by(order)))

    assert ids(2) == [wanted[5], wanted[4]] and ids(9) == wanted[::-1]
    assert ids(3, before=wanted[4]) == [wanted[3], wanted[2], wanted[1]]
    assert ids(2, before=wanted[1], rising=True) == wanted[2:4] and ids(9, rising=True) == wanted
    assert (found.count(2), found.count(9)) == (2, 6)


def test_every_word_in_any_order(cohort):
    names = ["منى أحمد حسن فوزي", "منى خالد فوزي", "أحمد حسن فوزي"]
    first, second, third = writing.add(db.session.get(Cohort, cohort), [{"name": name} for name in names], None)
    for typed, wanted in {
        "منى فوزي": {first, second},
        "فوزي منى": {first, second},
        "أحمد منى فوز": {first},
        "منى حسن فوزي أحمد": {first},
        "فوزي فوزي": {first, second, third},
        "منى منى من": {first, second},
        "أحمد حسن": {first, third},
        "أحمد خالد فوزي": set(),
        "أحمد علي": set(),
    }.items():
        found = sought(typed, {"cohort": cohort}).found
        assert {row.record_id for row in db.session.execute(found)} == wanted, typed
