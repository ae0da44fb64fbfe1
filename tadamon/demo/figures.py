"""The figures that the two seed texts tell, each as it was said, with what was not said left open; one of Aswan, invented."""

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.demo.directory import SEED_A, SEED_B
from tadamon.demo.entering import coded, in_the_name_of
from tadamon.demo.initiatives import tie
from tadamon.directory.initiatives import Initiative
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.figures.models import Figure, FigureValue
from tadamon.language.amounts import parse_amount
from tadamon.language.dates import parse_date

QUARTER = ("الربع الأول 2025", "لم يُذكر؛ ورد في تقرير الربع الأول من 2025")
OCTOBER = ("أكتوبر 2025", "")
FIGURES = (
    {
        "by": "hq",
        "name_ar": "الأسر المستفيدة من «تكافل وكرامة»",  # A6
        "name_en": "Families reached by Takaful and Karama",
        "measure": "family",
        "axes": ("social-protection",),
        "initiative": "تكافل وكرامة",
        "definition": "أسر، لا أفراد.",
        "values": (("نحو 4.7 مليون", QUARTER, "", SEED_A),),
        "approved": "head",
    },
    {
        "by": "hq",
        "name_ar": "موازنة «تكافل وكرامة»",  # A7
        "name_en": "Budget of Takaful and Karama",
        "measure": "pound",
        "per": "year",
        "axes": ("social-protection",),
        "initiative": "تكافل وكرامة",
        "definition": "موازنة سنوية؛ لم يذكر المصدر السنة المالية.",
        "values": (("أكثر من 41 مليار", QUARTER, "", SEED_A),),
        "approved": "head",
    },
    {
        "by": "hq",
        "name_ar": "المبادرات الرقمية التي أُطلقت للتعريف بخدمات الوزارة",
        "name_en": "Digital initiatives launched to present the ministry's services",
        "measure": "digital-initiative",
        "axes": ("digital-transformation",),
        "initiative": "المبادرتان الرقميتان للتعريف بخدمات الوزارة",
        "values": (("2", OCTOBER, "", SEED_B),),
    },
    {
        "by": "luxor",
        "name_ar": "الطاقة الاستيعابية للحضانات في الأقصر",  # B11: told to be raised, not by how much
        "name_en": "Capacity of nurseries in Luxor",
        "measure": "seat",
        "axes": ("early-childhood",),
        "definition": "أماكن مرخَّصة، لا أطفال ملتحقون. تحدث المصدر عن زيادتها ولم يذكر عددها.",
        "values": (),
    },
    {
        "by": "luxor",
        "name_ar": "مكلفو الخدمة العامة في دورة أكتوبر 2025 بالأقصر",  # B16
        "name_en": "Public-service assignees trained in Luxor, October 2025",
        "measure": "assignee",
        "split": "administration",
        "axes": ("early-childhood",),
        "definition": "أشخاص مختلفون من الجنسين على مستوى المحافظة؛ لا يُجمع عليهم حضور الندوة.",
        "values": (
            ("1540", OCTOBER, "", SEED_B),
            ("365", OCTOBER, "إدارة الأقصر الاجتماعية", SEED_B),
        ),
        "approved": "luxor-head",
    },
    {
        "by": "luxor",
        "name_ar": "حضور ندوة «كمل الزغروطة خلى الفرحة تكمل»",  # B15
        "name_en": "Attendances at the seminar “Complete the Zaghrouta”",
        "measure": "attendance",
        "axes": ("early-childhood",),
        "initiative": "كمل الزغروطة خلى الفرحة تكمل",
        "definition": "مرات حضور لمكلَّفات من دفعة أكتوبر 2025؛ لا تُجمع على عدد المكلفين.",
        "values": (("365", OCTOBER, "", SEED_B),),
    },
    {
        "by": "aswan",
        "name_ar": "مؤشر للتجربة بأسوان (مثال)",
        "name_en": "Figure, Aswan (example)",
        "measure": "activity",
        "axes": ("communication",),
        "initiative": "مبادرة للتجربة بأسوان (مثال)",
        "definition": "سجل للتجربة فقط.",
        "values": (("3", OCTOBER, "", "سجل للتجربة"),),
    },
)
ABOUT = ("name_ar", "name_en", "measure", "per", "split", "definition")


def add_figures(people: dict[str, User]) -> None:
    """Each in the name of the one who would have typed it; approved by the head of the unit where told so."""
    for told in FIGURES:
        by = people[told["by"]]
        record = in_the_name_of(by, lambda by, told=told: _enter(told, by))
        if "approved" in told:
            for row in db.session.scalars(select(FigureValue).where(FigureValue.record_id == record.id)):
                in_the_name_of(people[told["approved"]], row.approve)


def _enter(told: dict, by: User) -> Figure:
    record = Figure(created_by_id=by.id, unit=by.unit, **{name: told[name] for name in ABOUT if name in told})
    record.axes = coded(Axis, told["axes"])
    db.session.add(record)
    db.session.flush()
    for at, (amount, (day, reported), part, source) in enumerate(told["values"], 1):
        value, precision = parse_amount(amount)
        row = FigureValue(
            record=record,
            position=at,
            amount=value,
            precision=precision or "exactly",
            basis="period" if day == OCTOBER[0] else "as-of",
            reported_date=reported,
            part=part,
            source=source,
            entered_by_id=by.id,
        )
        row.date = parse_date(day)
        db.session.add(row)
    if "initiative" in told:
        tie(record, db.session.scalars(select(Initiative).where(Initiative.name_ar == told["initiative"])).one())
    db.session.flush()
    return record
