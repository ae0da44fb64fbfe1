"""The headings activities are reported under, as the department and the directorates use them."""

from sqlalchemy import select

from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import words

AXES = (
    ("international-cooperation", "التعاون الدولي", "International cooperation"),
    ("social-protection", "الحماية الاجتماعية", "Social protection"),
    ("economic-empowerment", "التمكين الاقتصادي", "Economic empowerment"),
    ("digital-transformation", "التحول الرقمي", "Digital transformation"),
    ("disability", "دعم الأشخاص ذوي الإعاقة", "Support of persons with disabilities"),
    ("civil-society", "المجتمع المدني", "Civil society"),
    ("internal-coordination", "التنسيق الداخلي", "Internal coordination"),
    (
        "communication",
        "التواصل والمساءلة وتحسين جودة الخدمات",
        "Communication, accountability and service quality",
    ),
    ("early-childhood", "تنمية الطفولة المبكرة والكوادر", "Early childhood and staff development"),
    ("addiction-prevention", "الوقاية من الإدمان وعلاجه", "Addiction prevention and treatment"),
)


# The first word of a name that tells what kind of body it is.
KINDS_BY_WORD = {
    "جمعية": "ngo",
    "مؤسسة": "ngo",
    "رابطة": "ngo",
    "اتحاد": "ngo",
    "مبادرة": "ngo",
    "وزارة": "authority",
    "هيئة": "authority",
    "الهيئة": "authority",
    "مديرية": "authority",
    "محافظة": "authority",
    "جهاز": "authority",
    "المجلس": "authority",
    "مجلس": "authority",
    "ديوان": "authority",
    "مركز": "authority",
    "منظمة": "international",
    "وكالة": "international",
    "الوكالة": "international",
    "برنامج": "international",
    "شركة": "company",
    "مجموعة": "company",
    "جامعة": "university",
    "معهد": "university",
    "كلية": "university",
    "سفارة": "embassy",
    "قنصلية": "embassy",
    "بنك": "bank",
    "صندوق": "bank",
    "جريدة": "media",
    "قناة": "media",
    "صحيفة": "media",
    "بوابة": "media",
}


def likely_kind(name: str) -> str:
    """The kind of body a name seems to be of; a guess that a person confirms."""
    kinds = {words.fold(word): kind for word, kind in KINDS_BY_WORD.items()}
    first = words.tokens(name)[:1]
    return kinds.get(first[0], "other") if first else "other"


def ensure_axes() -> None:
    known = set(db.session.scalars(select(Axis.code)))
    for position, (code, arabic, english) in enumerate(AXES, 1):
        if code not in known:
            db.session.add(Axis(code=code, name_ar=arabic, name_en=english, position=position))
