from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import Unit, User
from tadamon.approval.models import Approval, Recipient
from tadamon.cohorts.models import Cohort, CohortPartner, Group, Target
from tadamon.cohorts.trainees.models import Trainee
from tadamon.committees.models import Committee, Member
from tadamon.directory.initiatives import InitiativeBody
from tadamon.directory.models import Axis
from tadamon.directory.organisations import Alias
from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.figures.models import FigureValue
from tadamon.followup.models import Outcome
from tadamon.issues.models import Category
from tadamon.issues.referrals import Referral
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.visits import Paper, Visit, VisitPoint
from tadamon.records.attachments import Attachment
from tadamon.records.history import acting
from tadamon.reports.models import ReportHeading, ReportParagraph
from tadamon.reports.photos.models import ReportPhoto
from tadamon.series.models import Series
from tadamon.sessions.certificates.models import issue
from tests.approval.test_after import another, approve
from tests.cohorts.conftest import SARA, made
from tests.events.making import addressed
from tests.meetings.attaching import PDF, attach
from tests.meetings.full import full_meeting
from tests.reports.test_photos import WORDS, picture
from tests.sessions.conftest import held
from tests.web import litany
from tests.web.litany.figures import VALUE
from tests.web.litany.initiatives import LISTS

# For what is decided before the database is asked: once, on the engine that answers sooner.
BEFORE_THE_DATABASE = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)


@pytest.fixture
def mine(installation):
    """mine(turn) → whether this engine's turn it is. For breadth, where either engine refuses for the same reason
    and each room asks both about what the database decides: the two go through all of it between them."""
    engine = installation.app.config["SQLALCHEMY_DATABASE_URI"].partition(":")[0]
    return lambda turn: turn % 2 == (engine == "sqlite")


SESSIONS = ("session", "cancelled_session", "other_session", "left_session")
OUTCOMES = (
    ("outcome", "assignment", "open"),
    ("reported", "assignment", "reported"),
    ("reported_too", "assignment", "reported"),
    ("advice", "recommendation", "open"),
    ("submitted_advice", "recommendation", "submitted"),
    ("decision", "decision", "open"),
    ("cancelled", "assignment", "cancelled"),
)


@pytest.fixture
def ids(installation, writer, approver):
    """What the addresses are filled with: a meeting of each stage, a row of each list, an empty unit…"""
    return installation.at("addressed", lambda: made_for(writer, approver, **full_meeting()))


def made_for(writer, approver, meeting, parts) -> dict:
    submitted, approved = another(writer, meeting), another(writer, meeting)
    writer.post(f"/meetings/{submitted}/submission")
    approve(writer, approver, approved)
    writer.post(f"/meetings/{approved}/recipients", name="محافظة الأقصر")
    correction = int(writer.post(f"/meetings/{approved}/correction", reason="خطأ").location.rpartition("/")[2])
    rows = {noun: rows[0] for noun, rows in parts.items()}
    found = rows | {
        "meeting": meeting,
        "submitted": submitted,
        "approved": approved,
        "correction": correction,
        "item": rows["items"],
        "attachments": attach(writer, meeting),
        "recipients": one(Recipient.id),
        "code": one(Approval.code, Approval.record_id == approved),
        "axis": one(Axis.id, Axis.position == 1),
        "user": one(User.id, User.username == "luxor-esna"),
        "office": one(Unit.id, Unit.code == "EG-LX"),
        "unit": one(Unit.id, Unit.code == "EG-LX-3"),
        "holiday": holiday(),
        "category": one(Category.id, Category.code == "other"),
        **raised(writer),
        **repeated(writer),
        **sitting(writer),
        **trained(writer),
        **nurseries(writer),
        **addressed(writer),
    }
    found |= outcomes(writer, meeting)
    found |= initiative(writer) | figure(writer) | reported(writer, approver, meeting)
    found["body"] = int(writer.post("/organisations", name_ar="هيئة التعاون", kind="ngo").location.rpartition("/")[2])
    db.session.remove()
    return found


def repeated(writer) -> dict:
    """A series, its second meeting, and an item of the first that came to nothing."""
    by, token = db.session.get(User, writer.user_id), acting.set(writer.user_id)
    record = Series(title="لقاء الأحد", kind="open-door", every="week", starts_on=date(2025, 9, 7), unit=by.unit)
    record.created_by_id = by.id
    db.session.add(record)
    db.session.flush()
    first, second = record.make_next(by), record.make_next(by)
    topic = AgendaItem(record=first, title="بند لم يُناقش", position=1)
    db.session.add(topic)
    db.session.commit()
    acting.reset(token)
    return {"series": record.id, "sunday": second.id, "topic": topic.id}


