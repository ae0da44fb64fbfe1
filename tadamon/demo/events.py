"""The events of the two seeds: the ministry's first quarter of 2025, Ankara, Luxor's workshop, and related headlines.

What a text does not state is left blank, and said; a date that was found out stands beside the one reported.
"""

from datetime import date

REPORT = {
    "outlet": "تقرير شيماء سليمان عن نشاط الإدارة في الربع الأول من عام 2025",
    "headline": ("العلاقات الخارجية بوزارة التضامن.. جهود متواصلة لتعزيز التعاون الدولي ودعم الفئات الأولى بالرعاية"),
}
WAFD = "بوابة الوفد"
FIRST_QUARTER = "الربع الأول من عام 2025"
MINISTRY = "وزارة التضامن الاجتماعي"
SINCE_OCTOBER = "منذ بداية شهر أكتوبر الجاري"
FUND = "صندوق مكافحة وعلاج الإدمان والتعاطي"
UNODC = "مكتب الأمم المتحدة المعني بالمخدرات والجريمة"
GIZ = "الوكالة الألمانية للتعاون الدولي"

EXPO = {  # A1
    "by": "hq",
    "kind": "expo",
    "title": "معرض «إكسبو أصحاب الهمم الدولي»",
    "title_en": "International Expo for People of Determination",
    "date": "فبراير 2025",
    "reported_date": "فبراير الماضي",
    "verified_on": date(2025, 10, 6),
    "verified_ends_on": date(2025, 10, 8),
    "verified_how": "الدورة الوحيدة من المعرض التي عُثر عليها في عام 2025",
    "country": "AE",
    "city": "دبي",
    "city_en": "Dubai",
    "our_role": "took-part",
    "axes": ("disability", "international-cooperation"),
    "summary": (
        "والتقت نائب الوزيرة خلاله بعدد من ممثلي الشركات العالمية المتخصصة.\n\n"
        "لم يذكر المصدر يوم المشاركة ولا الجهة المنظِّمة ولا بقية الوفد."
    ),
    "delegates": (
        (
            "م. مرجريت صاروفيم",
            "نائب وزيرة التضامن الاجتماعي",
            "Deputy Minister of Social Solidarity",
            MINISTRY,
            "member",
        ),
    ),
    "participants": ({"name": "شركات عالمية منتجة للأجهزة المساعدة لذوي الإعاقة", "precision": "several"},),
    "sources": (REPORT,),
    "meetings": ("لقاءات مع ممثلي الشركات العالمية المنتجة للأجهزة المساعدة لذوي الإعاقة",),
}

CLIMATE = {  # A4
    "by": "hq",
    "kind": "workshop",
    "title": "ورشة عمل «تعزيز دور المجتمع المدني المصري في قضايا تغير المناخ الدولية»",
    "title_en": "Workshop: Strengthening the role of Egyptian civil society in international climate change issues",
    "date": FIRST_QUARTER,
    "our_role": "co-organised",
    "axes": ("civil-society", "international-cooperation"),
    "summary": (
        "شاركت الوزارة في تنظيم الورشة بالتعاون مع وزارة الخارجية، بحضور ممثلين عن 27 جمعية أهلية من مختلف"
        " المحافظات.\n\n"
        "لم يذكر المصدر يوم الورشة ولا مكانها ولا أسماء الجمعيات؛ والعدد للجمعيات لا للمحافظات."
    ),
    "aims": (
        "بناء قدرات منظمات المجتمع المدني\n"
        "تمكين المنظمات من فهم الأولويات المصرية في مفاوضات المناخ الدولية، بما يسهم في تشكيل رأي عام داعم\n"
        "تحفيز المبادرات البيئية المحلية"
    ),
    "participants": (
        {"name": "وزارة الخارجية", "role": "co-organiser", "note": "نُظِّمت الورشة في إطار التعاون معها"},
        {"name": "جمعيات أهلية من مختلف المحافظات", "count": 27},
    ),
    "sources": (REPORT,),
}

DIGITAL = {  # A5
    "by": "hq",
    "kind": "workshop",
    "title": "ورشة عمل حول «التطوير المؤسسي الرقمي»",
    "title_en": "Workshop on digital institutional development",
    "date": FIRST_QUARTER,
    "our_role": "co-organised",
    "axes": ("digital-transformation",),
    "summary": (
        "أُقيمت الورشة انطلاقًا من رؤية الدولة في تحديث الجهاز الإداري.\n\n"
        "لم يذكر المصدر يوم الورشة ولا مكانها ولا المتدربين."
    ),
    "topics": (
        "تعزيز البنية التحتية الرقمية للوزارة\n"
        "تحسين جودة الخدمات المقدمة بتطبيق أدوات الذكاء الاصطناعي والتحول الرقمي\n"
        "تدريب العاملين على تقنيات الإدارة الذكية"
    ),
    "attendance": ({"name": "د. مايا مرسي", "person_title": "وزيرة التضامن الاجتماعي", "body": MINISTRY},),
    "participants": (
        {
            "name": "وزارة الاتصالات وتكنولوجيا المعلومات",
            "role": "co-organiser",
            "note": "أُقيمت الورشة بالتعاون معها",
        },
    ),
    "sources": (REPORT,),
}

