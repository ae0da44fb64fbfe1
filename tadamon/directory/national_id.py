"""The national number: fourteen digits that tell the century, the day of birth and where it was registered.

It is kept as text and shown by its last four digits. What is certainly wrong is an error; the rest is a warning:
the check digit's rule was never published, and codes of governorates have changed hands.
"""

import re
from dataclasses import dataclass
from datetime import date

from tadamon.accounts.governorates import GOVERNORATES
from tadamon.language import _, lazy
from tadamon.language.clean import clean_line
from tadamon.language.digits import to_ascii, to_reader
from tadamon.language.times import today

LENGTH = 14
CENTURIES = {"2": 1900, "3": 2000}
ABROAD = "88"
SHOWN = 4
BIRTH_CODES = {birth: code for code, (_arabic, _english, birth) in GOVERNORATES.items()}
REFUSALS = {
    "letters": lazy("اكتب الرقم القومي بالأرقام وحدها، كما هو في البطاقة."),
    "length": lazy("اكتب الرقم القومي كاملًا: 14 رقمًا."),
    "century": lazy("راجع أول رقم في الرقم القومي: يكون 2 لمواليد القرن العشرين أو 3 لمن بعدهم."),
    "no_day": lazy("راجع الأرقام من الثاني إلى السابع: تاريخ الميلاد فيها غير موجود في التقويم."),
    "future": lazy("راجع الأرقام من الثاني إلى السابع: تاريخ الميلاد فيها لم يأت بعد."),
}
# Fourteen digits, however they are grouped, that are not part of a longer number.
_SEPARATED = re.compile(r"(?<!\d)[23](?:[\s\-–.\u0640]?\d){13}(?!\d)")


@dataclass(frozen=True)
class NationalId:
    """What a number tells; `governorate` is where the birth was registered, not where one lives."""

    digits: str
    born: date
    governorate: str | None
    female: bool

    @property
    def abroad(self) -> bool:
        return self.digits[7:9] == ABROAD

    def warnings(self, female: bool | None = None) -> list[str]:
        """What may be wrong, in sentences; `female` is the sex told elsewhere."""
        found = []
        if self.governorate is None and not self.abroad:
            found.append(_("كود محافظة الميلاد في الرقم القومي غير معروف. راجع الرقم مع البطاقة."))
        if female is not None and female != self.female:
            found.append(_("خانة النوع في الرقم القومي لا توافق النوع المسجَّل. راجع الرقم مع البطاقة."))
        return found


def normal(typed: str) -> str:
    """The digits as they are kept: any digits, without spaces, dashes and invisible characters."""
    if typed.isascii() and typed.isdigit():
        return typed
    return re.sub(r"[\s\-–—._\u0640]", "", to_ascii(clean_line(typed)))


def read_national_id(typed: str) -> NationalId:
    """What was typed, understood; raises ValueError with the sentence of REFUSALS that says what to do."""
    digits = normal(typed)
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(REFUSALS["letters"])
    if len(digits) != LENGTH:
        raise ValueError(REFUSALS["length"])
    if digits[0] not in CENTURIES:
        raise ValueError(REFUSALS["century"])
    try:
        born = date(CENTURIES[digits[0]] + int(digits[1:3]), int(digits[3:5]), int(digits[5:7]))
    except ValueError as error:
        raise ValueError(REFUSALS["no_day"]) from error
    if born > today():
        raise ValueError(REFUSALS["future"])
    return NationalId(digits, born, BIRTH_CODES.get(digits[7:9]), int(digits[12]) % 2 == 0)


def masked(digits: str) -> str:
    """«••••••••••1234», in the reader's digits: its end alone."""
    return "•" * max(0, len(digits) - SHOWN) + to_reader(digits[-SHOWN:]) if digits else ""


def holds_one(text: str) -> bool:
    """Whether a text has a national number in it, where none belongs."""
    for match in _SEPARATED.finditer(to_ascii(text or "")):
        try:
            read_national_id(match[0])
        except ValueError:
            continue
        return True
    return False
