"""Two that are one: every reference follows, both histories stay, and all of it comes back."""

from datetime import date

import pytest
from sqlalchemy import select

from tadamon.activities.models import Attendance
from tadamon.activities.participants import Participant
from tadamon.cohorts.models import CohortPartner
from tadamon.committees.models import Member
from tadamon.directory import merging
from tadamon.directory.initiatives import InitiativeBody
from tadamon.directory.merging import Distinct, Merge
from tadamon.directory.organisations import Alias, Contact, Organisation
from tadamon.directory.people import Person, Post
from tadamon.events.parts import Delegate
from tadamon.extensions import Base, db
from tadamon.followup.models import Outcome
from tadamon.issues.referrals import Referral
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.nurseries.models import Nursery
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Party
from tadamon.records.attachments import Attachment


@pytest.fixture
def two(body):
    """(kept, gone): GIZ twice."""
    kept = body("الوكالة الألمانية للتعاون الدولي", aliases=["GIZ"], kind="international")
    return kept, body("هيئة المعونة الألمانية", aliases=["المعونة الألمانية"], kind="international")


def refer(meeting, person, id, who=None):
    """One row in every place that names the body `id` (and the person `who`)."""
    record = db.session.get(Meeting, meeting)
    rows = [
        Attendance(record=record, name="س", organisation_id=id, person_id=who),
        Participant(record=record, name="س", organisation_id=id),
        Outcome(record=record, kind="assignment", text="ت", owner_organisation_id=id, owner_person_id=who),
        Delegate(record=record, name="س", organisation_id=id, person_id=who),
        InitiativeBody(record=record, name="س", organisation_id=id),
        Member(record=record, name="ص", body="س", organisation_id=id, person_id=who),
        Referral(record=record, body="س", organisation_id=id, sent_on=date(2025, 1, 1)),
        CohortPartner(record=record, name="س", organisation_id=id),
        Nursery(unit=record.unit, title="ح", owner="س", organisation_id=id),
        AgendaItem(record=record, title="ب", presenter_id=who),
        Party(record=Partnership(unit=record.unit, kind="mou", title="ش"), name="س", organisation_id=id, side="theirs"),
        Post(record=db.session.get(Person, person), title="ع", organisation_id=id, from_on=date(2020, 1, 1)),
    ]
    db.session.add_all(rows)
    db.session.commit()
    db.session.remove()


def where(id, model=Organisation):
    """{place: how many rows name the record}, of every column that can."""
    db.session.rollback()
    places = merging.references(db.session.get(model, id))
    counted = {}
    for place in places:
        table, _dot, column = place.partition(".")
        column = Base.metadata.tables[table].c[column]
        counted[place] = len(db.session.execute(select(column).where(column == id)).all())
    return counted


def merge(browser, kept, gone, home="organisations"):
    return browser.post(f"/{home}/{kept}/merges", other=gone)


def undo(browser, home="organisations"):
    db.session.rollback()
    last = db.session.scalars(select(Merge.id).where(Merge.undone_at.is_(None)).order_by(Merge.id.desc())).first()
    return browser.post(f"/{home}/merges/{last}/removal")


def test_every_reference_follows_and_comes_back(approver, two, meeting, person):
    kept, gone = two
    refer(meeting, person("منى"), gone)
    before = where(gone)
    assert before and all(before.values()), "a new place that names bodies: refer to it in this test"
    assert merge(approver, kept, gone).status_code == 303
    assert where(kept) == before and not any(where(gone).values())
    assert undo(approver).status_code == 303
    assert where(gone) == before and not any(where(kept).values())


def test_people_too(approver, person, body, meeting):
    kept, gone = person("مايا مرسي"), person("د. مايا مرسى عبد الحميد")
    refer(meeting, kept, body("جمعية"), gone)
    before = where(gone, Person)
    assert all(before.values())
    assert merge(approver, kept, gone, "people").status_code == 303
    assert where(kept, Person) == before and approver.get(f"/people/{gone}").headers["Location"] == f"/people/{kept}"
    assert undo(approver, "people").status_code == 303 and where(gone, Person) == before