VIENNA = {  # A11
    "by": "hq",
    "kind": "session",
    "title": "اجتماعات الدورة 68 للجنة الدولية للرقابة على المخدرات",
    "title_en": "The 68th session on narcotic drugs at the United Nations Office in Vienna",
    "date": FIRST_QUARTER,
    "edition": 68,
    "country": "AT",
    "city": "فيينا",
    "city_en": "Vienna",
    "venue": "مكتب الأمم المتحدة بفيينا",
    "our_role": "took-part",
    "axes": ("addiction-prevention", "international-cooperation"),
    "summary": (
        "شارك صندوق مكافحة وعلاج الإدمان في اجتماعات الدورة 68 بمقر مكتب الأمم المتحدة بفيينا.\n\n"
        "سمّى المصدر الهيئة «اللجنة الدولية للرقابة على المخدرات»؛ واسمها المتحقق منه «لجنة المخدرات»"
        " (Commission on Narcotic Drugs). ولم يذكر المصدر أيام الاجتماعات ولا أسماء الوفد."
    ),
    "delegates": (
        (
            "وفد صندوق مكافحة وعلاج الإدمان",
            "",
            "",
            FUND,
            "member",
            "a delegation of the Fund for Drug Control and Treatment of Addiction",
        ),
    ),
    "participants": (
        {
            "name": "لجنة المخدرات (Commission on Narcotic Drugs)",
            "role": "organiser",
            "note": "وردت في المصدر باسم «اللجنة الدولية للرقابة على المخدرات»",
        },
        {"name": "مكتب الأمم المتحدة في فيينا", "role": "host"},
        {"name": UNODC},
        {"name": FUND},
    ),
    # A12
    "outputs": (
        {
            "kind": "commitment",
            "title": "اختيار مصر أول دولة على مستوى العالم لتطبيق مبادرة CHAMPS",
            "title_en": "Egypt chosen as the first country in the world for the CHAMPS initiative",
            "text": "مبادرة لتعزيز أنظمة الوقاية الموجهة للأطفال حتى 18 عامًا.",
            "sequel": "تطبيق مبادرة CHAMPS لتعزيز أنظمة الوقاية الموجهة للأطفال",
        },
    ),
    "sources": (REPORT,),
}

SINGAPORE = {  # A13
    "by": "hq",
    "kind": "conference",
    "title": "المؤتمر الدولي «مجتمعات الفرص 2025»",
    "title_en": "Societies of Opportunity 2025, Singapore",
    "date": "29 أبريل 2025",
    "ends_on": date(2025, 4, 30),
    "reported_date": "ورد ضمن نشاط الربع الأول من عام 2025",
    "verified_on": date(2025, 4, 29),
    "verified_ends_on": date(2025, 4, 30),
    "verified_how": "الموعد المعلن للمؤتمر",
    "state": "out-of-period",
    "state_reason": "عُقد في ٢٩ و٣٠ أبريل ٢٠٢٥، بعد نهاية الربع الأول الذي ورد في تقريره.",
    "country": "SG",
    "city": "سنغافورة",
    "city_en": "Singapore",
    "our_role": "took-part",
    "axes": ("international-cooperation", "social-protection"),
    "summary": "يقدم المؤتمر نظرة شاملة على الحراك الاجتماعي العالمي، ويستكشف العوامل الرئيسية التي تشجع على الارتقاء الاجتماعي.\n\nلم يذكر المصدر موعده ولا بقية الوفد.",
    "aims": ("معالجة القضايا الملحة المتعلقة بتفاوت الدخل\nدعم التصعيد الاجتماعي\nدعم النمو المجتمعي"),
    "delegates": (("د. مايا مرسي", "وزيرة التضامن الاجتماعي", "Minister of Social Solidarity", MINISTRY, "member"),),
    "outputs": (
        {
            "kind": "commitment",
            "title": "التفاهم مع الجانب السنغافوري على التعاون",
            "title_en": "Understanding with the Singaporean side to cooperate",
            "text": "تبعته مذكرة تفاهم في سبتمبر 2025.",
            "sequel": "مذكرة تفاهم بين مصر وسنغافورة",
        },
    ),
    "sources": (REPORT,),
}

