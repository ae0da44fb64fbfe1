"""A meeting with something of everything."""

from datetime import date, time

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.models import Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import Vague
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.records.base import now
from tadamon.records.history import acting_as


def full_meeting() -> dict:
    """A meeting of Luxor by its writer: {"meeting": its id, "parts": {noun: [ids of its rows]}}, nouns as in addresses."""
    by = User.named("luxor")
    with acting_as(by.id):
        record = Meeting(
            title="لقاء جماهيري مفتوح",
            kind="open-door",
            unit=by.unit,
            venue="قاعة المديرية",
            starts_at=time(10, 30),
            ends_at=time(12, 0),
            created_by_id=by.id,
            state="draft",
            called_by="وكيل الوزارة",
            chaired_by="مدير المديرية",
            secretary="منى عبد الباسط",
            summary="سياسة الباب المفتوح",
            governorate="EG-LX",
        )
        record.date = Vague(date(2025, 10, 5), "day")
        record.axes = [db.session.scalars(select(Axis).order_by(Axis.position)).first()]
        db.session.add(record)
        for position, name in enumerate(("بستاني عبد العزيز", "سعاد محمود", "علي حسين"), 1):
            row = Attendance(
                record=record,
                position=position,
                name=name,
                person_title="مدير إدارة",
                body="المديرية",
                presence="present",
            )
            db.session.add(row)
            Acquaintance.meet(record, row, now())
        for position, name in enumerate(("جمعية الأورمان", "جمعية الرعاية"), 1):
            db.session.add(
                Participant(
                    record=record,
                    position=position,
                    name=name,
                    role="attended",
                    governorate="EG-LX",
                    precision="exactly",
                )
            )
        db.session.add(Citation(record=record, position=1, kind="cabinet", number="4586", year=2023, subject="الإعفاء"))
        for position, title in enumerate(("إيقاف عدد من البطاقات", "خدمات ذوي الإعاقة"), 1):
            item = AgendaItem(
                record=record, position=position, title=title, discussion="استُعرضت الأسباب.\n\n١. أولًا\n٢. ثانيًا"
            )
            db.session.add(item)
            db.session.flush()
            for order, kind in enumerate(("decision", "assignment"), 1):
                outcome = Outcome(
                    record=record,
                    item_id=item.id,
                    position=order,
                    kind=kind,
                    text=f"{title}: {kind}",
                    owner="إدارة الأقصر الاجتماعية" if kind == "assignment" else "",
                )
                outcome.due(date(2025, 10, 19) if kind == "assignment" else None)
                db.session.add(outcome)
        db.session.commit()
    return {"meeting": record.id, "parts": parts_of(record.id)}


def parts_of(meeting: int) -> dict[str, list[int]]:
    models = {
        "attendance": Attendance,
        "participants": Participant,
        "citations": Citation,
        "items": AgendaItem,
        "outcomes": Outcome,
    }
    return {
        noun: list(db.session.scalars(select(model.id).where(model.record_id == meeting).order_by(model.position)))
        for noun, model in models.items()
    }
