"""Every fact of the two texts stands in its report: under the right axis, with the right figure, as vague as it was said."""

import re

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.language.spans import parse_span
from tadamon.records.history import acting
from tadamon.reports.drafting import now_told
from tadamon.reports.models import Report, ReportParagraph
from tadamon.reports.printing import _arabic
from tadamon.reports.routes import begin, sections

QUARTER, OCTOBER = "الربع الأول", "أكتوبر"
START, END, OUTSIDE = "introduction", "conclusion", "outside"
# (row of the table, report, axis, words)
ROWS = (
    (
        "A0",
        QUARTER,
        START,
        "ملفات التعاون الدولي، والحماية الاجتماعية، والتمكين الاقتصادي، والتحول الرقمي، ودعم الأشخاص ذوي الإعاقة",
    ),
    (
        "A1",
        QUARTER,
        "disability",
        "مرجريت صاروفيم، نائب وزيرة التضامن الاجتماعي",
        "إكسبو أصحاب الهمم الدولي",
        "دبي",
        "فبراير ٢٠٢٥",
    ),
    (
        "A2",
        QUARTER,
        "disability",
        "ممثلي الشركات العالمية",
        "توفير هذه التقنيات في مصر",
        "تطبيقات رقمية لتعليم لغة الإشارة",
    ),
    ("A3", QUARTER, "disability", "البيئة العمرانية", "الخدمات الرقمية"),
    (
        "A4",
        QUARTER,
        "civil-society",
        "وزارة الخارجية",
        "٢٧ جمعية أهلية من مختلف المحافظات",
        "بناء قدرات",
        "رأي عام داعم",
        "المبادرات البيئية المحلية",
    ),
    (
        "A5",
        QUARTER,
        "digital-transformation",
        "مايا مرسي",
        "التطوير المؤسسي الرقمي",
        "وزارة الاتصالات وتكنولوجيا المعلومات",
        "الذكاء الاصطناعي",
    ),
    ("A6", QUARTER, "social-protection", "نحو ٤٫٧ مليون أسرة", "المصدر"),
    ("A7", QUARTER, "social-protection", "أكثر من ٤١ مليار جنيه سنويًا", "المصدر"),
    ("A8", QUARTER, "social-protection", "قاعدة بيانات المستفيدين", "آليات صرف أكثر كفاءة"),
    ("A9", QUARTER, "internal-coordination", "عدة اجتماعات تنسيقية", "تبادل أفضل الممارسات"),
    ("A10", QUARTER, "internal-coordination", "التعاون مع منظمات المجتمع المدني", "التدريب المهني"),
    (
        "A11",
        QUARTER,
        "addiction-prevention",
        "صندوق مكافحة وعلاج الإدمان",
        "الدورة ٦٨",
        "لجنة المخدرات",
        "اللجنة الدولية للرقابة على المخدرات",
        "فيينا",
    ),
    ("A12", QUARTER, "addiction-prevention", "أول دولة على مستوى العالم", "CHAMPS", "حتى ١٨ عامًا"),
    ("A13", QUARTER, OUTSIDE, "مجتمعات الفرص", "سنغافورة", "٢٩ و٣٠ أبريل ٢٠٢٥", "تفاوت الدخل"),
    ("A14", QUARTER, END, "العدالة الاجتماعية للفئات المستهدفة"),
    ("A15", QUARTER, START, "حلقةَ وصل", "التنمية المستدامة"),
    ("B0", OCTOBER, START, "ثلاثة محاور", "محمد محمود جمعة", "عبد المطلب عمارة"),
    ("B1", OCTOBER, "communication", "٥ أكتوبر ٢٠٢٥", "بستاني عبد العزيز", "مدير الإدارة العامة للتنمية"),
    (
        "B2",
        OCTOBER,
        "communication",
        "ثلاثة موضوعات",
        "إيقاف عدد من بطاقات المساعدات",
        "إنهاء إجراءات «تكافل وكرامة»",
        "بذوي الإعاقة",
    ),
    ("B3", OCTOBER, "communication", "دراسة جميع الشكاوى"),
    ("B4", OCTOBER, "communication", "يوم الأحد من كل أسبوع"),
    ("B5", OCTOBER, "communication", "أحمد عبد الرحمن", "المركز الدولي للمؤتمرات", "رؤساء أقسام الضمان"),
    ("B6", OCTOBER, "social-protection", "رقم ٤٥٨٦ لسنة ٢٠٢٣", "غير القادرين", "هيئة التأمين الصحي الشامل بالأقصر"),
    ("B7", OCTOBER, "social-protection", "إطار تنفيذي مُيسَّر"),
    ("B8", OCTOBER, "social-protection", "لجنة متابعة مشتركة دائمة", "ولم تُشكَّل بعد"),
    ("B9", OCTOBER, "social-protection", "جمعية الأورمان", "رفع مستوى معيشة الأسر الأكثر احتياجًا"),
    ("B10", OCTOBER, "early-childhood", "القرى والنجوع", "سن يوم إلى ٤ سنوات"),
    ("B11", OCTOBER, "early-childhood", "تراخيص مؤقتة", "زيادة الطاقة الاستيعابية"),
    ("B12", OCTOBER, "early-childhood", "ألا يتعدى الدور الأول بعد الأرضي", "التجهيزات التربوية"),
    ("B13", OCTOBER, "early-childhood", "المُيسِّرات"),
    ("B14", OCTOBER, "early-childhood", "تسليم واستلام حضانات", "حياة كريمة"),
    (
        "B15",
        OCTOBER,
        "early-childhood",
        "٣٦٥ من مكلفات الخدمة العامة",
        "زواج الأقارب",
        "قبل الزواج",
        "دفعة أكتوبر ٢٠٢٥",
    ),
    ("B16", OCTOBER, "early-childhood", "١٬٥٤٠ مكلفًا ومكلفة", "منهم ٣٦٥ في إدارة الأقصر"),
    ("B17", OCTOBER, "early-childhood", "اعتبارًا من ١ أكتوبر ٢٠٢٥"),
    ("B18", OCTOBER, "early-childhood", "المصدر: بوابة الوفد"),
)


