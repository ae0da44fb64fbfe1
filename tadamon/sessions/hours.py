"""How long something takes: typed as hours, kept as minutes."""

import re
from decimal import Decimal

from tadamon.language import _, ngettext
from tadamon.language.digits import number, to_ascii
from tadamon.records.columns import amount
from tadamon.web.forms import Typed

MOST = 24 * 60


class HoursField(Typed):
    """«3», «1.5», «١٫٥» or «1:30» as minutes."""

    def understand(self, typed):
        found = re.fullmatch(r"(\d{1,2})(?:([.,٫:])(\d{1,2}))?", to_ascii(typed))
        if found:
            whole, mark, rest = found.groups()
            part = int(rest or 0) if mark == ":" else int(Decimal(f"0.{rest or 0}") * 60)
            minutes = int(whole) * 60 + part
            if 0 < minutes <= MOST and part < 60:
                return minutes
        raise ValueError(_("اكتب عدد الساعات، مثل: 3 أو 1.5 أو 1:30."))

    def show(self, value):
        return amount(Decimal(value) / 60) if value % 15 == 0 else f"{value // 60}:{value % 60:02}"


def show_hours(minutes: int) -> str:
    """«ساعتان», «٣ ساعات», «ساعة و٣٠ دقيقة»."""
    hours, rest = divmod(minutes, 60)
    said = [ngettext("ساعة واحدة", "%(num)s ساعات", hours)] if hours else []
    said += [ngettext("دقيقة واحدة", "%(num)s دقائق", rest)] if rest else []
    return _(" و").join(said) or number(0)