def sitting(writer) -> dict:
    """A committee that was agreed on, with a member and a file."""
    by, token = db.session.get(User, writer.user_id), acting.set(writer.user_id)
    record = Committee(
        title="لجنة", kind="standing", unit=by.unit, created_by_id=by.id, state="agreed", decision="قرار 1"
    )
    member = Member(record=record, name="سعاد", position=1)
    db.session.add_all([record, member])
    db.session.commit()
    acting.reset(token)
    found = {"committee": record.id, "members": member.id}
    db.session.remove()
    data = {"file": (BytesIO(PDF), "قرار.pdf")}
    assert writer.post(f"/committees/{found['committee']}/attachments", data).status_code == 303
    return found | {"committee_file": one(Attachment.id, Attachment.record_id == found["committee"])}


def trained(writer) -> dict:
    """A cohort that has not begun, with a row in each list, and a trainee."""
    found = {"cohort": made(db.session.get(User, writer.user_id)), "national_id": SARA}
    token = acting.set(writer.user_id)
    record = db.session.get(Cohort, found["cohort"])
    record.state = "planned"
    more = {
        "other_group": Group(record=record, name="الثانية", position=2),
        "empty_group": Group(record=record, name="بلا متدربين", position=3),
        "cohort_target": Target(record=record, number=2, position=1),
        "cohort_partner": CohortPartner(record=record, name="جمعية الأورمان", position=1),
    }
    db.session.add_all(more.values())
    db.session.commit()
    acting.reset(token)
    found |= {name: row.id for name, row in more.items()}
    db.session.remove()
    home = f"/cohorts/{found['cohort']}"
    assert writer.post(f"{home}/attachments", {"file": (BytesIO(PDF), "كشف.pdf")}).status_code == 303
    sessions = {name: held(found["cohort"], name, timetable=name[:9]) for name in SESSIONS}
    assert (
        writer.post(f"/sessions/{sessions['session']}/attachments", {"file": (BytesIO(PDF), "كشف.pdf")}).status_code
        == 303
    )
    assert writer.post(f"/sessions/{sessions['cancelled_session']}/cancellation", reason="سفر").status_code == 303
    found |= sessions | {"session_file": one(Attachment.id, Attachment.record_id == sessions["session"])}
    found["certificate"] = certified(writer, found["cohort"])
    return found | {
        "trainee": one(Trainee.id, Trainee.national_id == SARA),
        "cohort_group": one(Group.id, Group.name == "الأولى"),
        "cohort_file": one(Attachment.id, Attachment.record_id == found["cohort"]),
    }


def certified(writer, cohort: int) -> int:
    """The certificate of a trainee of the cohort."""
    by, token = db.session.get(User, writer.user_id), acting.set(writer.user_id)
    trainee = db.session.scalar(select(Trainee).where(Trainee.record_id == cohort).order_by(Trainee.id.desc()))
    person = SimpleNamespace(id=trainee.id, name=trainee.name, sex=trainee.sex, came=1, minutes=60)
    [certificate] = issue(db.session.get(Cohort, cohort), [person], by)
    db.session.commit()
    acting.reset(token)
    return certificate.id


def nurseries(writer) -> dict:
    """Nurseries at three steps of their way; the first with a licensed capacity and a file."""
    by, token = db.session.get(User, writer.user_id), acting.set(writer.user_id)
    records = [Nursery(title="حضانة", unit=by.unit, created_by_id=by.id) for _ in range(4)]
    db.session.add_all(records)
    db.session.flush()
    capacity = Capacity(record=records[0], places=30, since=date(2025, 9, 1), position=1)
    paper = Paper(record=records[0], text="بطاقة", position=1)
    visit = Visit(record=records[0], on=date(2025, 9, 3), position=1)
    db.session.add_all([capacity, paper, visit])
    db.session.flush()
    points = [
        VisitPoint(record=records[0], visit_id=visit.id, text=text, result=result)
        for text, result in (("المبنى", None), ("التجهيزات", "failed"))
    ]
    db.session.add_all(points)
    for record in records[1:]:
        record.apply(by, date(2025, 9, 1))
    records[2].grant(by, date(2025, 9, 2))
    db.session.commit()
    acting.reset(token)
    found = dict(zip(("nursery", "applied", "for_a_time", "to_refuse"), (record.id for record in records), strict=True))
    found |= {"capacity": capacity.id, "paper": paper.id, "visit": visit.id}
    found |= {"point": points[0].id, "failed": points[1].id}
    db.session.remove()
    data = {"file": (BytesIO(PDF), "رخصة.pdf")}
    assert writer.post(f"/nurseries/{found['nursery']}/attachments", data).status_code == 303
    return found | {"nursery_file": one(Attachment.id, Attachment.record_id == found["nursery"])}


