"""Arabic as the ministry writes it, drawn by Zipf's law, each text with its row of the search index."""

from functools import cache
from itertools import accumulate
from random import Random

from tadamon.language.words import index_text

# The most frequent first.
OWN = """
التضامن الاجتماعي المديرية الاجتماع بشأن الوزارة الأسر متابعة الدعم برنامج تنفيذ الجمعيات المحافظة تكافل
وكرامة الإدارة العمل اللجنة الخدمات الإعاقة البيانات المستفيدين مشروع الأهلية التنسيق القرى خطة البطاقات
التمكين الاقتصادي مراجعة الطلبات تدريب الرائدات حصر الحالات مبادرة حياة كريمة التعاون الدولي الشراكة بروتوكول
المنظمة الأطفال الحضانات دور الرعاية المسنين الشباب الوقاية الإدمان التوعية القرض الحسن المشروعات الصغيرة
التحول الرقمي المنظومة الشكاوى الزيارة الميدانية الباحثين الاجتماعيين وحدة الوحدات المراكز التأهيل السمعية
البصرية الحركية كارت الخدمات المتكاملة الكشف الطبي القومسيون المجلس القومي للمرأة السيدات الحرف اليدوية
التراثية معرض ديارنا المنتجات تسويق الجامعة الطلاب المصروفات المدرسية التعليم الصحة الإسكان المرافق الأزهر
الأوقاف الكنيسة القوافل الطبية الغذائية البطاطين الشتاء الإغاثة النكبات الحريق التعويض المعاش الضمان الصرف
البريد ميزة البنك ناصر التوقيع الاتفاقية اليونيسف الغذاء العالمي الاتحاد الأوروبي المنحة التمويل الميزانية
الاعتماد المورد التوريد المخازن الجرد الصيانة المبنى التجهيز الأثاث الأجهزة الحاسب الشبكة الربط الإلكتروني
الموقع التطبيق التسجيل التدقيق التظلم الاستعلام الميداني الكفالة اليتامى الأسر البديلة الاحتضان المطلقات
الأرامل الغارمات المهجورات العنف الزواج المبكر الختان التسرب عمالة الشارع أطفال بلا مأوى المشردين فريق التدخل
السريع الخط الساخن البلاغات النيابة المحكمة الأحداث المراقبة الاجتماعية العقوبات البديلة السجون النزلاء
""".split()
ROOTS = """
كتب درس عمل نظم نفذ شرك دعم خدم رفع نقل حضر قرر وصل جمع فحص قدم بحث سجل صرف علم حفظ شرح عرض طلب قبل نجح ربح
زرع صنع حرث نسج غزل خبز طبخ غسل فتح غلق سكن بني هدم رصف حفر ردم سقف دهن قطع لحم ركب سحب دفع قرض سدد ضمن كفل
رعي حضن ربى وعظ رشد هدى سأل جوب فهم ذكر نسي حسب عدد وزن قيس رسم لون طبع نشر وزع رسل بلغ خطر نبه حذر منع سمح
رخص لغى جدد مدد قصر طول عمق وسع ضيق قرب بعد سبق لحق تبع وقف سرع بطأ نشط كسل قوي ضعف صلح فسد نظف
""".split()
PATTERNS = """
فعل فاعل فعيل فعول فعال مفعول مفعل فعالة تفعيل إفعال افتعال انفعال استفعال مفاعلة تفاعل تفعل مستفعل متفاعل
مفتعل فواعل مفاعيل فعائل مفعلة فعلان فاعلية
""".split()
FIRST = """
أحمد محمد محمود علي حسن حسين إبراهيم مصطفى عمر خالد سامي هاني كريم ياسر طارق أشرف ليلى منى سعاد نادية هدى
فاطمة زينب مريم سلوى كريمة أمل إيمان نجلاء رشا دعاء شيماء بستاني جرجس مينا مارينا عبدالله أبوبكر
""".split()
PANDEMIC = "كورونا"  # a word of two years only: frequent, and far from the newest
SENTENCE = 12


def _made(root: str, pattern: str) -> str:
    return pattern.translate(dict(zip(map(ord, "فعل"), root, strict=True)))


WORDS = list(dict.fromkeys([*OWN, *(_made(root, pattern) for pattern in PATTERNS for root in ROOTS)]))
_WEIGHTS = list(accumulate(1 / rank for rank in range(2, len(WORDS) + 2)))
stems = cache(lambda phrase: tuple(index_text(phrase).split()))


@cache
def sentences() -> list[tuple[str, tuple[str, ...]]]:
    """Twenty thousand sentences with their stems; drawing every word of every text anew would take an hour."""
    random, many = Random("sentences"), []
    for _each in range(20_000):
        drawn = random.choices(WORDS, cum_weights=_WEIGHTS, k=SENTENCE)
        many.append((" ".join(drawn) + ".", tuple(stem for word in drawn for stem in stems(word))))
    return many


class Writer:
    """Draws texts and remembers their stems; `index` gives what the search index keeps of them all."""

    def __init__(self, seed):
        self.random, self.found = Random(seed), []

    def remember(self, phrase: str) -> str:
        self.found += stems(phrase)
        return phrase

    def text(self, words: int) -> str:
        """So many words: whole sentences, and the odd words before them."""
        whole, odd = divmod(words, SENTENCE)
        drawn = self.random.choices(WORDS, cum_weights=_WEIGHTS, k=odd)
        texts = [self.remember(word) for word in drawn]
        for text, found in self.random.choices(sentences(), k=whole):
            texts.append(text)
            self.found += found
        return " ".join(texts)

    def name(self) -> str:
        return " ".join(self.remember(name) for name in self.random.choices(FIRST, k=3))

    def number(self, most: int = 9999) -> str:
        return self.remember(str(self.random.randint(1, most)))

    def index(self) -> str:
        """The search text of everything since the last call."""
        found, self.found = " ".join(dict.fromkeys(self.found)), []
        return found
