"""The initiatives and programmes that the two seed texts name, and what of the records belongs to each.

Only what the texts say; a start that was found out elsewhere says how.
"""

from sqlalchemy import insert, select

from tadamon.accounts.models import User
from tadamon.activities.models import Activity
from tadamon.demo.directory import MINISTRY, SEED_A, SEED_B, index_names
from tadamon.demo.entering import coded
from tadamon.directory.initiatives import Initiative, InitiativeBody, record_initiatives
from tadamon.directory.linking import link
from tadamon.directory.models import Axis
from tadamon.directory.organisations import Alias
from tadamon.extensions import db
from tadamon.language.dates import parse_date
from tadamon.partnerships.models import Partnership
from tadamon.records import naming
from tadamon.records.base import Record
from tadamon.records.history import acting_as

ABOUT = ("kind", "name_ar", "name_en", "state", "about", "audience", "reported_date", "verified_how", "notes")
INITIATIVES = (
    {
        "by": "hq",
        "kind": "programme",
        "name_ar": "تكافل وكرامة",  # A6, A7, A8
        "name_en": "Takaful and Karama",
        "aliases": ("برنامج الدعم النقدي «تكافل وكرامة»",),
        "axes": ("social-protection",),
        "about": (
            "برنامج الدعم النقدي. يجري تطوير قاعدة بيانات المستفيدين ورفع كفاءة آليات الصرف.\n\n"
            f"المصدر: {SEED_A}، ولم يذكر رقمًا لذلك."
        ),
        "bodies": ((MINISTRY, "leads", ""),),
        "holds": ("كفاءة آليات", "زيارة رئيس الإدارة المركزية", "4586", "لمستفيدي «تكافل وكرامة»"),
    },
    {
        "by": "hq",
        "kind": "initiative",
        "name_ar": "CHAMPS",  # A12
        "name_en": "CHAMPS",
        "aliases": ("مبادرة حماية الأطفال من المخدرات", "Children Amplified Prevention Services"),
        "axes": ("addiction-prevention", "international-cooperation"),
        "audience": "الأطفال حتى 18 سنة",
        "about": (
            "مبادرة للأمم المتحدة لحماية الأطفال حتى 18 سنة من المخدرات. اختارت الأمم المتحدة مصر أول دولة في العالم لتنفيذها."
            f"\n\nالمصدر: {SEED_A}."
        ),
        "began": "أكتوبر 2024",
        "reported_date": "ذُكر الاختيار في تقرير الربع الأول من 2025 مع الدورة 68 في فيينا",
        "verified_how": "إعلان مكتب الأمم المتحدة المعني بالمخدرات والجريمة عن إطلاقها في أكتوبر 2024",
        "notes": "إطلاق المبادرة والمشاركة في الدورة 68 حدثان مختلفان؛ لكل منهما سجله.",
        "bodies": (
            ("مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "leads", ""),
            ("صندوق مكافحة وعلاج الإدمان والتعاطي", "partner", ""),
        ),
        "holds": ("الدورة 68", "CHAMPS"),
    },
    {
        "by": "hq",
        "kind": "initiative",
        "name_ar": "هي مِنا",  # C1
        "name_en": "Hiya Minna",
        "aliases": ("هي منا",),
        "axes": ("international-cooperation", "economic-empowerment"),
        "about": f"المبادرة التي نُفّذت ضمنها ورشة «مختبر الابتكار الإبداعي» في أنقرة.\n\nالمصدر: {SEED_B}.",
        "bodies": (("الوكالة الألمانية للتعاون الدولي", "implementer", "نفّذت الورشة الإقليمية الثانية"),),
        "holds": ("الورشة الإقليمية الثانية", "هي مِنا"),
    },
    {
        "by": "luxor",
        "kind": "initiative",
        "name_ar": "حياة كريمة",  # B14
        "name_en": "Haya Karima (Decent Life)",
        "axes": ("early-childhood", "social-protection"),
        "about": f"مبادرة رئاسية؛ تُسلَّم ضمنها حضانات جديدة في الأقصر.\n\nالمصدر: {SEED_B}، ولم يذكر عددها ولا أماكنها.",
        "bodies": (("مديرية التضامن الاجتماعي — الأقصر", "partner", "تسلُّم الحضانات"),),
        "holds": (),
    },
    {
        "by": "luxor",
        "kind": "initiative",
        "name_ar": "كمل الزغروطة خلى الفرحة تكمل",  # B15
        "name_en": "Complete the Zaghrouta",
        "aliases": ("كمل الزغروطة",),
        "axes": ("early-childhood",),
        "audience": "المقبلون على الزواج",
        "about": (
            f"مبادرة للتوعية بأضرار زواج الأقارب وأهمية فحوص ما قبل الزواج.\n\nالمصدر: {SEED_B}، وذكر ندوة حضرتها 365 مكلَّفة."
        ),
        "bodies": (("مديرية التضامن الاجتماعي — الأقصر", "implementer", ""),),
        "holds": ("كمل الزغروطة",),
    },
    {
        "by": "hq",
        "kind": "initiative",
        "name_ar": "المبادرتان الرقميتان للتعريف بخدمات الوزارة",
        "name_en": "Two digital initiatives that present the ministry's services",
        "axes": ("digital-transformation",),
        "about": f"مبادرتان رقميتان أطلقتهما الوزارة للتعريف بخدماتها.\n\nالمصدر: {SEED_B}، عنوان خبر لم يذكر اسميهما.",
        "bodies": ((MINISTRY, "leads", ""),),
        "holds": ("إطلاق مبادرتين رقميتين",),
    },
    {
        "by": "aswan",
        "kind": "initiative",
        "name_ar": "مبادرة للتجربة بأسوان (مثال)",
        "name_en": "Initiative, Aswan (example)",
        "axes": ("communication",),
        "about": "سجل للتجربة فقط، لا يصف مبادرة قائمة.",
        "holds": ("ورشة عمل للتجربة",),
    },
)


def add_initiatives(people: dict[str, User]) -> None:
    """Each in the name of the one who would have typed it; what belongs to it is there already."""
    index_names()
    for told in INITIATIVES:
        by = people[told["by"]]
        with acting_as(by.id):
            _enter(told, by)


def _enter(told: dict, by: User) -> None:
    record = Initiative(created_by_id=by.id, unit=by.unit, **{name: told[name] for name in ABOUT if name in told})
    record.began = parse_date(told["began"]) if "began" in told else None
    record.axes = coded(Axis, told["axes"])
    db.session.add(record)
    db.session.add_all(
        Alias(record=record, position=at, name=name) for at, name in enumerate(told.get("aliases", ()), 1)
    )
    bodies = [
        InitiativeBody(record=record, position=at, name=name, role=role, note=note)
        for at, (name, role, note) in enumerate(told.get("bodies", ()), 1)
    ]
    link(bodies)
    db.session.add_all(bodies)
    db.session.flush()
    naming.name(record)
    for words in told["holds"]:
        for model in (Activity, Partnership):
            mine = select(model).where(model.title.contains(words), model.archived_at.is_(None))
            for other in db.session.scalars(mine):
                tie(other, record)


def tie(record: Record, initiative: Initiative) -> None:
    """As if it had been chosen when the record was written: no change of its history."""
    pair = {"record_id": record.id, "initiative_id": initiative.id}
    known = select(record_initiatives.c.record_id).filter_by(**pair)
    if db.session.scalar(known) is None:
        db.session.execute(insert(record_initiatives), pair)
