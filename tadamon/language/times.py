"""The time of day, typed and shown; the clock is Cairo's."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from .folding import fold
from .periods import show_date
from .reading import reader
from .texts import lazy

CAIRO = ZoneInfo("Africa/Cairo")

_MORNING = ("ص", "صباحا", "صباح", "am", "فجرا", "الفجر")
_NOON = ("ظهرا", "الظهر")
_NIGHT = ("ليلا", "منتصف الليل")
_EVENING = ("م", "مساء", "مساءا", "عصرا", "العصر", "بعد الظهر", "pm")
_TIME = re.compile(
    r"(?:الساعه\s*)?(?P<hour>\d{1,2})(?:\s*[:.,٫]\s*(?P<minute>\d{2})(?::\d{2})?)?\s*"
    rf"(?P<part>{'|'.join(_MORNING + _NOON + _NIGHT + _EVENING)})?"
)
_DOTTED = re.compile(r"([ap])\.?\s?m\.?$")


def parse_time(text: str) -> time:
    """The time of day a person typed: 10:30, ١٠.٣٠, 10, 2:15 م, 2 ظهرًا, 9 ص, 2:15 pm.

    Without a part of the day the clock has 24 hours. Raises ValueError with a sentence for the person.
    """
    found = _TIME.fullmatch(_DOTTED.sub(r"\1m", fold(text[:80]).strip()))
    if not found:
        raise ValueError(lazy("اكتب الوقت هكذا: %(example)s.", example=show_time(time(10, 30))))
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    part = found["part"] or ""
    if hour > 23 or minute > 59 or (part in _MORNING and hour > 12):
        raise ValueError(lazy("لا توجد ساعة كهذه: %(typed)s.", typed=reader().in_digits(text.strip())))
    return time(_hour(hour, part), minute)


def show_time(at: time | None) -> str:
    """١٠:٣٠ صباحًا, ٢:٠٠ ظهرًا, ٧:١٥ مساءً; in English 10:30 am. None gives ""."""
    if at is None:
        return ""
    who = reader()
    if who.language == "ar":
        part = "صباحًا" if at.hour < 12 else "ظهرًا" if at.hour < 15 else "مساءً"
    else:
        part = "am" if at.hour < 12 else "pm"
    return who.in_digits(f"{at.hour % 12 or 12}:{at.minute:02} {part}")


def in_cairo(moment: datetime) -> datetime:
    """The moment on Cairo's clock; a naive one is taken for UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(CAIRO)


def today() -> date:
    """The day it is in Cairo."""
    return datetime.now(CAIRO).date()


def show_moment(moment: datetime | None) -> str:
    """٥ أكتوبر ٢٠٢٥، ١٠:٣٠ صباحًا on Cairo's clock; a naive moment is UTC. None gives ""."""
    if moment is None:
        return ""
    local = in_cairo(moment)
    comma = "،" if reader().language == "ar" else ","
    return f"{show_date(local.date())}{comma} {show_time(local.time())}"


def _hour(hour: int, part: str) -> int:
    if hour > 12 or hour == 0 or not part:
        return hour
    if part in _MORNING or (part in _NIGHT and (hour < 6 or hour == 12)):
        return hour % 12
    if part in _NOON and hour in (10, 11):
        return hour
    return hour % 12 + 12
