"""Who reads what is being written now: the language and the digits."""

from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass
from decimal import Decimal

LANGUAGES = {"ar": "العربية", "en": "English"}

_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_TO_ARABIC = str.maketrans("0123456789۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩" * 2)
_ARABIC_NUMBER = _TO_ARABIC | {ord(","): "٬", ord("."): "٫", ord("-"): "\u061c-"}


@dataclass(frozen=True, slots=True)
class Reader:
    """`language` is "ar" or "en"; `digits` is "arab" (٠-٩) or "latn" (0-9)."""

    language: str = "ar"
    digits: str = "arab"

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return "rtl" if self.language == "ar" else "ltr"

    def in_digits(self, text: str) -> str:
        """The text with every digit in this reader's digits."""
        return text.translate(_TO_ARABIC if self.digits == "arab" else _TO_LATIN)

    def number(self, value: int | float | Decimal) -> str:
        """The number grouped by thousands: ١٬٥٤٠ or 1,540."""
        text = f"{value:,}"
        return text.translate(_ARABIC_NUMBER) if self.digits == "arab" else text


ARABIC = Reader()
_current: ContextVar[Reader] = ContextVar("reader", default=ARABIC)


def reader() -> Reader:
    """The present reader; Arabic with Arabic digits unless `use` or `speaking` said otherwise."""
    return _current.get()


def use(language: str | None, digits: str | None = None) -> Token[Reader]:
    """Set the reader for the rest of the request.

    An unknown language means Arabic, unknown digits mean the language's own;
    English is always read with 0-9.
    """
    return _current.set(_reader(language, digits))


@contextmanager
def speaking(language: str, digits: str | None = None):
    """Write for another reader inside the block, a print in English for instance."""
    token = use(language, digits or (reader().digits if language == reader().language else None))
    try:
        yield reader()
    finally:
        _current.reset(token)


def _reader(language: str | None, digits: str | None) -> Reader:
    if language == "en":
        return Reader("en", "latn")
    return Reader("ar", "latn" if digits == "latn" else "arab")
