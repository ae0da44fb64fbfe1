"""Nothing of a citizen is anywhere for who may not see it, and each full view is in the log."""

import io
import logging
import zipfile

import pytest
from sqlalchemy import select, text

from tadamon.accounts.acts import Act
from tadamon.extensions import db
from tadamon.issues.models import Citizen, Issue
from tests.issues.conftest import NAME, NUMBER, PHONE, SECRETS


def clean(told: str) -> bool:
    return not [secret for secret in (*SECRETS, NAME, NUMBER, PHONE) if secret in told]


def acts():
    found = [
        (act.action, act.subject, act.by_id, act.detail) for act in db.session.scalars(select(Act).order_by(Act.id))
    ]
    db.session.remove()
    return [act for act in found if act[0].startswith("citizen-")]


PLACES = (
    "/issues",
    "/issues?q=عبد الشكور",
    "/issues?q=28503052912345",
    "/issues?q=01012345678",
    "/issues/print?from=2025",
    "/issues/{issue}",
    "/issues/{issue}/history",
    "/issues/{issue}/slip",
    "/issues/desk?activity={meeting}",
    "/meetings/{meeting}",
    "/meetings/{meeting}/print",
    "/meetings/{meeting}/history",
    "/meetings?q=عبد الشكور",
    "/drafts",
    "/issues/similar?subject=إيقاف بطاقة المساعدة عبد الشكور",
    "/",
)


@pytest.mark.parametrize("someone", ["writer", "reader", "hq", "head", "office", "admin", "stranger"])
def test_no_page_tells_the_citizen(sign_in, issue, meeting, someone):
    browser = sign_in(someone)
    for place in PLACES:
        answer = browser.get(place.format(issue=issue, meeting=meeting), htmx="similar" in place)
        page = answer.get_data(as_text=True)
        assert NAME not in page and "الطوخي" not in page and PHONE not in page, place
        assert "q=" in place or clean(page.replace("٢٣٤٥", "")), place  # a search says again what was asked for


def test_a_search_for_the_citizen_finds_nothing(writer, issue):
    for typed in ("الطوخي", NUMBER, "٢٨٥٠٣٠٥٢٩١٢٣٤٥", "01012345678", PHONE):
        assert f'/issues/{issue}"' not in writer.get(f"/issues?q={typed}").page.html
    assert f'/issues/{issue}"' in writer.get("/issues?q=بطاقة").page.html


def test_masks_are_for_those_who_may_see_it_all(writer, reader, hq, issue):
    page = writer.get(f"/issues/{issue}").page.text
    assert "٢٣٤٥" in page and "ف•••" in page and clean(page.replace("٢٣٤٥", ""))
    for other in (reader, hq):
        page = other.get(f"/issues/{issue}").page.text
        assert "•" not in page and "٢٣٤٥" not in page and "ولا يراها إلا المختصون" in page


def test_prints_and_exports_tell_nothing(writer, issue):
    book = zipfile.ZipFile(io.BytesIO(writer.raw("get", "/issues.xlsx").get_data()))
    told = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "إيقاف بطاقة المساعدة" in told and clean(told)
    assert clean(writer.get(f"/issues/{issue}/slip").page.text)


def test_no_table_but_its_own_holds_the_citizen(writer, issue, meeting):
    writer.post(f"/issues/{issue}/citizen/disclosure")
    writer.post(f"/issues/{issue}/citizen", citizen_name=NAME, citizen_id=NUMBER, citizen_phone=PHONE, version="1")
    writer.post(
        "/drafts",
        {"draft_of": "/issues", "subject": "طلب", "citizen_name": NAME, "citizen_id": NUMBER, "citizen_phone": PHONE},
    )
    writer.post("/issues/desk", subject="طلب", category_id="x", citizen_name=NAME)
    for table in db.metadata.sorted_tables:
        if table.name != "citizens":
            rows = db.session.execute(select(table)).all()
            assert clean(" ".join(map(str, rows))), table.name
    db.session.remove()


def test_the_full_view_is_logged_each_time(writer, issue):
    who = writer.user_id
    assert clean(writer.get(f"/issues/{issue}/citizen").page.text.replace("٢٣٤٥", "")) and acts() == []
    for times in (1, 2):
        page = writer.post(f"/issues/{issue}/citizen/disclosure").page
        fields = page.form(f"/issues/{issue}/citizen").fields
        assert (fields["citizen_name"], fields["citizen_id"], fields["citizen_phone"]) == (NAME, NUMBER, PHONE)
        assert [(act[0], act[2], act[3]) for act in acts()] == [("citizen-seen", who, {})] * times
    assert acts()[0][1].startswith("1/2025 — مديرية التضامن الاجتماعي")


