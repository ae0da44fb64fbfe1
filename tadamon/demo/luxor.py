"""Luxor directorate, October 2025, as the portal of Al-Wafd reported it (seed B)."""

DIRECTORATE = "مديرية التضامن الاجتماعي — الأقصر"
SINCE_OCTOBER = "منذ بداية شهر أكتوبر الجاري"

OPEN_DOOR = {
    "by": "luxor",
    "kind": "open-door",
    "title": "لقاء جماهيري مفتوح في إطار سياسة الباب المفتوح",  # B1
    "title_en": "Open public meeting under the open-door policy, Luxor",
    "date": "5 أكتوبر 2025",
    "governorate": "EG-LX",
    "axes": ("communication",),
    "summary": (
        "لقاء مفتوح مع المواطنين في الأقصر، غايته تعزيز الشفافية والتواصل المباشر معهم.\n\n"
        "المصدر: بوابة الوفد. ولم يذكر المصدر مكان اللقاء ولا عدد الحاضرين من المواطنين."
    ),
    "attendance": (
        {
            "name": "بستاني عبد العزيز",
            "person_title": "مدير الإدارة العامة للتنمية",
            "body": "مديرية التضامن الاجتماعي بالأقصر",
        },
    ),
    "items": (
        # B2: the three issues
        {
            "title": "أسباب إيقاف عدد من بطاقات المساعدات",
            "discussion": "استفسر الحاضرون عن أسباب إيقاف عدد من بطاقات المساعدات.",
        },
        {
            "title": "إنهاء إجراءات «تكافل وكرامة»",
            "discussion": "استفسر الحاضرون عن إنهاء إجراءات برنامج الدعم النقدي «تكافل وكرامة».",
        },
        {
            "title": "الخدمات المتعلقة بذوي الإعاقة",
            "discussion": "استفسر الحاضرون عن الخدمات المتعلقة بالأشخاص ذوي الإعاقة.",
        },
        {
            "title": "متابعة الشكاوى واستمرار سياسة الباب المفتوح",
            "discussion": (
                "تأكيد استمرار سياسة الباب المفتوح، ضمانًا لاستدامة التقييم الذاتي للخدمات.\n\n"
                "لم يذكر المصدر موعدًا لدراسة الشكاوى؛ والمدة وضعتها المديرية للمتابعة."
            ),
            "outcomes": (
                # B3; the source names no day: the directorate set itself fifteen working days
                {
                    "kind": "assignment",
                    "text": "دراسة جميع الشكاوى التي عُرضت في اللقاء.",
                    "owner": DIRECTORATE,
                    "within": 15,
                },
                # B4
                {"kind": "decision", "text": "تخصيص يوم الأحد من كل أسبوع للقاءات الجماهيرية المقبلة."},
            ),
        },
    ),
}

PROTECTION_VISIT = {
    "by": "luxor",
    "kind": "follow-up-visit",
    "title": "زيارة رئيس الإدارة المركزية للحماية الاجتماعية لمتابعة «تكافل وكرامة»",  # B5
    "title_en": "Visit of the head of the Central Department for Social Protection on Takaful and Karama",
    "date": "أكتوبر 2025",
    "reported_date": SINCE_OCTOBER,
    "venue": "المركز الدولي للمؤتمرات",
    "governorate": "EG-LX",
    "axes": ("social-protection", "communication"),
    "summary": (
        "زار الدكتور أحمد عبد الرحمن وفريقه محافظة الأقصر، وعُقد معهم لقاء لمتابعة سير العمل في برنامج الدعم"
        " النقدي «تكافل وكرامة» وتذليل ما يواجه القائمين عليه.\n\n"
        "المصدر: بوابة الوفد. ولم يذكر المصدر يوم الزيارة ولا أسماء الفريق ولا بيان المعوقات التي حُلَّت."
    ),
    "attendance": (
        {
            "name": "د. أحمد عبد الرحمن",
            "person_title": "رئيس الإدارة المركزية للحماية الاجتماعية",
            "body": "وزارة التضامن الاجتماعي",
        },
        {
            "name": "فريق الإدارة المركزية للحماية الاجتماعية",
            "body": "وزارة التضامن الاجتماعي",
        },
    ),
    "participants": ({"name": "الإدارة المركزية للحماية الاجتماعية"}, {"name": DIRECTORATE}),
    "items": (
        {
            "title": "سير العمل في برنامج «تكافل وكرامة»",
            "discussion": "متابعة سير العمل في برنامج الدعم النقدي «تكافل وكرامة» ومناقشة التحديات.",
        },
        {
            "title": "معوقات العاملين في الإدارات ورؤساء أقسام الضمان",
            "discussion": ("استهدف اللقاء الحل الفوري للمعوقات التي تواجه العاملين في الإدارات ورؤساء أقسام الضمان."),
            "outcomes": (
                # B5: solved at once; which obstacles is not told, so the list is what is owed
                {
                    "kind": "assignment",
                    "text": "الحل الفوري لمعوقات العاملين في الإدارات ورؤساء أقسام الضمان، وبيان ما حُلّ منها.",
                    "owner": DIRECTORATE,
                    "due": "31/10/2025",
                },
            ),
        },
    ),
}

ORMAN = {
    "by": "luxor",
    "kind": "partnership",
    "title": "لقاءات دورية مع جمعية الأورمان لخدمة الأسر الأولى بالرعاية",  # B9
    "title_en": "Periodic meetings with Orman Association in support of the neediest families",
    "date": "أكتوبر 2025",
    "reported_date": SINCE_OCTOBER,
    "governorate": "EG-LX",
    "axes": ("social-protection",),
    "summary": (
        "لقاءات دورية بين قيادات المديرية وقيادات جمعية الأورمان، استمرارًا للشراكة الوثيقة بين الطرفين.\n\n"
        "المصدر: بوابة الوفد. ولم يذكر المصدر عدد اللقاءات ولا تواريخها ولا أسماء الحاضرين، ولا نص اتفاق"
        " الشراكة ولا التزامات الطرفين."
    ),
    "attendance": (
        {
            "name": "قيادات المديرية",
            "body": "مديرية التضامن الاجتماعي بالأقصر",
        },
        {"name": "قيادات جمعية الأورمان", "body": "جمعية الأورمان"},
    ),
    "participants": ({"name": DIRECTORATE}, {"name": "جمعية الأورمان"}),
    "items": (
        {
            "title": "الشراكة المستدامة بين المديرية وجمعية الأورمان",
            "discussion": "تهدف الشراكة إلى تحقيق التنمية الشاملة ورفع مستوى معيشة الأسر الأكثر احتياجًا.",
            "outcomes": (
                {
                    "kind": "decision",
                    "text": ("عقد شراكة مستدامة لخدمة الأسر الأولى بالرعاية، قوامها لقاءات دورية لقيادات الطرفين."),
                },
            ),
        },
    ),
}

MEETINGS = (OPEN_DOOR, PROTECTION_VISIT, ORMAN)
