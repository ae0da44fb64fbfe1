"""What citizens raised at the open-door meeting of Luxor (B2), all of it to be studied (B3); and one of Aswan, invented.

The source names no citizen, no number of people and no deadline: the last day to reply is that of the category.
"""

from datetime import date

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.demo.entering import in_the_name_of
from tadamon.demo.luxor import DIRECTORATE, OPEN_DOOR
from tadamon.extensions import db
from tadamon.issues import clock  # noqa: F401 — it counts the time to reply
from tadamon.issues.models import Category, Issue
from tadamon.issues.reference import ensure_categories
from tadamon.meetings.models import Meeting

STUDY = "دراسة جميع الشكاوى التي عُرضت في اللقاء."
LUXOR = (
    ("stopped-cards", "أسباب إيقاف عدد من بطاقات المساعدات", "استفسر الحاضرون عن أسباب إيقاف عدد من بطاقات المساعدات."),
    (
        "takaful-karama",
        "إنهاء إجراءات «تكافل وكرامة»",
        "استفسر الحاضرون عن إنهاء إجراءات برنامج الدعم النقدي «تكافل وكرامة».",
    ),
    ("disability", "الخدمات المتعلقة بذوي الإعاقة", "استفسر الحاضرون عن الخدمات المتعلقة بالأشخاص ذوي الإعاقة."),
)
SOURCE = (
    "المصدر: بوابة الوفد. ولم يذكر المصدر أصحاب الموضوع ولا عددهم ولا موعدًا للرد؛ والموعد هنا هو المدة المستهدفة للفئة."
)


def enter_issues(meetings: list[Meeting], people: dict[str, User]) -> None:
    """Add the issues of these meetings, in the names of those who would have typed them."""
    ensure_categories()
    categories = {category.code: category for category in db.session.scalars(select(Category))}
    luxor = next(meeting for meeting in meetings if meeting.title == OPEN_DOOR["title"])
    for code, subject, details in LUXOR:
        issue = _raise(people["luxor"], luxor, categories[code], subject, f"{details}\n\n{SOURCE}")
        in_the_name_of(people["luxor"], lambda by, issue=issue: issue.refer(by, DIRECTORATE, luxor.starts_on, STUDY))
    aswan = next(meeting for meeting in meetings if meeting.created_by_id == people["aswan"].id)
    example = _raise(
        people["aswan"],
        aswan,
        categories["other"],
        "موضوع للتجربة (مثال)",
        "سجل للتجربة فقط، لا يصف موضوعًا طُرح بالفعل.",
    )
    in_the_name_of(people["aswan"], lambda by: example.answer(by, "رد للتجربة.", date(2025, 10, 12), there=True))


def _raise(by: User, meeting: Meeting, category: Category, subject: str, details: str) -> Issue:
    def write(by):
        issue = Issue(
            created_by_id=by.id,
            unit=by.unit,
            activity_id=meeting.id,
            raised_on=meeting.starts_on,
            category_id=category.id,
            raised_precision=meeting.date_precision,
            subject=subject,
            details=details,
            state="open",
            paused_days=0,
        )
        with db.session.no_autoflush:
            db.session.add(issue)
        issue.take_number()
        db.session.flush()
        return issue

    return in_the_name_of(by, write)