def test_it_may_be_looked_at_only_where_it_is_held(reader, hq, stranger, office, issue):
    for someone, status in ((reader, 403), (hq, 403), (stranger, 404), (office, 403)):
        for path in ("citizen", "slip", "slip.pdf", "citizen/removal", "citizen/disclosure"):
            assert someone.post(f"/issues/{issue}/{path}").status_code == status, path
        assert someone.get(f"/issues/{issue}/citizen").status_code == status
    assert acts() == []


def test_the_slip_with_the_name_shows_nothing_else_and_is_logged(writer, issue):
    page = writer.post(f"/issues/{issue}/slip").page
    assert NAME in page.text and NUMBER not in page.html and "2345" not in page.text and PHONE not in page.html
    assert [act[0] for act in acts()] == ["citizen-printed"]


def test_a_stale_save_shows_both_and_is_a_view(writer, colleague, issue):
    form = {"citizen_name": NAME, "citizen_id": NUMBER, "version": "1"}
    assert colleague.post(f"/issues/{issue}/citizen", form | {"citizen_name": "اسم الزميل"}).status_code == 303
    answer = writer.post(f"/issues/{issue}/citizen", form | {"citizen_name": "اسمي"})
    assert answer.status_code == 409 and "اسم الزميل" in answer.page.text
    sent = answer.page.form(f"/issues/{issue}/citizen").fields
    assert sent["citizen_name"] == "اسمي" and sent["version"] == "2"
    assert [act[0] for act in acts()] == ["citizen-changed", "citizen-seen"]
    assert writer.post(f"/issues/{issue}/citizen", sent).status_code == 303


def test_it_can_be_erased_and_nothing_is_left(writer, issue, stored):
    assert writer.post(f"/issues/{issue}/citizen/removal").status_code == 303
    assert db.session.scalar(select(Citizen.name)) is None and stored(Issue, issue).citizen is None
    assert [act[0] for act in acts()] == ["citizen-removed"]


@pytest.mark.parametrize("typed", ["123", "18503052912345", "28513052912345", "2850305291234O"])
def test_a_wrong_number_is_told_beside_its_field_and_kept(writer, raised, typed):
    id = raised()
    answer = writer.post(f"/issues/{id}/citizen", citizen_id=typed, citizen_name="سيد")
    assert answer.status_code == 422 and answer.page.form("/citizen").fields["citizen_id"] == typed


def test_digits_of_any_kind_are_kept_as_one(writer, raised, stored):
    id = raised()
    writer.post(f"/issues/{id}/citizen", citizen_id="٢ ٨٥٠٣٠٥ ٢٩١٢٣٤٥", citizen_phone="٠١٠١٢٣٤٥٦٧٨")
    citizen = stored(Citizen, id)
    assert (citizen.national_id, citizen.phone) == (NUMBER, PHONE)


def test_a_doubtful_number_is_taken_with_a_warning(writer, raised):
    answer = writer.post(f"/issues/{raised()}/citizen", citizen_id="28503059912345", follow=True)
    assert answer.status_code == 200 and "كود محافظة الميلاد" in answer.page.text


def test_other_issues_of_the_same_citizen_are_shown_to_who_looks(writer, issue, raised):
    other = raised(subject="طلب آخر", citizen=True)
    theirs = raised("stranger", subject="طلب في أسوان", citizen=True)
    page = writer.post(f"/issues/{issue}/citizen/disclosure").page
    assert f"/issues/{other}" in page.html and f"/issues/{theirs}" not in page.html


@pytest.mark.parametrize("field", ["subject", "details"])
def test_a_national_number_is_refused_where_everyone_reads(writer, category, field):
    data = {"subject": "طلب", "category_id": category()} | {field: f"المواطن {NUMBER}"}
    answer = writer.post("/issues", data)
    assert answer.status_code == 422 and "احذف الرقم القومي" in answer.page.text


def test_no_log_line_tells_the_citizen(writer, issue, caplog):
    with caplog.at_level(logging.DEBUG):
        writer.post(f"/issues/{issue}/citizen", citizen_name=NAME, citizen_id=NUMBER, citizen_phone=PHONE, version="1")
        writer.post(f"/issues/{issue}/citizen/disclosure")
    assert clean(caplog.text)
    with pytest.raises(Exception) as broken:
        db.session.execute(text("SELECT * FROM no_such_table WHERE x = :number"), {"number": NUMBER})
    db.session.rollback()
    assert NUMBER not in str(broken.value)
