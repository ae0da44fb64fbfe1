"""State, group and placement of several at once."""

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.cohorts.models import Group
from tadamon.cohorts.trainees.models import TraineeMove
from tadamon.extensions import db
from tests.cohorts.conftest import made


@pytest.fixture
def both(trainee):
    return [trainee("سارة").id, trainee("عمر").id]


def asked(person, cohort, ids):
    address = f"/cohorts/{cohort}/trainees/changes"
    return person.get(address + "?" + "&".join(f"row={id}" for id in ids)).page.form(address)


def test_they_are_chosen_in_the_list_and_changed_together(writer, cohort, trainee, both):
    listed = writer.get(f"/cohorts/{cohort}/trainees").page
    assert listed.form(f"/cohorts/{cohort}/trainees/changes")
    other = Group(record_id=cohort, position=2, name="الثانية")
    db.session.add(other)
    db.session.commit()
    more = {"state": "absent", "group_id": str(other.id), "workplace": "وحدة الزينية", "placed_from": "1/10/2025"}
    answer = writer.send(asked(writer, cohort, both), **more, on="2/10/2025", reason="كشف الغياب")
    assert answer.status_code == 303 and "تغيّرت بيانات" in writer.get(answer.location).page.text
    for name in ("سارة", "عمر"):
        row = trainee(name)
        assert (row.state, row.group.name, row.workplace, str(row.placed_from)) == (
            "absent",
            "الثانية",
            "وحدة الزينية",
            "2025-10-01",
        )
        moves = db.session.scalars(select(TraineeMove.kind).where(TraineeMove.trainee_id == row.id)).all()
        assert sorted(moves) == ["group", "placement", "state"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "اختر ما يتغير"),
        ({"state": "absent", "on": "1/1/2090"}, "لا يتجاوز اليوم"),
        ({"state": "gone"}, "من القائمة"),
        ({"placed_from": "3/10/2025", "placed_to": "1/10/2025"}, "لا يسبق بداية التكليف"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(writer, cohort, trainee, both, sent, words):
    answer = writer.send(asked(writer, cohort, both), **{"on": "2/10/2025"} | sent)
    assert answer.status_code == 422 and words in answer.page.text
    assert trainee("سارة").state == "started"


def test_what_changed_meanwhile_is_shown_first(writer, cohort, trainee, both):
    form = asked(writer, cohort, both)
    trainee("عمر").workplace = "وحدة أخرى"
    db.session.commit()
    answer = writer.send(form, state="absent", on="2/10/2025")
    assert answer.status_code == 409 and "وحدة أخرى" in answer.page.text
    assert trainee("سارة").state == "started"


def test_nobody_elses(writer, stranger, reader, cohort, both):
    there = made(User.named("luxor2"), "دفعة أخرى")
    address = f"/cohorts/{there}/trainees/changes"
    assert writer.post(address, row=str(both[0]), state="absent", on="2/10/2025").status_code == 404
    assert writer.get(address).status_code == 303
    assert writer.post(address, row="x", state="absent").status_code == 400
    for person, status in ((stranger, 404), (reader, 403)):
        assert person.get(f"/cohorts/{cohort}/trainees/changes?row={both[0]}").status_code in (status, 403)
        assert person.post(f"/cohorts/{cohort}/trainees/changes", row=str(both[0])).status_code in (status, 403)
    assert 'type="checkbox"' not in reader.get(f"/cohorts/{cohort}/trainees").get_data(as_text=True)
