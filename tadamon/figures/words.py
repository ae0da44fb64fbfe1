"""What a figure may count, and how a number of it is said."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tadamon.activities.participants import GROUP_PRECISIONS
from tadamon.language import _, lazy, ngettext, reader
from tadamon.language.amounts import after_a_word, spoken

COUNTS = {
    "people": lazy("أشخاص"),
    "families": lazy("أسر"),
    "attendances": lazy("مرات حضور، لا أشخاص"),
    "seats": lazy("أماكن"),
    "money": lazy("أموال"),
    "things": lazy("أشياء"),
    "rate": lazy("نسبة"),
}


@dataclass(frozen=True)
class Measure:
    """`say(n, **num)` puts n of it in words; `num` takes the place of the digits."""

    name: object
    counts: str
    say: Callable


MEASURES = {
    "person": Measure(lazy("شخص"), "people", lambda n, **num: ngettext("شخص واحد", "%(num)s أشخاص", n, **num)),
    "woman": Measure(lazy("امرأة"), "people", lambda n, **num: ngettext("امرأة واحدة", "%(num)s نساء", n, **num)),
    "child": Measure(lazy("طفل"), "people", lambda n, **num: ngettext("طفل واحد", "%(num)s أطفال", n, **num)),
    "assignee": Measure(
        lazy("مكلَّف بالخدمة العامة"), "people", lambda n, **num: ngettext("مكلَّف واحد", "%(num)s مكلَّفين", n, **num)
    ),
    "beneficiary": Measure(
        lazy("مستفيد"), "people", lambda n, **num: ngettext("مستفيد واحد", "%(num)s مستفيدين", n, **num)
    ),
    "family": Measure(lazy("أسرة"), "families", lambda n, **num: ngettext("أسرة واحدة", "%(num)s أسر", n, **num)),
    "attendance": Measure(
        lazy("مرة حضور"), "attendances", lambda n, **num: ngettext("مرة حضور واحدة", "%(num)s مرات حضور", n, **num)
    ),
    "seat": Measure(lazy("مكان"), "seats", lambda n, **num: ngettext("مكان واحد", "%(num)s أماكن", n, **num)),
    "pound": Measure(lazy("جنيه"), "money", lambda n, **num: ngettext("جنيه واحد", "%(num)s جنيهات", n, **num)),
    "dollar": Measure(
        lazy("دولار أمريكي"), "money", lambda n, **num: ngettext("دولار واحد", "%(num)s دولارات", n, **num)
    ),
    "euro": Measure(lazy("يورو"), "money", lambda n, **num: ngettext("يورو واحد", "%(num)s يوروهات", n, **num)),
    "nursery": Measure(lazy("حضانة"), "things", lambda n, **num: ngettext("حضانة واحدة", "%(num)s حضانات", n, **num)),
    "digital-initiative": Measure(
        lazy("مبادرة رقمية"),
        "things",
        lambda n, **num: ngettext("مبادرة رقمية واحدة", "%(num)s مبادرات رقمية", n, **num),
    ),
    "activity": Measure(lazy("نشاط"), "things", lambda n, **num: ngettext("نشاط واحد", "%(num)s أنشطة", n, **num)),
    "percent": Measure(
        lazy("نسبة مئوية"), "rate", lambda n, num="": f"{num}{'٪' if reader().digits == 'arab' else '%'}"
    ),
    "other": Measure(lazy("وحدة أخرى"), "things", lambda n, num="": num),
}
PER = {"year": lazy("سنويًا"), "quarter": lazy("كل ربع سنة"), "month": lazy("شهريًا"), "day": lazy("يوميًا")}
SPLITS = {
    "administration": lazy("الإدارة الاجتماعية"),
    "governorate": lazy("المحافظة"),
    "sex": lazy("النوع (ذكر، أنثى)"),
    "age": lazy("فئة السن"),
    "kind": lazy("الفئة"),
}
BASES = {"as-of": lazy("حتى تاريخ"), "period": lazy("خلال فترة")}
PRECISIONS = GROUP_PRECISIONS


def said(value: Decimal | None, precision: str, measure: str, word: str = "", per: str | None = None) -> str:
    """«نحو ٤٫٧ مليون أسرة», «أكثر من ٤١ مليار جنيه سنويًا»; "" without a value."""
    say = MEASURES[measure].say
    if precision == "several":
        words = say(3, num=str(_("عدة")))
    elif value is None:
        return ""
    else:
        num, n = spoken(value)
        words = say(n, num=num)
    if word and measure == "other":
        words = f"{words} {word}"
    if precision not in ("exactly", "several"):
        words = f"{PRECISIONS[precision]} {after_a_word(words)}"
    return f"{words} {PER[per]}" if per else words
