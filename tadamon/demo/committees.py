"""The standing joint committee that Luxor agreed on (B8), as far as the text knows it; and examples that say what they are."""

from datetime import date

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.committees.members import Member
from tadamon.committees.models import Committee
from tadamon.demo.entering import coded
from tadamon.directory.linking import link
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language.dates import parse_date
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting

JOINT = {  # B8: agreed, not yet formed; neither members nor a decree are stated
    "by": "luxor",
    "kind": "standing",
    "title": "لجنة متابعة مشتركة دائمة بين المديرية وهيئة التأمين الصحي الشامل",
    "title_en": "Standing joint follow-up committee of the directorate and Universal Health Insurance",
    "agreed": "أكتوبر 2025",
    "axes": ("social-protection",),
    "mandate": (
        "تذليل أي عقبات أمام المواطنين في تنفيذ قرار رئيس مجلس الوزراء رقم 4586 لسنة 2023.\n\n"
        "المصدر: بوابة الوفد، أكتوبر 2025. اتُّفق على تشكيل اللجنة، ولم يذكر المصدر أعضاءها ولا قرار تشكيلها."
    ),
}
EXAMPLE = {
    "by": "hq",
    "kind": "temporary",
    "title": "لجنة للتجربة بالإدارة العامة (مثال)",
    "title_en": "Committee of the General Department (example)",
    "agreed": "3 مايو 2026",
    "axes": ("internal-coordination",),
    "mandate": "سجل للتجربة فقط، لا يصف لجنة قائمة. غايته أن يظهر نصاب الاجتماعات وحضور الأعضاء في مدة عضويتهم.",
    "formed": (date(2026, 5, 10), "1", 2026),
    "members": (
        ("عضو للتجربة (الأول)", "chair", "الإدارة العامة للعلاقات الخارجية", date(2026, 5, 10)),
        ("عضو للتجربة (الثاني)", "rapporteur", "الإدارة العامة للعلاقات الخارجية", date(2026, 5, 10)),
        ("عضو للتجربة (الثالث)", "member", "", date(2026, 6, 7)),
    ),
    "meetings": (("17 مايو 2026", ("present", "present")), ("14 يونيو 2026", ("present", "apologised", "present"))),
}
ASWAN = {
    "by": "aswan",
    "kind": "standing",
    "title": "لجنة للتجربة بمديرية أسوان (مثال)",
    "title_en": "Committee of Aswan directorate (example)",
    "agreed": "أكتوبر 2025",
    "axes": ("communication",),
    "mandate": "سجل للتجربة فقط، لا يصف لجنة قائمة. غايته أن يظهر أن كل مديرية ترى لجانها وحدها.",
}


def add_committees(people: dict[str, User]) -> None:
    for told in (JOINT, EXAMPLE, ASWAN):
        by = people[told["by"]]
        token = acting.set(by.id)
        try:
            found(told, by)
        finally:
            acting.reset(token)


def found(told: dict, by: User) -> None:
    words = {name: told[name] for name in ("kind", "title", "title_en", "mandate")}
    record = Committee(created_by_id=by.id, unit=by.unit, state="agreed", **words)
    record.agreed, record.axes = parse_date(told["agreed"]), coded(Axis, told["axes"])
    if formed := told.get("formed"):
        record.decided_on, record.decision_number, record.decision_year = formed
        record.decision_by, record.quorum = by.unit.name_ar, "half"
    db.session.add(record)
    db.session.flush()
    members = [
        Member(record=record, position=position, name=name, role=role, body=body, from_on=since)
        for position, (name, role, body, since) in enumerate(told.get("members", ()), 1)
    ]
    link(members)
    db.session.add_all(members)
    if formed:
        record.form(by, formed[0])
    for day, presence in told.get("meetings", ()):
        meet(record, by, day, zip(members, presence, strict=False))
    db.session.flush()


def meet(record: Committee, by: User, day: str, came) -> None:
    meeting = Meeting(created_by_id=by.id, unit=by.unit, kind="committee", title=f"اجتماع {record.title}")
    meeting.date, meeting.file_id = parse_date(day), record.id
    meeting.title_en = f"Meeting of the {record.title_en}"
    meeting.summary = "سجل للتجربة فقط، لا يصف اجتماعًا عُقد بالفعل."
    db.session.add(meeting)
    db.session.flush()
    for position, (member, presence) in enumerate(came, 1):
        row = dict(name=member.name, person_title=member.role_name, body=member.body, presence=presence)
        db.session.add(Attendance(record=meeting, position=position, **row))
