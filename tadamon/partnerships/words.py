"""What the codes of a partnership are called."""

from tadamon.language import lazy

KINDS = {
    "protocol": lazy("بروتوكول تعاون"),
    "mou": lazy("مذكرة تفاهم"),
    "agreement": lazy("اتفاق تعاون"),
    "project": lazy("مشروع مشترك"),
    "informal": lazy("شراكة دون اتفاق مسجَّل"),
    "lead": lazy("فرصة شراكة قيد البحث"),
}
RENEWALS = {
    "none": lazy("لا تُجدَّد"),
    "agreement": lazy("تُجدَّد باتفاق الطرفين"),
    "automatic": lazy("تتجدد تلقائيًا"),
}
ROLES = {
    "first": lazy("الطرف الأول"),
    "second": lazy("الطرف الثاني"),
    "further": lazy("طرف آخر"),
    "funder": lazy("جهة ممولة"),
    "implementer": lazy("جهة منفذة"),
    "supervisor": lazy("جهة مشرفة"),
    "supporter": lazy("جهة داعمة"),
}
SIDES = {"ours": lazy("طرفنا"), "theirs": lazy("الطرف الشريك")}
CLEARANCES = {
    "requested": lazy("مطلوبة، لم يصل الرد"),
    "granted": lazy("موافقة"),
    "refused": lazy("رفض"),
    "waived": lazy("لا تلزم"),
}
CURRENCIES = {
    "EGP": lazy("جنيه مصري"),
    "USD": lazy("دولار أمريكي"),
    "EUR": lazy("يورو"),
    "GBP": lazy("جنيه إسترليني"),
    "SAR": lazy("ريال سعودي"),
    "AED": lazy("درهم إماراتي"),
    "KWD": lazy("دينار كويتي"),
    "QAR": lazy("ريال قطري"),
    "CHF": lazy("فرنك سويسري"),
    "JPY": lazy("ين ياباني"),
    "CNY": lazy("يوان صيني"),
}
