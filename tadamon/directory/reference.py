"""The headings activities are reported under, as the department and the directorates use them."""

from sqlalchemy import select

from tadamon.directory.models import Axis
from tadamon.extensions import db

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


def ensure_axes() -> None:
    known = set(db.session.scalars(select(Axis.code)))
    for position, (code, arabic, english) in enumerate(AXES, 1):
        if code not in known:
            db.session.add(Axis(code=code, name_ar=arabic, name_en=english, position=position))
