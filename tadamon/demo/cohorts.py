"""The October 2025 cohort of Luxor (B16, B17), the facilitators of nurseries (B13), and an example of Aswan's.

The sources name no one: the people here are made up by counting, and their names and numbers say so.
"""

from datetime import date, timedelta

from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.cohorts.models import Cohort, Group, Target
from tadamon.cohorts.trainees import writing
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.records.history import acting_as

MADE_UP = (
    "الأسماء والأرقام القومية والهواتف كلها مولَّدة للتجربة ولا تخص أحدًا. المذكور في المصدر (بوابة الوفد، أكتوبر 2025):"
    " 1540 مكلفًا ومكلفة على مستوى المحافظة، منهم 365 بإدارة الأقصر، وبدء التكليف في 1 أكتوبر 2025."
    " ولم يذكر المصدر توزيع الباقين على الإدارات ولا عدد الإناث والذكور، فتوزيعهم هنا مولَّد كذلك."
    " ورقم الدفعة وتاريخ انتهائها بالقياس على الدفعات السابقة."
)
FEMALE = "أمل بسمة دعاء رضوى سارة شيماء فاطمة مروة نورهان هدير ياسمين إيمان".split()
MALE = "أحمد بيشوي حسام خالد سامح طارق عمر كريم محمود مينا هاني يوسف".split()
FAMILY = "السيد الطيب عبد_الله حجاج رسلان سليمان شحاتة صادق عثمان فهمي قناوي منصور نصر".split()
FACULTIES = ("كلية الآداب", "كلية التجارة", "كلية التربية", "كلية الحقوق", "كلية الخدمة الاجتماعية", "كلية الزراعة")
WHOLE, IN_LUXOR = 1540, 365


def add_cohorts(people: dict[str, User]) -> None:
    units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    for add, username in ((october, "luxor"), (facilitators, "luxor"), (example, "aswan")):
        with acting_as(people[username].id):
            add(people[username], units)


def made(by: User, **told) -> Cohort:
    record = Cohort(created_by_id=by.id, unit=by.unit, state="planned", **told)
    db.session.add(record)
    db.session.flush()
    return record


def october(by: User, units: dict) -> None:
    record = made(
        by,
        programme="public-service",
        batch=105,
        title="دفعة أكتوبر 2025 لمكلفي الخدمة العامة بالأقصر",
        title_en="Public service assignees of Luxor, October 2025",
        starts_on=date(2025, 10, 1),
        ends_on=date(2026, 9, 30),
        about="دورة تدريبية لمكلفي ومكلفات الخدمة العامة على مستوى المحافظة.",
        notes=MADE_UP,
    )
    record.axes = list(db.session.scalars(select(Axis).where(Axis.code == "social-protection")))
    record.open(by, date(2025, 10, 1), "بدء التكليف بأعمال الخدمة العامة.")
    db.session.add_all(
        [
            Target(record=record, position=1, number=WHOLE, note="كما ورد في المصدر"),
            Target(
                record=record, position=2, number=IN_LUXOR, administration=units["EG-LX-1"], note="كما ورد في المصدر"
            ),
        ]
    )
    groups = [Group(record=record, position=place, name=name) for place, name in enumerate(("الأولى", "الثانية"), 1)]
    db.session.add_all(groups)
    db.session.flush()
    writing.add(record, [person(number, units, groups) for number in range(WHOLE)], by.id)


def person(number: int, units: dict, groups: list) -> dict:
    """The assignee of that number, made up by counting."""
    female = number % 5 != 4
    given = (FEMALE if female else MALE)[number % 12]
    name = f"{given} {MALE[number // 12 % 12]} {FAMILY[number % 13].replace('_', ' ')} (مثال {number + 1})"
    born = date(2000, 1, 1) + timedelta(days=number * 7 % 1397)
    in_luxor = number < IN_LUXOR
    place = "EG-LX-1" if in_luxor else f"EG-LX-{2 + number % 6}"
    return {
        "name": name,
        "national_id": f"3{born:%y%m%d}29{number % 1000:03}{number % 5 * 2 + (0 if female else 1)}{number % 10}",
        "sex": "female" if female else "male",
        "born_on": born,
        "phone": f"+2010000{number:05}",
        "qualification": "بكالوريوس" if number % 2 else "ليسانس",
        "faculty": FACULTIES[number % 6],
        "graduation_year": 2025,
        "graduation_round": "first",
        "administration_id": units[place].id,
        "workplace": f"وحدة اجتماعية (مثال {number % 40 + 1})",
        "placed_from": date(2025, 10, 1),
        "placed_to": date(2026, 9, 30),
        "group_id": groups[number % 2].id if in_luxor else None,
        "state": "started",
    }


def facilitators(by: User, units: dict) -> None:
    record = made(
        by,
        programme="facilitators",
        title="تدريب الميسّرات على المنهج الجديد",
        title_en="Training of facilitators on the new curriculum",
        about="المنهج الجديد لميسّرات الحضانات، ضمن محور الطفولة المبكرة.",
        notes="لم يذكر المصدر (بوابة الوفد، أكتوبر 2025) عدد الميسّرات ولا أيام التدريب.",
        starts_on=date(2025, 10, 1),
        date_precision="month",
    )
    record.starts = Vague(date(2025, 10, 1), "month")
    record.axes = list(db.session.scalars(select(Axis).where(Axis.code == "early-childhood")))
    record.open(by, date(2025, 10, 31), "خلال شهر أكتوبر 2025؛ ولم يُذكر اليوم.")


def example(by: User, units: dict) -> None:
    record = made(
        by,
        programme="public-service",
        batch=105,
        title="دفعة للتجربة بأسوان (مثال)",
        title_en="Example cohort of Aswan",
        notes="سجل للتجربة فقط.",
        starts_on=date(2025, 10, 1),
        ends_on=date(2026, 9, 30),
    )
    told = person(WHOLE, units, [])
    told |= {"group_id": None, "administration_id": units["EG-ASN-1"].id, "name": "متدرب أسواني للتجربة (مثال)"}
    writing.add(record, [told], by.id)
