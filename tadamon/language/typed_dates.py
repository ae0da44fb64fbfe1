"""Dates as people type them."""

import re
from calendar import monthrange
from datetime import date

from .folding import fold
from .periods import MONTHS, QUARTERS, WEEKDAYS, Vague, show_date
from .reading import reader
from .texts import Lazy, lazy

FIRST_YEAR, LAST_YEAR = 1900, 2100

_OTHER_MONTHS = """
كانون_الثاني جانفي jan | شباط فبرير فيفري feb | آذار مارش mar | نيسان أفريل apr | أيار ماي
| يونيه يونية حزيران جوان jun | يوليه يولية تموز جويلية jul | آب أغسطوس أوغسطس غشت أوت aug
| أيلول سبتنبر شتنبر sep sept | تشرين_الأول أوكتوبر oct | تشرين_الثاني نوڤمبر نونبر nov
| كانون_الأول دسمبر دجنبر dec
"""
_OTHER_WEEKDAYS = """
اثنين الاتنين mon|ثلاثاء الثلاثا الثلاث tue tues|أربعاء الأربعا wed|خميس thu thurs|جمعة fri|سبت sat|أحد sun
"""
_OTHER_QUARTERS = "اول 1st|ثاني ثان الثان 2nd|ثالث 3rd|رابع 4th"
_NOISE = fold(
    "من عام لعام بعام العام للعام سنة لسنة السنة بسنة شهر لشهر يوم م ميلادي ميلادية"
    " في السنوي الموافق تاريخ بتاريخ of the on in year ad st nd rd th"
).split()


def _numbered(names: list[str], others: str, first: int) -> dict[str, int]:
    found = {fold(name): number for number, name in enumerate(names, first)}
    for number, line in enumerate(others.split("|"), first):
        found |= {fold(name): number for name in line.split()}
    return found


_MONTH = _numbered(MONTHS["ar"], _OTHER_MONTHS, 1) | _numbered(MONTHS["en"], "", 1)
_WEEKDAY = _numbered(WEEKDAYS["ar"], _OTHER_WEEKDAYS, 0) | _numbered(WEEKDAYS["en"], "", 0)
_QUARTER = _numbered(QUARTERS["ar"], _OTHER_QUARTERS, 1) | _numbered(QUARTERS["en"], "", 1)
_QUARTER_WORDS = {"q", "quarter", fold("الربع"), fold("ربع")}
_TWO_WORD_MONTH = re.compile(r"(كانون|تشرين)\s+(ال(?:اول|ثاني))")
_ORDINAL = re.compile(r"\b(1st|2nd|3rd|4th)\b(?=.*\bquarter)")
_WORD = re.compile(r"\d+|[^\W\d_]+(?:_[^\W\d_]+)*")
_TYPED = re.compile(r"[\w\s/\\.,،'’\-–—()]*")

# y year, d a number of one or two digits, m month's name, q the word quarter, o which quarter
_SHAPES = {
    "ddy": "dmy", "ydd": "ymd", "dmy": "dmy", "mdy": "mdy", "ymd": "ymd",
    "dy": "my", "yd": "ym", "my": "my", "ym": "ym",
    "qdy": "qoy", "yqd": "yqo", "qoy": "qoy", "oqy": "oqy", "yqo": "yqo", "dqy": "oqy",
    "y": "y",
}  # fmt: skip


def parse_date(text: str) -> Vague:
    """The day, month, quarter or year a person typed, numbers in the order day, month, year.

    Raises ValueError with a sentence for the person: not understood, impossible,
    or outside the years 1900 to 2100.
    """
    words, shape = _read(text)
    if shape not in _SHAPES:
        raise ValueError(_short_year() if _is_short(words, shape) else _not_understood())
    parts = dict(zip(_SHAPES[shape], (value for _mark, value in words), strict=True))
    year = parts["y"]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_outside(year))
    if "o" in parts:
        return Vague(date(year, _checked_quarter(parts["o"]) * 3 - 2, 1), "quarter")
    if "m" not in parts:
        return Vague(date(year, 1, 1), "year")
    month = _checked_month(parts["m"])
    if "d" not in parts:
        return Vague(date(year, month, 1), "month")
    return Vague(_checked_weekday(_checked_day(year, month, parts["d"]), text), "day")


