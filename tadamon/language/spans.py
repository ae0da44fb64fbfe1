"""Periods as officials name them for a report: a month, a quarter, a half, a year, of the calendar or of the fiscal year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .digits import to_ascii
from .folding import fold
from .periods import QUARTERS, show_date, show_range
from .reading import reader
from .typed_dates import parse_date

FISCAL = 7  # the month the fiscal year begins
_FISCAL_YEAR = re.compile(r"(\d{4})\s*[/\-–]\s*(\d{4})")
_WHICH = {fold(word): number for number, word in enumerate(QUARTERS["ar"])}
_WHICH |= {word: number for number, word in enumerate(QUARTERS["en"])} | {fold("الثان"): 1}
_HALF = {fold("النصف"), fold("نصف"), "half"}
_QUARTER = {fold("الربع"), fold("ربع"), "quarter"}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last; `kind` is how it is named: a precision of dates, half, fiscal-… or free."""

    first: date
    last: date
    kind: str = "free"

    @property
    def name(self) -> str:
        """«الربع الأول من العام المالي ٢٠٢٥/٢٠٢٦»; of a free one its days."""
        who = reader()
        arabic = who.language == "ar"
        if self.kind in ("month", "quarter", "year"):
            return show_date(self.first, self.kind)
        if self.kind == "free" or self.kind == "day":
            return self.days
        year = str(self.first.year)
        if self.kind.startswith("fiscal"):
            start = self.first.year - (self.first.month < FISCAL)
            year = f"{start}/{start + 1}"
            whole = f"العام المالي {year}" if arabic else f"fiscal year {year}"
            if self.kind == "fiscal-year":
                return who.in_digits(whole)
            which = QUARTERS[who.language][(self.first.month - FISCAL) % 12 // 3]
            return who.in_digits(f"الربع {which} من {whole}" if arabic else f"{which} quarter of {whole}")
        which = QUARTERS[who.language][self.first.month > 6]
        return who.in_digits(f"النصف {which} من عام {year}" if arabic else f"{which} half of {year}")

    @property
    def days(self) -> str:
        return show_range(self.first, self.last)

    @property
    def dated(self) -> str:
        """The name with its days, each once."""
        return self.name if self.kind in ("free", "day") else f"{self.name} ({self.days})"


def parse_span(typed: str) -> Span:
    """«أكتوبر 2025», «الربع الأول 2025», «النصف الثاني 2025», «2025/2026», «الربع الأول من العام المالي 2025/2026».

    Raises ValueError with a sentence for the person.
    """
    text = fold(to_ascii(typed))
    words = set(re.findall(r"\w+", text))
    which = next((number for word, number in _WHICH.items() if word in words), None)
    fiscal = _FISCAL_YEAR.search(text)
    if fiscal and int(fiscal[2]) == int(fiscal[1]) + 1 and 1900 < int(fiscal[1]) < 2100:
        first = date(int(fiscal[1]), FISCAL, 1)
        if which is not None and words & _QUARTER:
            return _months(_later(first, 3 * which), 3, "fiscal-quarter")
        return _months(first, 12, "fiscal-year")
    year = re.search(r"\b(?:19|20)\d{2}\b", text)
    if words & _HALF and which in (0, 1) and year:
        return _months(date(int(year[0]), 1 + 6 * which, 1), 6, "half")
    vague = parse_date(typed)
    return Span(vague.first, vague.last, vague.precision)


def _later(first: date, months: int) -> date:
    at = first.month - 1 + months
    return date(first.year + at // 12, at % 12 + 1, 1)


def _months(first: date, many: int, kind: str) -> Span:
    last = _later(first, many - 1)
    return Span(first, date(last.year, last.month, monthrange(last.year, last.month)[1]), kind)
