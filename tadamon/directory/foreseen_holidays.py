"""The days off as they can be foreseen: a first guess that decrees correct, so only years without any are filled."""

import re
from datetime import date, timedelta

import holidays
from sqlalchemy import func, select

from tadamon.directory.working_days import Holiday
from tadamon.extensions import db
from tadamon.language.dates import today

FROM = 2025
REMARK = re.compile(r" \([^)]*\)$")  # estimated, observed


def ensure_holidays() -> None:
    """Fill every year up to the next one that has no day off yet."""
    for year in range(FROM, today().year + 2):
        inside = Holiday.starts_on.between(date(year, 1, 1), date(year, 12, 31))
        if not db.session.scalar(select(func.count()).select_from(Holiday).where(inside)):
            db.session.add_all(foreseen(year))


def foreseen(year: int) -> list[Holiday]:
    """The holidays of a year, days that follow each other under one name together."""
    arabic, english = (holidays.Egypt(years=year, language=code) for code in ("ar_EG", "en_US"))
    found: list[Holiday] = []
    for day in sorted(arabic):
        name, last = _plain(arabic[day]), found[-1] if found else None
        if last and last.name_ar == name and last.ends_on == day - timedelta(days=1):
            last.ends_on = day
        else:
            found.append(Holiday(starts_on=day, ends_on=day, name_ar=name, name_en=_plain(english[day])))
    return found


def _plain(name: str) -> str:
    return REMARK.sub("", name)