def reported(writer, approver, meeting) -> dict:
    """A report on the month of the meeting with a photograph, one submitted, one approved, and one that corrects another."""

    def begun() -> int:
        answer = writer.post("/reports", period="1/1/2024", until="31/12/2027", title="تقرير")
        return int(answer.location.rpartition("/")[2])

    id, sent, approved, corrected = begun(), begun(), begun(), begun()
    for each in (sent, approved, corrected):
        writer.post(f"/reports/{each}/submission")
    for each in (approved, corrected):
        approver.post(f"/reports/{each}/approval")
    correction = writer.post(f"/reports/{corrected}/correction", reason="خطأ").location
    mine = ReportParagraph.record_id == id
    first = one(func.min(ReportParagraph.id), mine, ReportParagraph.axis_id.is_not(None))
    axis = one(ReportParagraph.axis_id, ReportParagraph.id == first)
    writer.post(f"/reports/{id}/paragraphs", text="وأخرى", place="axis", axis_id=axis)
    hall = attach(writer, meeting, "القاعة.jpg", picture())
    assert writer.post(f"/reports/{id}/photos", WORDS | {"source_id": hall}).status_code == 303
    return {
        "report": id,
        "hall": hall,
        "photos": one(ReportPhoto.id),
        "photo_sha256": one(ReportPhoto.sha256),
        "sent_report": sent,
        "approved_report": approved,
        "corrected_report": int(correction.rpartition("/")[2]),
        "paragraphs": first,
        "joined": one(func.max(ReportParagraph.id), mine),
        "headings": one(func.min(ReportHeading.id), ReportHeading.record_id == id),
    }


def holiday() -> int:
    day = Holiday(starts_on=date(2026, 4, 13), ends_on=date(2026, 4, 13), name_ar="شم النسيم", name_en="Sham El-Nessim")
    db.session.add(day)
    db.session.commit()
    return day.id


def outcomes(writer, meeting) -> dict:
    """{as the addresses call it: an outcome of the meeting in the state its verbs need}, one with evidence."""
    record, found, token = db.session.get(Meeting, meeting), {}, acting.set(writer.user_id)
    for name, kind, state in OUTCOMES:
        row = Outcome(record=record, kind=kind, text=name, owner="جمعية الأورمان", state=state)
        db.session.add(row)
        db.session.flush()
        found[name] = row.id
    db.session.commit()
    acting.reset(token)
    writer.post(
        f"/assignments/{found['outcome']}/notes", {"note": "أُرسل", "file": (BytesIO("دليل".encode()), "دليل.txt")}
    )
    return found | {"evidence": one(Attachment.id, Attachment.purpose == "evidence")}


def figure(writer) -> dict:
    """A figure with one value."""
    home = writer.post("/figures", name_ar="الأسر المستفيدة", measure="family").location
    writer.post(f"{home}/values", VALUE | {"amount": "5 ملايين", "note": "قديم"})
    id = int(home.rpartition("/")[2])
    return {"figure": id, "figure_values": one(FigureValue.id, FigureValue.record_id == id)}


def initiative(writer) -> dict:
    """An initiative with a row in each list."""
    home = writer.post("/initiatives", name_ar="كمل الزغروطة", kind="initiative").location
    id = int(home.rpartition("/")[2])
    for noun, (new, *_) in LISTS.items():
        row = {
            name: value() if callable(value) else "اسم سابق" if name == "name" else value for name, value in new.items()
        }
        writer.post(f"{home}/{noun}", row)
    models = {"aliases": Alias, "bodies": InitiativeBody, "attachments": Attachment}
    rows = {f"initiative_{noun}": one(model.id, model.record_id == id) for noun, model in models.items()}
    return {"initiative": id} | rows


def raised(writer) -> dict:
    """Issues of each stage: two that are open, three that are referred."""
    category, found = one(Category.id, Category.code == "stopped-cards"), {}
    for name in ("earlier", "issue", "referred", "referred2", "referred3"):
        sent = {"subject": f"موضوع {name}", "category_id": category, "citizen_name": "فلان"}
        found[name] = int(writer.post("/issues", sent).location.rpartition("/")[2])
        if name.startswith("referred"):
            writer.post(f"/issues/{found[name]}/referral", body="جمعية")
            found[name.replace("referred", "referral")] = one(Referral.id, Referral.record_id == found[name])
    return found


def one(column, *where):
    return db.session.scalars(select(column).where(*where)).one()


@pytest.fixture
def no_such(ids):
    """The same, of meetings that do not exist."""
    return ids | dict.fromkeys(litany.STAGES, 999_999)


@pytest.fixture
def ask(ids):
    """ask(browser, address) sends the request of the table."""
    return lambda browser, address, htmx=False, **other: litany.ask(browser, address, ids, htmx, **other)


@pytest.fixture
def holder(writer, approver, admin):
    """holder(address): someone who may."""
    return lambda address: {"approve": approver, "administer": admin}.get(address.who, writer)