ANKARA = {  # C1
    "by": "hq",
    "kind": "workshop",
    "title": "الورشة الإقليمية الثانية من ورش مختبر الابتكار الإبداعي",
    "title_en": "Second regional workshop of the Creative Innovation Lab",
    "date": "أكتوبر 2025",
    "reported_date": "لم يُذكر؛ نُشر الخبر في أكتوبر 2025",
    "series": "ورش مختبر الابتكار الإبداعي",
    "edition": 2,
    "country": "TR",
    "city": "أنقرة",
    "city_en": "Ankara",
    "our_role": "took-part",
    "axes": ("international-cooperation", "social-protection", "economic-empowerment"),
    "summary": (
        "شاركت وزارة التضامن الاجتماعي ضمن الوفد المصري في أعمال الورشة، المعنية بتطوير نظم الحماية التأمينية"
        " وتوسيع التغطية التأمينية لمستفيدي برامج الحماية الاجتماعية.\n\n"
        "لم يذكر المصدر أيام الورشة، وسمّى الوكالة المنفِّذة باسمين. ولم يذكر كذلك مسؤولًا عن تنفيذ"
        " النموذجين الأوليين ولا موعدًا له؛ والمسؤول والموعد المكتوبان وضعتهما الإدارة للمتابعة."
    ),
    "topics": (  # C7
        "دمج العاملين بالقطاع غير الرسمي\n"
        "مستفيدو نظم المساعدات غير مدفوعة الاشتراكات\n"
        "التحويل التدريجي من الدعم النقدي إلى نظام العمل الرسمي\n"
        "الأطر القانونية لتيسير تشريعات الشمول وإجراءاته\n"
        "مخططات التغطية المالية ومردودها على الاقتصاد"
    ),
    "delegates": (  # C2
        (
            "رأفت شفيق",
            "مساعد الوزيرة لشؤون الحماية الاجتماعية وشبكات الأمان والتمكين الاقتصادي",
            "Assistant Minister for Social Protection, Safety Nets and Economic Empowerment",
            MINISTRY,
            "presenter",
        ),
        (
            "المستشار كريم قلاوي",
            "نائب رئيس مجلس الدولة\nالمستشار القانوني لوزيرة التضامن الاجتماعي",
            "Vice-President of the State Council\nLegal Adviser to the Minister of Social Solidarity",
            "مجلس الدولة",
            "member",
        ),
        (
            "حسام الزمر",
            "المدير المالي لبرنامج «تكافل وكرامة»",
            "Financial Director of Takaful and Karama",
            MINISTRY,
            "member",
        ),
        (
            "مدحت عبد الرشيد",
            "استشاري التمكين الاقتصادي والاجتماعي ببرنامج «تكافل وكرامة»",
            "Economic and Social Empowerment Consultant of Takaful and Karama",
            MINISTRY,
            "expert",
        ),
    ),
    "nations": (("EG", ""), ("JO", ""), ("TN", ""), ("MA", ""), ("TR", "دولة الاستضافة")),  # C6
    "participants": (
        {"name": "هيئة المعونة الألمانية", "role": "implementer", "note": "سمّاها المصدر أيضًا «" + GIZ + "»"},
        {"name": "مبادرة «هي مِنا»", "role": "umbrella"},
        # C5
        {
            "name": "خبراء دوليون في التغطية التأمينية",
            "precision": "several",
            "note": "راجعوا النماذج الأولية وطوّروها",
        },
    ),
    "citations": (  # C3
        {"kind": "law", "subject": "الضمان الاجتماعي"},
        {"kind": "law", "subject": "التأمينات الاجتماعية والمعاشات"},
    ),
    "outputs": (
        {  # C3
            "kind": "presentation",
            "title": "عرض التجربة المصرية في منظومة الحماية الاجتماعية",
            "title_en": "The Egyptian experience in social protection",
            "text": (
                "الأطر القانونية في ضوء قانوني الضمان الاجتماعي والتأمينات الاجتماعية والمعاشات، والبرامج الخاصة"
                " بالعمالة غير المنتظمة وأصحاب الحرف اليدوية والتراثية."
            ),
        },
        {  # C4
            "kind": "prototype",
            "title": "نموذج الحملة القومية لرفع الوعي التأميني",
            "title_en": "National campaign to raise insurance awareness",
            "text": "من المقرر تنفيذه.",
            # C9; the source names neither: the department took it upon itself and set the day
            "assignment": (
                "متابعة تنفيذ النموذجين الأوليين: الحملة القومية وتطبيق الهاتف الذكي.",
                "الإدارة العامة للعلاقات الخارجية",
                "31/12/2025",
            ),
        },
        {
            "kind": "prototype",
            "title": "نموذج «تطبيق الهاتف الذكي» للتسجيل في التأمينات",
            "title_en": "Smartphone application to register in insurance",
            "text": "من المقرر تنفيذه.",
        },
        {  # C8
            "kind": "statement",
            "title": "تقدير الوفد المصري لدور الوكالة الألمانية للتعاون الدولي في تنظيم هذه اللقاءات",
            "title_en": "The Egyptian delegation’s appreciation of the role of the German agency (GIZ)",
        },
    ),
    "sources": (
        {"outlet": WAFD, "headline": "استعراض التجربة المصرية في الحماية الاجتماعية بورش مختبر الابتكار الإبداعي"},
        {"outlet": WAFD, "headline": "وزارة التضامن تستعرض تجربة مصر في منظومة الحماية الاجتماعية بأنقرة"},
    ),
    "sequels": ("التعاون مع الوكالة الألمانية للتعاون الدولي في مبادرة «هي مِنا»",),
}