def places(words: str) -> dict[str, str]:
    """{code of an axis, or what else a report has: all that it says}."""
    report = db.session.scalars(select(Report).where(Report.title.contains(words))).one()
    with speaking("ar", "arab"):
        return by_place(report)


def by_place(report: Report) -> dict[str, str]:
    told = sections(report)
    found = {rows[0].axis.code: rows for _heading, rows in told["sections"] if rows[0].axis}
    found |= {OUTSIDE: told["outside"], "left out": told["left_out"]}
    said = {name: "\n".join(row.text for row in rows) for name, rows in found.items()}
    return said | {START: report.introduction, END: report.conclusion}


@pytest.mark.parametrize(("report", "axis", "facts"), [pytest.param(r, a, f, id=id) for id, r, a, *f in ROWS])
def test_every_fact_stands_in_its_report(built, report, axis, facts):
    said = places(report)[axis]
    assert [fact for fact in facts if fact not in said] == []


def test_the_english_version_says_all_of_it_in_english(built):
    for report in db.session.scalars(select(Report)).unique():
        told = [row for row in report.paragraphs if row.place != "left-out"]
        assert [row.text_en or row.text for row in told if _arabic(row.text_en)] == []
        assert [row.reason for row in told if row.place == "outside" and _arabic(row.reason_en)] == []
        assert report.introduction_en and bool(report.conclusion_en) == bool(report.conclusion)


def test_people_and_attendances_are_never_added(built):
    said = "\n".join(places(OCTOBER).values())
    assert not re.search("[١1][٬,]?[٩9][٠0][٥5]", said)
    assert "لا تُجمع" in said


