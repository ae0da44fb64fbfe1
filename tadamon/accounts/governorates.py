"""The 27 governorates by ISO 3166-2 code, with the code that national IDs carry for a birth there."""

from tadamon.language import reader
from tadamon.language.words import fold

GOVERNORATES = {
    "EG-C": ("القاهرة", "Cairo", "01"),
    "EG-ALX": ("الإسكندرية", "Alexandria", "02"),
    "EG-PTS": ("بورسعيد", "Port Said", "03"),
    "EG-SUZ": ("السويس", "Suez", "04"),
    "EG-DT": ("دمياط", "Damietta", "11"),
    "EG-DK": ("الدقهلية", "Dakahlia", "12"),
    "EG-SHR": ("الشرقية", "Sharqia", "13"),
    "EG-KB": ("القليوبية", "Qalyubia", "14"),
    "EG-KFS": ("كفر الشيخ", "Kafr El-Sheikh", "15"),
    "EG-GH": ("الغربية", "Gharbia", "16"),
    "EG-MNF": ("المنوفية", "Monufia", "17"),
    "EG-BH": ("البحيرة", "Beheira", "18"),
    "EG-IS": ("الإسماعيلية", "Ismailia", "19"),
    "EG-GZ": ("الجيزة", "Giza", "21"),
    "EG-BNS": ("بني سويف", "Beni Suef", "22"),
    "EG-FYM": ("الفيوم", "Fayoum", "23"),
    "EG-MN": ("المنيا", "Minya", "24"),
    "EG-AST": ("أسيوط", "Assiut", "25"),
    "EG-SHG": ("سوهاج", "Sohag", "26"),
    "EG-KN": ("قنا", "Qena", "27"),
    "EG-ASN": ("أسوان", "Aswan", "28"),
    "EG-LX": ("الأقصر", "Luxor", "29"),
    "EG-BA": ("البحر الأحمر", "Red Sea", "31"),
    "EG-WAD": ("الوادي الجديد", "New Valley", "32"),
    "EG-MT": ("مطروح", "Matrouh", "33"),
    "EG-SIN": ("شمال سيناء", "North Sinai", "34"),
    "EG-JS": ("جنوب سيناء", "South Sinai", "35"),
}


def governorate(code: str | None) -> str:
    """The governorate's name in the reader's language; "" for none."""
    if not code:
        return ""
    arabic, english, _ = GOVERNORATES[code]
    return english if reader().language == "en" else arabic


def governorate_named(name: str) -> str | None:
    """The code of the governorate of this Arabic or English name, however it is spelt."""
    key = fold(name)
    return next(
        (code for code, (arabic, english, _) in GOVERNORATES.items() if key in (fold(arabic), fold(english))), None
    )


def placed(venue: str, code: str | None) -> str:
    """«قاعة المديرية — الأقصر»: the governorate is added when the venue does not name it."""
    name = governorate(code)
    return " — ".join(filter(None, (venue, "" if name in venue else name)))