def test_parts_and_names_follow(approver, two, stored):
    kept, gone = two
    for path, data in (("contacts", {"name": "هانز"}), ("aliases", {"name": "DEZA"})):
        assert approver.post(f"/organisations/{gone}/{path}", data, htmx=True).status_code == 200
    merge(approver, kept, gone)
    names = {"الوكالة الألمانية للتعاون الدولي", "GIZ", "هيئة المعونة الألمانية", "المعونة الألمانية", "DEZA"}
    record = stored(Organisation, kept)
    assert set(record.names) == names and [row.name for row in record.contacts] == ["هانز"]
    for typed in ("هيئه المعونه الالمانيه", "GIZ", "الوكالة الألمانية للتعاون الدولي", "هانز", "deza"):
        links = approver.get(f"/organisations?q={typed}").page.find("list").all("a")
        assert [link.get("href") for link in links if link.closest("td")] == [f"/organisations/{kept}"], typed
    assert Organisation.named("هيئة المعونة الالمانية").id == kept
    undo(approver)
    assert len(stored(Organisation, kept).names) == 2 and not stored(Organisation, kept).contacts
    assert len(stored(Organisation, gone).names) == 3 and len(stored(Organisation, gone).contacts) == 1
    assert Organisation.named("هيئة المعونة الالمانية").id == gone


def test_what_was_referred_to_between_stays(approver, two, meeting, person):
    kept, gone = two
    who = person("منى")
    refer(meeting, who, gone)
    merge(approver, kept, gone)
    refer(meeting, who, kept)
    undo(approver)
    assert set(where(kept).values()) == set(where(gone).values()) == {1}


def test_what_was_led_elsewhere_meanwhile_stays_there(approver, two, meeting, person, body):
    kept, gone = two
    third = body("اليونيسف", kind="international")
    refer(meeting, person("منى"), gone)
    merge(approver, kept, gone)
    for model in (Attendance, Participant):
        for row in db.session.scalars(select(model).where(model.organisation_id == kept)):
            row.organisation_id = third
    db.session.commit()
    undo(approver)
    assert where(third)["attendances.organisation_id"] == 1 and where(gone)["attendances.organisation_id"] == 0


def test_chains(approver, two, meeting, person, body):
    kept, gone = two
    last = body("الوكالة الألمانية", kind="international")
    refer(meeting, person("منى"), gone)
    merge(approver, kept, gone)
    merge(approver, last, kept)
    assert set(where(last).values()) == {1}
    for id in (gone, kept):
        assert approver.get(f"/organisations/{id}").headers["Location"] == f"/organisations/{last}"
    page = approver.get(f"/organisations/{last}").page
    assert {f"/organisations/{gone}/history", f"/organisations/{kept}/history"} <= {url for _text, url in page.links}
    first = db.session.scalars(select(Merge.id).order_by(Merge.id)).first()
    assert approver.post(f"/organisations/merges/{first}/removal").status_code == 409
    assert undo(approver).status_code == 303 and set(where(kept).values()) == {1}
    assert undo(approver).status_code == 303 and set(where(gone).values()) == {1}


def test_its_page_leads_to_the_one_that_stayed(approver, reader, two):
    kept, gone = two
    merge(approver, kept, gone)
    assert "دُمجت «\u2068هيئة المعونة الألمانية\u2069»" in reader.get(f"/organisations/{gone}", follow=True).page.text
    assert reader.get(f"/organisations/{gone}/history").status_code == 200
    assert not [each for each in reader.get(f"/organisations/{kept}").page.forms if "/merges/" in each.action]
    for path in ("fields/phone/edit", "aliases/new", "contacts/new"):
        assert approver.get(f"/organisations/{gone}/{path}").status_code == 409
    for path in ("archive", "restore", "aliases", "fields/phone", "merges"):
        assert (
            approver.post(f"/organisations/{gone}/{path}", name="س", phone="16528", other=kept, version=1).status_code
            == 409
        )