def test_what_lies_outside_or_is_not_ours_is_told_apart(built):
    quarter, october = places(QUARTER), places(OCTOBER)
    axes = "\n".join(words for name, words in quarter.items() if name not in (OUTSIDE, "left out"))
    assert "سنغافورة" not in axes and "مهننة العمل الاجتماعي" not in axes
    assert "شلل الأطفال" in october["left out"] and "لا للإدمان" in october["left out"]
    axes = "\n".join(words for name, words in october.items() if name != "left out")
    assert "شلل الأطفال" not in axes and "أنقرة" not in axes


def test_the_axes_stand_in_the_order_of_the_text(built):
    report = db.session.scalars(select(Report).where(Report.title.contains(OCTOBER))).one()
    told = [rows[0].axis.code for _heading, rows in sections(report)["sections"]]
    assert told == ["communication", "social-protection", "early-childhood"]


# The same rows as the records alone say them: (row of the table, report, axis, words)
DRAFTED = (
    ("A1", QUARTER, "disability", "مرجريت صاروفيم", "نائب وزيرة التضامن", "إكسبو أصحاب الهمم", "دبي", "فبراير ٢٠٢٥"),
    ("A2", QUARTER, "disability", "الشركات العالمية", "توفير تقنيات الأجهزة المساعدة في مصر", "تعليم لغة الإشارة"),
    ("A3", QUARTER, "disability", "الإتاحة للأشخاص ذوي الإعاقة"),
    (
        "A4",
        QUARTER,
        "civil-society",
        "وزارة الخارجية",
        "٢٧ جمعية أهلية من مختلف المحافظات",
        "بناء قدرات",
        "رأي عام داعم",
    ),
    ("A5", QUARTER, "digital-transformation", "مايا مرسي", "وزارة الاتصالات", "الذكاء الاصطناعي", "الإدارة الذكية"),
    ("A6", QUARTER, "social-protection", "نحو ٤٫٧ مليون أسرة", "المصدر"),
    ("A7", QUARTER, "social-protection", "أكثر من ٤١ مليار جنيه سنويًا", "المصدر"),
    ("A8", QUARTER, "social-protection", "قاعدة بيانات المستفيدين", "كفاءة آليات الصرف"),
    ("A9", QUARTER, "internal-coordination", "عُقدت اجتماعات تنسيقية", "ومديري مديريات", "تبادل أفضل الممارسات"),
    ("A10", QUARTER, "internal-coordination", "التعاون مع منظمات المجتمع المدني", "التدريب المهني"),
    ("A11", QUARTER, "addiction-prevention", "صندوق مكافحة", "الدورة ٦٨", "لجنة المخدرات", "الدولية للرقابة", "فيينا"),
    ("A12", QUARTER, "addiction-prevention", "أول دولة على مستوى العالم", "CHAMPS", "حتى ١٨ عامًا"),
    ("A13", QUARTER, OUTSIDE, "مجتمعات الفرص", "سنغافورة", "من ٢٩ إلى ٣٠ أبريل ٢٠٢٥", "تفاوت الدخل"),
    ("B1", OCTOBER, "communication", "يوم ٥ أكتوبر ٢٠٢٥", "بستاني عبد العزيز", "مدير الإدارة العامة للتنمية"),
    ("B2", OCTOBER, "communication", "إيقاف عدد من بطاقات", "إنهاء إجراءات «تكافل وكرامة»", "بذوي الإعاقة"),
    ("B3", OCTOBER, "communication", "دراسة جميع الشكاوى"),
    ("B4", OCTOBER, "communication", "يوم الأحد من كل أسبوع"),
    ("B5", OCTOBER, "communication", "أحمد عبد الرحمن", "المركز الدولي للمؤتمرات", "رؤساء أقسام الضمان"),
    ("B6", OCTOBER, "social-protection", "رقم ٤٥٨٦ لسنة ٢٠٢٣", "غير القادرين", "مدير المديرية", "التأمين الصحي الشامل"),
    ("B7", OCTOBER, "social-protection", "إطار تنفيذي مُيسَّر", "تكافل وكرامة"),
    ("B8", OCTOBER, "social-protection", "المتابعة المشتركة الدائمة", "ولم تُشكَّل بعد"),
    ("B9", OCTOBER, "social-protection", "جمعية الأورمان", "رفع مستوى معيشة الأسر الأكثر احتياجًا"),
    (
        *("B10", OCTOBER, "early-childhood", "تقنين أوضاع الحضانات غير المرخصة", "من سن يوم إلى ٤ سنوات"),
        "حضانة واحدة في القرى والنجوع",
    ),
    ("B11", OCTOBER, "early-childhood", "طلب ترخيص واحد، وترخيص مؤقت واحد", "الطاقة الاستيعابية المرخصة بمقدار ٢٤"),
    (
        *("B12", OCTOBER, "early-childhood", "زيارة واحدة", "لا يعلو الدور الأول بعد الأرضي"),
        *("التجهيزات التعليمية", "العاملون ومؤهلاتهم", "والمستهدف ترخيص ٦ حضانات"),
    ),
    ("B13", OCTOBER, "early-childhood", "تدريب الميسّرات على المنهج الجديد"),
    (
        *("B14", OCTOBER, "early-childhood", "تسليم واستلام حضانة جديدة واحدة ضمن حياة كريمة"),
        *("سلّمتها جهة التنفيذ (مثال) يوم ٥ أكتوبر ٢٠٢٥", "وتسلّمتها مديرية التضامن الاجتماعي — الأقصر يوم ١٢ أكتوبر"),
    ),
    ("B15", OCTOBER, "early-childhood", "٣٦٥ مرة حضور", "زواج الأقارب", "ما قبل الزواج", "دفعة أكتوبر ٢٠٢٥"),
    ("B16", OCTOBER, "early-childhood", "١٬٥٤٠ مكلَّفًا", "٣٦٥ مكلَّفًا في إدارة الأقصر", "المصدر: بوابة الوفد"),
)