def _read(text: str) -> tuple[list[tuple[str, int]], str]:
    folded = fold(text[:200]).strip()
    if len(text) > 120 or not _TYPED.fullmatch(folded):
        return [], ""
    folded = _ORDINAL.sub(lambda found: QUARTERS["en"][int(found[0][0]) - 1], folded)
    typed = _WORD.findall(_TWO_WORD_MONTH.sub(r"\1_\2", folded))
    words = [_meaning(word) for word in typed if word not in _NOISE and word not in _WEEKDAY]
    return words, "".join(mark for mark, _value in words)


def _meaning(word: str) -> tuple[str, int]:
    if word.isdecimal():
        return {1: "d", 2: "d", 4: "y"}.get(len(word), "?"), int(word[:6])
    for mark, names in (("m", _MONTH), ("o", _QUARTER)):
        if word in names:
            return mark, names[word]
    return ("q", 0) if word in _QUARTER_WORDS else ("?", 0)


def _checked_month(month: int) -> int:
    if 1 <= month <= 12:
        return month
    raise ValueError(
        lazy(
            "لا يوجد شهر رقمه %(month)s. اكتب اليوم ثم الشهر ثم السنة هكذا: %(example)s.",
            month=_shown(month),
            example=_example(),
        )
    )


def _checked_day(year: int, month: int, day: int) -> date:
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    raise ValueError(
        lazy(
            "لا يوجد يوم %(day)s في شهر %(month)s؛ آخر يوم فيه %(last)s.",
            day=_shown(day),
            month=show_date(date(year, month, 1), "month"),
            last=_shown(last),
        )
    )


def _checked_quarter(quarter: int) -> int:
    if 1 <= quarter <= 4:
        return quarter
    raise ValueError(lazy("في السنة أربعة أرباع، ولا يوجد ربع رقمه %(quarter)s.", quarter=_shown(quarter)))


def _checked_weekday(day: date, text: str) -> date:
    said = [_WEEKDAY[word] for word in _WORD.findall(fold(text)) if word in _WEEKDAY]
    if not said or day.weekday() in said:
        return day
    names = WEEKDAYS[reader().language]
    raise ValueError(
        lazy(
            "يوافق %(date)s يوم %(right)s، لا يوم %(said)s. راجع اليوم أو التاريخ.",
            date=show_date(day),
            right=names[day.weekday()],
            said=names[said[0]],
        )
    )


def _is_short(words: list[tuple[str, int]], shape: str) -> bool:
    return shape in ("ddd", "dmd") and words[-1][1] < 100


def _short_year() -> Lazy:
    return lazy("اكتب السنة كاملة بأربعة أرقام، هكذا: %(example)s.", example=_example())


def _outside(year: int) -> Lazy:
    if 1300 <= year <= 1500:
        return lazy(
            "تبدو السنة %(year)s هجرية. اكتب التاريخ الميلادي هكذا: %(example)s.",
            year=_shown(year),
            example=_example(),
        )
    return lazy(
        "السنة %(year)s بعيدة. اكتب سنة من %(first)s إلى %(last)s.",
        year=_shown(year),
        first=_shown(FIRST_YEAR),
        last=_shown(LAST_YEAR),
    )


def _not_understood() -> Lazy:
    return lazy(
        "اكتب التاريخ هكذا: %(example)s، أو اكتب الشهر والسنة، أو السنة وحدها.",
        example=_example(),
    )


def _shown(number: int) -> str:
    return reader().in_digits(str(number))


def _example() -> str:
    return reader().in_digits("27 / 3 / 2025")