def test_both_histories_tell(approver, two):
    kept, gone = two
    merge(approver, kept, gone)
    texts = [approver.get(f"/organisations/{id}/history").page.text for id in two]
    assert (
        "ضمّ «هيئة المعونة الألمانية» إلى هذا السجل" in texts[0]
        and "دمج «هيئة المعونة الألمانية» في سجل آخر" in texts[1]
    )
    assert all("محمود سيد" in text for text in texts) and "دُمج في" in texts[1]
    undo(approver)
    texts = [approver.get(f"/organisations/{id}/history").page.text for id in two]
    assert "سجلًا مستقلًا" in texts[0] and "تراجع عن دمج" in texts[1] and "إلى هذا السجل" in texts[0]


def test_a_merge_is_undone_once(approver, two):
    kept, gone = two
    merge(approver, kept, gone)
    id = db.session.scalar(select(Merge.id))
    assert [approver.post(f"/organisations/merges/{id}/removal").status_code for _ in range(2)] == [303, 409]
    assert merge(approver, gone, kept).status_code == 303


def test_who_may(writer, reader, stranger, head, two, body):
    kept, gone = two
    for someone in (writer, reader, stranger):
        assert (
            merge(someone, kept, gone).status_code
            == someone.get(f"/organisations/{kept}/merges/new").status_code
            == 403
        )
    assert merge(head, kept, gone).status_code == 303 and undo(head).status_code == 303


def test_an_approver_merges_what_is_theirs(approver, head, body):
    mine, theirs = body("جمعية النور"), body("جمعيه النور", by="stranger")
    assert merge(approver, mine, theirs).status_code == 403 and merge(head, mine, theirs).status_code == 303
    assert undo(approver).status_code == 403


def test_bad_input(approver, two, person, meeting):
    kept, gone = two
    who = person("منى")
    for other, status in (
        ("", 400),
        ("x", 400),
        ("-1", 400),
        ("9" * 30, 400),
        (kept, 409),
        (who, 404),
        (meeting, 404),
        (999_999, 404),
    ):
        assert merge(approver, kept, other).status_code == status, other
    assert approver.post("/organisations/merges/999999/removal").status_code == 404
    merge(approver, kept, gone)
    assert undo(approver, "people").status_code == 404
    assert approver.get(f"/organisations/{kept}/merges/new?other=x").status_code == 400


def test_an_archived_one_is_not_merged(approver, two):
    kept, gone = two
    approver.post(f"/organisations/{gone}/archive")
    assert merge(approver, kept, gone).status_code == 409


def test_the_page_shows_what_follows(approver, two, meeting, person, body):
    kept, gone = two
    refer(meeting, person("منى"), gone)
    page = approver.get(f"/organisations/{kept}/merges/new?other={gone}").page
    rows = [[cell.text for cell in row.all("th", "td")] for row in page.all("tr")]
    assert ["الحضور في الاجتماعات", "٠", "١"] in rows and "هيئة المعونة الألمانية" in page.text
    assert approver.send(page.form("/merges")).status_code == 303
    search = approver.get(f"/organisations/{kept}/merges/new?q=الأورمان").page
    assert "لا سجل آخر" in search.text


def test_told_apart_for_good(approver, writer, two):
    kept, gone = two
    page = approver.get(f"/organisations/{kept}/merges/new").page
    assert "هيئة المعونة الألمانية" in page.text
    assert approver.send(page.form("/distinctions"), other=gone).status_code == 303
    assert approver.post(f"/organisations/{gone}/distinctions", other=kept).status_code == 303
    for id in two:
        assert "قد يكون هو نفسه" not in approver.get(f"/organisations/{id}/merges/new").page.text
    assert len(db.session.scalars(select(Distinct)).all()) == 1
    assert writer.post(f"/organisations/{kept}/distinctions", other=kept).status_code == 400


def test_aliases_and_attachments_are_no_ones_else(approver, two):
    kept, gone = two
    merge(approver, kept, gone)
    undo(approver)
    db.session.rollback()
    standing = select(Alias.record_id, Alias.name).where(Alias.removed_at.is_(None))
    assert set(db.session.execute(standing).all()) == {(kept, "GIZ"), (gone, "المعونة الألمانية")}
    assert not db.session.scalars(select(Contact)).all() and not db.session.scalars(select(Attachment)).all()
