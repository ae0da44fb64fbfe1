"""«خلال ٥ أيام عمل»: a time given as working days."""

import re

from .digits import to_ascii
from .folding import fold

_FEW = {fold(words): days for words, days in (("يوم عمل", 1), ("يومي عمل", 2), ("يومين عمل", 2), ("يوما عمل", 2))}
_WITHIN = re.compile(rf"(?:{fold('خلال')} |{fold('في')} |within |in )?(.+)")
_COUNTED = re.compile(
    rf"(\d{{1,4}}) ?(?:{fold('يوم')}|{fold('يوما')}|{fold('أيام')}|{fold('ايام')}) {fold('عمل')}|(\d{{1,4}}) ?(?:working|business) days?"
)


def working_days(typed: str) -> int | None:
    """How many working days were typed; None when it is something else."""
    said = _WITHIN.fullmatch(fold(to_ascii(typed)).strip())
    if not said:
        return None
    counted = _COUNTED.fullmatch(said[1].strip())
    return int(counted[1] or counted[2]) if counted else _FEW.get(said[1].strip())
