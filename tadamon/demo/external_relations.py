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

CLIMATE_WORKSHOP = {
    "by": "hq",
    "kind": "workshop",
    "title": "ورشة عمل «تعزيز دور المجتمع المدني المصري في قضايا تغير المناخ الدولية»",  # A4
    "title_en": ("Workshop: Strengthening the role of Egyptian civil society in international climate change issues"),
    "date": FIRST_QUARTER,
    "axes": ("civil-society", "international-cooperation"),
    "summary": (
        "شاركت وزارة التضامن الاجتماعي في تنظيم الورشة في إطار التعاون مع وزارة الخارجية، بحضور ممثلين عن 27"
        " جمعية أهلية من مختلف المحافظات.\n\n"
        f"{SOURCE} ولم يذكر المصدر يوم الورشة ولا مكانها ولا أسماء الجمعيات؛ والعدد للجمعيات لا للمحافظات."
    ),
    "participants": (
        {"name": "وزارة الخارجية", "note": "نُظِّمت الورشة في إطار التعاون معها"},
        {"name": "جمعيات أهلية من مختلف المحافظات", "count": 27},
    ),
    "items": (
        {
            "title": "بناء قدرات منظمات المجتمع المدني",
            "discussion": "هدفت الورشة إلى بناء قدرات منظمات المجتمع المدني.",
        },
        {
            "title": "الأولويات المصرية في مفاوضات المناخ الدولية",
            "discussion": (
                "تمكين المنظمات من فهم الأولويات المصرية في مفاوضات المناخ الدولية، بما يسهم في تشكيل رأي عام داعم."
            ),
        },
        {
            "title": "المبادرات البيئية المحلية",
            "discussion": "تحفيز المبادرات البيئية المحلية.",
        },
    ),
}

DIGITAL_WORKSHOP = {
    "by": "hq",
    "kind": "workshop",
    "title": "ورشة عمل حول «التطوير المؤسسي الرقمي»",  # A5
    "title_en": "Workshop on digital institutional development",
    "date": FIRST_QUARTER,
    "axes": ("digital-transformation",),
    "summary": (
        "شهدت الدكتورة مايا مرسي فعاليات الورشة، التي أُقيمت بالتعاون مع وزارة الاتصالات وتكنولوجيا المعلومات،"
        " انطلاقًا من رؤية الدولة في تحديث الجهاز الإداري.\n\n"
        f"{SOURCE} ولم يذكر المصدر يوم الورشة ولا مكانها ولا المتدربين."
    ),
    "attendance": (
        {
            "name": "د. مايا مرسي",
            "person_title": "وزيرة التضامن الاجتماعي",
            "body": "وزارة التضامن الاجتماعي",
        },
    ),
    "participants": ({"name": "وزارة الاتصالات وتكنولوجيا المعلومات", "note": "أُقيمت الورشة بالتعاون معها"},),
    "items": (
        {
            "title": "البنية التحتية الرقمية",
            "discussion": "تعزيز البنية التحتية الرقمية للوزارة.",
        },
        {
            "title": "جودة الخدمات وأدوات الذكاء الاصطناعي",
            "discussion": "تحسين جودة الخدمات المقدمة بتطبيق أدوات الذكاء الاصطناعي والتحول الرقمي.",
        },
        {
            "title": "تدريب العاملين",
            "discussion": "تدريب العاملين على تقنيات الإدارة الذكية.",
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
            "discussion": "أكدت نائب الوزيرة، خلال هذه اللقاءات، أهمية العمل مع المجتمع المدني.",
            "outcomes": (
                {
                    "kind": "recommendation",
                    "text": "تعزيز التعاون مع منظمات المجتمع المدني.",
                    "owner": "الإدارة العامة للعلاقات الخارجية",
                },
                {
                    "kind": "recommendation",
                    "text": (
                        "إدماج جهود الجمعيات الأهلية في مشاريع التمكين الاقتصادي والرعاية الاجتماعية والتدريب المهني."
                    ),
                    "owner": "مديريات التضامن الاجتماعي بالمحافظات",
                },
            ),
        },
    ),
}

MEETINGS = (ASSISTIVE_DEVICES, CLIMATE_WORKSHOP, DIGITAL_WORKSHOP, COORDINATION)
