"""A typed name leads to the only record that has it."""

import pytest

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.activities.participants import Participant
from tadamon.activities.rows import parted
from tadamon.directory.linking import Known, link
from tadamon.directory.organisations import Organisation
from tadamon.directory.reference import likely_kind
from tadamon.extensions import db


def led(**typed):
    row = Attendance(**typed)
    link([row])
    db.session.rollback()
    return row.person_id, row.organisation_id


@pytest.mark.parametrize(
    "typed",
    ["عبد الله سالم", "عبدالله سالم", "د. عبد اللّه سالم", "د/ عبد الله سالم", "  عبد الله   سالم ", "Abdallah Salem"],
)
def test_however_it_is_spelt(known, typed):
    person = known("person", "عبد الله سالم", name_en="Abdallah Salem")
    assert led(name=typed) == (person, None)


@pytest.mark.parametrize(
    "typed", ["هيئة المعونة الألمانية", "هيئه المعونه الالمانيه", "GIZ", "giz", "الوكالة الألمانية للتعاون الدولي"]
)
def test_by_alias_and_english_name(known, typed):
    giz = known("organisation", "الوكالة الألمانية للتعاون الدولي", name_en="GIZ", aliases=["هيئة المعونة الألمانية"])
    assert led(name="فلان", body=typed) == (None, giz)


@pytest.mark.parametrize("typed", ["عبد الله", "سالم", "عبد الله سالم علي", "", "٪", "د."])
def test_a_part_of_a_name_is_none(known, typed):
    known("person", "عبد الله سالم")
    assert led(name=typed) == (None, None)


def test_two_of_a_name_are_a_doubt(known):
    first, second = known("person", "محمد علي"), known("person", "محمد على")
    row = Attendance(name="محمد علي")
    link([row])
    assert row.person_id is None and Known([row]).state(row, "name") == "many"
    link([row], {"name": second})
    assert row.person_id == second
    link([row])
    assert row.person_id == second, "the choice stands"
    link([row], {"name": first + 1000})
    assert row.person_id == second
    row.name = "علي محمد"
    link([row])
    assert row.person_id is None


def test_a_unit_of_ours_needs_no_record(known):
    known("organisation", "مديرية التضامن الاجتماعي — الأقصر")
    row = Attendance(name="فلان", body="مديريه التضامن الاجتماعي — الاقصر")
    link([row])
    assert row.organisation_id is None
    assert (Known([row]).state(row, "body"), Known([row]).state(row, "name")) == ("", "none")


def test_a_group_is_no_body(known):
    known("organisation", "جمعيات")
    row = Participant(name="جمعيات", count=27)
    link([row])
    assert row.organisation_id is None and Known([row]).states(row) == set()


def test_what_is_in_the_archive_is_found_by_nothing(known):
    old = known("organisation", "جمعية قديمة")
    db.session.get(Organisation, old).archive(by=User.named("hq"))
    db.session.commit()
    assert led(name="فلان", body="جمعية قديمة") == (None, None)


def test_one_statement_for_all_rows_and_none_for_rows_that_lead_somewhere(known, statements):
    person = known("person", "عبد الله سالم")
    rows = [Attendance(name=f"اسم {n}", body=f"جهة {n}") for n in range(300)]
    statements.clear()
    Known(rows)
    assert len(statements) == 1
    Known([Attendance(name="عبد الله سالم", person_id=person)])
    assert len(statements) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("د. أحمد عبد الرحمن", ("د.", "أحمد عبد الرحمن")),
        ("أحمد", ("", "أحمد")),
        ("د/ منى علي", ("د/", "منى علي")),
        ("Dr. John Smith", ("Dr.", "John Smith")),
        ("د.", ("", "د.")),
        ("السيد البدوي", ("", "السيد البدوي")),
    ],
)
def test_titles_are_parted_from_the_name(text, parts):
    assert parted(text) == parts


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("جمعية الأورمان", "ngo"),
        ("وزاره الصحة", "authority"),
        ("شركة النور", "company"),
        ("UNICEF", "other"),
        ("", "other"),
        ("جامعة الأقصر", "university"),
    ],
)
def test_the_likely_kind(name, kind):
    assert likely_kind(name) == kind
