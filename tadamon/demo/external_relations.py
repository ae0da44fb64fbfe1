"""External Relations, first quarter of 2025, as Shaimaa Soliman reported it (seed A)."""

from tadamon.accounts.governorates import GOVERNORATES

FIRST_QUARTER = "الربع الأول من عام 2025"
SOURCE = "المصدر: تقرير شيماء سليمان عن نشاط الإدارة في الربع الأول من عام 2025."

ASSISTIVE_DEVICES = {
    "by": "hq",
    "kind": "bilateral",
    "title": "لقاءات مع ممثلي الشركات العالمية المنتجة للأجهزة المساعدة لذوي الإعاقة",  # A2
    "title_en": "Talks in Dubai with global makers of assistive devices for persons with disabilities",
    "date": "فبراير 2025",
    "reported_date": "فبراير الماضي",
    "venue": "دبي، خلال معرض «إكسبو أصحاب الهمم الدولي»",
    "axes": ("disability", "international-cooperation"),
    "summary": (
        "التقت المهندسة مرجريت صاروفيم، خلال مشاركتها في المعرض، بعدد من ممثلي الشركات العالمية المتخصصة في"
        " إنتاج الأجهزة المساعدة لذوي الإعاقة، لبحث فرص التعاون.\n\n"
        f"{SOURCE} ولم يذكر المصدر يوم اللقاءات ولا أسماء الشركات ولا عددها."
    ),
    "attendance": (
        {
            "name": "م. مرجريت صاروفيم",
            "person_title": "نائب وزيرة التضامن الاجتماعي",
            "body": "وزارة التضامن الاجتماعي",
        },
        {
            "name": "ممثلو شركات عالمية منتجة للأجهزة المساعدة",
            "presence": "guest",
        },
    ),
    "items": (
        {
            "title": "توفير تقنيات الأجهزة المساعدة في مصر",
            "discussion": "مناقشات موسعة حول فرص التعاون المشترك لتوفير هذه التقنيات في مصر.",
        },
        {
            "title": "تعليم لغة الإشارة",
            "discussion": "بحث تطوير تطبيقات رقمية لتعليم لغة الإشارة.",
        },
        # A3
        {
            "title": "الإتاحة للأشخاص ذوي الإعاقة",
            "discussion": "بحث سبل تعزيز الإتاحة في البيئة العمرانية وعلى مستوى الخدمات الرقمية.",
        },
    ),
}

COORDINATION = {
    "by": "hq",
    "kind": "directorates",
    "title": "اجتماعات تنسيقية مع وكلاء ومديري مديريات التضامن الاجتماعي بالمحافظات",  # A9
    "title_en": "Coordination meetings with undersecretaries and directors of the governorate directorates",
    "date": FIRST_QUARTER,
    "axes": ("internal-coordination", "civil-society"),
    "invited": tuple(GOVERNORATES),
    "summary": (
        "عدة اجتماعات عقدتها الإدارة العامة للعلاقات الخارجية مع وكلاء ومديري المديريات، لمتابعة تنفيذ"
        " السياسات وتبادل أفضل الممارسات.\n\n"
        f"{SOURCE} ولم يذكر المصدر عدد الاجتماعات ولا تواريخها ولا المحافظات المشاركة، وذكر الحاضرين"
        " بصفاتهم دون أسمائهم؛ لذلك أُتيح هذا السجل للمديريات كافة. أما الجهتان المكتوبتان عند التوصيتين"
        " فمقترحتان، إذ لم يحددهما المصدر."
    ),
    "attendance": (
        {
            "name": "م. مرجريت صاروفيم",
            "person_title": "نائب وزيرة التضامن الاجتماعي",
            "body": "وزارة التضامن الاجتماعي",
        },
        {
            "name": "وكلاء ومديرو مديريات التضامن الاجتماعي بالمحافظات",
            "body": "مديريات التضامن الاجتماعي",
        },
    ),
    # the source tells neither which nor how many took part; this record was opened to all
    "participants": ({"name": "مديريات التضامن الاجتماعي بالمحافظات", "count": len(GOVERNORATES), "role": "invited"},),
    "items": (
        {
            "title": "متابعة تنفيذ السياسات وتبادل أفضل الممارسات",
            "discussion": "متابعة تنفيذ السياسات في المحافظات، وتبادل أفضل الممارسات بين المديريات.",
        },
        # A10
        {
            "title": "توجيهات نائب الوزيرة",
            "discussion": (
                "أكدت نائب الوزيرة، خلال هذه اللقاءات، أهمية العمل مع المجتمع المدني.\n\n"
                "لم يذكر المصدر موعدًا لتنفيذ التوجيهين؛ وموعد المتابعة وضعته الإدارة."
            ),
            "outcomes": (
                {
                    "kind": "recommendation",
                    "text": "تعزيز التعاون مع منظمات المجتمع المدني.",
                    "owner": "الإدارة العامة للعلاقات الخارجية",
                    "due": "30/6/2025",
                },
                {
                    "kind": "recommendation",
                    "text": (
                        "إدماج جهود الجمعيات الأهلية في مشاريع التمكين الاقتصادي والرعاية الاجتماعية والتدريب المهني."
                    ),
                    "owner": "مديريات التضامن الاجتماعي بالمحافظات",
                    "due": "30/6/2025",
                },
            ),
        },
    ),
}

EOSD = {  # a headline beside seed B, with nothing known beyond the line
    "by": "hq",
    "kind": "bilateral",
    "title": "لقاء نائبة الوزيرة مع مدير مشروع تكافؤ الفرص والتنمية الاجتماعية EOSD",
    "title_en": "Deputy minister's meeting with the director of the EOSD project",
    "date": "أكتوبر 2025",
    "reported_date": "لم يُذكر؛ عنوان منشور في أكتوبر 2025",
    "axes": ("international-cooperation",),
    "summary": "عنوان خبر ورد في بوابة الوفد: «نائبة وزيرة التضامن تلتقي مدير مشروع تكافؤ الفرص والتنمية الاجتماعية EOSD»، ولا تفاصيل معه.",
    "items": (),
}

MEETINGS = (ASSISTIVE_DEVICES, COORDINATION, EOSD)
