"""The other headlines of seed B: kept as what they are, and why they are not counted as ours."""

from tadamon.demo.events import WAFD

TOLD = (
    {
        "by": "luxor",
        "kind": "ceremony",
        "title": "احتفالات أكتوبر ويوم السلام بمدرسة الراهبات الفرنسيسكانيات",
        "title_en": "October celebrations and Peace Day at the Franciscan nuns' school, Luxor",
        "state": "not-ours",
        "state_reason": "احتفال لمدرسة حضره نائب محافظ الأقصر؛ لم تنظّمه المديرية ولم يُذكر حضورها.",
        "country": "EG",
        "governorate": "EG-LX",
        "axes": ("communication",),
        "sources": ("نائب محافظ الأقصر يشهد احتفالات أكتوبر ويوم السلام بمدرسة الراهبات الفرنسيسكانيات",),
    },
    {
        "by": "luxor",
        "kind": "campaign",
        "title": "حملة جامعة الأقصر «لا للإدمان» لتوعية طلاب المدارس بمخاطر المخدرات",
        "title_en": "Luxor University's “No to addiction” campaign for school students",
        "state": "not-ours",
        "state_reason": "حملة لجامعة الأقصر؛ ليست من نشاط المديرية.",
        "country": "EG",
        "governorate": "EG-LX",
        "axes": ("addiction-prevention",),
        "sources": ("جامعة الأقصر تطلق حملة لا للإدمان لتوعية طلاب المدارس بمخاطر المخدرات",),
    },
    {
        "by": "luxor",
        "kind": "campaign",
        "title": "سباق إنهاء شلل الأطفال بالأقصر",
        "title_en": "Race to end polio, Luxor",
        "state": "not-ours",
        "state_reason": "نشاط لقطاع الصحة في الأقصر.",
        "country": "EG",
        "governorate": "EG-LX",
        "axes": ("early-childhood",),
        "sources": ("انطلاق سباق إنهاء شلل الأطفال بالأقصر",),
    },
    {
        "by": "hq",
        "kind": "workshop",
        "title": "الورشة الفنية حول البرامج والمسارات التدريبية لمهننة العمل الاجتماعي",
        "title_en": "Technical workshop on programmes and training paths to professionalise social work",
        "state": "not-ours",
        "state_reason": "ورشة لوزارة دولة أخرى («التنمية الاجتماعية»)؛ ليست من نشاط وزارتنا.",
        "axes": ("international-cooperation",),
        "sources": ("التنمية الاجتماعية: انطلاق الورشة الفنية حول البرامج والمسارات التدريبية لمهننة العمل الاجتماعي",),
    },
    {
        "by": "hq",
        "kind": "visit",
        "title": "متابعة مستوى النظافة بمجمع أيتام طلخا بالدقهلية",
        "title_en": "Inspection of cleanliness at the Talkha orphans' complex, Dakahlia",
        "state": "not-ours",
        "state_reason": "زيارة تفتيش لمديرية الدقهلية؛ تُحتسب في نشاطها لا في نشاط الإدارة.",
        "country": "EG",
        "axes": ("internal-coordination",),
        "sources": ("وكيل تضامن الدقهلية تشدد على رفع مستوى النظافة بمجمع أيتام طلخا",),
    },
    {
        "by": "hq",
        "kind": "launch",
        "title": "إطلاق مبادرتين رقميتين للتعريف بخدمات الوزارة",
        "title_en": "Launch of two digital initiatives that present the ministry's services",
        "our_role": "organised",
        "country": "EG",
        "axes": ("digital-transformation",),
        "sources": ("وزارة التضامن الاجتماعي تطلق مبادرتين رقميتين للتعريف بخدماتها",),
    },
)


def _headline(told: dict) -> dict:
    """The line itself is all that is known of it, and the month in which it was printed."""
    said = {"date": "أكتوبر 2025", "reported_date": "لم يُذكر؛ عنوان منشور في أكتوبر 2025"}
    summary = "عنوان خبر ورد في بوابة الوفد، ولا تفاصيل معه."
    return told | said | {"summary": summary, "sources": [{"outlet": WAFD, "headline": told["sources"][0]}]}


HEADLINES = tuple(map(_headline, TOLD))