DECREE = {  # B6
    "by": "luxor",
    "kind": "workshop",
    "title": "ورشة عمل مكثفة لبحث آليات تنفيذ قرار رئيس مجلس الوزراء رقم 4586 لسنة 2023",
    "title_en": "Intensive workshop on carrying out Prime Minister's decree 4586 of 2023 (health insurance)",
    "date": "أكتوبر 2025",
    "reported_date": SINCE_OCTOBER,
    "country": "EG",
    "governorate": "EG-LX",
    "our_role": "organised",
    "axes": ("social-protection",),
    "summary": (
        "بحثت الورشة آليات تنفيذ القرار المتعلق بإعفاء فئة «غير القادرين» من أعباء ومساهمات قانون التأمين"
        " الصحي الشامل، توسيعًا لمظلة الحماية الاجتماعية والصحية.\n\n"
        "اللجنة المشتركة متفق على تشكيلها ولم تُشكَّل بعد. وقد ذكر المصدر الحاضرين بصفاتهم، ولم يذكر يوم الورشة"
        " ولا مكانها ولا اسم مدير المديرية ولا أسماء المندوبين ولا أعضاء اللجنة."
    ),
    "citations": (
        {
            "kind": "cabinet",
            "number": "4586",
            "year": 2023,
            "subject": "إعفاء فئة «غير القادرين» من أعباء ومساهمات قانون التأمين الصحي الشامل",
        },
        {"kind": "law", "subject": "التأمين الصحي الشامل"},
    ),
    "attendance": (
        {
            "name": "د. أحمد عبد الرحمن",
            "person_title": "رئيس الإدارة المركزية للحماية الاجتماعية",
            "body": MINISTRY,
        },
        {"name": "مدير المديرية", "body": "مديرية التضامن الاجتماعي بالأقصر"},
        {"name": "مندوبون من هيئة التأمين الصحي الشامل بالأقصر", "body": "هيئة التأمين الصحي الشامل"},
    ),
    "participants": (
        {"name": "مديرية التضامن الاجتماعي — الأقصر", "role": "organiser"},
        {"name": "الإدارة المركزية للحماية الاجتماعية"},
        {"name": "هيئة التأمين الصحي الشامل", "governorate": "EG-LX", "note": "مندوبوها في الأقصر"},
    ),
    "outputs": (
        {  # B7
            "kind": "framework",
            "title": "إطار تنفيذي مُيسَّر لوصول التغطية الصحية",
            "title_en": "Simplified framework for health cover",
            "text": "يضمن وصول التغطية الصحية للفئات المستفيدة من برنامج «تكافل وكرامة».",
            "sequel": "التعاون مع هيئة التأمين الصحي الشامل على وصول التغطية الصحية لمستفيدي «تكافل وكرامة»",
        },
    ),
    "outcomes": (  # B8: agreed, not yet formed
        (
            "decision",
            "الاتفاق على تشكيل لجنة متابعة مشتركة دائمة بين المديرية وهيئة التأمين الصحي، لتذليل أي عقبات أمام المواطنين.",
        ),
    ),
    "sources": ({"outlet": WAFD, "headline": "حملة لتقنين أوضاع الحضانات غير المرخصة"},),
}

ASWAN = {
    "by": "aswan",
    "kind": "workshop",
    "title": "ورشة عمل للتجربة (مثال)",
    "title_en": "Workshop, Aswan (example)",
    "date": "19 أكتوبر 2025",
    "country": "EG",
    "governorate": "EG-ASN",
    "our_role": "organised",
    "axes": ("communication",),
    "summary": "سجل للتجربة فقط، لا يصف ورشة عُقدت بالفعل. غايته أن يظهر أن كل مديرية ترى فعالياتها وحدها.",
    "outputs": ({"kind": "recommendation", "title": "توصية للتجربة (مثال)"},),
}

EVENTS = (EXPO, CLIMATE, DIGITAL, VIENNA, SINGAPORE, ANKARA, DECREE, ASWAN)
