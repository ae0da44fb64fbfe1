"""Applied for, licensed for six months, extended, licensed, refused, closed; how full; who sees it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import today
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.states import STATES, state, state_sql
from tadamon.nurseries.visits import Paper, Visit, VisitPoint
from tadamon.records.base import Refused
from tests.exports.test_sheets import rows as lines


def days_ago(days: int) -> str:
    day = today() - timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year}"


def test_from_application_to_licence(writer, nursery):
    home = f"/nurseries/{nursery}"
    assert writer.post(f"{home}/temporary", on=days_ago(5)).status_code == 409  # nobody has applied
    assert writer.post(f"{home}/application", on=days_ago(31)).status_code == 303
    assert "تأخر البت في طلبها" in writer.get(home).page.text
    assert writer.post(f"{home}/temporary", on=days_ago(40)).status_code == 409  # before it was applied for
    assert writer.post(f"{home}/temporary", on=days_ago(30)).status_code == 303
    assert writer.post(f"{home}/temporary", on=days_ago(30)).status_code == 409
    assert "ترخيص مؤقت" in writer.get(home).page.text
    assert writer.post(f"{home}/extension", on=days_ago(0), until=days_ago(0)).status_code == 409
    assert writer.post(f"{home}/licence", on=days_ago(0)).status_code == 303
    assert db.session.get(Nursery, nursery).state == "licensed"


def test_a_refusal_and_a_closure_have_reasons(writer, nursery):
    home = f"/nurseries/{nursery}"
    writer.post(f"{home}/application", on=days_ago(9))
    assert writer.post(f"{home}/refusal", on=days_ago(1)).status_code == 422
    assert writer.post(f"{home}/refusal", on=days_ago(1), note="لا مخرج ثانٍ").status_code == 303
    assert writer.post(f"{home}/application", on=days_ago(0)).status_code == 303  # they may apply again
    assert writer.post(f"{home}/refusal", on=days_ago(0), note="كما سبق").status_code == 303
    assert writer.post(f"{home}/closure", on=days_ago(0), note="قرار اللجنة 3").status_code == 303
    page = writer.get(home).page.text
    assert "لا مخرج ثانٍ" in page and "قرار اللجنة 3" in page
    assert writer.post(f"{home}/application", on=days_ago(0)).status_code == 409


def test_six_months_to_the_day_and_never_above_the_first_floor(app, nursery):
    record, by = db.session.get(Nursery, nursery), User.named("luxor")
    record.apply(by, date(2025, 8, 31))
    record.floor = "above"
    with pytest.raises(Refused, match="أعلى من الأول"):
        record.grant(by, date(2025, 8, 31))
    record.floor = "first"
    record.grant(by, date(2025, 8, 31))
    assert record.licence_until == date(2026, 2, 27)


DAY = date(2026, 3, 1)
STANDINGS = (
    ({}, "unlicensed"),
    ({"applied_on": DAY - timedelta(days=30)}, "applied"),
    ({"applied_on": DAY - timedelta(days=31)}, "late"),
    ({"applied_on": DAY, "refused_on": DAY}, "refused"),
    ({"applied_on": DAY, "licence_until": DAY + timedelta(days=61)}, "temporary"),
    ({"applied_on": DAY, "licence_until": DAY + timedelta(days=60)}, "ending"),
    ({"applied_on": DAY, "licence_until": DAY}, "ending"),
    ({"applied_on": DAY, "licence_until": DAY - timedelta(days=1)}, "expired"),
    ({"licence_until": DAY, "licensed_on": DAY}, "licensed"),
    ({"licensed_on": DAY, "closed_on": DAY}, "closed"),
)


def test_lists_and_records_agree_where_one_stands(app, nursery):
    assert {expected for _facts, expected in STANDINGS} == set(STATES)
    table = Nursery.__table__.c
    for facts, expected in STANDINGS:
        record = db.session.get(Nursery, nursery)
        for name in ("applied_on", "licence_until", "licensed_on", "refused_on", "closed_on"):
            setattr(record, name, facts.get(name))
        db.session.flush()
        asked = select(state_sql(table, DAY)).where(table.id == nursery)
        assert (state(record, DAY), db.session.scalar(asked)) == (expected, expected)


def test_occupancy_is_of_the_places_licensed_now(writer, nursery):
    home = f"/nurseries/{nursery}"
    for places, since in (("80", days_ago(90)), ("50", days_ago(3)), ("400", "1/1/2099")):
        assert writer.post(f"{home}/capacities", places=places, since=since).status_code == 303
    assert "٨٠٪" in writer.get(home).page.text
    row = db.session.scalar(select(Capacity.id).where(Capacity.places == 50))
    assert writer.post(f"{home}/capacities/{row}/removal").status_code == 303
    assert "٥٠٪" in writer.get(home).page.text


def test_another_directorate_sees_nothing_of_it(stranger, reader, nursery):
    for path in ("", "/print", ".pdf", "/history", "/fields/title/edit", "/application"):
        assert stranger.get(f"/nurseries/{nursery}{path}").status_code == 404
    for path in ("/nurseries", "/nurseries?q=الأمل", "/nurseries/campaign"):
        text = stranger.get(path).page.text
        assert "الأمل" not in text and "الأقصر" not in text
    assert reader.post(f"/nurseries/{nursery}/application", on=days_ago(0)).status_code == 403


def test_the_list_is_narrowed_and_exported(writer, nursery):
    assert "حضانة الأمل" in writer.get("/nurseries?q=حضانه+امل&state=unlicensed").page.text
    assert "حضانة الأمل" not in writer.get("/nurseries?q=امل&state=licensed").page.text
    esna, own = (db.session.scalar(select(Unit.id).where(Unit.code == code)) for code in ("EG-LX-2", "EG-LX"))
    assert "حضانة الأمل" in writer.get(f"/nurseries?administration={own}").page.text
    assert "حضانة الأمل" not in writer.get(f"/nurseries?administration={esna}").page.text
    assert "حضانة الأمل" not in writer.get("/nurseries?q=غيرها").page.text
    [line] = lines(writer.raw("get", "/nurseries.xlsx?state=unlicensed"))
    assert line[0] == "حضانة الأمل" and line[8] == 40
    assert "حضانة الأمل" in writer.get(f"/nurseries/{nursery}/print").page.text


def test_the_campaign_counts_what_stands(writer, nursery):
    table = next(each for each in writer.get("/nurseries/campaign").page.all("table"))
    total = [cell.text for cell in table.all("tr")[-1].all("td")]
    assert total[0] == total[7] == "١" and total[8:] == ["—", "—"]
    writer.post(f"/nurseries/{nursery}/archive")
    assert not writer.get("/nurseries/campaign").page.all("table")


def test_a_handover_has_two_days_in_their_order(writer, nursery):
    home = f"/nurseries/{nursery}/fields"
    assert writer.post(f"{home}/handed_on", handed_on="5/10/2025", version=1).status_code == 303
    early = writer.post(f"{home}/received_on", received_on="4/10/2025", version=2)
    assert early.status_code == 422 and "لا يسبق التسليم" in early.page.text
    assert writer.post(f"{home}/received_on", received_on="12/10/2025", version=2).status_code == 303
    assert "١٢ أكتوبر ٢٠٢٥" in writer.get(f"/nurseries/{nursery}/print").page.text


def test_an_application_asks_for_its_papers_once(writer, nursery):
    home = f"/nurseries/{nursery}"
    writer.post(f"{home}/application", on=days_ago(9))
    papers = db.session.scalars(select(Paper.id).where(Paper.record_id == nursery)).all()
    assert papers and "لم ترد بعد" in writer.get(f"{home}/temporary").page.text
    writer.post(f"{home}/papers/{papers[0]}", text="طلب", came_on=days_ago(8), version=1)
    writer.post(f"{home}/refusal", on=days_ago(2), note="لم تكتمل")
    writer.post(f"{home}/application", on=days_ago(1))
    again = db.session.scalars(select(Paper).where(Paper.record_id == nursery)).all()
    assert len([row for row in again if row.text != "طلب" and row.came_on is None]) == len(papers)


@pytest.fixture
def visit(writer, nursery):
    """The address of a visit, its points by id."""
    writer.post(f"/nurseries/{nursery}/visits", on=days_ago(3), visitors="منى وهاني")
    id = db.session.scalar(select(Visit.id).where(Visit.record_id == nursery))
    query = select(VisitPoint.id).where(VisitPoint.visit_id == id).order_by(VisitPoint.position)
    return f"/nurseries/{nursery}/visits/{id}/points", list(db.session.scalars(query))


def test_a_point_that_failed_becomes_an_assignment_once(writer, nursery, visit):
    home, (first, second, *_rest) = visit
    assert writer.post(f"{home}/{first}/assignment", text="ت", owner="ج", due_on="1/1/2099").status_code == 409
    found = {f"result_{first}": "failed", f"note_{first}": "لا طفاية", f"result_{second}": "met"}
    assert writer.post(home, found | {"version": 1}).status_code == 303
    assert writer.post(home, found | {"version": 1}).status_code == 409  # a colleague was faster
    sent = {"text": "طفاية لكل دور", "owner": "إدارة إسنا الاجتماعية", "due_on": "1/1/2099"}
    assert writer.post(f"{home}/{first}/assignment", sent | {"owner": ""}).status_code == 422
    assert writer.post(f"{home}/{first}/assignment", sent).status_code == 303
    assert writer.post(f"{home}/{first}/assignment", sent).status_code == 409
    row = db.session.scalars(select(Outcome).where(Outcome.record_id == nursery)).one()
    assert (row.kind, row.owner_unit.code, row.due_on, row.office_id) == (
        "assignment",
        "EG-LX-2",
        date(2099, 1, 1),
        User.named("luxor").office_id,
    )
    page = writer.get(f"/nurseries/{nursery}").page.text
    assert "لا طفاية" in page and "طفاية لكل دور" in page
    assert writer.post(home, {f"result_{first}": "met", "version": 2}).status_code == 409
    assert "طفاية لكل دور" in writer.get("/assignments").page.text


def test_what_is_asked_is_what_the_administrator_wrote(admin, writer, nursery, visit):
    asked = {"nursery_papers": "إقرار | A declaration", "nursery_points": "مخرج ثانٍ | A second exit"}
    form = admin.get("/administration/nursery-lists").page.form("/administration/nursery-lists").fields
    assert admin.post("/administration/nursery-lists", form | asked).status_code == 303
    writer.post(f"/nurseries/{nursery}/visits", on=days_ago(0))
    points = db.session.scalars(select(VisitPoint.text).order_by(VisitPoint.id)).all()
    assert points[-1] == "مخرج ثانٍ" and "مخرج ثانٍ" not in points[:-1]
    writer.post(f"/nurseries/{nursery}/application", on=days_ago(0))
    assert db.session.scalars(select(Paper.text)).all() == ["إقرار"]


def test_progress_is_of_what_was_set_out(writer, nursery):
    page, office = "/nurseries/campaign/targets", User.named("luxor").office_id
    sent = writer.get(page).page.form(page).fields
    assert writer.post(page, sent | {f"unit_{office}": "4"}).status_code == 303
    assert writer.post(page, sent | {f"unit_{office}": "9"}).status_code == 409  # it was changed meanwhile
    writer.post(f"/nurseries/{nursery}/application", on=days_ago(9))
    writer.post(f"/nurseries/{nursery}/temporary", on=days_ago(8))
    for path in ("/nurseries/campaign", "/nurseries/campaign/print"):
        rows = writer.get(path).page.all("table")[0].all("tr")
        assert [cell.text for cell in rows[-1].all("td")][7:] == ["١", "٤", "٢٥٪"]
    paper = Document(BytesIO(writer.get("/nurseries/campaign.docx").data))
    assert paper.sections[0].orientation and min(each.width.mm for each in paper.tables[1].columns) > 20


def test_more_visits_cost_no_more_statements(writer, nursery, statements):
    pages, costs = (f"/nurseries/{nursery}", f"/nurseries/{nursery}/print", "/nurseries"), []
    for many in (2, 6):
        while len(db.session.scalars(select(Visit.id)).all()) < many:
            writer.post(f"/nurseries/{nursery}/visits", on=days_ago(many))
        for page in pages:
            writer.get(page)
            statements.clear()
            writer.get(page)
            costs.append(len(statements))
    assert costs[:3] == costs[3:]


def test_an_owner_is_suggested_from_the_directory_and_may_be_anyone(writer, nursery):
    for path in ("/nurseries/new", f"/nurseries/{nursery}/fields/owner/edit"):
        assert "/organisations/suggestions?list=" in writer.get(path).get_data(as_text=True), path
    assert writer.post(f"/nurseries/{nursery}/fields/owner", owner="سيدة من القرية", version="1").status_code == 303
    page = writer.get(f"/nurseries/{nursery}").page.text
    assert "سيدة من القرية" in page and "أضف عدد العاملين" in page