@pytest.fixture(scope="module")
def drafts(demo_installation):
    """{words of its period: {code of an axis, or what else a report has: all that the untouched draft says}}."""
    with demo_installation.app_context():
        return drafted()


def drafted() -> dict:
    said = {}
    for name, period, words in (("hq", "الربع الأول 2025", QUARTER), ("luxor", "أكتوبر 2025", OCTOBER)):
        by = User.named(name)
        token = acting.set(by.id)
        with speaking("ar", "arab"):
            said[words] = by_place(begin(parse_span(period), None, by.unit, by=by))
        acting.reset(token)
    db.session.rollback()
    return said


@pytest.mark.parametrize(("report", "axis", "facts"), [pytest.param(r, a, f, id=id) for id, r, a, *f in DRAFTED])
def test_the_records_alone_say_it(drafts, report, axis, facts):
    said = drafts[report][axis]
    assert [fact for fact in facts if fact not in said] == []


def test_the_draft_keeps_apart_what_is_apart(drafts):
    quarter, october = drafts[QUARTER], drafts[OCTOBER]
    axes = "\n".join(words for name, words in quarter.items() if name not in (OUTSIDE, "left out"))
    assert "سنغافورة" not in axes
    assert {name for name, words in october.items() if words} >= {
        "communication",
        "social-protection",
        "early-childhood",
    }
    assert "شلل الأطفال" in october["left out"] and "بالتعاون مع مديرية" not in "".join(october.values())
    assert not re.search("[١1][٬,]?[٩9][٠0][٥5]", "".join(october.values()))


def test_no_record_of_the_demo_changed_since_it_was_told(built):
    changed = [
        row.text for row in db.session.scalars(select(ReportParagraph)) if row.told and row.told != now_told(row)
    ]
    assert changed == []
