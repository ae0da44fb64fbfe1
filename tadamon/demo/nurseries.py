"""Nurseries on their way to a licence (B10–B12, B14): plain examples in each state, for the text names none."""

from datetime import date, timedelta

from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.demo.initiatives import tie
from tadamon.directory.initiatives import Initiative
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.language.dates import today
from tadamon.nurseries.campaign import NurseryTarget
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.visits import Visit
from tadamon.records.history import acting_as

SOURCE = "مثال للتوضيح؛ لم يسمِّ المصدر (بوابة الوفد، أكتوبر 2025) حضانة بعينها."
# The acts of each: (verb, its day or how many days ago, reason)
NURSERIES = (
    ("luxor", "حضانة غير مرخصة (مثال)", {"village": "قرية (مثال)", "floor": "above", "children": 25}, (), 0),
    ("luxor", "حضانة تقدمت للترخيص (مثال)", {"village": "نجع (مثال)", "floor": "ground"}, (("apply", 12, ""),), 0),
    (
        "luxor",
        "حضانة يقترب انتهاء ترخيصها (مثال)",
        {"village": "قرية (مثال)", "floor": "first", "children": 32, "staff": 4},
        (("apply", 190, ""), ("grant", 165, "")),
        40,
    ),
    (
        "luxor",
        "حضانة رُفض طلبها (مثال)",
        {"floor": "ground"},
        (("apply", 60, ""), ("refuse", 40, "لا يوجد مخرج ثانٍ للمبنى (مثال).")),
        0,
    ),
    ("luxor", "حضانة مغلقة (مثال)", {}, (("close", 100, "قرار لجنة المحافظة للتجربة رقم 1 (مثال)."),), 0),
    (
        "luxor",
        "حضانة جديدة تسلّمتها المديرية (مثال)",
        {
            "floor": "ground",
            "handed_by": "جهة التنفيذ (مثال)",
            "handed_on": date(2025, 10, 5),
            "received_by": "مديرية التضامن الاجتماعي — الأقصر",
            "received_on": date(2025, 10, 12),
        },
        (),
        0,
    ),
    (
        "luxor",
        "حضانة زارتها حملة أكتوبر 2025 (مثال)",
        {"village": "نجع (مثال)", "floor": "first", "children": 20, "staff": 3},
        (
            ("apply", date(2025, 10, 8), ""),
            ("grant", date(2025, 10, 20), ""),
            ("license", date(2026, 4, 12), ""),
        ),
        24,
    ),
    ("aswan", "حضانة للتجربة بأسوان (مثال)", {"floor": "ground"}, (), 0),
)


UNITS = {NURSERIES[0][1]: "EG-LX-2", NURSERIES[2][1]: "EG-LX-1"}  # administrations; the others stand at the directorate

TARGETS = {"EG-LX-1": 4, "EG-LX-2": 2}  # examples: the text gives no number


def add_nurseries(people: dict[str, User]) -> None:
    units = {unit.code: unit for unit in db.session.scalars(select(Unit).where(Unit.code.in_(UNITS.values())))}
    for code, many in TARGETS.items():
        db.session.add(NurseryTarget(unit_id=units[code].id, licences=many))
    for name, title, facts, acts, places in NURSERIES:
        by = people[name]
        with acting_as(by.id):
            unit = units.get(UNITS.get(title), by.unit)
            record = Nursery(created_by_id=by.id, unit=unit, title=title, notes=SOURCE, **facts)
            link([record])
            db.session.add(record)
            db.session.flush()
            for verb, when, note in acts:
                getattr(record, verb)(by, _day(when), note)
                db.session.flush()
                db.session.expire(record, ["acts"])
            if places:
                since = next(_day(when) for verb, when, _note in acts if verb == "grant")
                db.session.add(
                    Capacity(record=record, position=1, since=since, places=places, note="الترخيص المؤقت (مثال)")
                )
            if title == NURSERIES[2][1]:
                _visit(record, by, today() - timedelta(days=20), wanting=True)
            if title == NURSERIES[6][1]:
                _visit(record, by, date(2025, 10, 7))
            if record.handed_on:
                tie(record, Initiative.named("حياة كريمة"))
            db.session.flush()


def _day(when: date | int) -> date:
    return when if isinstance(when, date) else today() - timedelta(days=when)


def _visit(record: Nursery, by: User, on: date, wanting: bool = False) -> None:
    """A visit; when it found one point `wanting`, this became an assignment."""
    visit = Visit(record=record, on=on, visitors=f"{by.full_name} (مثال)", position=1)
    db.session.add(visit)
    db.session.flush()
    visit.ask()
    db.session.flush()
    results, point = {row.id: ("met", "") for row in visit.points}, visit.points[1]
    if not wanting:
        visit.check(results, visit.version)
        return
    visit.check(results | {point.id: ("failed", "أدوات الأركان التعليمية ناقصة (مثال).")}, visit.version)
    row = point.assign("استكمال الأدوات التعليمية (مثال)", record.unit.name_ar, "", today() + timedelta(days=20))
    link([row])
