"""Why a file was not taken, as a sentence for the person who sent it."""

from tadamon.language import _, lazy
from tadamon.language.digits import number

ACCEPTED = lazy(
    "أرفق ملف PDF، أو صورة (PNG أو JPG أو GIF أو WebP أو TIFF)، أو ملف Word أو Excel"
    " أو PowerPoint، أو ODT أو ODS، أو نصًّا (TXT أو CSV)."
)
EMPTY = lazy("الملف فارغ. اختر الملف الصحيح ثم أرفقه من جديد.")
NAMELESS = lazy("اسم الملف لا ينتهي بما يدل على نوعه، مثل ‎.pdf أو ‎.docx.")
UNKNOWN = lazy("هذا النوع من الملفات لا يُرفق هنا.")
DIFFERENT = lazy("محتوى الملف يخالف النوع الذي في اسمه. افتح الملف في برنامجه واحفظه من جديد بالنوع الصحيح ثم أرفقه.")
BROKEN = lazy("الملف ناقص أو تالف. تأكد من أنه يُفتح على جهازك ثم أرفقه من جديد.")
MACROS = lazy("في الملف أوامر برمجية (ماكرو). احفظ منه نسخة من دون ماكرو بنوع DOCX أو XLSX أو PPTX أو PDF ثم أرفقها.")
LOCKED = lazy("الملف محمي بكلمة مرور. احفظ منه نسخة من دون كلمة مرور ثم أرفقها.")
SWOLLEN = lazy("محتوى الملف أكبر كثيرًا مما يبدو عليه حجمه. احفظ منه نسخة أصغر، أو نسخة PDF، ثم أرفقها.")
HUGE_PICTURE = lazy("أبعاد الصورة أكبر مما تعرضه الأجهزة. صغّر أبعادها ثم أرفقها من جديد.")
ENCODING = lazy("ترميز النص غير معروف. احفظ الملف بترميز UTF-8 ثم أرفقه من جديد.")
FULL = lazy("لا توجد مساحة كافية على الخادم لحفظ الملف الآن. أبلغ مدير النظام، ثم أرفق الملف من جديد.")


class FileRefused(ValueError):
    """``sentence``: for the person, in their language; ``status``: the HTTP status to answer with."""

    status = 422

    def __init__(self, *sentences):
        self.sentences = sentences
        self.sentence = " ".join(str(sentence) for sentence in sentences)
        super().__init__(self.sentence)


class TooLarge(FileRefused):
    """The file is longer than ``limit`` bytes."""

    status = 413

    def __init__(self, limit):
        self.limit = limit
        super().__init__(
            _(
                "الملف أكبر من الحد المقبول (%(limit)s ميجابايت). صغّر الملف أو قسّمه ثم أرفقه من جديد.",
                limit=number(max(1, limit // 2**20)),
            )
        )


class NoSpace(FileRefused):
    """The disk, the quota or the process's own limit has no room for the file."""

    status = 503

    def __init__(self):
        super().__init__(FULL)
