"""A trainee is entered, moved and found; what is personal is masked, logged, exported and wiped."""

import pytest
from sqlalchemy import select

from tadamon.accounts.acts import Act
from tadamon.accounts.models import User
from tadamon.cohorts.models import Group
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.records.history import Change
from tests.cohorts.conftest import OMAR, SARA, made
from tests.imports.making import read

MONA = "30303032900306"


def home(trainee):
    return f"/cohorts/{trainee.record_id}/trainees/{trainee.id}"


def noted():
    db.session.rollback()
    return list(db.session.scalars(select(Act.action).order_by(Act.id)))


def test_one_is_entered_with_what_the_number_tells(writer, cohort, trainee):
    answer = writer.post(f"/cohorts/{cohort}/trainees", name="منى سيد علي", national_id="٣٠٣٠٣٠٣٢٩٠٠٣٠٦")
    assert answer.status_code == 303
    row = trainee("منى")
    assert (row.national_id, row.sex, str(row.born_on), row.state) == (MONA, "female", "2003-03-03", "started")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "اكتب الرقم القومي"),
        ({"national_id": SARA}, "سارة أحمد حجاج"),
        ({"national_id": "3010101290018"}, "14 رقمًا"),
        ({"national_id": MONA, "workplace": f"انظر {OMAR}"}, "احذف الرقم القومي"),
    ],
)
def test_what_cannot_be_entered(writer, cohort, sent, words):
    answer = writer.post(f"/cohorts/{cohort}/trainees", {"name": "منى", **sent})
    assert answer.status_code == 422 and words in answer.page.text


def test_doubts_are_told_and_do_not_block(writer, cohort, trainee):
    other = made(User.named("luxor2"), "دفعة أخرى")
    answer = writer.post(f"/cohorts/{other}/trainees", name="منى", national_id="25003032900307", sex="male")
    answer = writer.get(answer.location)
    for words in ("السن عند بدء الدفعة", "لا توافق النوع"):
        assert words in answer.page.text
    answer = writer.post(f"/cohorts/{cohort}/trainees", name="منى", national_id="25003032900307")
    assert "مقيد في دفعة أخرى لم تكتمل: دفعة أخرى" in writer.get(answer.location).page.text


def test_a_list_by_name_and_a_search(writer, reader, cohort, trainee):
    page = f"/cohorts/{cohort}/trainees"
    for query, names in (("q=حجاج", ["سارة"]), ("q=0181", ["سارة"]), ("sex=male", ["عمر"]), ("state=withdrawn", [])):
        for path in (page, "/cohorts/trainees"):
            text = writer.get(f"{path}?{query}").page.text
            assert [name for name in ("سارة", "عمر") if f"{name} " in text] == names, (path, query)
    refused = reader.get(f"{page}?q=0181")
    assert refused.status_code == 422 and "للمختصين وحدهم" in refused.page.text
    assert reader.get(f"/cohorts/trainees?q={SARA}").status_code == 422


def test_a_reader_sees_no_full_number(reader, cohort, trainee):
    one, path = trainee("سارة"), f"/cohorts/{cohort}/trainees"
    for page in (path, home(one), "/cohorts/trainees"):
        assert SARA not in reader.get(page).page.html and "+201001234567" not in reader.get(page).page.html
    assert SARA not in str(read(reader.raw("get", f"{path}.xlsx").data))
    for verb in ("disclosure", "personal", "export", "anonymisation", "removal", "state", "transfer"):
        assert reader.post(f"{home(one)}/{verb}").status_code == 403, verb
    assert reader.post(f"{path}.xlsx").status_code == 403 and noted() == []


def test_the_department_sees_the_list_and_no_full_number(hq, cohort, trainee):
    one = trainee("سارة")
    assert "سارة" in hq.get(home(one)).page.text
    assert hq.post(f"{home(one)}/disclosure").status_code == 403


def test_each_full_view_is_noted_without_the_person(writer, cohort, trainee):
    one = trainee("سارة")
    assert SARA in writer.post(f"{home(one)}/disclosure").page.html
    assert SARA in str(
        read(writer.raw("post", f"/cohorts/{cohort}/trainees.xlsx", data={"csrf_token": writer._token()}).data)
    )
    file = writer.raw("post", f"{home(one)}/export", data={"csrf_token": writer._token()}).data
    assert ["الرقم القومي", SARA] in read(file)
    assert noted() == ["trainee-seen", "trainees-exported", "trainee-exported"]
    assert not db.session.scalar(select(Act.id).where(Act.subject.contains("سارة") | Act.subject.contains(SARA)))


