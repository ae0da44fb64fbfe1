"""Large numbers as people write and say them: «٤٫٧ مليون», «41 مليار», «3 ملايين و200 ألف»."""

import re
from decimal import Decimal

from .digits import number, to_ascii
from .folding import fold
from .reading import reader
from .texts import lazy, ngettext

LARGEST = Decimal(10) ** 15
_SCALES = {
    1_000: "ألف آلاف الف thousand",
    1_000_000: "مليون ملايين million",
    1_000_000_000: "مليار مليارات بليون بلايين billion",
    1_000_000_000_000: "تريليون تريليونات trillion",
}
_TWICE = {1_000: "ألفان ألفين ألفا ألفي", 1_000_000: "مليونان مليونين مليونا مليوني", 1_000_000_000: "ملياران مليارين"}
_PRECISIONS = {
    "about": "نحو|حوالي|حوالى|قرابة|زهاء|تقريبا|about|around|nearly",
    "more-than": "أكثر من|اكثر من|ما يزيد على|ما يزيد عن|يزيد على|تزيد على|أزيد من|more than|over",
    "at-least": "على الأقل|لا يقل عن|لا تقل عن|ما لا يقل عن|at least",
    "exactly": "بالضبط|exactly",
}
_SCALE = {fold(word): scale for scale, told in _SCALES.items() for word in told.split()}
_DOUBLE = {fold(word): 2 * scale for scale, told in _TWICE.items() for word in told.split()}
_SAID = {fold(word): code for code, told in _PRECISIONS.items() for word in told.split("|")}
_WORDS = sorted(_SAID, key=len, reverse=True)
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?|[0-9]{1,18}(?:[.,][0-9]{1,6})?")


def parse_amount(typed: str) -> tuple[Decimal, str | None]:
    """(the number, how sure it is when a word of it says so); raises ValueError with a sentence for the person."""
    text = re.sub(r"(?<=[0-9])[٬'\u00a0\u202f ](?=[0-9]{3}(?![0-9]))", ",", to_ascii(typed.strip()))
    text = text.replace("٫", ".").replace("،", ",")
    precision = None
    folded = " ".join(fold(text).split())
    for word in _WORDS:
        if folded.startswith(f"{word} ") or folded.endswith(f" {word}"):
            precision, folded = _SAID[word], f" {folded} ".replace(f" {word} ", " ", 1).strip()
            break
    value = _sum(folded.split())
    if value is None:
        raise ValueError(lazy("اكتب العدد بالأرقام، مثل 1,540 أو «4.7 مليون» أو «41 مليار»."))
    if value > LARGEST or value != value.quantize(Decimal("0.01")):
        raise ValueError(lazy("اكتب عددًا أصغر من ألف تريليون، بكسرين عشريين على الأكثر."))
    return value, precision


def _sum(tokens: list[str]) -> Decimal | None:
    """Of numbers with their scales, the larger ones first: «3 ملايين و200 ألف»."""
    total, waiting, least = Decimal(0), None, None
    for token in [*tokens, ""]:
        joined = token.removeprefix("و")
        if waiting is not None and joined in _SCALE:
            term, waiting = waiting * _SCALE[joined], None
        elif waiting is not None:
            term, waiting = waiting, _number(joined)
            if token and waiting is None and joined not in _DOUBLE and joined not in _SCALE:
                return None
        elif (waiting := _number(joined)) is not None:
            continue
        elif joined in _SCALE or joined in _DOUBLE:
            term = Decimal(_SCALE.get(joined) or _DOUBLE[joined])
        elif not token and least is not None:
            continue
        else:
            return None
        if least is not None and term >= least:
            return None
        total, least = total + term, term
    return total if least is not None else None


def _number(token: str) -> Decimal | None:
    if not _NUMBER.fullmatch(token):
        return None
    grouped = re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", token)
    return Decimal(token.replace(",", "") if grouped else token.replace(",", "."))


def spoken(value: Decimal) -> tuple[str, int]:
    """(the number as one says it, the count that the noun after it agrees with): («٤٫٧ مليون», 100)."""
    for scale, say in _SAY:
        times = value / scale
        if times >= 1 and times == times.quantize(Decimal("0.01")):
            whole = times == times.to_integral_value()
            return say(int(times), {}) if whole else say(100, {"num": number(times.normalize())}), 100
    if value == value.to_integral_value():
        return number(int(value)), int(value)
    return number(value.normalize()), 100


_SAY = (
    (10**12, lambda n, said: ngettext("تريليون", "%(num)s تريليونات", n, **said)),
    (10**9, lambda n, said: ngettext("مليار", "%(num)s مليارات", n, **said)),
    (10**6, lambda n, said: ngettext("مليون", "%(num)s ملايين", n, **said)),
)


def after_a_word(said: str) -> str:
    """A pair in the case it takes after «نحو» and «أكثر من»: أسرتان → أسرتين, مليونا → مليوني."""
    if reader().language != "ar":
        return said
    first, space, rest = said.partition(" ")
    if first.endswith("ان") and not first[0].isdigit():
        first = first[:-2] + "ين"
        rest = re.sub(r"تان\b", "تين", rest)
    return (first[:-1] + "ي" if first in ("مليونا", "مليارا", "تريليونا") else first) + space + rest


def bounds(value: Decimal | None, precision: str) -> tuple[Decimal | None, Decimal | None]:
    """(the least, the most) that it may be; None is open. «نحو» reaches half a unit of its last digit either way."""
    if value is None:
        return (Decimal(3), None) if precision == "several" else (None, None)
    if precision == "about" and value:
        half = Decimal(10) ** value.normalize().as_tuple().exponent / 2
        return value - half, value + half
    return value, value if precision in ("exactly", "about") else None
