"""The kinds of issues the ministry begins with; their names and targets are its own to change."""

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.issues.models import Category

# code, Arabic, English, working days to a reply
CATEGORIES = (
    ("stopped-cards", "بطاقات المساعدات الموقوفة", "Stopped assistance cards", 10),
    ("takaful-karama", "إجراءات «تكافل وكرامة»", "Takaful and Karama procedures", 15),
    ("disability", "خدمات الأشخاص ذوي الإعاقة", "Services for persons with disabilities", 15),
    ("daman", "معاش الضمان والمساعدات الشهرية", "Social security pension and monthly aid", 15),
    ("urgent-aid", "مساعدات عاجلة واستثنائية", "Urgent and exceptional aid", 5),
    ("families-childhood", "الأسرة والطفولة والحضانات", "Family, childhood and nurseries", 15),
    ("civil-society", "الجمعيات والعمل الأهلي", "NGOs and civil society", 20),
    ("other", "موضوعات أخرى", "Other matters", 15),
)


def ensure_categories() -> None:
    """Add the categories that are missing; what exists is left as it is."""
    known = set(db.session.scalars(select(Category.code)))
    for position, (code, arabic, english, days) in enumerate(CATEGORIES, 1):
        if code not in known:
            db.session.add(Category(code=code, name_ar=arabic, name_en=english, target_days=days, position=position))