def test_personal_data_are_saved_upon_what_was_seen_and_in_no_history(writer, colleague, cohort, trainee):
    one = trainee("سارة")
    form = writer.post(f"{home(one)}/disclosure").page.form(f"{home(one)}/personal")
    theirs = colleague.post(f"{home(one)}/disclosure").page.form(f"{home(one)}/personal")
    assert colleague.send(theirs, phone="01111111111").status_code == 303
    stale = writer.send(form, phone="01222222222")
    assert stale.status_code == 409 and "01222222222" in stale.page.html and "+201111111111" in stale.page.html
    assert "1111111" not in str(db.session.scalars(select(Change.diff)).all())


def test_a_transfer_leaves_the_row_where_it_happened(writer, cohort, trainee):
    other = made(User.named("luxor2"), "دفعة أخرى")
    one = trainee("سارة")
    refused = writer.post(f"{home(one)}/transfer", to=f"c{other}", on="5/10/2025")
    assert refused.status_code == 409 and "مقيد في تلك الدفعة" in refused.page.text
    twin = db.session.scalar(select(Trainee).where(Trainee.record_id == other, Trainee.national_id == SARA))
    assert writer.post(f"{home(twin)}/removal").status_code == 303
    there = writer.post(f"{home(trainee('سارة'))}/transfer", to=f"c{other}", on="5/10/2025", reason="السكن")
    assert there.status_code == 303 and there.location.startswith(f"/cohorts/{other}/trainees/")
    old, new = (
        trainee("سارة"),
        trainee("سارة", other) and db.session.get(Trainee, int(there.location.rpartition("/")[2])),
    )
    assert (old.state, new.state, new.came_from_id) == ("transferred", "registered", old.id)
    assert "انتقل إلى دفعة أخرى" in writer.get(home(old)).page.text and "السكن" in writer.get(there.location).page.text
    assert writer.post(f"{home(old)}/state", state="withdrawn", on="5/10/2025").status_code == 409
    assert "نُقل إلى دفعة أخرى متدرب واحد" in writer.get(f"/cohorts/{cohort}").page.text


def test_groups_and_states_have_their_day(writer, cohort, trainee):
    assert writer.post(f"/cohorts/{cohort}/groups", name="الثانية").status_code == 303
    second, one = db.session.scalar(select(Group.id).where(Group.name == "الثانية")), trainee("عمر")
    assert writer.post(f"{home(one)}/transfer", to=f"g{second}", on="5/10/2025").status_code == 303
    assert writer.post(f"{home(one)}/state", state="absent", on="6/10/2025", reason="مرض").status_code == 303
    assert writer.post(f"{home(one)}/state", state="transferred", on="6/10/2025").status_code == 422
    assert [(move.kind, move.became) for move in trainee("عمر").moves] == [("group", "الثانية"), ("state", "absent")]
    first = db.session.scalar(select(Group.id).where(Group.name == "الأولى"))
    assert writer.post(f"/cohorts/{cohort}/groups/{first}/removal").status_code == 409


def test_a_wiped_person_is_nowhere_and_still_counts(writer, cohort, trainee):
    one = trainee("سارة")
    assert writer.post(home(one), name="سارة أحمد رسلان", version="1").status_code == 303
    assert writer.post(f"{home(one)}/anonymisation").status_code == 303
    db.session.rollback()
    row = db.session.get(Trainee, one.id)
    assert (row.national_id, row.phone, row.born_on) == ("", "", None) and "سارة" not in row.text + row.name
    assert "رسلان" not in str(db.session.execute(select(Change.label, Change.diff)).all())
    page = writer.get(f"/cohorts/{cohort}").page.text
    assert "بدأ: ٢" in page and "سارة" not in page
    assert writer.post(home(row), name="س", version=str(row.version)).status_code == 409


def test_two_who_change_one_field_see_both_texts(writer, colleague, cohort, trainee):
    one = trainee("عمر")
    mine, theirs = (person.get(f"{home(one)}/edit").page.form(home(one)) for person in (writer, colleague))
    assert colleague.send(theirs, workplace="مكتب إسنا").status_code == 303
    stale = writer.send(mine, workplace="مكتب أرمنت")
    assert stale.status_code == 409 and "مكتب إسنا" in stale.page.text
    assert writer.send(mine, faculty="كلية الآداب").status_code == 303
    assert (trainee("عمر").workplace, trainee("عمر").faculty) == ("مكتب إسنا", "كلية الآداب")


def test_a_removed_one_comes_back_unless_another_took_the_number(writer, cohort, trainee):
    one = trainee("سارة")
    path = home(one)
    assert writer.post(f"{path}/removal").status_code == 303
    assert writer.get(path).status_code == 404 and "حجاج" not in writer.get("/cohorts/trainees?q=حجاج").page.text
    assert writer.post(f"/cohorts/{cohort}/trainees", name="سارة", national_id=SARA).status_code == 303
    assert writer.post(f"{path}/restoration").status_code == 409
